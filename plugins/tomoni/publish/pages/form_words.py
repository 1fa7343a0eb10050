"""What a form says: of each rule beside its field, and of what becomes of a draft and of a submission."""

from __future__ import annotations

from .translations import N_
from .wording import Wording

MESSAGES = {
    "required": N_("書いてください。"),
    "bad-input": N_("書きかけか、読めない形です。もう一度、最後まで書いてください。"),
    "full-width": N_("全角の数字や記号があります。半角で「{half}」と書いてください。"),
    "too-long": N_("{longest}文字までにしてください（いま{count}文字）。"),
    "too-short": N_("{shortest}文字より長く書いてください。"),
    "pattern": N_("決まった形で書いてください。例：{example}"),
    "range": N_("{min}から{max}までの数を書いてください。"),
    "at-least": N_("{min}以上の数を書いてください。"),
    "at-most": N_("{max}以下の数を書いてください。"),
    "type": N_("この形では読めません。例：{example}"),
    "list-item-twice": N_("同じものが2回あります。1回にしてください。"),
    "not-known-word": N_("「{value}」とは書かず、空けてください。"),
    "control-character": N_("見えない文字が入っています。消して、打ち直してください。"),
    "must-be-true": N_("同意がないものは載せられません。"),
    "ambiguous": N_("「{value}」は、いくつもあります。どれかを選んでください：{near}"),
    "unknown-name": N_("「{value}」が見つかりません。これですか：{near}"),
    "unknown-name-alone": N_(
        "「{value}」が見つかりません。名前を確かめてください。まだ載っていなければ、先に登録してください。"
    ),
    "changed-meanwhile": N_("ほかの人も変えました。どちらにするか選んでください。"),
    "unsafe-link": N_("https:// で始まるアドレスを書いてください。"),
    "demo-contact": N_("見本のデータです。.example で終わるアドレスを書いてください。"),
    "raw-html": N_("HTMLのタグ「{value}」は使えません。消してください。"),
    "personal-data": N_(
        "「{value}」は、電話番号・メール・個人番号のように見えます。この文には書かないでください。"
    ),
    "wage-reward": N_(
        "「{value}」は賃金の約束に見えます。実費や謝礼は、その欄に書いてください。お金を払う仕事はハローワークへ。"
    ),
    "price-refused": N_("「{value}」は値段に見えます。ここでは、ゆずる・貸すものだけを載せられます。"),
    "exchange-refused": N_(
        "「{value}」は交換の条件に見えます。ここでは、ゆずる・貸すものだけを載せられます。"
    ),
    "end-before-start": N_("「{first}」より後にしてください。"),
    "opening-dates": N_("「{second}」より前にしてください。"),
    "in-the-future": N_("まだ来ていない日です。今日までの日を書いてください。"),
    "food-expired": N_("消費期限が過ぎた食べ物は出せません。日を確かめてください。"),
    "contact-missing": N_("「{fields}」のどれか1つは書いてください。"),
    "exactly-one": N_("「{fields}」のどれか1つだけを書いてください。"),
    "claimed-required": N_("団体が自分で載せるページには必要です。書いてください。"),
    "representative-consent": N_(
        "代表者の名前を載せるには、その人の同意が必要です。「はい」を選ぶか、名前を消してください。"
    ),
    "children-safeguards": N_("子どもと関わる活動には、子どもを守る取り組みが1つは必要です。"),
    "hidden-address": N_("「住所の公開」で選んだ答えでは載せられません。消すか、答えを変えてください。"),
    "individual-contact-center": N_(
        "個人が出すものは、センターを通します。連絡するセンターを選び、申し込みのページは空けてください。"
    ),
    "ended-but-active": N_("活動を終えた日があります。「活動中」ではないものを選んでください。"),
    "certification-none": N_("認定がないので、空けてください。"),
    "certification-dates": N_("認定されているときは、いつからかを書いてください。"),
    "tax-benefit": N_("「{value}」は、選んだ認定では受けられません。"),
    "furusato-municipality": N_("寄付を受け取る自治体の名前を書いてください。"),
    "furusato-donee": N_("ふるさと納税は、自治体が受け取ります。「区などの自治体」を選んでください。"),
    "bequest-target": N_("遺贈には目標の金額を書きません。空けてください。"),
    "registered-profession": N_("{value}は、資格の登録を確かめた日が必要です。"),
    "corporate-number": N_(
        "法人番号の数字がちがいます。国税庁の法人番号公表サイトで13けたを確かめてください。"
    ),
    "parts-over-total": N_("内訳を足すと{sum}円で、この合計を超えます。どちらかを直してください。"),
    "parts-differ-from-total": N_(
        "内訳を足すと{sum}円で、この合計と合いません。足し算を確かめてください。わからない内訳は空けられます。"
    ),
    "part-over-whole": N_("「{second}」の一部です。「{second}」より大きくはなりません。"),
    "unit-differs": N_("この数字の単位は「{expected}」です。"),
    "absurd-value": N_("大きすぎます（{most}まで）。けたと単位を確かめてください。"),
    "target-equals-baseline": N_("始める前の値と同じです。めざす値を書いてください。"),
    "target-direction": N_("向きと目標が合いません。どちらかを直してください。"),
    "rule-needs": N_("この決まりのときは、必要です。書いてください。"),
    "steps-form": N_("達成率と支払いの割合（0〜100）を、小さい順に書いてください。例：60:50"),
    "half-a-position": N_("緯度と経度は、両方書くか、両方空けてください。"),
    "outside-ward": N_("選んだ区から遠すぎる場所です。緯度・経度か、区を直してください。"),
}
"""What is said of each rule beside its field."""

