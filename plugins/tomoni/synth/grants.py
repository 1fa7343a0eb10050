"""Calls for money with their conditions and deadlines, and what invented funders have given."""

from datetime import date, time, timedelta
from random import Random

from tomoni.synth.bank import words
from tomoni.synth.bank.grants import Call, Funder, calls, funders, given_for
from tomoni.synth.bank.reading import romaji
from tomoni.synth.companies import fiscal_year
from tomoni.synth.draft import Draft, Row
from tomoni.synth.gatherings import turn_of_the_year
from tomoni.synth.names import WARD_WEIGHTS

GRANTS, AWARDS = 40, 200
TEN_THOUSAND = 10_000
AWARD_YEARS = 3
LINKED_SHARE = 0.16
TRIES = 12
UNLISTED_SHARE = 0.06
"""Of awards: to recipients that have no entry of their own."""
DOCUMENTS = (
    ("申請書", "事業計画書", "予算書", "定款または会則", "役員の名簿"),
    ("申請書", "予算書", "前年度の活動報告書", "前年度の決算書"),
    ("申請書", "見積書の写し", "活動の様子が分かる資料"),
)
METHODS = (
    ("申請のページから電子申請します。下書きを保存できます。", "電子"),
    ("申請書をメールで送ります。届いた知らせが3日ない場合は、電話で確かめてください。", "電子"),
    ("申請書と書類を郵送します。封筒に「助成申請」と書いてください。", "消印有効"),
    ("窓口か郵送で申請します。", "必着"),
)
REPORTS = (
    "終わってから30日以内の実績報告と、領収書の写し",
    "中間報告（9月）と、終わってから30日以内の実績報告",
    "A4で2枚の活動報告と、写真3枚",
)
TIMINGS = {
    "subsidy": ("精算払", "概算払"),
    "commission-call": ("精算払", "概算払"),
    "grant": ("前払", "概算払"),
}


def fill(draft: Draft) -> None:
    """Adds `grants` (40 for 150 organizations; four in five open or to come) and `awards` (200)."""
    given = [_grant(draft, number) for number in range(draft.scaled(GRANTS))]
    _awards(draft, given)


def _grant(draft: Draft, number: int) -> tuple[Call, Row]:
    turn, position = divmod(number, len(calls()))
    call = calls()[position]
    rng = draft.random("grants", number)
    funder = funders()[call.funder]
    area = call.area
    if area and turn:
        area = rng.choice(sorted(WARD_WEIGHTS))
    name, first = _called(draft, funder, area, turn, rng)
    site = f"{first}-{funder.key}-demo"
    opens, closes = _term(draft.as_of, call, turn, rng)
    decision = _working_day(closes + timedelta(days=rng.randrange(38, 66)), 1)
    year = fiscal_year(closes if call.type == "loan" else _starts(decision))
    words_ = {"w": _ward(draft, area)["label"] if area else "", "fy": str(year)}
    method, rule = (call.method, "必着") if call.method else rng.choice(METHODS)
    online = rule == "電子"
    amount = call.type != "in-kind"
    row = draft.add(
        "grants",
        id=draft.new_id("grants", f"{first}-{call.slug}-{year}"),
        title=call.title.format_map(words_),
        funder=name,
        funder_kind=funder.kind,
        type=call.type,
        measure=call.measure or None,
        summary=call.summary,
        description=call.text,
        amount_min_yen=call.yen[0] * TEN_THOUSAND if amount and call.yen[0] else None,
        amount_max_yen=call.yen[1] * TEN_THOUSAND if amount and call.yen[1] else None,
        rate_percent=call.rate,
        budget_yen=call.yen[2] * TEN_THOUSAND if amount and call.yen[2] else None,
        payment_timing=rng.choice(TIMINGS[call.type]) if call.type in TIMINGS else None,
        opens_on=opens,
        closes_on=closes,
        closes_time=time(23, 59) if online and rng.random() < 0.4 else time(17),
        deadline_rule=rule,
        method=method,
        briefing_on=_between(opens, closes, 6, rng),
        consultation_by=_working_day(closes - timedelta(days=10)) if "d" in call.flags else None,
        applicants_last=call.last[0],
        adopted_last=call.last[1],
        decision_on=None if call.type == "loan" else decision,
        period_months=call.period,
        reports_required=rng.choice(REPORTS) if amount and call.type not in ("award", "loan") else None,
        documents=call.documents or rng.choice(DOCUMENTS),
        department=funder.department,
        contact=f"03-0000-{7000 + number % 1000:04d}（平日9時〜17時）",
        apply_url=f"https://{site}.example/{call.slug}/{year}",
        fiscal_year=year,
        recurring=call.slug != "kinkyu-kyuin",
        expected_month=call.month or (closes.month if rng.random() < 0.7 else None),
        source_url=f"https://{site}.example/{call.slug}/{year}/youkou",
        checked_on=draft.as_of - timedelta(days=rng.randrange(1, 21)),
        demo=True,
        **_conditions(call, area),
    )
    return call, row


