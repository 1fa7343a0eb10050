"""Companies that a ward has certified for what they do in their neighbourhood, and the staff they sent."""

from datetime import date, timedelta
from random import Random

from tomoni.synth.bank import Place, words
from tomoni.synth.bank.companies import CompanyKind, company_kinds
from tomoni.synth.bank.reading import katakana, romaji
from tomoni.synth.draft import Draft, Row

# Of twenty: when the certificate was given, counted in fiscal years before the running one. `None` has
# applied and waits; 3 is a certificate of three years that has run out.
CERTIFIED_YEARS_AGO: tuple[int | None, ...] = (
    1,
    0,
    2,
    1,
    0,
    0,
    2,
    1,
    0,
    None,
    0,
    2,
    1,
    0,
    3,
    0,
    1,
    None,
    2,
    0,
)
TERM_YEARS = 3
INCENTIVES = (
    ("広報での紹介", "表彰"),
    ("広報での紹介",),
    ("優先調達", "広報での紹介"),
    ("優先調達", "広報での紹介", "表彰"),
)


def fill(draft: Draft) -> None:
    """Adds `companies` (20 for 150 organizations) and `placements` (15)."""
    taken: set[str] = set()
    kinds: dict[str, CompanyKind] = {}
    for number in range(draft.scaled(20)):
        _company(draft, number, taken, kinds)
    _placements(draft, kinds)


def _company(draft: Draft, number: int, taken: set[str], kinds: dict[str, CompanyKind]) -> None:
    rng = draft.random("companies", number)
    known = company_kinds()
    kind = known[number % len(known)]
    first = number < len(known)
    word = _word(kind, first, taken, rng)
    name = f"（デモ）{kind.name.format(p=word.label)}"
    id_ = draft.new_id("companies", f"{'-'.join(romaji(word.kana).split())}-{kind.slug}")
    kinds[id_] = kind
    certified_on, until, status = _certificate(draft.as_of, number, rng)
    since = certified_on or draft.as_of - timedelta(days=60)
    if until and until < draft.as_of:
        since = until
    draft.add(
        "companies",
        id=id_,
        name=name,
        name_kana=katakana(kind.kana.format(p=word.kana)),
        area=kind.area
        if first
        else rng.choice([code for code in draft.codes_of("areas") if code != "13100"]),
        industry=kind.industry,
        employees=kind.employees if first else max(3, round(kind.employees * rng.uniform(0.3, 1.8))),
        certified_on=certified_on,
        certified_until=until,
        level=kind.level if certified_on else None,
        activities=kind.activities,
        skills=tuple(sorted(kind.skills)),
        topics=tuple(sorted(kind.topics)),
        about=kind.about,
        website=f"https://{id_}.example/community",
        incentives=rng.choice(INCENTIVES) if status == "certified" else (),
        contact_url=f"https://{id_}.example/contact",
        status=status,
        updated_on=since + timedelta(days=rng.randrange((draft.as_of - since).days + 1)),
        demo=True,
    )


def _word(kind: CompanyKind, first: bool, taken: set[str], rng: Random) -> Place:
    """An invented word that no other company of this kind is named after; two words where all are taken."""
    if first:
        word = next(word for word in words() if word.label == kind.word)
        taken.add(f"{kind.slug}/{word.label}")
        return word
    for attempt in range(1000):
        word = rng.choice(words())
        if attempt > 5:
            other = rng.choice(words())
            word = Place(f"{other.label}{word.label}", f"{other.kana} {word.kana}")
        if f"{kind.slug}/{word.label}" not in taken:
            break
    taken.add(f"{kind.slug}/{word.label}")
    return word


def _certificate(as_of: date, number: int, rng: Random) -> tuple[date | None, date | None, str]:
    """First and last day of the certificate, and how it stands on `as_of`."""
    years_ago = CERTIFIED_YEARS_AGO[number % len(CERTIFIED_YEARS_AGO)]
    if years_ago is None:
        return None, None, "applying"
    start = date(fiscal_year(as_of) - years_ago, 4, 1)
    last = min(as_of, date(start.year + 1, 3, 31))
    if years_ago == TERM_YEARS:
        last = date(as_of.year - TERM_YEARS, as_of.month, min(as_of.day, 28)) - timedelta(days=5)
        start = min(start, last - timedelta(days=20))
    on = start + timedelta(days=rng.randrange((last - start).days + 1))
    # A day earlier than the day of the year: 29 February has no third anniversary.
    eve = on - timedelta(days=1)
    until = eve.replace(year=eve.year + TERM_YEARS, day=min(eve.day, 28) if eve.month == 2 else eve.day)
    return on, until, "certified" if until >= as_of else "expired"


def fiscal_year(day: date) -> int:
    """The calendar year in which the fiscal year of this day begins (on 1 April)."""
    return day.year if day.month >= 4 else day.year - 1


def by_kind(draft: Draft) -> dict[str, list[Row]]:
    """The drafted companies by the slug of their kind, which their ids end with."""
    found: dict[str, list[Row]] = {}
    for row in draft.rows("companies"):
        found.setdefault(row["id"].rstrip("0123456789").rstrip("-").rsplit("-", 1)[-1], []).append(row)
    return found


def _placements(draft: Draft, kinds: dict[str, CompanyKind]) -> None:
    hosts = [
        row
        for row in draft.rows("organizations")
        if row["listing"] == "claimed" and row["status"] == "active"
    ]
    order = sorted(draft.rows("companies"), key=lambda row: "プロボノ派遣" not in row["activities"])
    order = [row for row in order if row["status"] == "certified"] or order
    if not hosts:
        return
    for number in range(draft.scaled(15)):
        rng = draft.random("placements", number)
        company = order[number % len(order)]
        _placement(draft, company, kinds[company["id"]], number // len(order), rng.choice(hosts), rng)


def _placement(draft: Draft, company: Row, kind: CompanyKind, turn: int, host: Row, rng: Random) -> None:
    sent = kind.placements[turn % len(kind.placements)]
    starts = draft.as_of - timedelta(days=rng.randrange(12, 520))
    ends = starts + timedelta(days=rng.choice((28, 56, 84, 112)))
    done = ends < draft.as_of
    draft.add(
        "placements",
        id=draft.new_id("placements", f"{company['id']}-{sent.skill}-{starts.year}"),
        company=company["id"],
        organization=host["id"],
        skills=(sent.skill,),
        people=sent.people,
        hours=float(sent.hours) if done else round(sent.hours * (draft.as_of - starts).days / 112 * 2) / 2,
        starts_on=starts,
        ends_on=ends if done else None,
        result=sent.result if done else None,
        demo=True,
    )
