"""Amounts that do not fit together, by the items of the NPO accounting standard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..rows import Row
from .rule import Finding, Scope, row_rule


@row_rule("parts-of-total")
def parts_of_total(
    row: Row, scope: Scope, *, total: str, parts: Sequence[str], table: str
) -> Iterator[Finding]:
    """Parts may not exceed their total; where all are given they add up to it."""
    whole = row[total]
    if whole is None:
        return
    known = [row[name] for name in parts if row[name] is not None]
    title = scope.package.resources[table].schema.field(total).title
    detail = {"sum": f"{sum(known):,}", "total": total, "total_title": title}
    if sum(known) > whole:
        yield Finding(total, "parts-over-total", f"{whole:,}", detail)
    elif len(known) == len(parts) and sum(known) != whole:
        yield Finding(total, "parts-differ-from-total", f"{whole:,}", detail)


@row_rule("part-of-whole")
def part_of_whole(row: Row, scope: Scope, *, part: str, whole: str, table: str) -> Iterator[Finding]:
    """A part of another amount may not exceed it."""
    if row[part] is not None and row[whole] is not None and row[part] > row[whole]:
        title = scope.package.resources[table].schema.field(whole).title
        detail = {"whole": whole, "whole_title": title, "whole_value": str(row[whole])}
        yield Finding(part, "part-over-whole", str(row[part]), detail)
