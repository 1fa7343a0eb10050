"""What an organization reported in figures: one figure a year of each thing that is counted, compared and summed.

Units are never mixed, and nothing is counted twice:

- A figure belongs to the fiscal year (April to March) that holds the middle day of its period.
- A figure whose period lies within that of another one of the same measure is a part of it (a report's figure
  within the year's) and is not added.
- What is left of a year is put together as the measure's `aggregation` says: sums are added; distinct counts
  are not (the largest stands, as a lower bound); of shares and of counts at the end, the latest stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any, Literal

Aggregation = Literal["sum", "distinct", "share", "last"]

LEVELS = ("outcome", "output", "activity", "input")
"""What changed before what was done (look.md); the order of figures on a page."""

WHOLE_YEAR_DAYS = 350
"""A period of at least this many days counts as a whole year: fiscal years are closed a few days early or late."""


@dataclass(frozen=True, slots=True)
class YearFigure:
    """What one organization reported of one measure for one fiscal year, in one unit.

    `rows` are the ids of the rows it was made of; `at_least` is true for a distinct count put together from
    parts of a year; `whole` says whether the periods cover the year.
    """

    organization: str
    measure: str
    unit: str
    level: str
    fiscal_year: int
    value: float
    period_start: date
    period_end: date
    target: float | None
    method: str
    rows: tuple[str, ...]
    whole: bool
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure differs from the year before: `points` for shares, else `ratio` (0.182 is 18.2 % more)."""

    previous: float
    points: float | None = None
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """What all organizations together reported of one measure in one fiscal year.

    `value` is a sum, or for shares the median (never shown for fewer than five organizations: None);
    `overlapping` is true where the same person may be in the figures of two organizations.
    """

    measure: str
    unit: str
    level: str
    fiscal_year: int
    value: float | None
    organizations: int
    overlapping: bool
    rows: tuple[str, ...]


FEWEST_FOR_MEDIAN = 5
"""A median of fewer organizations would show single ones (issue of disclosure; see finance.medians)."""


def fiscal_year(day: date) -> int:
    """The calendar year in which the fiscal year (1 April to 31 March) of a day starts."""
    return day.year - (day.month < 4)


def year_of_period(start: date, end: date) -> int:
    """The fiscal year that holds the middle day of a period."""
    return fiscal_year(start + (end - start) // 2)


def yearly_figures(
    measures: Iterable[Mapping[str, Any]], aggregations: Mapping[str, Aggregation]
) -> tuple[YearFigure, ...]:
    """One figure for each organization, measure, unit and fiscal year, by these four, from rows of `measures`.

    `aggregations` gives the aggregation of each measure (codelist measures_catalog).
    """
    groups: dict[tuple[str, str, str, int], list[Mapping[str, Any]]] = defaultdict(list)
    for row in measures:
        year = year_of_period(row["period_start"], row["period_end"])
        groups[(row["organization"], row["measure"], row["unit"], year)].append(row)
    return tuple(_figure(key, rows, aggregations[key[1]]) for key, rows in sorted(groups.items()))


def outermost(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows whose period does not lie within that of another, by period; of equal periods the first id stays."""
    kept: list[Mapping[str, Any]] = []
    for row in sorted(rows, key=lambda row: (row["period_start"], -row["period_end"].toordinal(), row["id"])):
        if not kept or row["period_end"] > kept[-1]["period_end"]:
            kept.append(row)
    return kept


def _figure(
    key: tuple[str, str, str, int], rows: Sequence[Mapping[str, Any]], aggregation: Aggregation
) -> YearFigure:
    organization, measure, unit, year = key
    parts = outermost(rows)
    latest = max(parts, key=lambda row: (row["period_end"], row["id"]))
    if aggregation == "sum":
        chosen, value = parts, sum(row["value"] for row in parts)
    elif aggregation == "distinct":
        largest = max(parts, key=lambda row: (row["value"], row["period_end"]))
        chosen, value = [largest], largest["value"]
    else:
        chosen, value = [latest], latest["value"]
    covered = sum((row["period_end"] - row["period_start"]).days + 1 for row in chosen)
    targets = [row["target"] for row in chosen]
    return YearFigure(
        organization,
        measure,
        unit,
        latest["level"],
        year,
        value,
        chosen[0]["period_start"],
        chosen[-1]["period_end"],
        sum(targets) if all(target is not None for target in targets) else None,
        latest["method"] or "",
        tuple(sorted(row["id"] for row in chosen)),
        whole=covered >= WHOLE_YEAR_DAYS,
        at_least=aggregation == "distinct" and len(parts) > 1,
    )


def change(figure: YearFigure, before: YearFigure | None, aggregation: Aggregation) -> Change | None:
    """How a figure differs from that of the year before; None where that is not known or not comparable.

    A part of a year is not compared with a whole one. Shares differ in percentage points.
    """
    if before is None or before.fiscal_year != figure.fiscal_year - 1 or before.whole != figure.whole:
        return None
    if aggregation == "share":
        return Change(before.value, points=figure.value - before.value)
    if not before.value:
        return None
    return Change(before.value, ratio=(figure.value - before.value) / before.value)


def target_reached(figure: YearFigure) -> float | None:
    """The figure over its own target, as a share (1.0 is just reached); None without a target or with one of 0."""
    return figure.value / figure.target if figure.target else None


def totals(figures: Iterable[YearFigure], aggregations: Mapping[str, Aggregation]) -> tuple[Total, ...]:
    """What organizations together reported, by measure, unit and fiscal year."""
    groups: dict[tuple[str, str, int], list[YearFigure]] = defaultdict(list)
    for figure in figures:
        groups[(figure.measure, figure.unit, figure.fiscal_year)].append(figure)
    found = []
    for (measure, unit, year), group in sorted(groups.items()):
        values = [figure.value for figure in group]
        value: float | None
        if aggregations[measure] == "share":
            value = median(values) if len(values) >= FEWEST_FOR_MEDIAN else None
        else:
            value = sum(values)
        found.append(
            Total(
                measure,
                unit,
                group[0].level,
                year,
                value,
                len({figure.organization for figure in group}),
                overlapping=aggregations[measure] == "distinct" and len(group) > 1,
                rows=tuple(sorted(row for figure in group for row in figure.rows)),
            )
        )
    return tuple(found)


def overlaps(rows: Iterable[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Pairs of rows of one organization, measure and unit whose periods overlap without one lying in the other.

    Such figures can neither be added nor told apart.
    """
    groups: dict[tuple[str, str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[(row["organization"], row["measure"], row["unit"])].append(row)
    return [
        (first, second)
        for group in groups.values()
        for first, second in pairwise(outermost(group))
        if second["period_start"] <= first["period_end"]
    ]
