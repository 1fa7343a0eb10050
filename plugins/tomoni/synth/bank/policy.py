"""Words for invented proposals, and where the invented course of each indicator begins and ends."""

SOURCE = "デモ用の架空値"

# First and last of five years, in percent, for all wards together.
PERCENT_COURSES: dict[str, tuple[float, float]] = {
    "academy-managers": (33.3, 47.1),
    "center-users-share": (21.4, 31.2),
    "earned-income-growth": (1.8, 6.9),
    "monthly-active-users": (0.6, 2.3),
    "npo-survival": (91.2, 93.6),
    "own-revenue-ratio": (38.4, 43.2),
    "registered-main-npos": (18.5, 56.3),
    "volunteer-share": (15.9, 17.4),
}
# For an indicator that the base package has and this list has not: percent, and numbers.
OTHER_COURSES = {"percent": (32.0, 38.0), "": (12.0, 21.0)}
# For how much of what is measured there were figures, in percent.
COVERAGE = {
    "academy-managers": 88.0,
    "earned-income-growth": 54.0,
    "npo-survival": 92.0,
    "own-revenue-ratio": 63.0,
    "volunteer-share": 41.0,
}
NOTES = {
    "academy-managers": "回答のあった修了者についての値です。",
    "bequest-consultations": "協働センターの年次報告の合計です。",
    "monthly-active-users": "同じ人が別の端末で見た場合は、別の人と数えます。",
    "npo-survival": "登録簿の状態だけによる値で、休眠中の団体は続いていないと数えます。",
    "own-revenue-ratio": "決算が公開されている団体の中央値です。受託の収入を含みます。",
    "volunteer-share": "五年ごとの調査の間の年は、小さな標本による推計です。",
}

# proposer | what is proposed. {theme}, {n} of the organization; {topic} of the challenge; {ws} the ward.
BY_ORGANIZATIONS = (
    "{theme}で続けてきた訪問と電話のしくみを使い、はじめの3か月は20世帯で試します。月に一度、区の担当の方と気づいたことを話し合い、続ける形を一緒に決めたいと考えています。",
    "{n}の活動の日に合わせ、だれでも立ち寄れる相談の机を置きます。話を聞く人は、私たちの研修を終えた区民の方です。必要なときは、ご本人の同意を得て専門の窓口へつなぎます。",
    "今ある集まりの場所を調べて一枚の地図にし、足りない曜日と地域に新しい場を2か所つくります。運営は近所の方と一緒に行い、1年後に引きつぐ予定です。",
    "{theme}の経験がある団体3つで組み、役割を分けて取り組みます。参加した方に半年ごとに同じ5つの質問をし、変化を公開します。",
)
BY_COMPANIES = (
    "社員が月に半日ずつ、申し込みと名簿のしくみづくりを手伝います。使う道具は無料のものに限り、手順書を残して、1年で手を離せるようにします。",
    "夜と土曜日に空いている会議室を、無料でお貸しします。機材の使い方は社員がご案内し、準備と片づけも一緒に行います。",
    "配送の帰りの便を使い、週に2回、区内の拠点に品物を届けます。保険と運転手は当社が受け持ちます。",
)
BY_UNIVERSITIES = (
    "学生が住民の方に話を聞き、困りごとの地図をつくります。結果は冊子にして、参加した団体と区にお渡しします。調査の費用は大学が持ちます。",
    "演習の授業として、利用する方への聞き取りと、効果の測り方の設計を受け持ちます。2年続けて、同じ方法で比べられるようにします。",
)
BY_CITIZENS = (
    "同じことに困った経験のある区民7人で、月に1回の集まりを開きます。場所と広報だけ、区の力を借りたいです。",
    "{ws}の町会とマンションの有志で、声をかけ合う当番をつくります。無理のない回数から始め、3か月でふり返ります。",
)
UNIVERSITY_LABELS = ("（デモ）地域の大学のまちづくりゼミ", "（デモ）看護大学の地域ケア研究室")
CITIZENS_LABELS = ("近所に住む区民の集まり", "町会とマンションの有志")
