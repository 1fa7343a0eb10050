"""Openings and their sessions: what is asked of whom, when, and how to say yes."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from tomoni.synth.bank import featured, pro_bono
from tomoni.synth.draft import Draft, Row
from tomoni.synth.weekdays import DAYS_JA, at, clock, next_day

# Of 90 openings: how many stand in which state on the day. "live" can be applied for.
STATES = (
    ("live", 69), ("expired", 5), ("filled", 5), ("paused", 4), ("stale", 4), ("closed", 3),
)  # fmt: skip
PRO_BONO_EVERY = 6
CHILD_SAFEGUARDS = 3


def fill(draft: Draft) -> None:
    """Adds `openings` (90 for 150 organizations) and `opening_sessions`."""
    states = _states()
    pairs = _requests(draft)
    for number in range(draft.scaled(90)):
        organization, text = next(pairs)
        _opening(draft, organization, text, states[number % len(states)], number)


def _states() -> list[str]:
    """Ninety states, mixed so that any run of them has about the same shares."""
    pool = [(state, (position + 0.5) / amount) for state, amount in STATES for position in range(amount)]
    return [state for state, _at in sorted(pool, key=lambda entry: (entry[1], entry[0]))]


def _requests(draft: Draft) -> Iterator[tuple[Row, dict[str, Any]]]:
    """Who asks for what: each organization's own requests in turn, every sixth one for a professional."""
    able = [
        row
        for row in draft.rows("organizations")
        if row["listing"] == "claimed" and row["status"] == "active" and row["accepts_volunteers"]
    ]
    first = [row for row in able if row["name"] in {entry["name"] for entry in featured()}]
    others = [row for row in able if row not in first]
    count = 0
    asked: dict[str, int] = {}
    turns = [*first, *first[:1], *first, *others]
    while True:
        for organization in turns:
            count += 1
            own = draft.profiles[organization["id"]].archetype.openings
            turn = asked.get(organization["id"], 0)
            asked[organization["id"]] = turn + 1
            if count % PRO_BONO_EVERY == 2 or turn >= len(own):
                rng = draft.random("pro-bono", organization["id"], turn)
                text = pro_bono()[0] if count == 2 else rng.choice(pro_bono())
                yield organization, {"kind": "short", "role": "pro-bono"} | text
            else:
                start = 0 if organization in first else sum(organization["id"].encode()) % len(own)
                yield organization, own[(start + turn) % len(own)]
        turns = able


