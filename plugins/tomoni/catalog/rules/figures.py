"""Figures of what was done and what changed: units, periods that count twice, values that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..rows import Row
from .rule import Finding, Scope, row_rule, table_rule

MOST_PEOPLE = 14_200_000
"""The people of Tokyo (東京都の人口（推計）, 2025): no one organization reaches more of them."""
MOST = 1e12


@table_rule("overlapping-periods")
def overlapping_periods(rows: Sequence[Row], _: Scope) -> Iterator[tuple[int, Finding]]:
    """Two figures of one organization and measure whose periods overlap, and neither lies within the other.

    A part within a whole (a report's month in its year) is counted once; of an overlap, or of the same period twice,
    nobody can say what counts twice.
    """
    groups: dict[tuple[str, str, str], list[int]] = {}
    for index, row in enumerate(rows):
        if None not in (row["organization"], row["measure"], row["period_start"], row["period_end"]):
            groups.setdefault((row["organization"], row["measure"], row["unit"]), []).append(index)
    for indexes in groups.values():
        if len(indexes) < 2:
            continue
        indexes.sort(key=lambda index: (rows[index]["period_start"], -rows[index]["period_end"].toordinal()))
        whole = indexes[0]
        for before, index in pairwise(indexes):
            for other in {before, whole}:
                first, second = rows[other], rows[index]
                same = (first["period_start"], first["period_end"]) == (
                    second["period_start"],
                    second["period_end"],
                )
                if same or (
                    first["period_end"] < second["period_end"]
                    and first["period_end"] >= second["period_start"]
                ):
                    period = f"{first['period_start']}〜{first['period_end']}"
                    detail = {"period": period, "other": first["id"]}
                    code = "period-twice" if same else "overlapping-periods"
                    yield index, Finding("period_start", code, str(second["period_start"]), detail)
                    break
            if rows[index]["period_end"] > rows[whole]["period_end"]:
                whole = index


@row_rule("absurd-value")
def absurd_value(row: Row, _: Scope) -> Iterator[Finding]:
    """A share over 100 percent, more people than Tokyo has, or a trillion of anything."""
    for name in ("value", "target"):
        value = row.get(name)
        if value is None:
            continue
        most = 100 if row["unit"] == "percent" else MOST_PEOPLE if row["unit"] == "people" else MOST
        if value > most:
            yield Finding(name, "absurd-value", f"{value:,.10g}", {"most": f"{most:,.10g}"})
