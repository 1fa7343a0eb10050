"""Rows in and out: typed rows from a valid file, and the one canonical way to write them.

Reading trusts that the file passed `tomoni validate`; a cell that does not parse raises `RowError`.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from .errors import PackageError, RowError
from .package import Field, Resource, Schema

Row = dict[str, Any]
"""A row: field name to value. Empty is None, an empty list is (); see `parser`."""

_DATETIME_FORMAT = "%Y-%m-%dT%H:%M"
_GAP = re.compile(r"[\s,]*")


def read_rows(resource: Resource) -> list[Row]:
    """All rows of a table, from all its files, in file order, with every field of the schema."""
    rows: list[Row] = []
    for path in resource.paths:
        if resource.format == "json":
            rows.extend(row for _, row in _read_json(path, resource))
        else:
            rows.extend(row for _, row in _read_csv(path, resource, {}))
    return rows


def read_numbered_rows(
    resource: Resource, skipped: Mapping[str, Collection[int]]
) -> Iterator[tuple[Path, int, Row | str]]:
    """Rows with their file and the line on which they begin (see `object_lines` for JSON).

    `skipped` are the lines, by file (its path or its name), that are not to be parsed: they come back as
    the text of their first cell.
    """
    for path in resource.paths:
        lines = skipped.get(path.name) or skipped.get(str(path)) or ()
        if resource.format == "json":
            for number, row in _read_json(path, resource, lines):
                yield path, number, row
        else:
            for number, row in _read_csv(path, resource, lines):
                yield path, number, row


def write_rows(path: Path, schema: Schema, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write typed rows canonically: sorted by key, minimal quoting, UTF-8, LF; atomically.

    A `.json` path is written as an array of objects, each with every field (stock Frictionless reads the
    header from the first object).
    """
    ordered = sorted(rows, key=lambda row: tuple(_sort_value(row.get(name)) for name in schema.primary_key))
    text = _json_text(schema, ordered) if path.suffix == ".json" else _csv_text(schema, ordered)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def cell_text(field: Field, value: Any) -> str:
    """The cell that stands for a typed value: '' for None, items joined by `;`, ISO dates, plain numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.strftime(_DATETIME_FORMAT)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ";".join(str(item) for item in value)
    return str(value)


def parser(field: Field) -> Callable[[str], Any]:
    """The function from a non-empty cell to its value.

    integer → int, number → float, boolean → bool, date → date, datetime → naive datetime (JST),
    time → time, list → tuple of str, everything else → str.
    """
    if field.type == "list":
        return lambda text: tuple(sys.intern(item) for item in text.split(";") if item)
    if field.codelist or field.categories:
        return sys.intern
    return _PARSERS.get(field.type, str)


def _boolean(text: str) -> bool:
    if text in ("true", "false"):
        return text == "true"
    raise ValueError(text)


_PARSERS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "year": int,
    "number": float,
    "boolean": _boolean,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}


def _read_csv(path: Path, resource: Resource, skipped: Collection[int]) -> Iterator[tuple[int, Any]]:
    schema = resource.schema
    try:
        with path.open(encoding="utf-8", newline="") as file:
            csv.field_size_limit(sys.maxsize)
            reader = csv.reader(file)
            header = next(reader, None)
            if header is None:
                raise PackageError(
                    "ファイルが空です。", str(path), "1行目に見出し（id,name,…）を書いてください。"
                )
            columns = _columns(header, schema, path)
            empty = {field.name: () if field.is_list else None for field in schema.fields}
            begins = reader.line_num + 1
            for cells in reader:
                if begins in skipped:
                    yield begins, cells[0] if cells else ""
                elif cells:
                    yield begins, _parse(cells, columns, empty, path, begins)
                begins = reader.line_num + 1
    except FileNotFoundError as error:
        raise PackageError("ファイルがありません。", str(path), "名前と場所を確かめてください。") from error
    except UnicodeDecodeError as error:
        raise PackageError("UTF-8で書かれていません。", str(path), "UTF-8で保存し直してください。") from error


def _columns(
    header: Sequence[str], schema: Schema, path: Path
) -> list[tuple[int, str, Callable[[str], Any]]]:
    columns = []
    for index, name in enumerate(header):
        if name not in schema:
            raise PackageError(f"知らない列「{name}」があります。", str(path), "見出しを確かめてください。")
        columns.append((index, name, parser(schema.field(name))))
    return columns


def _parse(
    cells: Sequence[str],
    columns: Sequence[tuple[int, str, Callable[[str], Any]]],
    empty: Row,
    path: Path,
    line: int,
) -> Row:
    row = empty.copy()
    for index, name, parse in columns:
        if index >= len(cells):
            break
        text = cells[index]
        if text:
            try:
                row[name] = parse(text)
            except ValueError as error:
                raise RowError(
                    f"「{name}」の値「{text[:40]}」が読めません。",
                    f"{path} 行{line}",
                    "`tomoni validate` で確かめてください。",
                ) from error
    return row


def _read_json(path: Path, resource: Resource, skipped: Collection[int] = ()) -> Iterator[tuple[int, Any]]:
    fields = resource.schema.fields
    key = resource.schema.primary_key[0]
    text = path.read_text(encoding="utf-8")
    items = json.loads(text)
    for number, item in zip(object_lines(text, len(items)), items, strict=True):
        if number in skipped:
            yield number, str(item.get(key, ""))
            continue
        row: Row = {}
        for field in fields:
            value = item.get(field.name)
            if field.is_list:
                value = parser(field)(value) if isinstance(value, str) else tuple(value or ())
            elif isinstance(value, str):
                value = parser(field)(value) if value else None
            row[field.name] = value
        yield number, row


def object_lines(text: str, count: int) -> list[int]:
    """The lines on which the `count` items of a JSON array begin (the text is valid JSON)."""
    decoder = json.JSONDecoder()
    lines: list[int] = []
    position, line = text.index("[") + 1, 1 + text.count("\n", 0, text.index("[") + 1)
    for _ in range(count):
        start = _GAP.match(text, position).end()  # type: ignore[union-attr]
        line += text.count("\n", position, start)
        lines.append(line)
        _, position = decoder.raw_decode(text, start)
        line += text.count("\n", start, position)
    return lines


def _csv_text(schema: Schema, rows: Sequence[Mapping[str, Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([field.name for field in schema.fields])
    for row in rows:
        writer.writerow([cell_text(field, row.get(field.name)) for field in schema.fields])
    return buffer.getvalue()


def _json_text(schema: Schema, rows: Sequence[Mapping[str, Any]]) -> str:
    objects = []
    for row in rows:
        item: dict[str, Any] = {}
        for field in schema.fields:
            value = row.get(field.name)
            if isinstance(value, (date, time)):
                value = cell_text(field, value)
            elif field.is_list:
                value = list(value or ())
            item[field.name] = value
        objects.append(item)
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def _sort_value(value: Any) -> tuple[int, Any]:
    if value is None:
        return (0, "")
    if isinstance(value, (int, float)):
        return (1, value)
    return (2, value.isoformat() if isinstance(value, (date, time)) else str(value))
