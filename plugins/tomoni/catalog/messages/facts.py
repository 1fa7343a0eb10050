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
    "overlapping-periods": (
        "この期間は、同じ団体の同じ数字「{other}」の期間（{period}）と一部が重なっています。",
        "重ならない期間に分けるか、片方をもう片方の中に収めてください。重なった日が二度数えられます。",
        "This period overlaps in part with that of {other} ({period}) of the same organization and measure.",
        "Make the periods disjoint, or one a part of the other; otherwise days count twice.",
    ),
    "period-twice": (
        "同じ団体の同じ数字に、同じ期間（{period}）の行「{other}」がもうあります。",
        "どちらか1行だけを残してください。",
        "There is already a row {other} for the same organization, measure and period ({period}).",
        "Keep only one of them.",
    ),
    "absurd-value": (
        "{value} は、ありえない大きさです（最大 {most}）。",
        "けたと単位を確かめてください。割合は 0 から 100 で書きます。",
        "{value} is beyond anything possible here (at most {most}).",
        "Check the digits and the unit; shares run from 0 to 100.",
    ),
    "raw-html": (
        "文の中にHTMLのタグ「{value}」があります。",
        "タグを消してください。見出しは「## 」、太字は「**太字**」、リンクは「[文字](https://…)」と書けます。",
        "The text holds the HTML tag “{value}”.",
        "Remove it; Markdown has headings (##), **bold** and [links](https://…).",
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
    "session-outside": (
        "日程（{value}）が、募集の期間（{start}〜{end}）の外にあります。",
        "日程か、募集の開始日・終了日を直してください。",
        "The session ({value}) lies outside the days of its opening ({start}–{end}).",
        "Correct the session or the opening's days.",
    ),
    "target-direction": (
        "向きが「{value}」なのに、基準値{baseline}から目標{target}へ逆に進みます。",
        "ふやすなら up、へらすなら down と書くか、目標を直してください。",
        "The direction is “{value}”, but the target {target} lies the other way from {baseline}.",
        "Write up to increase, down to reduce, or correct the target.",
    ),
    "ended-but-active": (
        "活動を終えた日（{value}）があるのに、「{title}」が active です。",
        "status を dissolved などにするか、ended_on を空にしてください。",
        "The organization ended on {value}, but its status is active.",
        "Set status to dissolved or the like, or empty ended_on.",
    ),
    "certification-none": (
        "認定がないのに、認定の日（{value}）があります。",
        "この欄を空にするか、certification を確かめてください。",
        "There is no certification, but a day of it ({value}).",
        "Empty it, or check certification.",
    ),
    "redirect-table": (
        "「{value}」という表はありません。",
        "organizations のように、データパッケージにある表の名前を書いてください。",
        "There is no table “{value}”.",
        "Write the name of a table of the package, such as organizations.",
    ),
    "redirect-alive": (
        "「{value}」はその表にまだあります。",
        "転送は、なくなったIDにだけ書きます。この行を消してください。",
        "“{value}” still stands in that table.",
        "A redirect is for an id that is gone; remove this row.",
    ),
    "redirect-target": (
        "転送先の「{value}」がその表にありません。",
        "つづりを確かめるか、移った先がないなら空にしてください。",
        "The new id “{value}” is not in that table.",
        "Check the spelling, or leave it empty when there is none.",
    ),
    "furusato-donee": (
        "ふるさと納税なのに、寄付を受けるのが自治体になっていません。",
        "donee を municipality にし、municipality に自治体の名前を書いてください。",
        "Hometown tax goes to a municipality.",
        "Set donee to municipality and name it.",
    ),
}
