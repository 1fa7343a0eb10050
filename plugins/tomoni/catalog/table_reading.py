"""One table read for checking: what is wrong with its files and cells, and the typed rows that are right."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .files import Table, look
from .nearest import near
from .package import Field, Package, Resource
from .report import Problem
from .rows import Row, object_lines, parser
from .screen import Screen, strict_form
from .stock import certify

PROBLEMS_SHOWN = 1000
"""Problems listed of one file; more say only that there are more."""

_NOT_KNOWN = frozenset(
    {"-", "‐", "―", "ー", "N/A", "n/a", "NA", "NULL", "null", "None", "不明", "未定", "なし", "該当なし"}
)
_NUMERIC = ("integer", "number", "date", "datetime", "time", "year")


@dataclass(frozen=True, slots=True)
class Placed:
    """A typed row and where it stands."""

    row: Row
    file: str
    line: int


@dataclass(slots=True)
class TableReading:
    """What reading a table gave."""

    resource: Resource
    rows: list[Placed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    total: int = 0
    screened: int = 0
    truncated: list[str] = field(default_factory=list)
    complete: bool = True
    """Whether every file could be read as a table: else keys may be missing, and references to it are not judged."""


def read_table(package: Package, resource: Resource) -> TableReading:
    """Read all files of a table: bytes, header, cells (screened, the rest certified by Frictionless)."""
    reading = TableReading(resource)
    for path in resource.paths:
        name = path.relative_to(package.base).as_posix()
        problems = (
            _read_json(path, name, reading) if resource.format == "json" else _read_csv(path, name, reading)
        )
        if len(problems) > PROBLEMS_SHOWN:
            reading.truncated.append(name)
        reading.problems.extend(problems[:PROBLEMS_SHOWN])
    return reading


def _read_csv(path: Path, name: str, reading: TableReading) -> list[Problem]:
    table, problems = look(path, name, reading.resource)
    if table is None:
        reading.complete = False
        return problems
    header = _header_problems(table, reading.resource)
    if header:
        reading.complete = False
        reading.total += len(table.rows)
        return problems + header
    return problems + list(_check_rows(table, reading))


def _header_problems(table: Table, resource: Resource) -> list[Problem]:
    """Missing, extra, doubled or misplaced columns. Rows under a wrong header are not judged."""
    names = [item.name for item in resource.schema.fields]
    found = list(table.header)
    problems = []

    def wrong(code: str, column: str | None, value: str | None, **detail: str) -> None:
        title = resource.schema.field(column).title if column and column in resource.schema else ""
        words = {"table_title": resource.title, "title": title, **detail}
        problems.append(Problem(resource.name, table.name, 1, column, code, value, words))

    for position, column in enumerate(found):
        if column in found[:position]:
            wrong("duplicate-label", column or None, column)
        elif column not in names:
            titles = {item.name: (item.title, item.title_en) for item in resource.schema.fields}
            wrong("extra-label", None, column, **near(column, titles))
    for column in names:
        if column not in found:
            wrong("missing-label", column, None)
    if not problems and found != names:
        position = next(index for index, column in enumerate(found) if column != names[index])
        wrong(
            "label-order",
            names[position],
            found[position],
            position=str(position + 1),
            expected=names[position],
            expected_order=",".join(names[max(0, position - 1) : position + 4]),
        )
    return problems


def _check_rows(table: Table, reading: TableReading) -> Iterator[Problem]:
    screen = Screen(reading.resource.schema)
    doubtful: list[tuple[int, list[str]]] = []
    for line, cells in table.rows:
        reading.total += 1
        row = screen.pass_row(cells)
        if row is None:
            doubtful.append((line, cells))
        else:
            reading.screened += 1
            reading.rows.append(Placed(row, table.name, line))
            yield from _text_problems(row, line, table.name, reading.resource)
    if not doubtful:
        return
    wrong: set[int] = set()
    for problem in certify(table, doubtful, reading.resource):
        wrong.add(problem.line or 0)
        yield problem
    for line, cells in doubtful:
        if line in wrong:
            continue
        written = list(_form_problems(cells, line, table.name, reading.resource))
        yield from written
        if not written and (row := _typed(cells, reading.resource)) is not None:
            reading.rows.append(Placed(row, table.name, line))
            yield from _text_problems(row, line, table.name, reading.resource)


def _typed(cells: Sequence[str], resource: Resource) -> Row | None:
    row: Row = {}
    for item, text in zip(resource.schema.fields, cells, strict=True):
        try:
            row[item.name] = parser(item)(text) if text else (() if item.is_list else None)
        except ValueError:
            return None
    return row


def _form_problems(cells: Sequence[str], line: int, name: str, resource: Resource) -> Iterator[Problem]:
    """Numbers and dates that Frictionless can read but that other tools cannot: full-width digits, blanks, signs."""
    for item, text in zip(resource.schema.fields, cells, strict=True):
        form = strict_form(item) if item.type in _NUMERIC or item.is_list else None
        if text and form is not None and form.fullmatch(text) is None:
            half = unicodedata.normalize("NFKC", text).strip()
            detail = _detail(item, resource) | {"half": half}
            if half != text:
                yield Problem(resource.name, name, line, item.name, "full-width", text, detail)
            else:
                words = {"kind": "決まった形", "kind_en": "in the required form"}
                yield Problem(resource.name, name, line, item.name, "type", text, detail | words)


def _text_problems(row: Row, line: int, name: str, resource: Resource) -> Iterator[Problem]:
    """Texts with control characters or blanks around them, and words that stand for "not known"."""
    for item in resource.schema.fields:
        value = row[item.name]
        if not isinstance(value, str):
            continue
        if value != value.strip():
            yield Problem(
                resource.name, name, line, item.name, "surrounding-blank", value, _detail(item, resource)
            )
        if value in _NOT_KNOWN:
            yield Problem(
                resource.name, name, line, item.name, "not-known-word", value, _detail(item, resource)
            )
        if not value.isprintable() and any(
            unicodedata.category(character) == "Cc" and character not in "\n\t" for character in value
        ):
            yield Problem(
                resource.name, name, line, item.name, "control-character", value, _detail(item, resource)
            )


def _detail(item: Field, resource: Resource) -> dict[str, str]:
    return {
        "table_title": resource.title,
        "title": item.title,
        "description": item.description,
        "example": str(item.descriptor.get("example", "")),
    }


def _read_json(path: Path, name: str, reading: TableReading) -> list[Problem]:
    """A JSON table as the cells that a CSV file of it would have, so that one check serves both."""
    resource = reading.resource
    detail = {"table_title": resource.title}
    try:
        text = path.read_text(encoding="utf-8")
        items = json.loads(text)
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise ValueError("[ { … }, … ]")
    except FileNotFoundError:
        reading.complete = False
        return [Problem(resource.name, name, None, None, "file-missing", None, detail)]
    except (ValueError, RecursionError) as error:
        reading.complete = False
        return [Problem(resource.name, name, None, None, "not-json", None, detail | {"detail": str(error)})]
    header = tuple(item.name for item in resource.schema.fields)
    known = set(header)
    problems = [
        Problem(resource.name, name, line, None, "extra-label", key, detail)
        for line, item in zip(object_lines(text, len(items)), items, strict=True)
        for key in item
        if key not in known
    ]
    rows = tuple(
        (line, [_cell(item.get(column)) for column in header])
        for line, item in zip(object_lines(text, len(items)), items, strict=True)
    )
    return problems + list(_check_rows(Table(path, name, header, rows), reading))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ";".join(map(str, value)) if isinstance(value, list) else str(value)
