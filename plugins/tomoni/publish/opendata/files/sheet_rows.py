"""The rows of a sheet as XML, column by column: a value that comes often is written once.

A workbook's other parts (styles, header, dictionary) are xlsxwriter's; its way cell by cell takes ten times
as long, which a table of 60 columns and 50,000 rows cannot afford.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from .formulas import harmless

LONGEST_CELL = 32_767
"""Excel's limit, in UTF-16 units."""
CUT = "…（長いのでここで切りました。全文はCSVとJSONにあります。）"
FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year; days before March are written as text."""
_EPOCH = date(1899, 12, 30)
_SHEET = "xl/worksheets/sheet1.xml"
_MOMENT = (1980, 1, 1, 0, 0, 0)
_ROWS_AT_ONCE = 2_000

_MARKED = re.compile("[&<>\r]")
_MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")

Cells = list[str | None]
"""The cells of a column without their address: what follows `<c r="A2"`; None where there is no cell."""


def text_cells(values: Sequence[str | None]) -> Cells:
    """Cells of text, made harmless; an empty text is no cell."""
    return _each(values, _text)


def number_cells(values: Sequence[float | None]) -> Cells:
    """Cells of numbers, with every digit."""
    return _each(values, lambda value: f"><v>{value!r}</v></c>")


def boolean_cells(values: Sequence[bool | None]) -> Cells:
    """Cells that are TRUE or FALSE."""
    return _each(values, lambda value: f' t="b"><v>{int(value)}</v></c>')


def date_cells(values: Sequence[date | datetime | time | None], texts: Sequence[str], style: int) -> Cells:
    """Cells of days or times in a style; `texts` stand for days that Excel does not know."""
    written = {value: text for value, text in zip(values, texts, strict=True) if value is not None}

    def cell(value: date | datetime | time) -> str:
        serial = _serial(value)
        return _text(written[value]) if serial is None else f' s="{style}"><v>{serial!r}</v></c>'

    return _each(values, cell)


def save_with_rows(book: BytesIO, columns: Sequence[Cells], path: Path) -> None:
    """The workbook with these rows under the header of its first sheet; always the same bytes."""
    with (
        zipfile.ZipFile(book) as made,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = made.read(name)
            if name != _SHEET or not columns:
                file.writestr(entry, content)
                continue
            head, closing, tail = content.decode().partition("</sheetData>")
            last = f"{xl_col_to_name(len(columns) - 1)}{len(columns[0]) + 1}"
            head = re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="A1:{last}"', head, count=1)
            with file.open(entry, "w", force_zip64=True) as sheet:
                sheet.write(head.encode())
                for block in _blocks(columns):
                    sheet.write(block.encode())
                sheet.write((closing + tail).encode())


def _blocks(columns: Sequence[Cells]) -> Iterator[str]:
    """The rows from the second on, some thousands at a time."""
    starts = [f'<c r="{xl_col_to_name(place)}' for place in range(len(columns))]
    block: list[str] = []
    for number, cells in enumerate(zip(*columns, strict=True), 2):
        block.append(f'<row r="{number}">')
        block += [
            f'{start}{number}"{cell}' for start, cell in zip(starts, cells, strict=True) if cell is not None
        ]
        block.append("</row>")
        if number % _ROWS_AT_ONCE == 0:
            yield "".join(block)
            block.clear()
    yield "".join(block)


def _each(values: Sequence[Any], cell: Callable[[Any], str]) -> Cells:
    known: dict[Any, str | None] = {None: None, "": None}
    cells = []
    for value in values:
        made = known.get(value)
        if made is None and value is not None and value != "":
            made = known[value] = cell(value)
        cells.append(made)
    return cells


def _text(value: str) -> str:
    text = _fitting(harmless(value))
    if not text.isprintable():
        text = _NOT_XML.sub(lambda found: f"_x{ord(found.group()):04X}_", text)
    elif "_x" in text:
        text = _NOT_XML.sub("_x005F_", text)
    if _MARKED.search(text):
        text = _MARKED.sub(lambda found: _MARKS[found.group()], text)
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'


def _serial(value: date | datetime | time) -> float | None:
    """The number by which Excel knows a moment; None before its first day."""
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    day = value.date() if isinstance(value, datetime) else value
    if day < FIRST_DAY:
        return None
    whole = (day - _EPOCH).days
    fraction = _serial(value.time()) if isinstance(value, datetime) else 0
    return whole + fraction if fraction else whole


def _fitting(text: str) -> str:
    if len(text) * 2 <= LONGEST_CELL or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    return text[: (LONGEST_CELL - len(CUT)) // 2] + CUT
