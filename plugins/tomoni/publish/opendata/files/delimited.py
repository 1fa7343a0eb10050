"""CSV: exact for the Data Package, harmless for the files that people open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .formulas import harmless

if TYPE_CHECKING:
    from .table import Table

BOM = b"\xef\xbb\xbf"
TEXT_TYPES = ("string", "list", "array")
"""Types whose cells are words; numbers, dates and booleans cannot be formulas, and -5 stays a number."""


def csv_text(header: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """RFC 4180 with LF and as few quotes as it takes; `cells` are columns."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(zip(*cells, strict=True))
    return buffer.getvalue()


def harmless_csv(table: Table) -> bytes:
    """The table with texts that a spreadsheet would run made harmless (`formulas.py`); UTF-8 without BOM."""
    changed = False
    columns = []
    for field, cells in zip(table.fields, table.cells, strict=True):
        column: Sequence[str] = cells
        if field.type in TEXT_TYPES:
            tamed = [harmless(cell) for cell in cells]
            if tamed != cells:
                changed, column = True, tamed
        columns.append(column)
    if not changed:
        return table.exact_csv
    return csv_text([field.name for field in table.fields], columns).encode()
