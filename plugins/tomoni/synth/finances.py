"""Three years of activity statements for most organizations; parts add up to totals to the yen."""

from datetime import date, timedelta
from random import Random

from tomoni.synth.bank import featured
from tomoni.synth.draft import Draft, Profile, Row

PARTS = ("membership", "donations", "grants", "operations", "other")
# Usual shares of revenue by the kind of organization (Profile.archetype.mix), in percent.
SHARES = {
    "donation": (5, 46, 24, 22, 3),
    "grant": (7, 18, 48, 24, 3),
    "operation": (6, 14, 16, 61, 3),
    "commission": (5, 9, 18, 66, 2),
    "membership": (48, 22, 14, 13, 3),
}
YEARS = 3


def fill(draft: Draft) -> None:
    """Adds `finances`: the last three finished fiscal years of claimed organizations that publish them."""
    given = {entry["name"]: entry.get("revenue") for entry in featured()}
    for organization in draft.rows("organizations"):
        profile = draft.profiles[organization["id"]]
        rng = draft.random("finances", organization["id"])
        fixed = given.get(organization["name"])
        is_featured = organization["name"] in given
        if not profile.found or (rng.random() > 0.94 and not is_featured):
            continue
        _years(draft, organization, profile, fixed, rng)


def fiscal_years(draft: Draft, organization: Row) -> list[tuple[int, date, date]]:
    """The organization's last three finished years: the calendar year in which each starts, first, last day.

    A year counts when it ended before the draft's day, and when the organization existed at its start.
    """
    month, day = (int(part) for part in organization["fiscal_year_start"].split("-"))
    current = draft.as_of.year if draft.as_of.month >= 4 else draft.as_of.year - 1
    found = []
    for year in range(current - YEARS, current):
        start = date(year, month, day)
        end = date(year + 1, month, day) - timedelta(days=1)
        if end < draft.as_of and start >= organization["founded_on"]:
            found.append((year, start, end))
    return found


def _years(draft: Draft, organization: Row, profile: Profile, fixed: list[int] | None, rng: Random) -> None:
    low, high = profile.archetype.income
    revenue = rng.uniform(low, high) * 10_000 * profile.size
    if organization["legal_form"] == "voluntary":
        revenue *= 0.45
    shares = [share * rng.uniform(0.6, 1.5) for share in SHARES[profile.archetype.mix]]
    if fixed:
        shares = [83 / 1840, 742 / 1840, 690 / 1840, 325 / 1840, 0]
    net = revenue * rng.uniform(0.1, 0.6)
    commissioned = rng.uniform(0.45, 0.9) if profile.archetype.mix == "commission" else rng.uniform(0, 0.35)
    for position, (year, _start, end) in enumerate(fiscal_years(draft, organization)):
        total = fixed[position - YEARS] if fixed else revenue * profile.growth**position
        parts = _parts(
            round(total, -3), shares, 1 if fixed else 1 + rng.uniform(-0.12, 0.12), rng, bool(fixed)
        )
        total = sum(parts.values())
        expense = round(total * rng.uniform(0.86, 1.02))
        management = round(expense * (0.14 if fixed else rng.uniform(0.07, 0.26)))
        net += total - expense
        draft.add(
            "finances",
            organization=organization["id"],
            fiscal_year=year,
            period_end=end,
            accounting_standard="npo" if organization["legal_form"] == "npo" else "other",
            revenue_total=total,
            revenue_membership=parts["membership"],
            revenue_donations=parts["donations"],
            revenue_grants=parts["grants"],
            revenue_operations=parts["operations"],
            revenue_commissioned=_thousands(parts["operations"] * commissioned),
            revenue_other=parts["other"],
            in_kind_donations=_thousands(total * rng.uniform(0, 0.08)) if rng.random() < 0.3 else None,
            in_kind_labour=_thousands(total * rng.uniform(0.05, 0.3)) if rng.random() < 0.25 else None,
            expense_total=expense,
            expense_program=expense - management,
            expense_management=management,
            net_assets=round(net),
            source_url=f"https://{organization['id']}.example/reports/{year}.pdf",
            demo=True,
        )


def _parts(total: float, shares: list[float], wobble: float, rng: Random, exact: bool) -> dict[str, int]:
    """Whole yen by kind of revenue; their sum is the year's total."""
    if exact:
        amounts = [round(total * share, -4) for share in shares]
        amounts[2] += total - sum(amounts)
        return {part: int(amount) for part, amount in zip(PARTS, amounts, strict=True)}
    wobbled = [shares[0], shares[1] * wobble, shares[2] / wobble, shares[3], shares[4]]
    scale = total / sum(wobbled)
    parts = {}
    for part, share in zip(PARTS, wobbled, strict=True):
        step = -3 if part in ("membership", "grants") else 0
        parts[part] = int(round(share * scale, step) if step else round(share * scale))
    return parts


def _thousands(amount: float) -> int:
    """Yen cut to whole thousands."""
    return int(amount) // 1000 * 1000
