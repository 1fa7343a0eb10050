"""What Frictionless says of a file, in our words: it defines what valid means, we say how to mend it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from frictionless import Detector, Dialect
from frictionless import Schema as StockSchema
from frictionless.resources import TableResource

from .files import Table
from .nearest import near
from .package import Field, Resource
from .report import Problem

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
_YES = {
    "はい": "true",
    "有": "true",
    "あり": "true",
    "○": "true",
    "〇": "true",
    "yes": "true",
    "1": "true",
    "true": "true",
}
_NO = {
    "いいえ": "false",
    "無": "false",
    "なし": "false",
    "×": "false",
    "no": "false",
    "0": "false",
    "false": "false",
}


def certify(table: Table, lines: Iterable[tuple[int, list[str]]], resource: Resource) -> Iterator[Problem]:
    """Frictionless's errors of these rows (and of the header), each at its line in the file."""
    rows = list(lines)
    numbers = [line for line, _ in rows]
    schema = StockSchema.from_descriptor(_stock_descriptor(resource))
    stock = TableResource(
        data=[list(table.header), *(cells for _, cells in rows)],
        schema=schema,
        dialect=Dialect(),
        detector=Detector(),
    )
    report = stock.validate()
    for task in report.tasks:
        for error in task.errors:
            line = 1
            number = getattr(error, "row_number", None)
            if number is not None:
                line = numbers[number - 2] if number >= 2 else 1
            yield _worded(error, line, table, resource)


def _stock_descriptor(resource: Resource) -> dict[str, Any]:
    """The schema without keys: keys and references are checked across all files of a table."""
    descriptor = dict(resource.schema.descriptor)
    for name in ("primaryKey", "foreignKeys"):
        descriptor.pop(name, None)
    return descriptor


def _worded(error: Any, line: int, table: Table, resource: Resource) -> Problem:
    kind = error.type
    name = getattr(error, "field_name", None) or None
    label = getattr(error, "label", "")
    value = getattr(error, "cell", None)
    value = None if value is None else str(value)
    field = resource.schema.field(name) if name and name in resource.schema else None
    detail = {"table_title": resource.title, "note": error.note}
    if field:
        detail |= {
            "title": field.title,
            "description": field.description,
            "example": str(field.descriptor.get("example", "")),
        }
    if kind in (
        "incorrect-label",
        "missing-label",
        "extra-label",
        "duplicate-label",
        "blank-label",
        "blank-header",
    ):
        return Problem(resource.name, table.name, 1, name, "stock", label, detail)
    if kind == "blank-row":
        return Problem(resource.name, table.name, line, None, "blank-row", None, detail)
    if kind in ("extra-cell", "missing-cell"):
        return Problem(resource.name, table.name, line, name, kind, value, detail)
    if kind == "type-error" and field:
        return _type_problem(field, value or "", line, table, resource, detail)
    if kind == "constraint-error" and field:
        return _constraint_problem(field, value or "", error, line, table, resource, detail)
    if kind == "unique-error":
        return Problem(resource.name, table.name, line, name, "unique", value, detail)
    return Problem(resource.name, table.name, line, name, "stock", value, detail)


def _type_problem(
    field: Field, value: str, line: int, table: Table, resource: Resource, detail: dict[str, str]
) -> Problem:
    half = unicodedata.normalize("NFKC", value)
    if half != value and field.type in ("integer", "number", "date", "datetime", "time"):
        detail = {**detail, "half": half}
        return Problem(resource.name, table.name, line, field.name, "full-width", value, detail)
    kind, kind_en = _KINDS.get(field.type, ("正しい値", "a valid value"))
    meant = ""
    if field.type == "boolean":
        meant = _YES.get(value.strip().lower()) or _NO.get(value.strip().lower()) or ""
    elif field.type in ("integer", "number") and value.replace(",", "").removesuffix("円").isdigit():
        meant = value.replace(",", "").removesuffix("円")
    elif field.type == "date" and "/" in value:
        meant = "-".join(part.zfill(2) for part in value.split("/"))
    example = detail.get("example") or _EXAMPLES.get(field.type, "")
    if field.format == "uri":
        return Problem(resource.name, table.name, line, field.name, "unsafe-link", value, detail)
    if field.format == "email":
        kind, kind_en = "メールアドレス", "an e-mail address"
    detail = {**detail, "kind": kind, "kind_en": kind_en, "example": example}
    if meant:
        detail |= {"near_code": meant, "near_label": meant}
    return Problem(resource.name, table.name, line, field.name, "type", value, detail)


def _constraint_problem(
    field: Field, value: str, error: Any, line: int, table: Table, resource: Resource, detail: dict[str, str]
) -> Problem:
    constraints: Mapping[str, Any] = field.descriptor.get("constraints", {})
    note = error.note
    if 'constraint "required"' in note:
        return Problem(resource.name, table.name, line, field.name, "required", value, detail)
    if 'constraint "enum"' in note:
        labels: dict[str, tuple[str, ...]] = {
            category.value: (category.label, category.label_en) for category in field.categories
        }
        labels = labels or {str(choice): () for choice in constraints["enum"]}
        choices = "、".join(
            f"{code}（{names[0]}）" if names and names[0] != code else code for code, names in labels.items()
        )
        detail = {**detail, "choices": choices, **near(value, labels)}
        return Problem(resource.name, table.name, line, field.name, "not-a-choice", value, detail)
    if 'constraint "maxLength"' in note:
        detail = {**detail, "length": f"{len(value):,}", "limit": f"{constraints['maxLength']:,}"}
        return Problem(resource.name, table.name, line, field.name, "too-long", value, detail)
    if 'constraint "minLength"' in note:
        detail = {**detail, "limit": f"{constraints['minLength']:,}"}
        return Problem(resource.name, table.name, line, field.name, "too-short", value, detail)
    for name, words, words_en in (("minimum", "以上で", "at least"), ("maximum", "以下で", "at most")):
        if f'constraint "{name}"' in note:
            limit = constraints[name]
            detail = {**detail, "bound": f"{limit}{words}", "bound_en": f"{words_en} {limit}"}
            return Problem(resource.name, table.name, line, field.name, "range", value, detail)
    half = unicodedata.normalize("NFKC", value)
    if half != value and half.isascii():
        return Problem(
            resource.name, table.name, line, field.name, "full-width", value, {**detail, "half": half}
        )
    if 'constraint "unique"' in note:
        return Problem(resource.name, table.name, line, field.name, "unique", value, detail)
    return Problem(resource.name, table.name, line, field.name, "pattern", value, detail)