def _conditions(call: Call, area: str) -> Row:
    """Who may apply; with `open` in the bank, what the call leaves unsaid stays empty."""
    known = not call.open
    return {
        "fields": call.fields or ("any",),
        "topics": call.topics or ("any",),
        "office_areas": (area,) if area else call.office_areas or ("any",),
        "activity_areas": (area,) if area else call.office_areas or ("13100",),
        "legal_forms": call.forms or ("any",),
        "min_years_active": call.years if call.years or not known else None,
        "max_income_yen": call.income * TEN_THOUSAND if call.income else None,
        "needs_certified": "q" in call.flags if known else None,
        "needs_partner_department": "d" in call.flags if known else None,
        "recommendation_required": "r" in call.flags if known else None,
        "combine_allowed": "c" in call.flags if known else None,
        "repeat_limit": call.repeat,
        "personnel_costs": "p" in call.flags,
        "overhead": "o" in call.flags,
        "conditions_complete": known,
    }


def _ward(draft: Draft, area: str) -> dict[str, str]:
    return next(row for row in draft.codes["areas"] if row["code"] == area)


def _called(draft: Draft, funder: Funder, area: str, turn: int, rng: Random) -> tuple[str, str]:
    """The funder's name and the first part of its invented address; later rounds have funders of their own."""
    if area:
        ward = _ward(draft, area)
        return funder.name.format(w=ward["label"]), ward["label_en"].removesuffix(" City").lower()
    if "{p}" not in funder.name:
        return funder.name, funder.kind
    word = rng.choice(words()) if turn else next(word for word in words() if word.label == funder.word)
    return funder.name.format(p=word.label), "-".join(romaji(word.kana).split())


def _starts(decision: date) -> date:
    """When funded work begins: in April where it was decided from January on, else two weeks later."""
    if decision.month <= 3:
        return date(decision.year, 4, 1)
    return decision + timedelta(days=14)


def _term(as_of: date, call: Call, turn: int, rng: Random) -> tuple[date, date]:
    """First and last day of the call, on working days; later rounds are shifted by up to six days."""
    opens, closes = call.days
    if turn:
        shift = rng.randrange(-6, 7)
        opens, closes = opens + shift, closes + shift if abs(closes) > 7 else closes
    last = as_of + timedelta(days=closes)
    return _working_day(as_of + timedelta(days=opens)), _working_day(last, 1 if 0 <= closes < 3 else -1)


def _working_day(day: date, step: int = -1) -> date:
    """This day, or the nearest on which offices work before it (after it with `step` 1)."""
    while day.weekday() >= 5 or turn_of_the_year(day):
        day += timedelta(days=step)
    return day


def _between(opens: date, closes: date, after: int, rng: Random) -> date | None:
    """A day for a briefing, some days after the opening, where the call is long enough and has one."""
    if (closes - opens).days < 20 or rng.random() < 0.35:
        return None
    return _working_day(opens + timedelta(days=after + rng.randrange(6)), 1)


