"""What a change by hand changes: two states of a package, row by row, for the one who reviews it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tomoni.catalog import Resource, cell_text, load_catalog, load_package, read_rows

from .applying import Outcome
from .change import Change
from .review import review_notes

Cells = dict[str, str]


def compare_packages(before: Path, after: Path) -> Outcome:
    """The rows that were added, changed or removed between two folders, in the order of the package, with notes.

    Both have to be readable; `after` has to be valid. Tables that only one of them knows are left out: a change
    of the description is read in the diff itself.
    """
    old, catalog = load_package(before), load_catalog(after)
    changes = tuple(
        change
        for resource in catalog.package.resources.values()
        if resource.name in old.resources
        for change in _changes(old.resources[resource.name], resource)
    )
    return Outcome(changes, 0, (), review_notes(changes, catalog), (), True, catalog)


def _changes(old: Resource, new: Resource) -> Iterator[Change]:
    was, now = _cells(old, new), _cells(new, new)
    for key in dict.fromkeys((*was, *now)):
        if was.get(key) != now.get(key):
            yield Change(new.name, key, was.get(key), now.get(key))


def _cells(resource: Resource, new: Resource) -> dict[tuple[str, ...], Cells]:
    """Rows as texts by key, with the columns of `new`."""
    found = {}
    for row in read_rows(resource):
        cells = {field.name: cell_text(field, row.get(field.name)) for field in new.schema.fields}
        found[tuple(cells[name] for name in new.schema.primary_key)] = cells
    return found