def _opening(draft: Draft, organization: Row, text: dict[str, Any], state: str, number: int) -> None:
    rng = draft.random("openings", number)
    profile = draft.profiles[organization["id"]]
    words = profile.words | {"theme": profile.archetype.theme}
    professional = "time" not in text
    slots = tuple(text.get("slots", ("weekday-evening", "anytime") if professional else ("anytime",)))
    mode = text.get("mode", "online" if professional else "onsite")
    days = _Days(draft.as_of, text, state, slots, number, rng)
    remote = mode == "online" or organization["address_public"] != "full"
    per_month = text.get("per_month", 2 if text["kind"] == "ongoing" else None) or None
    span = clock(text["time"]) if text.get("time") else None
    id_ = draft.new_id("openings", f"{organization['id'][:40].strip('-')}-{_stem(text)}")
    needed = rng.choice((1, 1, 2) if professional else (2, 3, 4, 5, 6, 8, 10))
    kids = bool(text.get("kids"))
    age = text.get("age", 18 if professional else None)
    reward = text.get("reward", "expenses" if rng.random() < 0.6 else "none")
    row = draft.add(
        "openings",
        id=id_,
        organization=organization["id"],
        title=text["title"].format_map(words),
        engagement=text["kind"],
        role_kind=text["role"],
        summary=text["summary"].format_map(words),
        summary_en=text["en"].format_map(words),
        summary_easy=text["easy"].format_map(words),
        description=_description(text, words, rng),
        fields=organization["fields"],
        topics=organization["topics"],
        skills_required=tuple(text.get("skills", ())),
        skills_welcome=tuple(text.get("welcome", ())),
        time_slots=slots,
        starts_on=days.starts,
        ends_on=days.ends,
        apply_by=days.apply_by,
        schedule_note=_schedule(text, days, per_month),
        hours_per_session=_duration(span) if span else None,
        sessions_per_month=per_month,
        mode=mode,
        area=profile.area,
        place=None
        if remote
        else f"{profile.town.label}の活動場所（くわしい場所は申し込みのあとに知らせます）",
        address=None if remote else organization["address"],
        latitude=None if remote else organization["latitude"],
        longitude=None if remote else organization["longitude"],
        nearest_station=None
        if mode == "online" or organization["address_public"] == "hidden"
        else f"{profile.town.station} 歩{rng.randrange(3, 14)}分",
        people_needed=needed,
        people_found=needed if state == "filled" else rng.randrange(0, needed),
        min_age=age,
        qualifications=(text["licence"],) if text.get("licence") else (),
        guardian_required=bool(age is not None and age < 15),
        beginners_welcome=not professional and not text.get("skills"),
        languages=tuple(text.get("languages", ("ja",))),
        access_features=_access(draft, text, mode, rng),
        what_to_bring=text.get("bring") or None,
        fee_yen=text.get("fee", 0),
        reward=reward,
        expenses=("transport",) if reward != "none" and mode != "online" else (),
        expenses_note="交通費を1回1,000円まで支給します。" if reward != "none" and mode != "online" else None,
        certificate_available=rng.random() < 0.55,
        orientation=rng.random() < 0.7,
        physical_load=text.get("load", "light"),
        group_ok=not professional and needed >= 4,
        residency=rng.choices(("any", "local", "resident"), (85, 11, 4))[0],
        works_with_children=kids,
        safeguards=_safeguards(draft, rng) if kids else (),
        insurance_kind=_insurance(draft, text, mode),
        insurance_from=None,
        insurance_paid_by=None if mode == "online" else "organization",
        apply_url=f"{organization['website']}join",
        apply_email=organization["email"] if rng.random() < 0.6 else None,
        apply_phone=organization["phone"] if rng.random() < 0.75 else None,
        apply_hours="平日 10:00–17:00",
        apply_note=None
        if rng.random() < 0.6
        else "件名に募集の題名を書いてください。見学だけの申し込みもできます。",
        reply_within_days=rng.choice((2, 3, 3, 5, 7)),
        confirmed_on=days.confirmed,
        expires_on=days.expires,
        status={"live": "open", "expired": "open", "stale": "open"}.get(state, state),
        published_on=days.published,
        updated_on=days.confirmed or days.published,
        demo=True,
    )
    if row["insurance_kind"]:
        row["insurance_from"] = days.starts
    if not row["apply_phone"]:
        row["apply_hours"] = None
    if span and days.sessions:
        _sessions(draft, row, days.sessions, span, state, needed)


class _Days:
    """Every date of one opening, so that they agree with one another and with its state."""

    def __init__(
        self, as_of: date, text: dict[str, Any], state: str, slots: tuple[str, ...], number: int, rng: Random
    ):
        kind, weekday = text["kind"], text.get("day", "")
        ahead = (number * 7) % 40 + 4 if number > 11 else 3 + number
        self.published = as_of - timedelta(days=rng.randrange(6, 70))
        self.confirmed: date | None = max(self.published, as_of - timedelta(days=rng.randrange(1, 55)))
        self.sessions: list[date] = []
        if state == "expired":
            first = next_day(as_of - timedelta(days=rng.randrange(2, 14)), slots, weekday)
            if first >= as_of:
                first -= timedelta(days=7)
        elif state == "closed":
            first = next_day(as_of - timedelta(days=rng.randrange(30, 80)), slots, weekday)
        else:
            first = next_day(as_of + timedelta(days=ahead), slots, weekday)
        past = state in ("expired", "closed")
        lead = rng.choice((2, 2, 3, 4)) if kind == "one-off" else rng.choice((3, 5, 7))
        lead = 2 if number == 0 else lead
        self.starts: date | None = first
        self.ends: date | None = first
        self.apply_by: date | None = first - timedelta(days=lead)
        if not past and self.apply_by < as_of:
            self.apply_by = min(first, as_of + timedelta(days=1))
        if kind == "one-off":
            self.sessions = [first]
            if rng.random() < 0.35:
                self.sessions.append(first + timedelta(days=14))
                self.ends = self.sessions[-1]
        elif kind == "short":
            self.ends = first + timedelta(days=rng.choice((28, 56, 63, 84)))
            self.sessions = [first + timedelta(days=7 * week) for week in range(4)] if not past else []
            self.ends = max(self.ends, (self.sessions or [first])[-1])
        else:
            self.starts = self.published if rng.random() < 0.4 else first
            self.ends = None
            self.apply_by = self.apply_by if past or number % 3 == 0 else None
            self.sessions = []
        self.expires = None if self.apply_by else as_of + timedelta(days=rng.randrange(30, 150))
        if past:
            self.published = min(self.published, (self.apply_by or first) - timedelta(days=20))
            self.confirmed = self.published
            self.expires = self.apply_by
            if state == "closed":
                self.ends = self.ends if self.ends and self.ends <= as_of else None
        if state == "stale":
            self.published = as_of - timedelta(days=rng.randrange(150, 240))
            self.confirmed = self.published + timedelta(days=20) if rng.random() < 0.6 else None
        if self.starts and self.starts < self.published:
            self.starts = self.published


