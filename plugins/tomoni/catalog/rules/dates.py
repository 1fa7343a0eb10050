"""Dates that cannot be: an end before its start, a fact from the future, applications after the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ..rows import Row
from .rule import Finding, Scope, row_rule


@row_rule("end-before-start")
def end_before_start(row: Row, _: Scope, *, fields: list[str]) -> Iterator[Finding]:
    """The second of two dates (or times, or numbers) lies before the first."""
    start, end = row[fields[0]], row[fields[1]]
    if start is not None and end is not None and end < start:
        yield Finding(fields[1], "end-before-start", str(end), {"start": str(start)})


@row_rule("not-in-the-future")
def not_in_the_future(row: Row, scope: Scope, *, fields: list[str]) -> Iterator[Finding]:
    """A day on which something has happened lies after today."""
    for name in fields:
        day = row[name]
        if day is not None and (day.date() if isinstance(day, datetime) else day) > scope.as_of:
            yield Finding(name, "in-the-future", str(day))


@row_rule("session-in-period")
def session_in_period(row: Row, scope: Scope) -> Iterator[Finding]:
    """A session lies outside the days of its opening."""
    opening = scope.get("openings", row["opening"])
    if opening is None or row["starts_at"] is None:
        return
    day, first, last = row["starts_at"].date(), opening["starts_on"], opening["ends_on"]
    if first is not None and last is not None and last < first:
        return  # the opening's own days are wrong
    if (first is not None and day < first) or (last is not None and day > last):
        detail = {"start": str(first or ""), "end": str(last or "")}
        yield Finding("starts_at", "session-outside", str(day), detail)


@row_rule("opening-dates")
def opening_dates(row: Row, _: Scope) -> Iterator[Finding]:
    """One can still apply after the activity has ended."""
    if row["apply_by"] and row["ends_on"] and row["apply_by"] > row["ends_on"]:
        yield Finding("apply_by", "opening-dates", str(row["apply_by"]), {"end": str(row["ends_on"])})
