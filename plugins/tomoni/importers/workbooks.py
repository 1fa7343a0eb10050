"""Workbooks (XLSX) from outside as rows of text, with their merged cells understood and bounds on what is opened."""

import datetime
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

import openpyxl
from openpyxl.utils import range_boundaries

from tomoni.catalog import TomoniError
from tomoni.importers.delimited import MAX_CELL_CHARACTERS, Record

MAX_UNPACKED_BYTES = 128 * 1024 * 1024
MAX_CELLS = 3_000_000
_AGAIN = "もう一度ダウンロードしてください。"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows that hold anything. `height`: by row number, how many rows the tallest merged cell spans
    that begins in the row, where that is more than one."""

    title: str
    records: list[Record]
    height: dict[int, int]


def is_workbook(path: Path) -> bool:
    """Whether the file is an XLSX workbook, by its first bytes and its members; False for what cannot be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of the workbook, in its order, the values of formulas as they were last calculated.

    The value of a cell merged downwards stands in each of its rows, except in a row that consists of such cells only: it
    belongs to the row above and is passed over. Dates become `2020-04-01`, whole numbers lose what a spreadsheet adds.
    Raises TomoniError for a workbook that is broken, encrypted or unreasonably large.
    """
    _refuse_what_is_endless(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # extensions that are of no account here
            book = openpyxl.load_workbook(path, data_only=True)
        return [_sheet(sheet, path.name) for sheet in book.worksheets]
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        ParseError,
        EOFError,
    ):
        raise TomoniError("Excelブックが壊れています。", path.name, _AGAIN) from None


def _refuse_what_is_endless(path: Path) -> None:
    """A few bytes of a workbook can claim to be gigabytes, or merge millions of cells."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if any(item.flag_bits & 1 for item in members):
                raise TomoniError(
                    "Excelブックに暗号がかかっています。", path.name, "暗号を解いて保存し直してください。"
                )
            if sum(item.file_size for item in members) > MAX_UNPACKED_BYTES:
                raise _too_large(path.name)
            # Whatever a part is called: a workbook says itself where its sheets are.
            if any(_merged_cells(archive, item.filename) > MAX_CELLS for item in members):
                raise _too_large(path.name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        TypeError,
        NotImplementedError,
        EOFError,
        OSError,
    ):
        raise TomoniError("Excelブックが壊れています。", path.name, _AGAIN) from None


def _merged_cells(archive: zipfile.ZipFile, member: str) -> int:
    """How many cells of a sheet are merged into others. Read with expat as it streams, however its XML is written.

    0 for parts that are no XML or broken, which are left to whoever reads them.
    """
    found = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal found
        if name.rpartition("\n")[2] == "mergeCell":
            left, top, right, bottom = range_boundaries(attributes["ref"])
            found += (abs(right - left) + 1) * (abs(bottom - top) + 1)

    def refuse(*_: object) -> None:
        raise ValueError("a document type, in which entities hide")

    parser = expat.ParserCreate(namespace_separator="\n")
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = start, refuse
    try:
        with archive.open(member) as file:
            while chunk := file.read(1 << 20):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        return 0
    return found


def _sheet(sheet: Any, name: str) -> Sheet:
    if sheet.max_row * sheet.max_column > MAX_CELLS:
        raise _too_large(f"{name}（{sheet.title}）")
    rows = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    height: dict[int, int] = {}
    filled: dict[int, set[int]] = {}
    for merged in sheet.merged_cells.ranges:
        tall = merged.max_row - merged.min_row + 1
        if tall == 1:
            continue
        height[merged.min_row] = max(tall, height.get(merged.min_row, 1))
        value = rows[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row + 1, merged.max_row + 1):
            rows[row - 1][merged.min_col - 1] = value
            filled.setdefault(row, set()).add(merged.min_col - 1)
    records = [
        Record(number, cells)
        for number, cells in enumerate(rows, start=1)
        if any(cell and column not in filled.get(number, ()) for column, cell in enumerate(cells))
    ]
    return Sheet(sheet.title, records, height)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:MAX_CELL_CHARACTERS]


def _too_large(where: str) -> TomoniError:
    return TomoniError(
        "展開すると大きすぎるExcelブックです。",
        where,
        "配布元から入手したファイルかどうかを確かめてください。",
    )
