"""Merging a table row by row: what Git's own merge takes for a conflict is one only where both changed one row.

Git compares lines, so that changes of neighbouring rows, and two new rows at one place, conflict. As a merge driver
(`.gitattributes`: `merge=tomoni-rows`) this compares rows by their key; without it Git's own merge is used.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from tomoni.catalog import Schema

from .table_text import Key, Record, header_line, key_of, order_of, read_records


@dataclass(frozen=True)
class Merged:
    """The text of the merged file, and the keys of the rows that both sides changed (between markers in the text)."""

    text: str
    conflicts: tuple[Key, ...]


def merge_rows(base: str, ours: str, theirs: str, schema: Schema, where: str = "") -> Merged:
    """The three texts of one file as one. Rows keep their bytes and our order; new rows go where sorting puts them.

    Raises PackageError where a text has not the columns of the schema.
    """
    old, our, their = (
        {key_of(schema, record.cells): record for record in read_records(text, schema, where)}
        for text in (base, ours, theirs)
    )
    conflicts = []
    merged: list[Record] = []
    for key, record in our.items():
        other = their.get(key)
        result = _one(old.get(key), record, other)
        if result is _CONFLICT:
            conflicts.append(key)
            result = _marked(record, other)
        if result is not None:
            merged.append(result)
    for key, record in their.items():
        if key in our:
            continue
        result = _one(old.get(key), None, record)
        if result is _CONFLICT:
            conflicts.append(key)
            result = _marked(None, record)
        if result is not None:
            order = order_of(schema, record.cells)
            merged.insert(
                bisect.bisect_left(merged, order, key=lambda one: order_of(schema, one.cells)), result
            )
    return Merged(header_line(schema) + "".join(record.text for record in merged), tuple(conflicts))


_CONFLICT = Record("", [])


def _one(old: Record | None, our: Record | None, their: Record | None) -> Record | None:
    """The row as it is after both; `_CONFLICT` where they want different things."""
    texts = [record.text if record else None for record in (old, our, their)]
    if texts[1] == texts[2] or texts[2] == texts[0]:
        return our
    return their if texts[1] == texts[0] else _CONFLICT


def _marked(our: Record | None, their: Record | None) -> Record:
    shown = f"<<<<<<< ours\n{our.text if our else ''}=======\n{their.text if their else ''}>>>>>>> theirs\n"
    return Record(shown, (our or their or _CONFLICT).cells)
