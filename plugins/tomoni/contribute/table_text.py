"""A table as the text of its files, so that changing one cell changes one line and nothing else."""

from __future__ import annotations

import bisect
import csv
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tomoni.catalog import Field, PackageError, Resource, Schema, TomoniError, parser

Key = tuple[str, ...]
_TYPED = frozenset({"integer", "year", "number"})


@dataclass(slots=True)
class Record:
    """A row: its text as it stands in the file, and its cells."""

    text: str
    cells: list[str]


class TableText:
    """All files of a CSV table. Rows that nobody touches keep their bytes."""

    def __init__(self, resource: Resource) -> None:
        """Read the files. Raises PackageError for what is not a CSV file with the columns of the schema."""
        if resource.format != "csv":
            raise TomoniError(
                f"表「{resource.title}」は、この方法では直せません（CSVではありません）。",
                str(resource.paths[0]),
                "プルリクエストで直してください。",
            )
        self.resource = resource
        self._columns = [field.name for field in resource.schema.fields]
        self.original = {path: _text_of(path) for path in resource.paths}
        self._records = {
            path: list(read_records(text, resource.schema, str(path))) for path, text in self.original.items()
        }
        self._places = {
            self._key(record.cells): (path, record)
            for path, records in self._records.items()
            for record in records
        }

    def row(self, key: Key) -> dict[str, str] | None:
        """The cells of the row with that key, by column; None where there is none."""
        place = self._places.get(key)
        return dict(zip(self._columns, place[1].cells, strict=True)) if place else None

    def rows(self) -> Iterator[dict[str, str]]:
        """All rows, as cells by column."""
        for _, record in self._places.values():
            yield dict(zip(self._columns, record.cells, strict=True))

    def put(self, row: Mapping[str, str]) -> None:
        """Add the row, or replace the one with its key; a new one goes where sorting by key puts it."""
        cells = [row.get(name, "") for name in self._columns]
        text, key = _line(cells), self._key(cells)
        if place := self._places.get(key):
            place[1].text, place[1].cells = text, cells
            return
        record = Record(text, cells)
        path = self._file_for(self._order(cells))
        records = self._records[path]
        records.insert(
            bisect.bisect_left(records, self._order(cells), key=lambda one: self._order(one.cells)), record
        )
        self._places[key] = (path, record)

    def remove(self, key: Key) -> None:
        """Take the row with that key out, where there is one."""
        if place := self._places.pop(key, None):
            self._records[place[0]].remove(place[1])

    def texts(self) -> dict[Path, str]:
        """The whole text of each file that differs from what was read."""
        header = header_line(self.resource.schema)
        written = {
            path: header + "".join(record.text for record in records)
            for path, records in self._records.items()
        }
        return {path: text for path, text in written.items() if text != self.original[path]}

    def lines(self) -> dict[tuple[str, int], Key]:
        """Which row begins on which line of which file (its name), as `texts` writes them."""
        found = {}
        for path, records in self._records.items():
            line = 2
            for record in records:
                found[(path.as_posix(), line)] = self._key(record.cells)
                line += record.text.count("\n")
        return found

    def _file_for(self, order: tuple[Any, ...]) -> Path:
        """The first file that has a row behind the new one, else the last."""
        for path, records in self._records.items():
            if records and self._order(records[-1].cells) > order:
                return path
        return self.resource.paths[-1]

    def _key(self, cells: list[str]) -> Key:
        return key_of(self.resource.schema, cells)

    def _order(self, cells: list[str]) -> tuple[Any, ...]:
        return order_of(self.resource.schema, cells)


def read_records(text: str, schema: Schema, where: str) -> Iterator[Record]:
    """The rows of a CSV text, each with its own text. Raises PackageError for another header or number of cells."""
    csv.field_size_limit(sys.maxsize)
    columns = [field.name for field in schema.fields]
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines)
    header = next(reader, None)
    if header != columns:
        raise PackageError("見出しが、表の列と合いません。", where, "`tomoni validate` で確かめてください。")
    begins = reader.line_num
    for cells in reader:
        if len(cells) != len(columns):
            raise PackageError(
                f"{begins + 1}行目の列の数がちがいます。", where, "`tomoni validate` で確かめてください。"
            )
        raw = "".join(lines[begins : reader.line_num])
        yield Record(raw if raw.endswith("\n") else raw + "\n", cells)
        begins = reader.line_num


def header_line(schema: Schema) -> str:
    """The first line of a table's files."""
    return _line([field.name for field in schema.fields])


def key_of(schema: Schema, cells: list[str]) -> Key:
    """The cells that name the row."""
    return tuple(cells[index] for index in _key_columns(schema))


def order_of(schema: Schema, cells: list[str]) -> tuple[Any, ...]:
    """What rows are sorted by: numbers by value, everything else by its text (as `write_rows` does)."""
    return tuple(_sort_value(schema.fields[index], cells[index]) for index in _key_columns(schema))


def _key_columns(schema: Schema) -> list[int]:
    names = [field.name for field in schema.fields]
    return [names.index(name) for name in schema.primary_key]


def _sort_value(field: Field, cell: str) -> tuple[int, Any]:
    if not cell:
        return (0, "")
    if field.type in _TYPED:
        try:
            return (1, parser(field)(cell))
        except ValueError:
            return (2, cell)
    return (2, cell)


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise PackageError("ファイルがありません。", str(path), "名前と場所を確かめてください。") from error
    except UnicodeDecodeError as error:
        raise PackageError("UTF-8で書かれていません。", str(path), "UTF-8で保存し直してください。") from error
