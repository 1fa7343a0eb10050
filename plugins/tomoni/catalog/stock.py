"""What Frictionless says of a file, in our words: it defines what valid means, we say how to mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from frictionless import Schema as StockSchema
from frictionless.resources import TableResource

from .files import Table, leads_outside
from .meant import meant
from .nearest import Nearest
from .package import Field, Resource
from .report import Problem, words_of

_KINDS = {
    "integer": ("整数", "a whole number"),
    "number": ("数", "a number"),
    "date": ("日付", "a date"),
    "datetime": ("日時", "a date and time"),
    "time": ("時刻", "a time"),
    "boolean": ("true か false", "true or false"),
    "list": ("一覧", "a list"),
    "year": ("年", "a year"),
    "string": ("正しい文字", "a valid text"),
}
_EXAMPLES = {
    "integer": "1200",
    "number": "2.5",
    "date": "2026-04-01",
    "datetime": "2026-04-01T18:30",
    "time": "18:30",
    "boolean": "true",
    "year": "2026",
}
_SIGNALLING = re.compile(r"\s*[+-]?snan[0-9]*\s*", re.IGNORECASE)
_NO_NUMBER = "\N{REPLACEMENT CHARACTER}!"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Frictionless said: problems, and the last line that it looked at (None: all of them)."""

    problems: tuple[Problem, ...]
    until: int | None


def certify(table: Table, rows: Sequence[tuple[int, list[Any]]], resource: Resource, bound: int) -> Verdict:
    """Frictionless's errors of these rows, at most `bound` and some, each at its line in the file.

    The header is taken as right; keys and references are checked across all files of a table.
    """
    schema = StockSchema.from_descriptor(_stock_descriptor(resource))
    header = [field.name for field in resource.schema.fields]
    stock = TableResource(data=[header, *(_comparable(cells, resource) for _, cells in rows)], schema=schema)
    report = stock.validate(limit_errors=bound)
    problems: list[Problem] = []
    seen: set[tuple[int, str | None, str]] = set()
    last = 1
    errors = [error for task in report.tasks for error in task.errors]
    for error in errors:
        number = getattr(error, "row_number", None) or 1
        line = rows[number - 2][0] if number >= 2 else 1
        last = line
        problem = _worded(error, line, table, resource)
        of_row = problem.code in ("extra-cell", "missing-cell")
        if problem.code == "required" and getattr(error, "field_number", 0) > len(rows[number - 2][1]):
            continue  # the cell is not empty but missing, which is said of the row
        place = (line, None if of_row else problem.field, problem.code)
        if place not in seen:  # one cell too few stands for all; a NaN is neither over nor under a bound
            seen.add(place)
            problems.append(problem)
    return Verdict(tuple(problems), last if len(errors) >= bound else None)


def _comparable(cells: Sequence[Any], resource: Resource) -> list[Any]:
    """The cells without signalling NaN, at which Frictionless stops with an exception: made no number at all."""
    return [
        f"{cell}{_NO_NUMBER}"
        if field and field.type == "number" and _SIGNALLING.fullmatch(str(cell))
        else cell
        for cell, field in zip_longest(cells, resource.schema.fields[: len(cells)])
    ]


def _stock_descriptor(resource: Resource) -> dict[str, Any]:
    descriptor = dict(resource.schema.descriptor)
    for name in ("primaryKey", "foreignKeys"):
        descriptor.pop(name, None)
    descriptor["fields"] = [
        {**field, "constraints": {k: v for k, v in field.get("constraints", {}).items() if k != "unique"}}
        for field in descriptor["fields"]
    ]
    return descriptor


def _worded(error: Any, line: int, table: Table, resource: Resource) -> Problem:
    kind = error.type
    name = getattr(error, "field_name", None) or None
    value = getattr(error, "cell", None)
    value = None if value is None else str(value).removesuffix(_NO_NUMBER)
    field = resource.schema.field(name) if name and name in resource.schema else None
    detail = {**words_of(resource, field), "note": error.note}
    if kind == "blank-row":
        return Problem(resource.name, table.name, line, None, "blank-row", None, detail)
    if kind in ("extra-cell", "missing-cell"):
        return Problem(resource.name, table.name, line, name, kind, value, detail)
    if kind == "type-error" and field:
        return _type_problem(field, value or "", line, table, resource, detail)
    if kind == "constraint-error" and field:
        return _constraint_problem(field, value or "", error, line, table, resource, detail)
    return Problem(resource.name, table.name, line, name, "stock", value, detail)


