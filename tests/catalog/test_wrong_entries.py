"""The manual of what is refused: each case breaks one thing, and shows what the person who wrote it is told.

A case: table, row, the cells that are changed; then code, line, column, words of the message and of the hint.
"""

from dataclasses import dataclass

import pytest
from tomoni.catalog import validate

from .small_package import AS_OF


@dataclass(frozen=True)
class Case:
    table: str
    cells: dict[str, str]
    code: str
    field: str
    says: str
    mend: str
    row: int = 0
    line: int = 2


CASES = {
    # Types
    "a word where a number is due": Case(
        "openings",
        {"people_needed": "三人"},
        "type",
        "people_needed",
        "「三人」は整数ではありません",
        "のように",
    ),
    "full-width digits": Case(
        "openings", {"people_needed": "３"}, "full-width", "people_needed", "全角", "半角で「3」"
    ),
    "a number with its unit": Case(
        "openings", {"fee_yen": "1,500円"}, "type", "fee_yen", "整数ではありません", "『1,500円』→『1500』"
    ),
    "a date that does not exist": Case(
        "openings",
        {"ends_on": "2027-02-30"},
        "type",
        "ends_on",
        "「2027-02-30」は日付ではありません",
        "のように",
    ),
    "a date with slashes": Case(
        "openings", {"ends_on": "2027/3/1"}, "type", "ends_on", "日付ではありません", "2027-03-01"
    ),
    "a Japanese year": Case(
        "openings", {"ends_on": "令和9年3月1日"}, "type", "ends_on", "日付ではありません", "2027-03-01"
    ),
    "a date in full-width digits": Case(
        "openings", {"ends_on": "２０２７-０３-０１"}, "full-width", "ends_on", "全角", "2027-03-01"
    ),
    "a time without its date": Case(
        "opening_sessions", {"starts_at": "16:00"}, "type", "starts_at", "日時ではありません", "T"
    ),
    "a time that does not exist": Case(
        "service_hours", {"opens": "25:00"}, "type", "opens", "時刻ではありません", "のように"
    ),
    "yes in Japanese": Case(
        "openings", {"group_ok": "はい"}, "type", "group_ok", "「はい」は", "『はい』→『true』"
    ),
    "an e-mail address without its at": Case(
        "openings", {"apply_email": "info.kodomo.example"}, "type", "apply_email", "メールアドレス", "@"
    ),
    # Constraints
    "a required cell left empty": Case("openings", {"summary": ""}, "required", "summary", "空です", "例"),
    "a choice that is not offered": Case(
        "openings",
        {"status": "募集中"},
        "not-a-choice",
        "status",
        "「募集中」は選べません",
        "『open 募集中』",
    ),
    "a text that is too long": Case(
        "openings", {"summary": "あ" * 121}, "too-long", "summary", "121文字", "短く"
    ),
    "a number out of bounds": Case(
        "openings", {"hours_per_session": "25"}, "range", "hours_per_session", "24以下", ""
    ),
    "an id with capital letters": Case(
        "awards", {"id": "Award_1"}, "pattern", "id", "決まった形ではありません", "のように"
    ),
    "a telephone number without hyphens": Case(
        "openings", {"apply_phone": "0300000001"}, "pattern", "apply_phone", "決まった形", "-"
    ),
    "a telephone number in full-width digits": Case(
        "centers", {"phone": "０３-0000-0001"}, "full-width", "phone", "全角", "半角で「03-0000-0001」"
    ),
    "consent that was not given": Case(
        "talents", {"consent": "false"}, "must-be-true", "consent", "true ではありません", "この行を消して"
    ),
    # Texts
    "a blank before a name": Case(
        "openings", {"title": " 夜ごはん"}, "surrounding-blank", "title", "余分な空白", "消して"
    ),
    "a full-width blank after a name": Case(
        "openings", {"title": "夜ごはん\u3000"}, "surrounding-blank", "title", "余分な空白", "消して"
    ),
    "a control character": Case(
        "openings", {"title": "夜\x07ごはん"}, "control-character", "title", "制御文字", "打ち直し"
    ),
    "a word for not known": Case(
        "openings",
        {"nearest_station": "不明"},
        "not-known-word",
        "nearest_station",
        "「不明」は書かない",
        "空に",
    ),
    # Codes, keys, references
    "a label instead of a code": Case(
        "openings", {"area": "新宿"}, "code-list", "area", "「新宿」", "『新宿』→『13104 新宿区』ですか？"
    ),
    "a reading instead of a code": Case(
        "openings", {"area": "シンジュク"}, "code-list", "area", "シンジュク", "『13104 新宿区』ですか？"
    ),
    "an unknown code in a list": Case(
        "openings",
        {"skills_welcome": "cooking;coking"},
        "code-list",
        "skills_welcome",
        "「coking」",
        "cooking",
    ),
    "a code twice in a list": Case(
        "openings", {"skills_welcome": "cooking;cooking"}, "list-item-twice", "skills_welcome", "2回", "1回"
    ),
    "an empty item in a list": Case(
        "openings",
        {"skills_welcome": "cooking;"},
        "list-item-empty",
        "skills_welcome",
        "空の項目",
        "「cooking」",
    ),
    "a list separated by commas": Case(
        "organizations", {"fields": "01、13"}, "code-list", "fields", "「01、13」", "『01;13』"
    ),
    "any where it does not stand for a condition": Case(
        "openings", {"topics": "any"}, "any-not-allowed", "topics", "条件の欄", "空に"
    ),
    "an id that stands twice": Case(
        "openings",
        {"id": "gohan-tetsudai"},
        "primary-key",
        "id",
        "2行目にもあります",
        "別のID",
        row=1,
        line=4,
    ),
    "an organization that is not there": Case(
        "openings",
        {"organization": "kodomo-no-le"},
        "foreign-key",
        "organization",
        "表「団体」にありません",
        "『kodomo-no-ie NPO法人 こどもの家しんじゅく』ですか？",
    ),
    "an organization that is not there, in a list": Case(
        "collaborations",
        {"organizations": "kodomo-no-ie;nobody"},
        "list-reference",
        "organizations",
        "「nobody」は表「団体」",
        "つづり",
    ),
    # Organizations
    "a corporate number with a wrong check digit": Case(
        "organizations",
        {"corporate_number": "8010505002095"},
        "corporate-number",
        "corporate_number",
        "検査数字が合いません",
        "国税庁",
    ),
    "a local-government code with a wrong check digit": Case(
        "areas",
        {"check_code": "131017"},
        "local-government-code",
        "check_code",
        "検査数字",
        "6けた",
        row=1,
        line=3,
    ),
    "coordinates of an address that is not public": Case(
        "organizations",
        {"address_public": "ward", "address": "東京都新宿区", "postal_code": "", "longitude": ""},
        "hidden-address",
        "latitude",
        "住所を出さない",
        "空に",
    ),
    "a street address where only the ward is public": Case(
        "organizations",
        {"address": "東京都世田谷区北沢1-2-3"},
        "hidden-address",
        "address",
        "北沢1-2-3",
        "空に",
        row=1,
        line=3,
    ),
    "an address of a hidden organization": Case(
        "organizations",
        {"address_public": "hidden"},
        "hidden-address",
        "address",
        "世田谷区",
        "空に",
        row=1,
        line=3,
    ),
    "a place far from its ward": Case(
        "organizations",
        {"latitude": "35.1", "longitude": "136.9"},
        "outside-ward",
        "latitude",
        "km離れて",
        "緯度と経度",
    ),
    "latitude and longitude exchanged": Case(
        "organizations", {"latitude": "139.7", "longitude": "35.7"}, "range", "latitude", "46以下", "緯度"
    ),
    "half a position": Case(
        "organizations", {"longitude": ""}, "half-a-position", "longitude", "片方だけ", "両方"
    ),
    "a representative who did not agree": Case(
        "organizations",
        {"representative": "山田 花子"},
        "representative-consent",
        "representative_consent",
        "本人の同意",
        "名前を消して",
    ),
    "a claimed organization without its ward": Case(
        "organizations", {"area": ""}, "claimed-required", "area", "登録された団体", "imported", row=1, line=3
    ),
    "a certification without its first day": Case(
        "organizations",
        {"certified_from": ""},
        "certification-dates",
        "certified_from",
        "始まりの日",
        "認定の",
    ),
    "a certification period without a certification": Case(
        "organizations",
        {"certification": "none", "tax_benefits": ""},
        "certification-none",
        "certified_from",
        "認定がない",
        "空に",
    ),
    "an inheritance-tax benefit of a provisional certification": Case(
        "organizations",
        {"tax_benefits": "inheritance-tax"},
        "tax-benefit",
        "tax_benefits",
        "相続税",
        "特例認定",
    ),
    "an organization that ended but is active": Case(
        "organizations", {"ended_on": "2025-01-01"}, "ended-but-active", "status", "活動を終えた日", "status"
    ),
    "founded tomorrow": Case(
        "organizations",
        {"founded_on": "2026-11-24", "incorporated_on": ""},
        "in-the-future",
        "founded_on",
        "まだ来ていない日",
        "年を",
    ),
    "a telephone number in a text": Case(
        "organizations",
        {"summary": "電話は090-1234-5678まで"},
        "personal-data",
        "summary",
        "090-1234-5678",
        "センター",
    ),
    "a number of twelve digits in a text": Case(
        "talents", {"about": "番号は 1234 5678 9012 です"}, "personal-data", "about", "1234 5678 9012", "番号"
    ),
    "a real address in an invented row": Case(
        "organizations",
        {"website": "https://www.shinjuku.jp/"},
        "demo-contact",
        "website",
        "デモ用",
        ".example",
    ),
    # Money
    "parts over the total": Case(
        "finances",
        {"revenue_total": "900000"},
        "parts-over-total",
        "revenue_total",
        "1,000,000円",
        "どちらか",
    ),
    "parts that do not add up": Case(
        "finances",
        {"expense_total": "950000"},
        "parts-differ-from-total",
        "expense_total",
        "900,000円",
        "足し算",
    ),
    "commissioned income over operating income": Case(
        "finances",
        {"revenue_commissioned": "400000"},
        "part-over-whole",
        "revenue_commissioned",
        "より大きく",
        "一部です",
    ),
    "a grant whose least is over its most": Case(
        "grants", {"amount_min_yen": "600000"}, "end-before-start", "amount_max_yen", "500000", "確かめて"
    ),
    # People
    "an end before its start": Case(
        "openings",
        {"ends_on": "2026-12-01"},
        "end-before-start",
        "ends_on",
        "終わり（2026-12-01）が始まり（2026-12-02）より前",
        "2つの日付",
    ),
    "an hour that ends before it begins": Case(
        "opening_sessions",
        {"ends_at": "2026-12-02T15:00"},
        "end-before-start",
        "ends_at",
        "より前",
        "確かめて",
    ),
    "applications after the end": Case(
        "openings", {"apply_by": "2027-04-30"}, "opening-dates", "apply_by", "締め切り", "確かめて"
    ),
    "no way to apply": Case(
        "openings",
        {"apply_email": ""},
        "contact-missing",
        "apply_url",
        "申し込む方法がありません",
        "電話だけでも",
    ),
    "a wage": Case(
        "openings",
        {"expenses_note": "時給1,200円"},
        "wage-reward",
        "expenses_note",
        "時給1,200円",
        "ハローワーク",
    ),
    "a wage with the amount first": Case(
        "openings",
        {"description": "1日8000円の日当を払います"},
        "wage-reward",
        "description",
        "日当",
        "ハローワーク",
    ),
    "work with children without safeguards": Case(
        "openings",
        {"safeguards": ""},
        "children-safeguards",
        "safeguards",
        "子どもを守るしくみ",
        "two-adults",
    ),
    "a session outside the days of its opening": Case(
        "opening_sessions",
        {"starts_at": "2027-06-01T10:00", "ends_at": "2027-06-01T12:00"},
        "session-outside",
        "starts_at",
        "募集の期間",
        "日程",
    ),
    "a photo of people without consent": Case(
        "photos", {"consent": ""}, "photo-consent", "consent", "同意がありません", "のせないで"
    ),
    "a photo of children without a guardian's consent": Case(
        "photos", {"consent_by": "self"}, "minor-guardian", "consent_by", "保護者の同意", "guardian"
    ),
    "a photo of children, said to show nobody": Case(
        "photos",
        {"people_shown": "false", "consent": "not-needed"},
        "photo-consent",
        "consent",
        "同意がありません",
        "のせないで",
    ),
    "a voice without consent": Case("voices", {"consent": ""}, "required", "consent", "空です", ""),
    "a photo that is not there": Case(
        "photos", {"file": "media/photos/natsu-2.webp"}, "media-missing", "file", "natsu-2.webp", "置くか"
    ),
    "HTML in a report": Case(
        "reports",
        {"body": "たのしい会でした。<script>alert(1)</script>"},
        "raw-html",
        "body",
        "HTMLのタグ「<script>」",
        "タグを消して",
    ),
    "a share of more than all": Case(
        "measures",
        {"unit": "percent", "measure": "feel-safe-share", "value": "140", "level": "outcome"},
        "absurd-value",
        "value",
        "140 は、ありえない大きさです（最大 100）",
        "0 から 100",
    ),
    "more people than Tokyo has": Case(
        "measures",
        {"unit": "people", "measure": "people-helped", "value": "99999999"},
        "absurd-value",
        "value",
        "99,999,999 は、ありえない",
        "けたと単位",
    ),
    "a negative figure": Case("measures", {"value": "-5"}, "range", "value", "0以上", "単位"),
    "a photo outside the folder": Case(
        "photos", {"file": "../../etc/passwd"}, "path-outside", "file", "外", "media/"
    ),
    # Resources
    "food past its use-by date": Case(
        "resource_offers",
        {"expires_on": "2026-11-22"},
        "food-expired",
        "expires_on",
        "消費期限（2026-11-22）",
        "保健所",
    ),
    "a price": Case(
        "resource_offers",
        {"description": "1斤100円で売ります"},
        "price-refused",
        "description",
        "100円",
        "値段を消して",
    ),
    "a price asked of givers": Case(
        "resource_needs",
        {"description": "お米を1袋500円でお譲りください"},
        "price-refused",
        "description",
        "500円",
        "値段を消して",
    ),
    "an exchange": Case(
        "resource_offers",
        {"description": "お米と交換希望です"},
        "exchange-refused",
        "description",
        "と交換希望",
        "交換の条件を消して",
    ),
    "an individual's own contact": Case(
        "resource_offers",
        {"contact_url": "https://ueda.example/"},
        "individual-contact-center",
        "contact_center",
        "センターを通します",
        "連絡先は消して",
    ),
    "a link that runs a script": Case(
        "projects",
        {"give_url": "javascript:alert(1)"},
        "unsafe-link",
        "give_url",
        "javascript:alert(1)",
        "https://",
    ),
    "a link to a local file in a list": Case(
        "organizations", {"sns": "file:///etc/passwd"}, "unsafe-link", "sns", "file:///etc/passwd", "https://"
    ),
    "a target of a bequest": Case(
        "projects", {"kind": "bequest"}, "bequest-target", "target_yen", "遺贈", "空に"
    ),
    "a municipality that is not named": Case(
        "projects",
        {"donee": "municipality"},
        "furusato-municipality",
        "municipality",
        "自治体の名前",
        "municipality",
    ),
    # Collaboration
    "weights that do not add up to 100": Case(
        "outcomes", {"weight_percent": "50"}, "weights-100", "weight_percent", "90％", "100"
    ),
    "a target that is the baseline": Case(
        "outcomes", {"target": "10"}, "target-equals-baseline", "target", "基準値", "めざす値"
    ),
    "a target against its direction": Case(
        "outcomes", {"direction": "down"}, "target-direction", "direction", "向き", "down"
    ),
    "steps that do not rise": Case(
        "outcomes", {"steps": "80:75;60:50"}, "steps-form", "steps", "80:75;60:50", "小さい順"
    ),
    "steps that are not pairs": Case("outcomes", {"steps": "60%"}, "steps-form", "steps", "60%", "60:50"),
    "a threshold without its percentage": Case(
        "outcomes",
        {"rule": "threshold", "steps": ""},
        "rule-needs",
        "threshold_percent",
        "threshold",
        "書いて",
    ),
    # Support
    "a tax accountant whose registration nobody checked": Case(
        "advisors",
        {"registration_checked_on": ""},
        "registered-profession",
        "registration_checked_on",
        "税理士",
        "登録を確かめ",
    ),
    "an event with two hosts": Case(
        "events", {"organization": "kodomo-no-ie"}, "exactly-one", "center", "いまは2つ", "1つだけ"
    ),
    "an event without a host": Case("events", {"center": ""}, "exactly-one", "center", "いまは0", "1つ"),
    "more graduates than participants": Case(
        "cohorts", {"graduates": "11"}, "part-over-whole", "graduates", "より大きく", "一部"
    ),
    "a unit that is not the measure's": Case(
        "measures", {"unit": "people"}, "unit-differs", "unit", "単位", "meals"
    ),
    # Policy
    "a redirect to an id that is not there": Case(
        "redirects", {"new_id": "kodomo-no-uchi"}, "redirect-target", "new_id", "kodomo-no-uchi", "空に"
    ),
    "a redirect of a table that is not there": Case(
        "redirects", {"table": "npos"}, "redirect-table", "table", "npos", "organizations"
    ),
    "a redirect from an id that still stands": Case(
        "redirects", {"old_id": "mimamori-setagaya"}, "redirect-alive", "old_id", "まだあります", "消して"
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_wrong_entry(package, case):
    package.set(case.table, case.row, **case.cells)

    report = validate(package.base, AS_OF)

    told = [(p.code, p.field, p.line, p.message("ja"), p.hint("ja")) for p in report.problems]
    problems = [p for p in report.problems if (p.code, p.field) == (case.code, case.field)]
    assert problems, told
    problem = problems[0]
    path = package.file(case.table).relative_to(package.base).as_posix()
    assert (problem.table, problem.file, problem.line) == (case.table, path, case.line)
    assert case.says in problem.message("ja"), told
    assert case.mend in problem.hint("ja"), told
    assert problem.message("en").isprintable() and problem.hint("en") is not None
    others = {(p.table, p.line) for p in report.problems} - {(case.table, case.line)}
    assert not others, told


def test_the_small_package_is_valid(package):
    assert validate(package.base, AS_OF).problems == ()


def test_everything_wrong_with_a_row_is_said_at_once(package):
    package.set("openings", people_needed="三人", apply_email="", ends_on="2026-12-01", area="新宿")

    codes = {problem.code for problem in validate(package.base, AS_OF).problems}

    assert codes == {"type", "contact-missing", "end-before-start", "code-list"}


def test_a_rule_does_not_judge_by_a_cell_that_is_wrong_itself(package):
    package.set("openings", apply_email="なし@", ends_on="2026-12-32")

    codes = [problem.code for problem in validate(package.base, AS_OF).problems]

    assert codes == ["type", "type"]


def test_a_wrong_organization_does_not_make_what_refers_to_it_wrong(package):
    package.set("organizations", founded_on="昨日", legal_form="")

    tables = {problem.table for problem in validate(package.base, AS_OF).problems}

    assert tables == {"organizations"}
