"""The published database as the query page sees it: its tables, their columns, the answers to questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATABASE = "data/tomoni.sqlite"
"""Where the database of all tables lies, from the site's root."""

BARS = 30
"""More bars than this are a wall, not a picture."""


@dataclass(frozen=True, slots=True)
class TableColumns:
    """A table or view of the database, with the names of its columns."""

    name: str
    is_view: bool
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: the names of the columns, and the rows as SQLite returns them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def chart(self) -> tuple[int, int] | None:
        """The places of the columns that make a bar chart: what a bar is called and how long it is; None without.

        Labels are the first column of text (else the first column); lengths are the first other column of
        numbers, none of them below zero. Two bars at least, `BARS` at most.
        """
        if not 2 <= len(self.rows) <= BARS:
            return None
        kinds = [self._kind(place) for place in range(len(self.columns))]
        label = kinds.index("text") if "text" in kinds else 0
        for place, kind in enumerate(kinds):
            if kind == "number" and place != label and all((row[place] or 0) >= 0 for row in self.rows):
                return label, place
        return None

    def _kind(self, place: int) -> str:
        values = [row[place] for row in self.rows if row[place] is not None]
        if values and all(isinstance(value, str) for value in values):
            return "text"
        if values and all(isinstance(value, (int, float)) for value in values):
            return "number"
        return "mixed"


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection | None]:
    """The database of the site in `folder`, for reading only; None where the site has none."""
    path = folder / DATABASE
    if not path.exists():
        yield None
        return
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection


def tables(connection: sqlite3.Connection) -> list[TableColumns]:
    """Every table and view that can be asked, by name; the inner tables of full-text search stay out."""
    listed = connection.execute(
        "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    ).fetchall()
    virtual = [name for name, _, sql in listed if sql and sql.upper().startswith("CREATE VIRTUAL")]
    found = []
    for name, kind, _ in listed:
        if name.startswith("sqlite_") or any(name.startswith(f"{outer}_") for outer in virtual):
            continue
        quoted = name.replace('"', '""')
        columns = tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{quoted}")'))
        found.append(TableColumns(name, kind == "view", columns))
    return found


def answer(connection: sqlite3.Connection, sql: str) -> Answer | None:
    """What the database answers; None where it lacks a table or column that the question is about."""
    try:
        cursor = connection.execute(sql)
    except sqlite3.OperationalError:
        return None
    return Answer(tuple(column[0] for column in cursor.description), tuple(cursor.fetchall()))