def _type_problem(
    field: Field, value: str, line: int, table: Table, resource: Resource, detail: dict[str, str]
) -> Problem:
    half = unicodedata.normalize("NFKC", value)
    if half != value and field.type in ("integer", "number", "date", "datetime", "time"):
        detail = {**detail, "half": half}
        return Problem(resource.name, table.name, line, field.name, "full-width", value, detail)
    kind, kind_en = _KINDS.get(field.type, ("正しい値", "a valid value"))
    example = detail.get("example") or _EXAMPLES.get(field.type, "")
    if field.format == "uri":
        return Problem(resource.name, table.name, line, field.name, "unsafe-link", value, detail)
    if field.format == "email":
        kind, kind_en = "メールアドレス", "an e-mail address"
    detail = {**detail, "kind": kind, "kind_en": kind_en, "example": example}
    if clear := meant(value, field.type):
        detail |= {"near_code": clear, "near_label": clear}
    return Problem(resource.name, table.name, line, field.name, "type", value, detail)


def _constraint_problem(
    field: Field, value: str, error: Any, line: int, table: Table, resource: Resource, detail: dict[str, str]
) -> Problem:
    constraints: Mapping[str, Any] = field.descriptor.get("constraints", {})
    note = error.note
    if 'constraint "required"' in note:
        return Problem(resource.name, table.name, line, field.name, "required", value, detail)
    if 'constraint "enum"' in note and constraints["enum"] == [True]:
        return Problem(resource.name, table.name, line, field.name, "must-be-true", value, detail)
    if 'constraint "enum"' in note:
        labels: dict[str, tuple[str, ...]] = {
            category.value: (category.label, category.label_en) for category in field.categories
        }
        labels = labels or {str(choice): () for choice in constraints["enum"]}
        choices = "、".join(
            f"{code}（{names[0]}）" if names and names[0] != code else code for code, names in labels.items()
        )
        detail = {**detail, "choices": choices, **Nearest(labels).near(value)}
        return Problem(resource.name, table.name, line, field.name, "not-a-choice", value, detail)
    if 'constraint "minLength"' in note and field.is_list:
        detail = {**detail, "limit": f"{constraints['minLength']:,}"}
        return Problem(resource.name, table.name, line, field.name, "too-few-items", value, detail)
    if 'constraint "maxLength"' in note and field.is_list:
        detail = {**detail, "limit": f"{constraints['maxLength']:,}"}
        return Problem(resource.name, table.name, line, field.name, "too-many-items", value, detail)
    if 'constraint "minLength"' in note:
        detail = {**detail, "limit": f"{constraints['minLength']:,}"}
        return Problem(resource.name, table.name, line, field.name, "too-short", value, detail)
    if 'constraint "maxLength"' in note:
        detail = {**detail, "length": f"{len(value):,}", "limit": f"{constraints['maxLength']:,}"}
        return Problem(resource.name, table.name, line, field.name, "too-long", value, detail)
    for name, words, words_en in (("minimum", "以上で", "at least"), ("maximum", "以下で", "at most")):
        if f'constraint "{name}"' in note:
            limit = constraints[name]
            detail = {**detail, "bound": f"{limit}{words}", "bound_en": f"{words_en} {limit}"}
            return Problem(resource.name, table.name, line, field.name, "range", value, detail)
    if field.format == "uri" and not value.lower().startswith(("http://", "https://")):
        return Problem(resource.name, table.name, line, field.name, "unsafe-link", value, detail)
    if str(constraints.get("pattern", "")).startswith("^media/") and leads_outside(value):
        return Problem(resource.name, table.name, line, field.name, "path-outside", value, detail)
    half = unicodedata.normalize("NFKC", value)
    if half != value and half.isascii():
        return Problem(
            resource.name, table.name, line, field.name, "full-width", value, {**detail, "half": half}
        )
    return Problem(resource.name, table.name, line, field.name, "pattern", value, detail)
