"""How the policy goes, invented: values of its indicators, and the register year by year."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from tomoni.synth.bank import policy as bank
from tomoni.synth.companies import fiscal_year
from tomoni.synth.draft import LONGEST_ID, Draft, Row

YEARS, MONTHS, SNAPSHOTS = 5, 24, 5
EVERYWHERE = "13100"
WARDS = ("13104", "13112", "13115", "13121", "13122")
# A count of a year before those of the tables is this part of the year after it.
BEFORE = 0.84
# The register that a demonstration imports is this many days old.
REGISTER_AGE = timedelta(days=38)
Counts = dict[str, Counter[int]]


def fill(draft: Draft) -> None:
    """Adds `observations` of every indicator, `register_snapshots` (40 organizations for 150)."""
    _observations(draft)
    _snapshots(draft)
    _moves(draft)


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


def _moves(draft: Draft) -> None:
    """An organization that was listed under another id before, and an opening that its organization took back."""
    for organization in draft.rows("organizations")[:1]:
        draft.add(
            "redirects",
            table="organizations",
            old_id=_former(organization["id"]),
            new_id=organization["id"],
            reason="（デモ）団体の名前が変わったため",
            on=draft.as_of - timedelta(days=70),
            demo=True,
        )
    for opening in draft.rows("openings")[:1]:
        draft.add(
            "redirects",
            table="openings",
            old_id=_former(opening["id"]),
            new_id=None,
            reason="（デモ）団体の申し出により、募集を取り下げたため",
            on=draft.as_of - timedelta(days=30),
            demo=True,
        )


def _former(key: str) -> str:
    """An id that no row has: ids are made of names, and no name begins like this."""
    return f"former-{key}"[:LONGEST_ID].rstrip("-")