OTHER_RULES = {"words-in-text": N_("「{value}」は、ここには書けません。")}
"""What is said of a rule that looks for words and has no words of its own here yet."""

_WORDS = {
    "errors": N_("直すところが{count}つあります"),
    "kept": N_("下書きをこの端末に残しました。"),
    "deleted": N_("下書きを消しました。"),
    "same": N_("変わったところがありません。"),
    "copied": N_("コピーしました"),
    "attach": N_("保存したファイルを、このメールに付けて送ってください。"),
    "again": N_("もう一度読みこむ"),
    "open_moved": N_("いまの内容を開く"),
    "look_for": N_("一覧からさがす"),
    "more_asked": N_("聞くことが増えました：{fields}"),
    "not_sent": N_("この答えでは聞かないので送りません（書いたものは残っています）：{fields}"),
    "sent_before": N_("{day}に送る用意をした下書きです。もう送ったなら、消してください。"),
    "changed_meanwhile": N_(
        "下書きのあとに、ほかの人が{count}か所を変えました。どちらにするか、下で選んでください。"
    ),
    "choose_ward": N_("区を選ぶと、その区の名前が出ます。"),
    "draft_kept": N_("下書きは、この端末に残っています。"),
    "where": N_("送り先：{name}"),
    "ask_centre": N_("送り先は、区の協働センターに聞いてください。"),
}
_MISSING = {
    "gone": N_("この内容は見つかりません。消えたか、名前（ID）が変わりました。"),
    "moved": N_("この内容は、名前（ID）が変わりました。"),
    "unread": N_(
        "元の内容を読みこめませんでした。通信を確かめてください。二重に載るのを防ぐため、読みこめるまで送れません。"
    ),
}
_MEANWHILE = {
    "meanwhile": N_("下書きのあとに、ほかの人がここを変えました。どちらにしますか。"),
    "now": N_("いまの内容：{value}"),
    "mine": N_("わたしの下書き：{value}"),
    "nothing": N_("（空）"),
}


def form_words(wording: Wording) -> dict[str, object]:
    """The texts of theme/static/js/submit in the register of the page."""

    def say(texts: dict[str, str]) -> dict[str, str]:
        return {name: wording._(text) for name, text in texts.items()}

    return {
        **say(_WORDS),
        "messages": say(MESSAGES | OTHER_RULES),
        "missing": say(_MISSING),
        "meanwhile": say(_MEANWHILE),
    }
