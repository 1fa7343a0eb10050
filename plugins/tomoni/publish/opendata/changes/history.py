"""The changes of the data by day and table, as far as its Git history shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from tomoni.catalog import Catalog, Resource

from ...pages.site import Site
from .comparison import Kind, RowChange, compare, read_cells
from .git_log import ChangedFiles, GitUnreadable, read_blobs, read_log

DAYS = 90
"""How far back the pages go."""
CHANGES = 2_000
"""Changes listed in all; of those beyond, only the number is told."""
BYTES_READ = 48_000_000
"""Files compared in all: more would cost the build seconds."""


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What one day changed in a table. `created`: the number of rows of a table that was new that day.

    `counts` are all changes, `rows` those that are listed.
    """

    table: str
    counts: Mapping[Kind, int]
    rows: tuple[RowChange, ...] = ()
    created: int | None = None


@dataclass(frozen=True, slots=True)
class DayChanges:
    """A day with its tables in the order of the package; `uncompared` are tables too large to look into."""

    day: date
    tables: tuple[TableChanges, ...]
    uncompared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The days, newest first. `unseen` says what cannot be seen: "no-git", or "cut" where older days are missing."""

    days: tuple[DayChanges, ...] = ()
    unseen: Literal["no-git", "cut"] | None = None


@dataclass(slots=True)
class _Budget:
    left: int = CHANGES
    listed: list[RowChange] = field(default_factory=list)

    def take(self, changes: Iterable[RowChange]) -> tuple[RowChange, ...]:
        taken = tuple(changes)[: self.left]
        self.left -= len(taken)
        return taken


def history_of(site: Site) -> History:
    """The history of the site's data, read once in a build."""
    if "changes" not in site.kept:
        site.kept["changes"] = read_history(site.catalog, site.as_of)
    found: History = site.kept["changes"]
    return found


def read_history(catalog: Catalog, as_of: date) -> History:
    """The changes of the last `DAYS` days up to `as_of`, from the commits that the data's folder has.

    The same commit and day give the same history. What stands in the folder and was not committed is not in it.
    """
    base = catalog.package.base.resolve()
    try:
        log = read_log(base, as_of - timedelta(days=DAYS - 1), as_of)
        names = (name for day in log.days for pair in day.files.values() for name in pair if name)
        blobs = read_blobs(base, names, BYTES_READ)
    except GitUnreadable:
        return History(unseen="no-git")
    budget, purged = _Budget(), purged_entries(catalog)
    days = (_day(catalog, changed, blobs, budget, purged) for changed in log.days)
    return History(tuple(day for day in days if day.tables or day.uncompared), "cut" if log.cut else None)


def purged_entries(catalog: Catalog) -> frozenset[tuple[str, str]]:
    """Table and id of every entry that was taken down for good: `redirects` without a successor.

    Nothing of them is shown, neither now nor as it was.
    """
    return frozenset((row["table"], row["old_id"]) for row in catalog.rows("redirects") if not row["new_id"])


def _day(
    catalog: Catalog,
    changed: ChangedFiles,
    blobs: Mapping[str, bytes],
    budget: _Budget,
    purged: frozenset[tuple[str, str]],
) -> DayChanges:
    tables, uncompared = [], []
    for resource in catalog.package.resources.values():
        pairs = [changed.files[path] for path in _paths(catalog, resource) if path in changed.files]
        if not pairs:
            continue
        if any(name and name not in blobs for pair in pairs for name in pair):
            uncompared.append(resource.name)
            continue
        before = read_cells(resource, [blobs[old] for old, _ in pairs if old])
        after = read_cells(resource, [blobs[new] for _, new in pairs if new])
        if not any(old for old, _ in pairs) and after:
            tables.append(TableChanges(resource.name, {}, created=len(after)))
            continue
        changes = [
            change
            for change in compare(resource, before, after)
            if not _is_purged(resource.name, change, purged)
        ]
        if changes:
            counts: Counter[Kind] = Counter(change.kind for change in changes)
            tables.append(TableChanges(resource.name, counts, budget.take(changes)))
    return DayChanges(changed.day, tuple(tables), tuple(uncompared))


def _paths(catalog: Catalog, resource: Resource) -> list[str]:
    return [path.relative_to(catalog.package.base).as_posix() for path in resource.paths]


def _is_purged(table: str, change: RowChange, purged: frozenset[tuple[str, str]]) -> bool:
    row = change.after or change.before
    return (table, "/".join(change.key)) in purged or ("organizations", row.get("organization", "")) in purged
