"""The fast screen: rows that are surely right by the schema never reach Frictionless.

The screen may refuse what Frictionless accepts (then Frictionless decides); it never passes what
Frictionless refuses. It is compiled from the same schemas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from .package import Field, Schema
from .rows import Row, parser

Cell = Callable[[str], Any]
"""From a cell to its value; raises ValueError when the cell is not surely right."""

_INTEGER = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_URI = re.compile(r"(https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/?#&=%+:@!$,;()-]*)?)")


class Screen:
    """Compiled from a schema; `pass_row` gives the typed row, or None when the row is not surely right."""

    def __init__(self, schema: Schema) -> None:
        self._cells = [(field.name, cell(field), field.required) for field in schema.fields]
        self._empty = {field.name: () if field.is_list else None for field in schema.fields}
        self._count = len(self._cells)

    def pass_row(self, cells: Sequence[str]) -> Row | None:
        """The typed row of cells in the order of the schema."""
        if len(cells) != self._count:
            return None
        row = self._empty.copy()
        try:
            for (name, parse, required), text in zip(self._cells, cells, strict=True):
                if text:
                    row[name] = parse(text)
                elif required:
                    return None
        except ValueError:
            return None
        return row


def cell(field: Field) -> Cell:
    """The parser of a field with all its constraints."""
    constraints = field.descriptor.get("constraints", {})
    steps: list[Callable[[Any], bool]] = []
    strict = strict_form(field)
    if "enum" in constraints:
        steps.append(frozenset(map(str, constraints["enum"])).__contains__)
    if "pattern" in constraints:
        pattern = re.compile(constraints["pattern"])
        steps.append(lambda text: pattern.fullmatch(text) is not None)
    if "minLength" in constraints and field.type == "string":
        shortest = constraints["minLength"]
        steps.append(lambda text: len(text) >= shortest)
    if "maxLength" in constraints and field.type == "string":
        longest = constraints["maxLength"]
        steps.append(lambda text: len(text) <= longest)
    parse = parser(field)
    bounds = _bounds(field, constraints)

    def checked(text: str) -> Any:
        if strict is not None and strict.fullmatch(text) is None:
            raise ValueError(text)
        for step in steps:
            if not step(text):
                raise ValueError(text)
        value = parse(text)
        for bound in bounds:
            if not bound(value):
                raise ValueError(text)
        return value

    return checked


def strict_form(field: Field) -> re.Pattern[str] | None:
    """The written form that is surely right for a type; other forms go to Frictionless."""
    if field.type == "string":
        return {"email": _EMAIL, "uri": _URI}.get(field.format)
    if field.type == "list":
        # Empty items and blanks around items are for Frictionless and the rules to judge.
        return re.compile(r"[^;]+(;[^;]+)*")
    return {
        "integer": _INTEGER,
        "number": _NUMBER,
        "date": _DATE,
        "datetime": _DATETIME,
        "time": _TIME,
        "year": re.compile(r"[0-9]{4}"),
    }.get(field.type)


def _bounds(field: Field, constraints: Any) -> list[Callable[[Any], bool]]:
    bounds: list[Callable[[Any], bool]] = []
    if "minimum" in constraints:
        least = _limit(field, constraints["minimum"])
        bounds.append(lambda value: bool(value >= least))
    if "maximum" in constraints:
        most = _limit(field, constraints["maximum"])
        bounds.append(lambda value: bool(value <= most))
    if field.is_list:
        if "minLength" in constraints:
            bounds.append(lambda value: len(value) >= constraints["minLength"])
        if "maxLength" in constraints:
            bounds.append(lambda value: len(value) <= constraints["maxLength"])
        item = {"integer": _INTEGER, "number": _NUMBER, "date": _DATE}.get(
            field.descriptor.get("itemType", "string")
        )
        if item is not None:
            bounds.append(lambda value: all(item.fullmatch(text) for text in value))
        if field.descriptor.get("itemType") == "date":
            bounds.append(lambda value: all(date.fromisoformat(text) for text in value))
    return bounds


def _limit(field: Field, limit: Any) -> Any:
    if isinstance(limit, str):
        parse = {"date": date.fromisoformat, "datetime": datetime.fromisoformat, "time": time.fromisoformat}
        return parse.get(field.type, float)(limit)
    return limit
