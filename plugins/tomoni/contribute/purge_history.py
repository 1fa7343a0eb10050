"""What Git's history is to be cleaned of, in the words of git-filter-repo: one expression a line.

A row is taken out of every earlier version of its table, whatever its other cells held then: the line that begins with
its key, up to the end of its last cell, which may hold line breaks of its own (RFC 4180).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from tomoni.catalog import Row, Schema, cell_text

_CELL = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
_SHORTEST = 4
"""Characters of a name that is taken out wherever it stands: a shorter one stands in other words too."""
_INSTEAD = "掲載をやめました"


def cleaned_of(
    rows: Iterable[tuple[str, Schema, Row]], ids: Collection[str], names: Collection[str]
) -> Iterator[str]:
    """Lines for `git filter-repo --replace-text`: the rows (with their tables' names), the ids, the names.

    Names shorter than four characters, and ids that could be a word of a program, are left for a person to add.
    The tombstone of a row begins with the same id, followed by the table's name; it stays.
    """
    for table, schema, row in rows:
        yield _row(table, schema, row)
    for word in sorted(ids):
        if "-" in word:
            yield f"regex:(?<![a-z0-9-]){re.escape(word)}(?![a-z0-9-])==>removed"
    for name in sorted(names):
        if len(name) >= _SHORTEST and "\n" not in name and "==>" not in name:
            yield f"literal:{name}==>{_INSTEAD}"


def _row(table: str, schema: Schema, row: Row) -> str:
    columns = [field.name for field in schema.fields]
    last = max(columns.index(name) for name in schema.primary_key)
    cells = [
        _written(cell_text(schema.field(name), row[name])) if name in schema.primary_key else _CELL
        for name in columns[: last + 1]
    ]
    return f"regex:(?m)^{','.join(cells)}(?!,{re.escape(table)},)(?:,{_CELL})*(?:\\r?\\n|\\Z)==>"


def _written(cell: str) -> str:
    """A cell with or without quotation marks."""
    quoted = '"' + cell.replace('"', '""') + '"'
    return f"(?:{re.escape(cell)}|{re.escape(quoted)})"
