"""A row as JSON: the values of the table, exactly."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from tomoni.catalog import Field, Resource, Row, cell_text

WITHHELD: Mapping[str, tuple[str, str]] = {
    "photos": ("file", "licence"),
    "voices": ("quote", "licence"),
    "organizations": ("logo", "logo_licence"),
}
"""What is passed on only under a licence of its own: by table, the column and the one that names its licence.

Such a row stays, with an empty value; where there is no licence, the value may be shown on this site only.
"""

_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(value: Any) -> str:
    """Compact JSON; Japanese as it is."""
    return _dumps(value)


class RowWriter:
    """Rows of one table as JSON values. Empty is null, an empty list is [].

    Dates and times are written as in the table (`2026-11-23`, `2026-11-23T18:30` in Japan Standard Time,
    `18:30`), whole numbers without a fraction.
    """

    def __init__(self, resource: Resource) -> None:
        self._converted: list[tuple[str, Callable[[Any], Any]]] = []
        self._order = [field.name for field in resource.schema.fields]
        for field in resource.schema.fields:
            convert = _converter(field)
            if convert is not None:
                self._converted.append((field.name, convert))
        self._withheld = WITHHELD.get(resource.name)

    def value(self, row: Row) -> dict[str, Any]:
        """The row, ready for `to_json`."""
        value = {name: row[name] for name in self._order}
        for name, convert in self._converted:
            if value[name] is not None:
                value[name] = convert(value[name])
        if self._withheld and is_withheld(*self._withheld, row):
            value[self._withheld[0]] = None
        return value

    def filled(self, row: Row, left_out: str) -> dict[str, Any]:
        """The row without its empty columns and without `left_out`, which whoever shows it has said."""
        return {
            name: value
            for name, value in self.value(row).items()
            if value is not None and value != [] and name != left_out
        }


def is_withheld(column: str, licence: str, row: Row) -> bool:
    """Whether a row's photo, voice or logo stays on this site: no licence lets it go, or consent was taken back."""
    return row[column] is not None and (not row[licence] or row.get("withdrawn_on") is not None)


def _converter(field: Field) -> Callable[[Any], Any] | None:
    if field.type in ("date", "datetime", "time"):
        return lambda value: cell_text(field, value)
    if field.is_list:
        return list
    if field.type == "number":
        return lambda value: int(value) if float(value).is_integer() else value
    return None
