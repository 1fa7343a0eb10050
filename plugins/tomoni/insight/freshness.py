"""How fresh the entries of a table are: days since somebody confirmed, or else changed, each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

CONFIRMED = ("confirmed_on", "updated_on", "published_on")
"""The columns that say when somebody last stood behind an entry, best first."""

QUARTER_DAYS, YEAR_DAYS = 90, 365
"""An opening pauses after 90 days without a word (product.md); an organization is asked after a year."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """Of the entries of one table: how many, how many say a day, and how old those days are.

    `median_days` and `oldest_days` are whole or half days before the day asked for; None where no entry says a day.
    `within_quarter` and `within_year` count entries.
    """

    entries: int
    dated: int
    within_quarter: int
    within_year: int
    median_days: float | None
    oldest_days: int | None


def days_since(row: Mapping[str, Any], as_of: date) -> int | None:
    """Days from the last confirmation of an entry to `as_of`, never negative; None where the entry says no day."""
    day = next((row[name] for name in CONFIRMED if row.get(name)), None)
    return None if day is None else max(0, (as_of - day).days)


def freshness(rows: Iterable[Mapping[str, Any]], as_of: date) -> Freshness:
    """How fresh the rows of one table are on a day."""
    ages = [days_since(row, as_of) for row in rows]
    known = sorted(age for age in ages if age is not None)
    return Freshness(
        len(ages),
        len(known),
        sum(age <= QUARTER_DAYS for age in known),
        sum(age <= YEAR_DAYS for age in known),
        median(known) if known else None,
        known[-1] if known else None,
    )
