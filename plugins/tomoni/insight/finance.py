"""Ratios of an organization's money, by the items of the NPO accounting standard (活動計算書)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from .impact import FEWEST_FOR_MEDIAN, fiscal_year

YEARS_BACK = 2
"""How old the finances may be that count for the policy's median (data-model.md, what counts for the KPIs)."""

SIZES = (("under-1m", 1_000_000), ("1m-5m", 5_000_000), ("5m-20m", 20_000_000), ("20m-100m", 100_000_000))
"""Bands of yearly revenue in yen: name and the amount below which it holds; above the last: `over-100m`."""


@dataclass(frozen=True, slots=True)
class Median:
    """The median of a ratio (0 to 1) over so many organizations; `value` None where there are fewer than five."""

    value: float | None
    organizations: int


def own_revenue_ratio(finance: Mapping[str, Any], *, with_commissioned: bool = True) -> float | None:
    """Own revenue over total revenue, as a share from 0 to 1 (the policy's formula for measure ③).

    (revenue_donations + revenue_operations) / revenue_total; without commissioned work, that part is taken
    from the numerator. None where the total is 0 or a part is not known.
    """
    total, donations, operations = (
        finance[name] for name in ("revenue_total", "revenue_donations", "revenue_operations")
    )
    if not total or donations is None or operations is None:
        return None
    own = donations + operations
    if not with_commissioned:
        if finance["revenue_commissioned"] is None:
            return None
        own -= finance["revenue_commissioned"]
    return float(own / total)


def program_share(finance: Mapping[str, Any]) -> float | None:
    """Program expense (事業費) over total expense, from 0 to 1; None where either is not known or the total is 0."""
    if not finance["expense_total"] or finance["expense_program"] is None:
        return None
    return float(finance["expense_program"] / finance["expense_total"])


def latest_finances(finances: Iterable[Mapping[str, Any]], as_of: date) -> dict[str, Mapping[str, Any]]:
    """Each organization's latest year of finances, of the two fiscal years before the one of `as_of` or that one."""
    earliest = fiscal_year(as_of) - YEARS_BACK
    latest: dict[str, Mapping[str, Any]] = {}
    for row in sorted(finances, key=lambda row: int(row["fiscal_year"])):
        if earliest <= row["fiscal_year"] <= fiscal_year(as_of):
            latest[row["organization"]] = row
    return latest


def medians(
    latest: Mapping[str, Mapping[str, Any]],
    groups: Mapping[str, Iterable[str]],
    ratio: Callable[[Mapping[str, Any]], float | None],
) -> dict[str, Median]:
    """The median of a ratio for each group (ward, field, size band); an organization may be in several.

    `latest` is what `latest_finances` gives, `groups` the groups of each organization. Organizations whose
    ratio is not known do not count. Fewer than five: no value, so that no single one can be made out.
    """
    values: dict[str, list[float]] = defaultdict(list)
    for organization, row in latest.items():
        found = ratio(row)
        if found is not None:
            for group in groups.get(organization, ()):
                values[group].append(found)
    return {
        group: Median(median(members) if len(members) >= FEWEST_FOR_MEDIAN else None, len(members))
        for group, members in sorted(values.items())
    }


def size_band(finance: Mapping[str, Any]) -> str:
    """The band of an organization's yearly revenue, a name of `SIZES` or `over-100m`."""
    return next((name for name, below in SIZES if finance["revenue_total"] < below), "over-100m")
