"""One table read for checking: what is wrong with its files and cells, and its rows, typed as far as they are right."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .files import Table, look, read_text
from .headers import header_problems, rows_by_name
from .ledger import PROBLEMS_SHOWN
from .package import Field, Package, Resource
from .report import Problem, words_of
from .rows import Row, object_lines, parser
from .screen import Screen, form_of
from .stock import certify
from .texts import Texts

_PLAIN_NUMBER = re.compile(r"-?(?=[0-9.]{1,16}$)[0-9]+(\.[0-9]+)?")
_NUMERIC = ("integer", "number", "date", "datetime", "time", "year")


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and where it stands; in the fields of `wrong` the cell has a problem and the row says None."""

    row: Row
    file: str
    line: int
    wrong: frozenset[str] = frozenset()


@dataclass(slots=True)
class TableReading:
    """What reading a table gave."""

    resource: Resource
    bound: int
    rows: list[Placed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    total: int = 0
    screened: int = 0
    complete: bool = True
    """Whether the keys of all rows are known: else references to this table are not judged."""


def read_table(package: Package, resource: Resource, bound: int = PROBLEMS_SHOWN) -> TableReading:
    """Read all files of a table: bytes, header, cells (screened, the rest certified by Frictionless).

    After `bound` errors of one file Frictionless stops; the rest of its rows is then not judged.
    """
    reading = TableReading(resource, bound)
    for path in resource.paths:
        name = path.relative_to(package.base).as_posix()
        if resource.format == "json":
            _read_json(path, name, reading, package.base)
        else:
            _read_csv(path, name, reading, package.base)
    return reading


def _read_csv(path: Path, name: str, reading: TableReading, base: Path) -> None:
    resource = reading.resource
    table, problems = look(path, name, resource, base, guess_delimiter="dialect" not in resource.descriptor)
    reading.problems.extend(problems)
    if table is None:
        reading.complete = False
        return
    header = header_problems(table, resource)
    reading.problems.extend(header)
    missing: frozenset[str] = frozenset()
    if header:
        named = rows_by_name(table, resource)
        if named is None:
            reading.complete = False
            reading.total += len(table.rows)
            return
        table, missing = named
    _check_rows(table, reading, missing, json_cells=False)


def _check_rows(table: Table, reading: TableReading, missing: frozenset[str], *, json_cells: bool) -> None:
    """Type the rows; rows of `missing` columns, and what Frictionless refuses, are typed as far as they are right."""
    resource = reading.resource
    screen = Screen(resource.schema)
    texts = Texts(resource)
    doubtful: list[tuple[int, list[Any]]] = []
    start = len(reading.rows)
    for line, cells in table.rows:
        reading.total += 1
        row = None if json_cells or missing else screen.pass_row(cells)
        if row is None:
            doubtful.append((line, cells))
        else:
            reading.screened += 1
            reading.rows.append(Placed(row, table.name, line))
            reading.problems.extend(texts.problems(row, line, table.name))
    if not doubtful:
        return
    verdict = certify(table, doubtful, resource, reading.bound + 1)
    everything = frozenset(item.name for item in resource.schema.fields)
    wrong: dict[int, set[str]] = {}
    for problem in verdict.problems:
        if problem.field in missing:
            continue
        reading.problems.append(problem)
        whole = problem.field is None or problem.code == "missing-cell"
        wrong.setdefault(problem.line or 0, set()).update(everything if whole else {problem.field or ""})
    for line, cells in doubtful:
        if not any(cells):
            continue
        if verdict.until is not None and line > verdict.until:
            wrong[line] = set(everything)
        bad = wrong.setdefault(line, set()) | missing
        if not json_cells:
            for problem in _form_problems(cells, line, table.name, resource, bad):
                reading.problems.append(problem)
                bad.add(problem.field or "")
        row = _typed(cells, resource, bad)
        reading.rows.append(Placed(row, table.name, line, frozenset(bad)))
        reading.problems.extend(texts.problems(row, line, table.name, bad))
    reading.rows[start:] = sorted(reading.rows[start:], key=lambda placed: placed.line)


def _typed(cells: Sequence[Any], resource: Resource, bad: set[str]) -> Row:
    """The row as far as it is right; keys are read even in rows whose cells may be shifted."""
    row: Row = {}
    for number, item in enumerate(resource.schema.fields):
        row[item.name] = () if item.is_list else None
        value = cells[number] if number < len(cells) else None
        key = item.name in resource.schema.primary_key
        if value in (None, "") or (item.name in bad and not key):
            continue
        try:
            row[item.name] = _value(item, value)
        except (ValueError, TypeError):
            bad.add(item.name)
    return row


def _value(item: Field, value: Any) -> Any:
    if isinstance(value, str):
        return parser(item)(value)
    return tuple(value) if item.is_list else value


def _form_problems(
    cells: Sequence[str], line: int, name: str, resource: Resource, bad: Collection[str]
) -> Iterator[Problem]:
    """Numbers, dates and lists that Frictionless can read but other tools cannot: full-width digits, blanks, signs."""
    for item, text in zip(resource.schema.fields, cells, strict=False):
        form = form_of(item) if item.type in _NUMERIC or item.is_list else None
        if not text or form is None or form.fullmatch(text) is not None or item.name in bad:
            continue
        half = unicodedata.normalize("NFKC", text).strip()
        words = words_of(resource, item)
        if item.is_list:
            items = ";".join(part for part in text.split(";") if part)
            yield Problem(
                resource.name, name, line, item.name, "list-item-empty", text, words | {"mended": items}
            )
        elif half != text:
            yield Problem(resource.name, name, line, item.name, "full-width", text, words | {"half": half})
        elif item.type != "number" or _PLAIN_NUMBER.fullmatch(text) is None:
            kind = {"kind": "決まった形", "kind_en": "in the required form"}
            yield Problem(resource.name, name, line, item.name, "type", text, words | kind)


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)  # NaN and Infinity, which Python reads and JSON does not have


def _read_json(path: Path, name: str, reading: TableReading, base: Path) -> None:
    """A JSON table: an array of objects, whose first one stands for the header as stock tools have it."""
    resource = reading.resource
    text, problems = read_text(path, name, resource, base)
    reading.problems.extend(problems)
    words = words_of(resource)

    def wrong(code: str, line: int | None, value: str | None = None, **detail: str) -> None:
        reading.problems.append(Problem(resource.name, name, line, None, code, value, words | detail))

    items = None
    if text is not None:
        try:
            items = json.loads(text, parse_constant=_refuse_constant)
            if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
                raise ValueError("[ { … }, … ]")
        except (ValueError, RecursionError) as error:
            items = None
            line = error.lineno if isinstance(error, json.JSONDecodeError) else None
            wrong("not-json", line, detail=getattr(error, "msg", str(error)))
    if text is None or items is None:
        reading.complete = False
        return
    lines = object_lines(text, len(items))
    header = tuple(items[0]) if items else tuple(item.name for item in resource.schema.fields)
    first = [
        Problem(found.table, found.file, lines[0], found.field, found.code, found.value, found.detail)
        for found in header_problems(Table(name, header, ()), resource)
    ]
    reading.problems.extend(first)
    known = {item.name for item in resource.schema.fields}
    for line, item in zip(lines[1:], items[1:], strict=True):
        for key in item.keys() - known:
            wrong("extra-label", line, key)
    columns = [column.name for column in resource.schema.fields]
    rows = tuple(
        (line, [item.get(column) for column in columns]) for line, item in zip(lines, items, strict=True)
    )
    missing = frozenset(known - set(header))
    _check_rows(Table(name, header, rows), reading, missing, json_cells=True)
