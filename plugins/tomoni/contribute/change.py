"""A change: one row of one table, what was and what is, by whom and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One row added (`before` is None), changed, or removed (`after` is None); cells as the CSV holds them.

    `source` says where it came from, for messages (a file and its row).
    """

    table: str
    key: tuple[str, ...]
    before: Mapping[str, str] | None
    after: Mapping[str, str] | None
    by: str = ""
    why: str = ""
    source: str = ""

    @property
    def changed_columns(self) -> tuple[str, ...]:
        """The columns that differ, in the order of the table; of a new or a removed row those that are filled."""
        before, after = self.before or {}, self.after or {}
        columns = after or before
        return tuple(name for name in columns if before.get(name, "") != after.get(name, ""))

    @property
    def is_new(self) -> bool:
        """Whether the row was not there before."""
        return self.before is None


@dataclass(frozen=True)
class Fault:
    """What keeps a submission from being taken: what is wrong, where, and how to mend it (Japanese sentences).

    `source`: the submission (a file and its row); `table` and `field`: the column, where one is to blame.
    """

    what: str
    how: str = ""
    where: str = ""
    source: str = ""
    table: str = ""
    field: str = ""

    def __str__(self) -> str:
        place = " ".join(part for part in (self.source, self.where) if part)
        return " ".join(part for part in (f"{place}:" if place else "", self.what, self.how) if part)
