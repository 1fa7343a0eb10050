"""Words for cells, rows, keys and references."""

from __future__ import annotations

from .words import Words

CELLS: dict[str, Words] = {
    "extra-cell": (
        "列より多いセルがあります（「{value}」）。",
        '文の中のカンマを " で囲んでいるか、確かめてください。',
        "The row has more cells than columns (“{value}”).",
        "Enclose texts that contain commas in quotation marks.",
    ),
    "missing-cell": (
        "セルが足りません（「{title}」から後ろがありません）。",
        "空のセルもカンマで区切って、列の数をそろえてください。",
        "Cells are missing from {field} on.",
        "Separate empty cells by commas too.",
    ),
    "blank-row": (
        "空の行があります。",
        "その行を消してください。",
        "There is an empty row.",
        "Remove it.",
    ),
    "type": (
        "「{value}」は{kind}ではありません。",
        "{example}のように書いてください。{nearest}",
        "“{value}” is not {kind_en}.",
        "Write it like {example}. {nearest}",
    ),
    "full-width": (
        "「{value}」に全角の数字や記号があります。",
        "半角で「{half}」と書いてください。",
        "“{value}” has full-width digits.",
        "Write {half}.",
    ),
    "required": (
        "「{title}」が空です。かならず書く欄です。",
        "{description}",
        "{field} is empty but required.",
        "{description}",
    ),
    "not-a-choice": (
        "「{value}」は選べません。",
        "{nearest}選べるのは {choices} です。",
        "“{value}” is not a choice.",
        "{nearest}Choose one of {choices}.",
    ),
    "pattern": (
        "「{value}」は決まった形ではありません。",
        "{example}のように書いてください。{description}",
        "“{value}” does not have the required form.",
        "Write it like {example}. {description}",
    ),
    "range": (
        "「{value}」は{bound}なければなりません。",
        "{description}",
        "“{value}” must be {bound_en}.",
        "{description}",
    ),
    "too-long": (
        "{length}文字あります。{limit}文字までです。",
        "短くするか、くわしいことは長い文の欄に書いてください。",
        "There are {length} characters; at most {limit} are allowed.",
        "Shorten it, or move details to a longer field.",
    ),
    "too-short": (
        "短すぎます（{limit}文字以上）。",
        "{description}",
        "It is too short (at least {limit} characters).",
        "{description}",
    ),
    "unique": (
        "「{value}」がほかの行と重なっています（{first}）。",
        "行ごとに別の値にしてください。",
        "“{value}” stands in another row too ({first}).",
        "Give each row its own value.",
    ),
    "primary-key": (
        "同じキーの行が2つあります（{value}）。{first}にもあります。",
        "新しい行なら別のIDにし、同じものなら1行にまとめてください。",
        "Two rows have the same key ({value}); the other is on {first}.",
        "Give a new row its own id, or merge the two.",
    ),
    "foreign-key": (
        "「{value}」は表「{target_title}」にありません。",
        "{nearest}先に「{target_title}」に加えるか、つづりを確かめてください。",
        "“{value}” is not in table {target}.",
        "{nearest}Add it there first, or check the spelling.",
    ),
    "code-list": (
        "「{value}」は「{target_title}」のコードにありません。",
        "{nearest}使えるコードは {target_file} にあります。",
        "“{value}” is not a code of {target}.",
        "{nearest}The codes are in {target_file}.",
    ),
    "any-not-allowed": (
        "「any（こだわらない）」は条件の欄でだけ使えます。",
        "具体的なコードを書くか、わからなければ空にしてください。",
        "“any” may stand in conditions only.",
        "Write a code, or leave the cell empty.",
    ),
    "list-item-twice": (
        "「{value}」が2回書かれています。",
        "1回にしてください。",
        "“{value}” stands twice in the list.",
        "Keep it once.",
    ),
    "list-reference": (
        "「{value}」は表「{target_title}」にありません。",
        "{nearest}つづりを確かめてください。いくつかあるときは ; で区切ります。",
        "“{value}” is not in table {target_title}.",
        "{nearest}Check the spelling; separate several by semicolons.",
    ),
    "list-item-empty": (
        "「{value}」に、空の項目があります。",
        "「{mended}」のように、; を項目と項目の間にだけ書いてください。",
        "“{value}” has an empty item.",
        "Write {mended}: semicolons stand between items only.",
    ),
    "too-few-items": (
        "項目が足りません（{limit}つ以上）。",
        "{description}",
        "There are too few items (at least {limit}).",
        "{description}",
    ),
    "too-many-items": (
        "項目が多すぎます（{limit}つまで）。",
        "大事なものだけを残してください。",
        "There are too many items (at most {limit}).",
        "Keep the most important.",
    ),
    "must-be-true": (
        "「{title}」が true ではありません。",
        "同意がないものは、のせられません。同意をとって true と書くか、この行を消してください。",
        "{title} is not true.",
        "Without consent the row may not be published: obtain it and write true, or remove the row.",
    ),
    "stock": (
        "この値は、表の決まりに合いません（{note}）。",
        "{description}",
        "The value breaks a rule of the table ({note}).",
        "Check this row.",
    ),
}
