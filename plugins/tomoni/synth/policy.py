"""How the policy goes, invented: values of its indicators, the register year by year, answers to challenges."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from tomoni.synth.bank import policy as bank
from tomoni.synth.companies import fiscal_year
from tomoni.synth.draft import Draft, Row

YEARS, MONTHS, SNAPSHOTS = 5, 24, 5
EVERYWHERE = "13100"
WARDS = ("13104", "13112", "13115", "13121", "13122")
# A count of a year before those of the tables is this part of the year after it.
BEFORE = 0.84
# The register that a demonstration imports is this many days old.
REGISTER_AGE = timedelta(days=38)
Counts = dict[str, Counter[int]]


def fill(draft: Draft) -> None:
    """Adds `observations` of every indicator, `register_snapshots` (40 organizations for 150), `proposals`."""
    _observations(draft)
    _snapshots(draft)
    _proposals(draft)


def _observations(draft: Draft) -> None:
    for area in (EVERYWHERE, *WARDS):
        counted = _counted(draft, area)
        for indicator in draft.codes["indicators"]:
            if indicator["area"] and indicator["area"] != area:
                continue
            rng = draft.random("observations", indicator["id"], area)
            if indicator["frequency"] == "monthly":
                periods = _months(draft.as_of, MONTHS)
                values = _course(indicator, area, len(periods), rng)
            else:
                last = fiscal_year(draft.as_of) - 1
                years = range(last - YEARS + 1, last + 1)
                periods = [str(year) for year in years]
                if indicator["id"] in counted:
                    values = _years_before(counted[indicator["id"]], last)
                else:
                    values = _course(indicator, area, YEARS, rng)
            for number, (period, value) in enumerate(zip(periods, values, strict=True)):
                coverage = bank.COVERAGE.get(indicator["id"])
                draft.add(
                    "observations",
                    indicator=indicator["id"],
                    area=area,
                    period=period,
                    value=value,
                    coverage_percent=coverage and round(coverage - 2.5 * (len(periods) - 1 - number), 1)
                    if len(periods) == YEARS
                    else None,
                    provisional=number == len(periods) - 1,
                    source_title=bank.SOURCE,
                    note=bank.NOTES.get(indicator["id"]),
                    demo=True,
                )


def _months(as_of: date, amount: int) -> list[str]:
    """The whole months before this day, oldest first, as 2026-10."""
    end = as_of.year * 12 + as_of.month - 1
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(end - amount, end)]


def _course(indicator: dict[str, str], area: str, amount: int, rng: Random) -> list[float]:
    """Values that rise from the first to the last, not evenly; a ward lies somewhat above or below them all."""
    percent = indicator["unit"] == "percent"
    first, last = bank.PERCENT_COURSES.get(indicator["id"], bank.OTHER_COURSES["percent" if percent else ""])
    factor = 1.0 if area == EVERYWHERE else rng.uniform(0.93, 1.05)
    step = (last - first) / (amount - 1)
    values = []
    for number in range(amount):
        ends = number in (0, amount - 1)
        value = (first + step * (number + (0 if ends else rng.uniform(-0.55, 0.45)))) * factor
        values.append(min(100.0, round(value, 1)) if percent else float(round(value)))
    return values


def _counted(draft: Draft, area: str) -> Counts:
    """What the drafted tables themselves say, by indicator and fiscal year, for one ward or for all."""
    homes = {row["id"]: row["area"] for row in draft.rows("organizations")}
    centers = {row["id"]: row["area"] for row in draft.rows("centers")}

    def here(code: str | None) -> bool:
        return area in (EVERYWHERE, code)

    pairs = {
        row["pair_ref"]: row
        for row in draft.rows("matches")
        if row["kind"] in ("volunteer", "pro-bono")
        and row["channel"] == "site"
        and row["status"] in ("agreed", "started", "done")
        and row.get("agreed_on")
        and here(homes[row["organization"]])
    }
    counts: Counts = {
        "platform-matches": _by_year(row["agreed_on"] for row in pairs.values()),
        "certified-companies": _by_year(
            row["certified_on"]
            for row in draft.rows("companies")
            if row["certified_on"] and here(row["area"])
        ),
        "furusato-projects": _by_year(
            row["starts_on"]
            for row in draft.rows("projects")
            if row["kind"] == "furusato" and row.get("starts_on") and here(homes[row["organization"]])
        ),
        "trainings-held": Counter(),
        "bequest-consultations": Counter(),
    }
    for row in draft.rows("center_years"):
        if here(centers[row["center"]]):
            counts["trainings-held"][row["fiscal_year"]] += row["trainings_held"]
            counts["bequest-consultations"][row["fiscal_year"]] += row["consultations_bequest"] or 0
    return counts


def _by_year(days: Iterable[date]) -> Counter[int]:
    return Counter(fiscal_year(day) for day in days)


def _years_before(counted: Counter[int], last: int) -> list[float]:
    """The last two years as the tables have them, and three before that led up to them."""
    values = [counted[last], counted[last - 1]]
    while len(values) < YEARS:
        values.append(int(values[-1] * BEFORE))
    return [float(value) for value in reversed(values)]


def _snapshots(draft: Draft) -> None:
    """The state of NPO corporations in the register, once a year; none from before they were founded."""
    registered = [row for row in draft.rows("organizations") if row["legal_form"] == "npo"]
    rng = draft.random("register_snapshots")
    chosen = rng.sample(registered, min(len(registered), draft.scaled(40)))
    latest = draft.as_of - REGISTER_AGE
    days = [date(latest.year - back, latest.month, min(latest.day, 28)) for back in range(SNAPSHOTS)]
    for row in chosen:
        for day in days:
            if (row["incorporated_on"] or row["founded_on"]) <= day:
                draft.add(
                    "register_snapshots",
                    organization=row["id"],
                    on=day,
                    status=_status_on(row, day, days[0]),
                    area=row["area"],
                    demo=True,
                )


def _status_on(row: Row, day: date, latest: date) -> str:
    status: str = row["status"]
    if row["ended_on"]:
        return status if row["ended_on"] <= day else "active"
    return status if day == latest else "active"


def _proposals(draft: Draft) -> None:
    """One to four answers to each challenge; none where it has not yet opened."""
    organizations = [
        row for row in draft.rows("organizations") if (row["listing"], row["status"]) == ("claimed", "active")
    ]
    by_topic: dict[str, list[Row]] = {}
    for row in organizations:
        for topic in row["topics"]:
            by_topic.setdefault(topic, []).append(row)
    companies = [row for row in draft.rows("companies") if row["status"] == "certified"]
    wards = {row["code"]: row["label"].removesuffix("区") for row in draft.codes["areas"]}
    for challenge in draft.rows("challenges"):
        rng = draft.random("proposals", challenge["id"])
        opens = challenge.get("opens_on") or draft.as_of - timedelta(days=60)
        closes = min(challenge.get("closes_on") or draft.as_of, draft.as_of)
        if opens > closes:
            continue
        near = [row for topic in challenge.get("topics") or () for row in by_topic.get(topic, ())]
        answers = (
            _by_organization(draft, near or organizations, rng),
            _by_company(companies, rng),
            _by_others("university", bank.BY_UNIVERSITIES, bank.UNIVERSITY_LABELS, rng),
            _by_others("citizens", bank.BY_CITIZENS, bank.CITIZENS_LABELS, rng),
        )
        amount = rng.choice((1, 2, 3, 3, 4))
        chosen = sorted(rng.sample(range(1, 4), amount - 1))
        for number, which in enumerate((0, *chosen)):
            answer = answers[which]
            if not answer:
                continue
            summary = answer.pop("summary").replace("{ws}", wards.get(challenge["area"], "区内"))
            draft.add(
                "proposals",
                id=draft.new_id("proposals", f"{challenge['id'][:48]}-{number + 1}"),
                challenge=challenge["id"],
                summary=summary,
                status=_standing(challenge["status"], number, rng),
                published_on=opens + timedelta(days=rng.randrange((closes - opens).days + 1)),
                publish_consent=True,
                demo=True,
                **answer,
            )


def _standing(challenge: str, number: int, rng: Random) -> str:
    if challenge == "matched":
        return "not-chosen" if number else "chosen"
    return "not-chosen" if challenge == "closed" else rng.choice(("received", "in-talks"))


def _by_organization(draft: Draft, among: list[Row], rng: Random) -> Row:
    if not among:
        return {}
    row = rng.choice(among)
    text = rng.choice(bank.BY_ORGANIZATIONS)
    theme = draft.profiles[row["id"]].archetype.theme
    return {
        "proposer_kind": "NPO",
        "organization": row["id"],
        "proposer_label": row["name"],
        "summary": text.replace("{theme}", theme).replace("{n}", row["name"]),
    }


def _by_company(among: list[Row], rng: Random) -> Row:
    if not among:
        return {}
    row = rng.choice(among)
    return {
        "proposer_kind": "company",
        "company": row["id"],
        "proposer_label": row["name"],
        "summary": rng.choice(bank.BY_COMPANIES),
    }


def _by_others(kind: str, texts: tuple[str, ...], labels: tuple[str, ...], rng: Random) -> Row:
    return {"proposer_kind": kind, "proposer_label": rng.choice(labels), "summary": rng.choice(texts)}
