"""What a column holds: how much of it is filled, how many different values, and how they are spread."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from tomoni.catalog import Field, Row

BARS = 6
"""Bars in a column's histogram, the one for all others not counted."""

Kind = Literal["values", "ranges", "years", "months", ""]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, and how many rows (of a list field: items) fall on it.

    `values`: the value itself; `ranges`: (lower, upper), upper not included unless it is the last;
    `years`, `months`: (first, last) as (year) or (year, month); None: all values without a bar of their own.
    """

    key: Any
    count: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column in figures. `rows`: rows of the table; `filled`: rows with a value, a list being one value;
    `distinct`: different values, of a list field different items; `smallest`, `largest`: of numbers and days.
    """

    field: Field
    rows: int
    filled: int
    distinct: int
    kind: Kind = ""
    bars: tuple[Bar, ...] = ()
    smallest: Any = None
    largest: Any = None

    @property
    def share_filled(self) -> float | None:
        """Rows with a value over all rows, 0 to 1; None where the table has no rows."""
        return self.filled / self.rows if self.rows else None


def column(field: Field, rows: Sequence[Row]) -> Column:
    """The figures of one column over all rows of its table.

    A histogram is drawn of codes, yes/no, numbers and days, and of texts with at most twelve different
    values of which each stands twice on average.
    """
    cells = [row[field.name] for row in rows]
    present = [cell for cell in cells if cell is not None and cell != ()]
    items = [item for cell in present for item in cell] if field.is_list else present
    values: list[Any] = [_hashable(item) for item in items]
    counts = Counter(values)
    kind, bars = _histogram(field, values, counts)
    ordered = field.type in ("integer", "number", "date", "datetime") and values
    return Column(
        field,
        len(rows),
        len(present),
        len(counts),
        kind,
        bars,
        min(values) if ordered else None,
        max(values) if ordered else None,
    )


def _hashable(value: Any) -> Hashable:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, (dict, list)) else value


def _histogram(
    field: Field, values: Sequence[Any], counts: Counter[Hashable]
) -> tuple[Kind, tuple[Bar, ...]]:
    if not values or field.type in ("array", "object"):
        return "", ()
    if field.type in ("integer", "number") and len(counts) > BARS:
        return "ranges", ranges(values)
    if field.type in ("date", "datetime"):
        return spread_of_days(values)
    if field.type in ("integer", "number"):
        return "values", tuple(Bar(value, count) for value, count in sorted(counts.items()))
    coded = field.codelist or field.references or field.categories or field.type == "boolean"
    if not coded and (len(counts) > 2 * BARS or len(counts) * 2 > len(values)):
        return "", ()
    return "values", most_frequent(counts)


def most_frequent(counts: Counter[Hashable]) -> tuple[Bar, ...]:
    """The values that occur most, ties in the order of the values, and one bar for all others.

    >>> most_frequent(Counter({"a": 1, "b": 3}))
    (Bar(key='b', count=3), Bar(key='a', count=1))
    """
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], str(entry[0])))
    if len(ordered) <= BARS:
        return tuple(Bar(value, count) for value, count in ordered)
    shown, rest = ordered[: BARS - 1], ordered[BARS - 1 :]
    return (*(Bar(value, count) for value, count in shown), Bar(None, sum(count for _, count in rest)))


def ranges(values: Sequence[float]) -> tuple[Bar, ...]:
    """At most six ranges of equal, round width over numbers, each from its lower bound to below its upper.

    >>> [(bar.key, bar.count) for bar in ranges([0, 3, 4, 9, 20])]
    [((0, 5), 3), ((5, 10), 1), ((10, 15), 0), ((15, 20), 0), ((20, 25), 1)]
    """
    low, high = min(values), max(values)
    step = _round_width(high - low)
    while math.floor(high / step) - math.floor(low / step) >= BARS:
        step = _round_width(step * BARS * 1.01)
    first = math.floor(low / step)
    places = Counter(math.floor(value / step) for value in values)
    return tuple(
        Bar((_plain(place * step), _plain((place + 1) * step)), places.get(place, 0))
        for place in range(first, math.floor(high / step) + 1)
    )


def _round_width(span: float) -> float:
    """The smallest of 1, 2, 5 × 10ⁿ that is at least a sixth of the span."""
    wanted = span / BARS
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= wanted)


def _plain(value: float) -> float:
    """0.30000000000000004 as 0.3; 5.0 as 5."""
    rounded = round(value, 10)
    return int(rounded) if rounded == int(rounded) else rounded


def spread_of_days(days: Sequence[date | datetime]) -> tuple[Kind, tuple[Bar, ...]]:
    """Days by month where they lie within six months, else by year, or by as many years as make six bars."""
    months = [day.year * 12 + day.month - 1 for day in days]
    if max(months) - min(months) < BARS:
        return "months", tuple(
            Bar((divmod(month, 12)[0], month % 12 + 1), count) for month, count in _without_gaps(months)
        )
    years = [day.year for day in days]
    width = _year_width(max(years) - min(years) + 1)
    start = min(years) // width * width if width > 1 else min(years)
    groups = _without_gaps((year - start) // width for year in years)
    return "years", tuple(
        Bar((start + group * width, start + group * width + width - 1), count) for group, count in groups
    )


def _year_width(span: int) -> int:
    # One more than the span: a group may begin up to a width before the first year.
    return next(
        width
        for power in (1, 10, 100, 1000)
        for factor in (1, 2, 5)
        for width in [factor * power]
        if math.ceil((span + width - 1) / width) <= BARS
    )


def _without_gaps(places: Iterable[int]) -> list[tuple[int, int]]:
    """How many on each place from the first to the last, those with none included."""
    counts = Counter(places)
    return [(place, counts[place]) for place in range(min(counts), max(counts) + 1)]
