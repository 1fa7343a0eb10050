"""What a worksheet says besides its cells: which rows and columns are hidden, which cells are merged.

Read with expat as it streams, so that it does not matter how a program writes its XML (prefixes, quotation marks),
and nothing is kept but the numbers. Declarations of document types, in which entities hide, are refused.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.utils import range_boundaries

MAX_MERGED = 5_000
"""Merged cells of one sheet that are looked at."""
_MAX_COLUMN_RANGES = 16_384
"""So many columns has a sheet of Excel."""
_CHUNK = 1 << 20
_TRUE = frozenset({"1", "true"})
_SEPARATOR = "\n"


class LayoutUnreadable(ValueError):
    """XML that is broken, or says more than a sheet can hold."""


class DocumentType(Exception):
    """A part of the workbook that declares a document type, as no spreadsheet program does."""


class TooManyMerged(Exception):
    """More merged cells than are looked at."""


@dataclass
class SheetLayout:
    """`hidden_rows`: numbers of rows (from 1); `hidden_columns`: ranges of columns (from 1, both ends included).

    `merged`: first column, first row, last column, last row of each merged cell (from 1).
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def read_layout(archive: zipfile.ZipFile, member: str) -> SheetLayout:
    """The layout of a worksheet. Raises LayoutUnreadable, DocumentType, TooManyMerged."""
    layout, last_row = SheetLayout(), 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal last_row
        local = name.rpartition(_SEPARATOR)[2]
        if local == "row":
            # A row without a number is the one after the last (ECMA-376, 18.3.1.73).
            last_row = int(attributes.get("r", last_row + 1))
            if attributes.get("hidden") in _TRUE:
                layout.hidden_rows.add(last_row)
        elif local == "col" and attributes.get("hidden") in _TRUE:
            if len(layout.hidden_columns) >= _MAX_COLUMN_RANGES:
                raise LayoutUnreadable("more hidden columns than a sheet has")
            layout.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif local == "mergeCell":
            if len(layout.merged) >= MAX_MERGED:
                raise TooManyMerged
            layout.merged.append(_bounds(attributes["ref"]))

    parser = _parser()
    parser.StartElementHandler = start
    try:
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except (expat.ExpatError, KeyError) as error:
        raise LayoutUnreadable(str(error)) from None
    return layout


def refuse_document_types(archive: zipfile.ZipFile) -> None:
    """Raise DocumentType where a part of the workbook declares one, whatever its name.

    Parts that are no XML, or broken, are left to whoever reads them.
    """
    for item in archive.infolist():
        begun = False

        def start(_name: str, _attributes: Mapping[str, str]) -> None:
            nonlocal begun
            begun = True

        parser = _parser()
        parser.StartElementHandler = start
        try:
            with archive.open(item) as file:
                while not begun and (chunk := file.read(4096)):
                    parser.Parse(chunk, False)
        except expat.ExpatError:
            continue


def _parser() -> expat.XMLParserType:
    def refuse(*_: object) -> None:
        raise DocumentType

    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _bounds(ref: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(ref)
    if left is None or top is None or right is None or bottom is None:
        raise LayoutUnreadable(ref)
    return left, top, right, bottom
