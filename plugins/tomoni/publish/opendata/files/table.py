"""A table by its columns: taken from the rows once, written by every format."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tomoni.catalog import Field, Resource, Row, cell_text

from .delimited import csv_text
from .released import held_back, released_rows

DATES = ("date", "datetime", "time")


@dataclass(frozen=True)
class Table:
    """Columns of a table as they are published; `columns[i]` are the values of `resource.schema.fields[i]`.

    A value is None where the cell is empty; lists are tuples of str (an empty one is `()`).
    """

    resource: Resource
    columns: tuple[list[Any], ...]
    count: int
    held_back: int = 0

    @classmethod
    def of(cls, resource: Resource, rows: Sequence[Row]) -> Table:
        """The columns of all rows, without what may not be passed on."""
        published = released_rows(resource.name, rows)
        columns = tuple([row[field.name] for row in published] for field in resource.schema.fields)
        return cls(resource, columns, len(rows), len(held_back(resource.name, rows)))

    @property
    def name(self) -> str:
        """The table's name in the package."""
        return self.resource.name

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields in the order of the columns."""
        return self.resource.schema.fields

    def column(self, name: str) -> list[Any]:
        """The values of one field."""
        return self.columns[[field.name for field in self.fields].index(name)]

    @cached_property
    def cells(self) -> tuple[list[str], ...]:
        """Every column as the text that stands in the canonical CSV."""
        return tuple(
            cell_texts(field, values) for field, values in zip(self.fields, self.columns, strict=True)
        )

    @cached_property
    def exact_csv(self) -> bytes:
        """The canonical CSV: exact values, UTF-8 without BOM."""
        return csv_text([field.name for field in self.fields], self.cells).encode()

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the rows: of the exact CSV. Ten digits of it stand in the version."""
        return hashlib.sha256(self.exact_csv).hexdigest()

    @cached_property
    def json_columns(self) -> tuple[list[Any], ...]:
        """Every column as JSON takes it: dates and times as text, all else as it is."""
        return tuple(
            [text or None for text in cells] if field.type in DATES else values
            for field, values, cells in zip(self.fields, self.columns, self.cells, strict=True)
        )

    def objects(self) -> Iterator[dict[str, Any]]:
        """The rows as JSON objects with every field."""
        names = [field.name for field in self.fields]
        for values in zip(*self.json_columns, strict=True):
            yield dict(zip(names, values, strict=True))


def cell_texts(field: Field, values: Sequence[Any]) -> list[str]:
    """The cells of a column, as in a canonical CSV file; values of the type `array` are JSON."""
    if field.type == "string":
        return ["" if value is None else value for value in values]
    if field.is_list:
        return [";".join(value) if value else "" for value in values]
    if field.type == "array":
        return ["" if value is None else json_text(value) for value in values]
    known: dict[Any, str] = {None: ""}
    cells = []
    for value in values:
        text = known.get(value)
        if text is None:
            text = known[value] = cell_text(field, value)
        cells.append(text)
    return cells


json_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Compact JSON; Japanese as it is."""
