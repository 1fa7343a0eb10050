"""A row as JSON: the values of the table, exactly."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tomoni.catalog import Field, Resource, Row, cell_text

from ..files.released import released_rows

_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(value: Any) -> str:
    """Compact JSON; Japanese as it is."""
    return _dumps(value)


class RowWriter:
    """Rows of one table as JSON values. Empty is null, an empty list is [].

    Dates and times are written as in the table (`2026-11-23`, `2026-11-23T18:30` in Japan Standard Time,
    `18:30`), whole numbers without a fraction. What people said is passed on only under a licence of its own, as in
    every download.
    """

    def __init__(self, resource: Resource) -> None:
        self._converted: list[tuple[str, Callable[[Any], Any]]] = []
        self._order = [field.name for field in resource.schema.fields]
        for field in resource.schema.fields:
            convert = _converter(field)
            if convert is not None:
                self._converted.append((field.name, convert))
        self._table = resource.name

    def value(self, row: Row) -> dict[str, Any]:
        """The row, ready for `to_json`."""
        (row,) = released_rows(self._table, (row,))
        value = {name: row[name] for name in self._order}
        for name, convert in self._converted:
            if value[name] is not None:
                value[name] = convert(value[name])
        return value

    def filled(self, row: Row, left_out: str) -> dict[str, Any]:
        """The row without its empty columns and without `left_out`, which whoever shows it has said."""
        return {
            name: value
            for name, value in self.value(row).items()
            if value is not None and value != [] and name != left_out
        }


def _converter(field: Field) -> Callable[[Any], Any] | None:
    if field.type in ("date", "datetime", "time"):
        return lambda value: cell_text(field, value)
    if field.is_list:
        return list
    if field.type == "number":
        return lambda value: int(value) if float(value).is_integer() else value
    return None
