"""The words of every problem, in Japanese and English: what is wrong, and how to mend it.

Placeholders are filled from the problem: {value}, {title} (the column's title), {table_title}, and what the
rule gives. A code without words of its own is an error of the program, found by a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

Words = tuple[str, str, str, str]
"""Japanese message and hint, English message and hint."""

WORDS: dict[str, Words] = {
    # The file as a whole
    "package": ("{what}", "{how}", "{what}", "{how}"),
    "file-missing": (
        "ファイルがありません。",
        "名前と場所を確かめてください。行がまだない表も、見出しだけのファイルが要ります。",
        "The file is missing.",
        "Check its name and folder. A table without rows needs a file with its header.",
    ),
    "path-outside": (
        "「{value}」はデータのフォルダーの外、または使えない場所を指しています。",
        "フォルダーの中のファイルを、フォルダーからの相対の道（例：media/photos/a.webp）で書いてください。",
        "“{value}” points outside the data folder.",
        "Name a file inside the folder by its relative path, e.g. media/photos/a.webp.",
    ),
    "symbolic-link": (
        "ファイルではなく、ほかの場所へのリンクです。",
        "リンクをやめて、ファイルそのものを置いてください。",
        "This is a symbolic link, not a file.",
        "Put the file itself here.",
    ),
    "empty-file": (
        "ファイルが空です。",
        "1行目に見出し（{header}…）を書いてください。",
        "The file is empty.",
        "Write the header ({header}…) on the first line.",
    ),
    "encoding": (
        "文字コードがUTF-8ではありません（{encoding}のようです）。",
        "Excelなら「名前を付けて保存」→「CSV UTF-8（コンマ区切り）」を選び、BOMなしのUTF-8で保存してください。",
        "The file is not UTF-8 (it looks like {encoding}).",
        "Save it as UTF-8 without BOM.",
    ),
    "byte-order-mark": (
        "ファイルの先頭にBOM（見えない印）があります。",
        "「UTF-8（BOMなし）」で保存し直してください。",
        "The file starts with a byte-order mark.",
        "Save it as UTF-8 without BOM.",
    ),
    "line-ending": (
        "改行がWindowsの形（CRLF）です。",
        "改行をLFにして保存し直してください。",
        "Lines end with CRLF.",
        "Save the file with LF line endings.",
    ),
    "nul-byte": (
        "使えない文字（NUL）が入っています。",
        "その行を打ち直してください。ファイルがこわれているかもしれません。",
        "There is a NUL byte.",
        "Type the line again; the file may be damaged.",
    ),
    "unclosed-quote": (
        '引用符（"）が閉じていません。',
        'この行のセルの終わりに " をつけるか、文の中の " を "" と書いてください。',
        "A quotation mark is not closed.",
        'Close it at the end of the cell, or write "" for a quotation mark inside a text.',
    ),
    "cell-too-large": (
        "1つのセルに {size} 文字もあります（{limit}文字まで）。",
        "引用符の閉じ忘れでほかの行を飲みこんでいないか、確かめてください。長い文は分けてください。",
        "One cell holds {size} characters (at most {limit}).",
        "Check for a quotation mark that was not closed; split long texts.",
    ),
    "not-json": (
        "JSONとして読めません（{detail}）。",
        "かっこ、カンマ、引用符を確かめてください。",
        "The file is not valid JSON ({detail}).",
        "Check brackets, commas and quotation marks.",
    ),
    # Header
    "missing-label": (
        "列「{title}」（{field}）がありません。",
        "見出しの行に {field} を加えてください。使わない列も、空のまま残します。",
        "Column {field} is missing.",
        "Add {field} to the header; leave unused columns empty.",
    ),
    "extra-label": (
        "知らない列「{value}」があります。",
        "{nearest}列の名前を確かめるか、その列を消してください。",
        "Column “{value}” is not known.",
        "{nearest}Check its name or remove it.",
    ),
    "label-order": (
        "{position}番目の列は「{expected}」のはずですが、「{value}」があります。",
        "列の順番を、{expected_order}… の順にしてください。",
        "Column {position} should be {expected}, but is {value}.",
        "Put the columns in this order: {expected_order}…",
    ),
    "duplicate-label": (
        "列「{value}」が2つあります。",
        "1つにしてください。",
        "Column “{value}” stands twice.",
        "Keep one of them.",
    ),
    # Cells and rows
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
        "「{value}」がほかの行と重なっています。",
        "行ごとに別の値にしてください。",
        "“{value}” stands in another row too.",
        "Give each row its own value.",
    ),
    "primary-key": (
        "同じ行が2つあります（{value}）。はじめは{first}行目です。",
        "新しい行なら別のIDにし、同じものなら1行にまとめてください。",
        "Two rows have the same key ({value}); the first is on line {first}.",
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
        "{nearest}コードの一覧は codelists/{target}.csv にあります。",
        "“{value}” is not a code of {target}.",
        "{nearest}The codes are in codelists/{target}.csv.",
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
    "stock": ("{note}", "この行を確かめてください。", "{note}", "Check this row."),
    # Facts that do not fit together
    "corporate-number": (
        "法人番号「{value}」の検査数字が合いません。",
        "国税庁の法人番号公表サイトで13けたを確かめてください。Excelで下の数字が0に変わることがあります。",
        "The check digit of corporate number “{value}” is wrong.",
        "Look the 13 digits up again; spreadsheets may have rounded them.",
    ),
    "local-government-code": (
        "全国地方公共団体コード「{value}」の検査数字が合いません。",
        "6けたのコードを確かめてください。",
        "The check digit of local-government code “{value}” is wrong.",
        "Check the 6 digits.",
    ),
    "end-before-start": (
        "終わり（{value}）が始まり（{start}）より前です。",
        "2つの日付を確かめてください。",
        "The end ({value}) is before the start ({start}).",
        "Check both dates.",
    ),
    "in-the-future": (
        "「{value}」はまだ来ていない日です。",
        "もう起きたことの日付を書く欄です。年を確かめてください。",
        "“{value}” is in the future.",
        "This column is for things that have happened; check the year.",
    ),
    "parts-over-total": (
        "内訳の合計（{sum}円）が「{total_title}」（{value}円）を超えています。",
        "内訳か合計のどちらかを直してください。",
        "The parts ({sum} yen) exceed {total} ({value} yen).",
        "Correct the parts or the total.",
    ),
    "parts-differ-from-total": (
        "内訳をすべて足すと{sum}円で、「{total_title}」（{value}円）と合いません。",
        "足し算を確かめてください。わからない内訳は空にできます。",
        "All parts add up to {sum} yen, not to {total} ({value} yen).",
        "Check the sum; a part that is not known may stay empty.",
    ),
    "part-over-whole": (
        "「{title}」（{value}）が「{whole_title}」（{whole_value}）より大きくなっています。",
        "「{title}」は「{whole_title}」の一部です。どちらかを直してください。",
        "{field} ({value}) exceeds {whole} ({whole_value}), of which it is a part.",
        "Correct one of them.",
    ),
    "weights-100": (
        "協働「{value}」の成果指標の重みが合わせて{sum}％です。100％でなければなりません。",
        "weight_percent を、合わせて100になるように直してください。",
        "The weights of collaboration {value} add up to {sum} %, not 100 %.",
        "Make weight_percent add up to 100.",
    ),
    "target-equals-baseline": (
        "目標が基準値（{value}）と同じです。",
        "めざす値を書いてください。同じだと達成の度合いが計算できません。",
        "The target equals the baseline ({value}).",
        "Write the value to reach; progress cannot be computed otherwise.",
    ),
    "steps-form": (
        "段階「{value}」の書き方が正しくありません。",
        "「60:50;80:75;100:100」のように、達成率と支払いの割合（0〜100）を小さい順に書いてください。",
        "Steps “{value}” are not well formed.",
        "Write them like 60:50;80:75;100:100, in rising order, 0 to 100.",
    ),
    "rule-needs": (
        "支払いの決め方が「{value}」なら、「{title}」が要ります。",
        "「{title}」を書いてください。",
        "Rule “{value}” needs {field}.",
        "Fill in {field}.",
    ),
    "photo-consent": (
        "人が写っている写真に、同意がありません。",
        "写っている人の同意をとって consent に obtained と書くか、この写真をのせないでください。",
        "People show on the photo, but there is no consent.",
        "Obtain consent and write obtained, or leave the photo out.",
    ),
    "minor-guardian": (
        "子どもが写っている写真には、保護者の同意が要ります。",
        "保護者の同意をとって consent_by に guardian と書くか、この写真をのせないでください。",
        "Minors show on the photo: a guardian’s consent is needed.",
        "Obtain it and write guardian in consent_by, or leave the photo out.",
    ),
    "representative-consent": (
        "代表者の名前は、本人の同意があるときだけのせられます。",
        "同意があれば representative_consent を true に、なければ名前を消してください。",
        "A representative’s name needs that person’s consent.",
        "Set representative_consent to true, or remove the name.",
    ),
    "hidden-address": (
        "住所を出さない団体なのに、「{title}」（{value}）があります。",
        "この欄を空にしてください。のせないものはデータに入れません。address_public を full にすると公開されます。",
        "The address is not public, but {field} ({value}) is given.",
        "Empty it: what is not public is not in the data.",
    ),
    "outside-ward": (
        "位置（{value}）が{ward}の区役所から{distance} km離れています。",
        "緯度と経度が入れかわっていないか、区が正しいか、確かめてください。",
        "The place ({value}) is {distance} km away from the office of {ward}.",
        "Check latitude, longitude and ward.",
    ),
    "half-a-position": (
        "緯度と経度の片方だけがあります。",
        "両方を書くか、両方を空にしてください。",
        "Only one of latitude and longitude is given.",
        "Give both or none.",
    ),
    "contact-missing": (
        "申し込む方法がありません。",
        "{fields} のどれか1つを書いてください。電話だけでもかまいません。",
        "There is no way to apply.",
        "Give one of {fields}.",
    ),
    "individual-contact-center": (
        "個人からの提供は、センターを通します。",
        "contact_center にセンターのIDを書き、個人の連絡先は消してください。",
        "Offers by individuals go through a centre.",
        "Name the centre in contact_center and remove personal contacts.",
    ),
    "wage-reward": (
        "賃金のような書き方（「{value}」）があります。ここでは、賃金のある仕事は扱えません。",
        "仕事の募集はハローワークへ。実費や謝礼なら reward と expenses_note にそう書いてください。",
        "“{value}” reads like a wage; paid work is not listed here.",
        "Advertise jobs at Hello Work; state expenses or an honorarium in their own fields.",
    ),
    "price-refused": (
        "代金のような書き方（「{value}」）があります。ここは、さしあげる・貸す場所です。",
        "無料か実費だけにし、値段を消してください。",
        "“{value}” reads like a price; only gifts and loans are listed.",
        "Remove the price.",
    ),
    "food-expired": (
        "消費期限（{value}）を過ぎた食べものは、のせられません。",
        "status を ended にしてください。食べものの安全は、区の保健所に相談できます。",
        "Food past its use-by date ({value}) cannot be offered.",
        "Set status to ended; the ward’s health office advises on food safety.",
    ),
    "unsafe-link": (
        "「{value}」は使えないリンクです。",
        "https:// か http:// で始まるアドレスを書いてください。",
        "“{value}” is not a safe link.",
        "Write an address that begins with https:// or http://.",
    ),
    "claimed-required": (
        "登録された団体には「{title}」が要ります。",
        "「{title}」を書いてください。名簿から取り込んだだけなら listing は imported です。",
        "A claimed organization needs {field}.",
        "Fill it in; listing is imported for what only came from a register.",
    ),
    "exactly-one": (
        "{fields} のうち、ちょうど1つを書きます（いまは{count}つ）。",
        "主催する1つだけを残してください。",
        "Exactly one of {fields} is needed ({count} given).",
        "Keep the one host.",
    ),
    "registered-profession": (
        "「{value}」の登録を確かめた日がありません。",
        "センターが名簿で登録を確かめ、registration_checked_on にその日を書いてください。",
        "The registration of “{value}” was not checked.",
        "The centre checks the register and writes the day in registration_checked_on.",
    ),
    "children-safeguards": (
        "子どもとかかわる募集なのに、子どもを守るしくみが書かれていません。",
        "safeguards に、団体がしていること（two-adults など）を書いてください。",
        "The opening works with children, but no safeguards are given.",
        "State in safeguards what the organization does.",
    ),
    "certification-dates": (
        "認定があるのに、始まりの日（certified_from）がありません。",
        "認定の始まりと終わりの日を書いてください。",
        "There is a certification without certified_from.",
        "Give the days on which it begins and ends.",
    ),
    "tax-benefit": (
        "「{value}」は、この認定では受けられません。",
        "特例認定には相続税の控除がありません。tax_benefits を確かめてください。",
        "“{value}” does not come with this certification.",
        "A provisional certification has no inheritance-tax benefit.",
    ),
    "unit-differs": (
        "「{measure}」の単位は「{expected}」です（「{value}」があります）。",
        "単位を {expected} にするか、数えるものを選び直してください。",
        "The unit of {measure} is {expected}, not {value}.",
        "Use that unit, or choose another measure.",
    ),
    "furusato-municipality": (
        "寄付を受けるのが自治体なら、自治体の名前が要ります。",
        "municipality に自治体の名前を書いてください。",
        "A project whose donee is a municipality needs its name.",
        "Fill in municipality.",
    ),
    "bequest-target": (
        "遺贈には目標額をつけません。",
        "target_yen を空にしてください。",
        "A bequest has no target.",
        "Empty target_yen.",
    ),
    "verified-needs-date": (
        "「確認済み」には、確認した日が要ります。",
        "checked_on に日付を書くか、verification を unverified にしてください。",
        "“verified” needs the day of the check.",
        "Fill in checked_on, or set verification to unverified.",
    ),
    "personal-data": (
        "「{value}」は個人の連絡先や番号のようです。",
        "名前、電話、メール、番号は書かないでください。連絡はセンターを通します。",
        "“{value}” looks like a personal contact or number.",
        "Remove it; contact goes through the centre.",
    ),
    "demo-contact": (
        "デモ用の行に、本物かもしれない連絡先「{value}」があります。",
        ".example のアドレスにしてください。",
        "The demonstration row has a contact that may be real: “{value}”.",
        "Use an address under .example.",
    ),
    "control-character": (
        "見えない制御文字が入っています。",
        "その文を打ち直してください。",
        "The text contains a control character.",
        "Type it again.",
    ),
    "surrounding-blank": (
        "前か後ろに余分な空白があります（「{value}」）。",
        "空白を消してください。",
        "There is blank space around “{value}”.",
        "Remove it.",
    ),
    "not-known-word": (
        "「{value}」は書かないでください。わからないときは空にします。",
        "セルを空にしてください。",
        "“{value}”: leave the cell empty when something is not known.",
        "Empty the cell.",
    ),
    "media-missing": (
        "ファイル「{value}」がありません。",
        "データのフォルダーにファイルを置くか、名前を確かめてください。",
        "The file “{value}” is missing.",
        "Put it into the data folder, or check its name.",
    ),
    "opening-dates": (
        "締め切り（{value}）が活動の終わり（{end}）より後です。",
        "2つの日付を確かめてください。",
        "Applications close ({value}) after the activity ends ({end}).",
        "Check both dates.",
    ),
}


def explain(code: str, language: str, words: Mapping[str, str]) -> tuple[str, str]:
    """Message and hint of a code, with the placeholders filled; what a problem does not give is left out."""
    japanese, japanese_hint, english, english_hint = WORDS[code]
    message, hint = (japanese, japanese_hint) if language == "ja" else (english, english_hint)
    return _fill(message, words), _fill(hint, words).strip()


def _fill(template: str, words: Mapping[str, str]) -> str:
    filled = []
    for literal, name, _, _ in Formatter().parse(template):
        filled.append(literal)
        if name is not None:
            filled.append(str(words.get(name, "")))
    return "".join(filled)