def _last_day(starts: date, months: int) -> date:
    """The last day of so many months: 31 March after twelve from 1 April."""
    month = starts.month - 1 + months
    return date(starts.year + month // 12, month % 12 + 1, min(starts.day, 28)) - timedelta(days=1)


def _awards(draft: Draft, given: list[tuple[Call, Row]]) -> None:
    """Money of the last three fiscal years; where the round itself is over, the award points at its call."""
    recipients = _Recipients(draft)
    funding = [(call, row) for call, row in given if row["amount_max_yen"] and row["decision_on"]]
    decided = [entry for entry in funding if entry[1]["decision_on"] < draft.as_of]
    for number in range(draft.scaled(AWARDS)):
        rng = draft.random("awards", number)
        for _ in range(TRIES):
            linked = bool(decided) and rng.random() < LINKED_SHARE
            call, grant = rng.choice(decided if linked else funding or given)
            on = grant["decision_on"] if linked else _earlier(draft.as_of, grant, rng)
            host = recipients.pick(call, grant, on, rng)
            if host:
                _award(draft, call, grant, host, on, linked, rng)
                break


class _Recipients:
    """Who meets the conditions of a call, remembered by call and ward."""

    def __init__(self, draft: Draft) -> None:
        self._able = [row for row in draft.rows("organizations") if row["status"] != "revoked"]
        self._by_area: dict[str, list[Row]] = {}
        for row in self._able:
            self._by_area.setdefault(row["area"], []).append(row)
        self._known: dict[tuple[str, ...], list[Row]] = {}

    def pick(self, call: Call, grant: Row, on: date, rng: Random) -> Row | None:
        """One that stood on that day, old enough for the call; None when chance finds none."""
        key = (call.slug, *grant["office_areas"])
        if key not in self._known:
            wards = grant["office_areas"]
            among = (
                self._able
                if wards == ("any",)
                else [row for area in wards for row in self._by_area.get(area, ())]
            )
            self._known[key] = [row for row in among if _fits(row, call)]
        found = self._known[key]
        row = rng.choice(found) if found else None
        return row if row and _stood(row, call, on) else None


def _earlier(as_of: date, grant: Row, rng: Random) -> date:
    """The day of decision of an earlier round: the same time of year, one to three years back."""
    day: date = grant["decision_on"]
    back = rng.randrange(1, AWARD_YEARS + 1)
    found = date(day.year - back, day.month, min(day.day, 28))
    while found >= as_of:
        found = date(found.year - 1, found.month, found.day)
    return _working_day(found)


def _stood(row: Row, call: Call, on: date) -> bool:
    """Whether the organization was there that day, for as many years as the call asks."""
    if row["ended_on"] is not None and row["ended_on"] <= on:
        return False
    age: timedelta = on - row["founded_on"]
    return age.days > max(30, call.years * 365)


def _fits(row: Row, call: Call) -> bool:
    """Whether the organization meets the conditions of the call, time apart."""
    if call.forms and row["legal_form"] not in call.forms:
        return False
    if "q" in call.flags and row["certification"] not in ("certified", "special"):
        return False
    return not call.topics or bool(set(row.get("topics") or ()) & set(call.topics))


def _award(draft: Draft, call: Call, grant: Row, host: Row, on: date, linked: bool, rng: Random) -> None:
    profile = draft.profiles[host["id"]]
    title, text = rng.choice(given_for())
    theme = profile.archetype.theme
    listed = rng.random() >= UNLISTED_SHARE
    low, high = call.yen[0] or 1, call.yen[1]
    step = 1 if high <= 60 else 5 if high <= 400 else 10
    part = rng.betavariate(1.6, 1.4) if high <= 400 else rng.betavariate(1.2, 3.2)
    amount = max(low, round((low + (high - low) * part) / step) * step)
    starts = _starts(on)
    site = grant["source_url"].split("/")[2]
    year = fiscal_year(starts)
    draft.add(
        "awards",
        id=draft.new_id("awards", f"{grant['id'].removesuffix('-' + str(grant['fiscal_year']))}-{on.year}"),
        grant=grant["id"] if linked else None,
        funder=grant["funder"],
        organization=host["id"] if listed else None,
        recipient_name=host["name"] if listed else f"（デモ）{rng.choice(words()).label}の会",
        title=title.format(theme=theme),
        description=text.format(theme=theme),
        amount=amount * TEN_THOUSAND,
        currency="JPY",
        awarded_on=on,
        starts_on=starts,
        ends_on=_last_day(starts, call.period),
        fields=tuple(host["fields"]),
        area=host["area"],
        source_url=f"https://{site}/awards/{year}",
        source_id=f"{call.slug}-{year}-{rng.randrange(1000):03d}",
        demo=True,
    )
