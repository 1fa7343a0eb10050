"""Rows of a table before and after, compared by key."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tomoni.catalog import Resource, cell_text

Kind = Literal["added", "changed", "ended", "removed"]
KINDS: tuple[Kind, ...] = ("added", "changed", "ended", "removed")

Cells = Mapping[str, str]
"""A row as the file has it: column to text; a column that the file did not have is not there."""

ENDED = frozenset(
    {"closed", "ended", "finished", "stopped", "cancelled", "withdrawn", "expired"}
    | {"dissolved", "merged", "revoked"}
)
"""Values of `status` that end an entry."""

_NOT_CONTENT = frozenset({"updated_on", "source_row"})
"""Columns that change with the others and say nothing by themselves."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of one row. `key` as in its columns; `fields` the columns that differ, in the schema's order."""

    kind: Kind
    key: tuple[str, ...]
    before: Cells
    after: Cells
    fields: tuple[str, ...] = ()


def read_cells(resource: Resource, files: Iterable[bytes]) -> dict[tuple[str, ...], Cells]:
    """The rows of the files by key; what cannot be read as this table is left out."""
    found: dict[tuple[str, ...], Cells] = {}
    for content in files:
        text = content.decode("utf-8-sig", errors="replace")
        rows = _json_rows(resource, text) if resource.format == "json" else _csv_rows(text)
        for row in rows:
            found[tuple(row.get(name, "") for name in resource.schema.primary_key)] = row
    return found


def compare(
    resource: Resource, before: Mapping[tuple[str, ...], Cells], after: Mapping[tuple[str, ...], Cells]
) -> list[RowChange]:
    """What was added, changed, ended and removed, by key within each kind.

    A column that only one side has (the table was reshaped) is no change of its rows.
    """
    changes: list[RowChange] = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old is None:
            changes.append(RowChange("added", key, {}, new or {}))
        elif new is None:
            changes.append(RowChange("removed", key, old, {}))
        elif old != new:
            fields = tuple(
                field.name
                for field in resource.schema.fields
                if field.name in old and field.name in new and old[field.name] != new[field.name]
            )
            if set(fields) - _NOT_CONTENT:
                ended = "status" in fields and new["status"] in ENDED
                shown = tuple(name for name in fields if name not in _NOT_CONTENT)
                changes.append(RowChange("ended" if ended else "changed", key, old, new, shown))
    return changes


def _csv_rows(text: str) -> Iterable[Cells]:
    csv.field_size_limit(sys.maxsize)
    try:
        lines = csv.reader(io.StringIO(text, newline=""))
        header = next(lines, [])
        return [dict(zip(header, cells, strict=False)) for cells in lines if cells]
    except csv.Error:
        return []


def _json_rows(resource: Resource, text: str) -> Iterable[Cells]:
    try:
        items: Any = json.loads(text)
    except ValueError:
        return []
    return [
        {
            field.name: cell_text(field, item[field.name])
            for field in resource.schema.fields
            if field.name in item
        }
        for item in (items if isinstance(items, list) else [])
        if isinstance(item, dict)
    ]
