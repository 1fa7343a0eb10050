"""Words for facts that do not fit together."""

from __future__ import annotations

from .words import Words

FACTS: dict[str, Words] = {
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
}