def _sessions(
    draft: Draft, opening: Row, days: list[date], span: tuple[Any, Any], state: str, needed: int
) -> None:
    for day in days:
        draft.add(
            "opening_sessions",
            opening=opening["id"],
            starts_at=at(day, span[0]),
            ends_at=at(day, span[1]),
            capacity=needed,
            place=None,
            status={"filled": "full", "closed": "cancelled"}.get(state, "open"),
            demo=True,
        )


def _stem(text: dict[str, Any]) -> str:
    kind = "pro-bono" if text["role"] == "pro-bono" else text["kind"]
    return f"{kind}-{(text.get('skills') or text.get('welcome') or ['help'])[0]}"[:22].strip("-")


def _description(text: dict[str, Any], words: dict[str, str], rng: Random) -> str:
    last = rng.choice(
        (
            "わからないことがあれば、申し込む前に電話で聞いてください。",
            "見学だけの日を設けています。合わないと感じたら、断ってもかまいません。",
            "終わったあと、希望する方には活動の証明書を渡します。",
            "都合がわるくなったときは、当日でもよいので連絡をください。",
        )
    )
    return f"{text['text'].format_map(words)}\n\n{last}"


def _schedule(text: dict[str, Any], days: _Days, per_month: int | None) -> str:
    span = text.get("time", "").replace("-", "–")
    if text["kind"] == "one-off" and days.sessions:
        return (
            "、".join(f"{day.month}月{day.day}日（{DAYS_JA[day.weekday()]}）" for day in days.sessions)
            + f" {span}"
        )
    if not span:
        return "時間は相談して決めます。月に4時間くらいです。"
    if text["kind"] == "short":
        return f"{span}。全4回。都合のよい回だけの参加は相談してください。"
    return f"月{per_month}回くらい {span}。曜日は相談して決めます。" if per_month else f"必要なときに {span}"


def _duration(span: tuple[Any, Any]) -> float:
    first, last = span
    minutes: int = (last.hour - first.hour) * 60 + last.minute - first.minute
    return minutes // 15 / 4


def _access(draft: Draft, text: dict[str, Any], mode: str, rng: Random) -> tuple[str, ...]:
    if mode == "online" or text.get("load") == "heavy":
        return ()
    known = draft.codes_of("access_features")
    wanted = set()
    if rng.random() < 0.4:
        wanted.add("wheelchair")
    if rng.random() < 0.2:
        wanted.add("writing")
    if rng.random() < 0.12:
        wanted.add("sign-language")
    return tuple(code for code in known if code in wanted)


def _safeguards(draft: Draft, rng: Random) -> tuple[str, ...]:
    known = draft.codes_of("safeguards")
    return tuple(sorted(rng.sample(known, min(len(known), CHILD_SAFEGUARDS)), key=known.index))


def _insurance(draft: Draft, text: dict[str, Any], mode: str) -> str | None:
    if mode == "online":
        return None
    known = draft.codes_of("insurance_kinds")
    wanted = text.get("insurance", "volunteer")
    return next((code for code in known if wanted in code), known[0])
