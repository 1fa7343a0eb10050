"""What is new: entries with the day on which they were published and last changed, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tomoni.catalog import Row

from ...pages.site import Site
from ..linked import name_of

DATED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "organizations": (("registered_on",), ("updated_on",)),
    "services": ((), ("updated_on",)),
    "notices": (("from",), ("from",)),
    "reports": (("published_on", "date"), ("published_on", "date")),
    "openings": (("published_on",), ("updated_on",)),
    "talents": (("published_on",), ("published_on",)),
    "resource_offers": (("published_on",), ("updated_on",)),
    "resource_needs": (("published_on",), ("updated_on",)),
    "projects": (("published_on",), ("updated_on",)),
    "grants": (("opens_on",), ("checked_on",)),
    "awards": (("awarded_on",), ("awarded_on",)),
    "challenges": (("opens_on",), ("updated_on",)),
    "events": ((), ("updated_on",)),
    "companies": (("certified_on",), ("updated_on",)),
    "centers": ((), ("updated_on",)),
    "advisors": ((), ("updated_on",)),
}
"""The tables that have news, each with the columns that say when a row was published and last changed."""

_SUMMARIES = ("summary", "about", "description", "body", "background")
_SUMMARY_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Update:
    """An entry as news."""

    table: str
    key: str
    title: str
    summary: str
    published: date | None
    updated: date
    organization: str | None
    areas: tuple[str, ...]
    fields: tuple[str, ...]
    topics: tuple[str, ...]


def updates(site: Site) -> list[Update]:
    """All news up to the day of the build, newest first, in a fixed order."""
    found: list[Update] | None = site.kept.get("updates")
    if found is None:
        found = [update for table in DATED for update in _of_table(site, table)]
        found.sort(key=lambda update: (-update.updated.toordinal(), update.table, update.key))
        site.kept["updates"] = found
    return found


def _of_table(site: Site, table: str) -> Iterator[Update]:
    published_columns, updated_columns = DATED[table]
    for row in site.catalog.rows(table):
        if table == "organizations" and row["listing"] == "imported":
            continue  # a register read in is no news of its organizations
        updated = _first_day(row, updated_columns)
        if updated is None or updated > site.as_of:
            continue
        published = _first_day(row, published_columns)
        yield Update(
            table,
            row["id"],
            name_of(row),
            summary_of(row),
            min(published, updated) if published else None,
            updated,
            row["id"] if table == "organizations" else row.get("organization"),
            _codes(row, "area", "activity_areas"),
            _codes(row, "fields"),
            _codes(row, "topics"),
        )


def summary_of(row: Row) -> str:
    """The first text that says what a row is about, shortened; '' where there is none."""
    text = next((row[name] for name in _SUMMARIES if row.get(name)), "")
    return text if len(text) <= _SUMMARY_LENGTH else text[: _SUMMARY_LENGTH - 1] + "…"


def _first_day(row: Row, columns: tuple[str, ...]) -> date | None:
    for name in columns:
        value = row[name]
        if value is not None:
            return value.date() if isinstance(value, datetime) else value
    return None


def _codes(row: Row, *columns: str) -> tuple[str, ...]:
    found: list[Any] = []
    for name in columns:
        value = row.get(name)
        found.extend(value if isinstance(value, tuple) else [value] if value else [])
    return tuple(found)
