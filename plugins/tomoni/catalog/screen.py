"""The fast screen: rows that are surely right by the schema never reach Frictionless.

The screen may refuse what Frictionless accepts (then Frictionless decides); it never passes what
Frictionless refuses. It is compiled from the same schemas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from .package import Field, Schema
from .rows import Row, parser

_REMEMBERED = 20_000
"""Cells kept of one column."""

Cell = Callable[[str], Any]
"""From a cell to its value; raises ValueError when the cell is not surely right."""

_INTEGER = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")  # 15 digits: a float compares as the decimal does
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,40}[A-Za-z0-9])?"
_HOST = rf"{_LABEL}(\.{_LABEL})*\.[A-Za-z]{{2,20}}"
_FORMS = {
    ("integer", "default"): _INTEGER,
    ("number", "default"): _NUMBER,
    ("date", "default"): _DATE,
    ("datetime", "%Y-%m-%dT%H:%M"): re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"),
    ("time", "%H:%M"): re.compile(r"[0-9]{2}:[0-9]{2}"),
    ("boolean", "default"): re.compile(r"true|false"),
    # Empty items are for Frictionless and the rules to judge.
    ("list", "default"): re.compile(r"[^;]+(;[^;]+)*"),
    ("string", "default"): re.compile(r".*", re.DOTALL),
    ("string", "email"): re.compile(rf"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@{_HOST}"),
    ("string", "uri"): re.compile(
        rf"https?://{_HOST}(:[0-9]{{1,4}})?(/([A-Za-z0-9._~/=+:@!$,;()-]|%[0-9A-Fa-f]{{2}})*)?"
        r"(\?[A-Za-z0-9._~/=+&-]*)?(#[A-Za-z0-9._~-]*)?"
    ),
}
_ITEMS = {"string": None, "integer": _INTEGER, "number": _NUMBER, "date": _DATE}
_CONSTRAINTS = frozenset(
    ("required", "unique", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum")
)
_FIELD_PROPERTIES_THAT_CHANGE_READING = (
    "decimalChar",
    "groupChar",
    "bareNumber",
    "floatNumber",
    "missingValues",
)


class Screen:
    """Compiled from a schema; `pass_row` gives the typed row, or None when the row is not surely right."""

    def __init__(self, schema: Schema) -> None:
        self._cells = [(field.name, remembered(field), field.required) for field in schema.fields]
        self._empty = {field.name: () if field.is_list else None for field in schema.fields}
        self._count = len(self._cells)
        self._able = schema.descriptor.get("missingValues", [""]) == [""] and all(
            form_of(field) for field in schema.fields
        )

    def pass_row(self, cells: Sequence[str]) -> Row | None:
        """The typed row of cells in the order of the schema."""
        if len(cells) != self._count or not self._able:
            return None
        row = self._empty.copy()
        empty = True
        try:
            for (name, parse, required), text in zip(self._cells, cells, strict=True):
                if text:
                    row[name] = parse(text)
                    empty = False
                elif required:
                    return None
        except ValueError:
            return None
        return None if empty else row


class _Remembered(dict[str, Any]):
    """Values by cell: most columns say the same few things again and again."""

    def __init__(self, parse: Cell) -> None:
        self._parse = parse

    def __missing__(self, text: str) -> Any:
        value = self._parse(text)
        if len(self) < _REMEMBERED:
            self[text] = value
        return value


def remembered(field: Field) -> Cell:
    """The parser of a field, which parses a cell that it has seen before only once; free texts are not kept."""
    constraints = field.descriptor.get("constraints", {})
    if field.type == "string" and not field.codelist and not field.references and "enum" not in constraints:
        return cell(field)
    return _Remembered(cell(field)).__getitem__


def form_of(field: Field) -> re.Pattern[str] | None:
    """The written form that is surely right for a field's type; None for fields that only Frictionless can judge."""
    descriptor = field.descriptor
    if any(name in descriptor for name in _FIELD_PROPERTIES_THAT_CHANGE_READING):
        return None
    if not _CONSTRAINTS.issuperset(descriptor.get("constraints", {})):
        return None
    if field.type == "boolean" and (
        "true" not in descriptor.get("trueValues", ["true"])
        or "false" not in descriptor.get("falseValues", ["false"])
    ):
        return None
    if field.is_list and (
        descriptor.get("delimiter") != ";" or descriptor.get("itemType", "string") not in _ITEMS
    ):
        return None
    return _FORMS.get((field.type, field.format))


def cell(field: Field) -> Cell:
    """The parser of a field with all its constraints; refuses every cell where only Frictionless can judge."""
    form = form_of(field)
    if form is None:
        return _refuse
    constraints = field.descriptor.get("constraints", {})
    texts, values = _text_tests(field, constraints), _value_tests(field, constraints)
    parse = parser(field)

    def checked(text: str) -> Any:
        if form.fullmatch(text) is None:
            raise ValueError(text)
        for test in texts:
            if not test(text):
                raise ValueError(text)
        value = parse(text)
        for test in values:
            if not test(value):
                raise ValueError(text)
        return value

    if field.type == "string" and field.format == "default":
        if not texts:
            return parse

        def worded(text: str) -> Any:
            for test in texts:
                if not test(text):
                    raise ValueError(text)
            return parse(text)

        return worded
    return checked


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _text_tests(field: Field, constraints: Mapping[str, Any]) -> list[Callable[[str], bool]]:
    tests: list[Callable[[str], bool]] = []
    if "pattern" in constraints:
        pattern = re.compile(constraints["pattern"])
        tests.append(lambda text: pattern.fullmatch(text) is not None)
    if field.type == "string":
        if "enum" in constraints:
            tests.append(frozenset(constraints["enum"]).__contains__)
        if "minLength" in constraints:
            shortest = constraints["minLength"]
            tests.append(lambda text: len(text) >= shortest)
        if "maxLength" in constraints:
            longest = constraints["maxLength"]
            tests.append(lambda text: len(text) <= longest)
    return tests


def _value_tests(field: Field, constraints: Mapping[str, Any]) -> list[Callable[[Any], bool]]:
    tests: list[Callable[[Any], bool]] = []
    if field.type != "string" and "enum" in constraints:
        choices = tuple(constraints["enum"])
        tests.append(lambda value: _same(value, choices))
    if "minimum" in constraints:
        least = _limit(field, constraints["minimum"])
        tests.append(lambda value: bool(value >= least))
    if "maximum" in constraints:
        most = _limit(field, constraints["maximum"])
        tests.append(lambda value: bool(value <= most))
    if field.is_list:
        if "minLength" in constraints:
            tests.append(lambda value: len(value) >= constraints["minLength"])
        if "maxLength" in constraints:
            tests.append(lambda value: len(value) <= constraints["maxLength"])
        item = _ITEMS[field.descriptor.get("itemType", "string")]
        if item is not None:
            tests.append(lambda value: all(item.fullmatch(text) for text in value))
        if item is _DATE:
            tests.append(lambda value: all(date.fromisoformat(text) for text in value))
    return tests


def _same(value: Any, choices: Sequence[Any]) -> bool:
    # Only choices of the value's own type: 1 and true are equal in Python, not in a schema.
    return any(type(choice) is type(value) and choice == value for choice in choices)


def _limit(field: Field, limit: Any) -> Any:
    if isinstance(limit, str):
        parse = {"date": date.fromisoformat, "datetime": datetime.fromisoformat, "time": time.fromisoformat}
        return parse.get(field.type, float)(limit)
    return limit
