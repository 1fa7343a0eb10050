"""XLSX: typed cells under a frozen header, the names of codes beside them, a dictionary of the columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from tomoni.catalog import Catalog, Field

from .formulas import harmless
from .table import Table

MOST_ROWS = 100_000
"""A table with more rows is not written as a workbook; the file says so and names the others."""
LONGEST_CELL = 32_767
"""Excel's limit, in UTF-16 units."""
CUT = "…（長いのでここで切りました。全文はCSVとJSONにあります。）"
_FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year; days before March are written as text."""

_FORMATS = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm", "time": "hh:mm"}
_DICTIONARY = (
    "列の見出し",
    "項目名",
    "英語の見出し",
    "型",
    "単位",
    "必須",
    "説明",
    "例",
    "選べる値・コード表",
)
_WIDTHS = {"integer": 12, "number": 12, "boolean": 8, "date": 12, "datetime": 17, "time": 8}

Write = Callable[[int, int, Any], object]


def write_workbook(table: Table, catalog: Catalog, version: str, about: Sequence[str], path: Path) -> bool:
    """Write the workbook; whether the rows are in it.

    `about` are lines on where the data comes from and its licence.
    """
    year, month, day = (int(part) for part in version.split("-")[:3])
    book = xlsxwriter.Workbook(
        str(path),
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": str(path.parent),
        },
    )
    book.set_properties(
        {
            "title": table.resource.title,
            "subject": table.resource.description,
            "comments": version,
            "created": datetime(year, month, day),
        }
    )
    fits = table.count <= MOST_ROWS
    headings = column_headings(table)
    if fits:
        _write_rows(book, table, catalog, headings)
    else:
        _write_text(
            book,
            "このファイルについて",
            [
                f"この表は {table.count:,} 行あります。{MOST_ROWS:,} 行をこえる表は、Excelでは開くのがおそく、"
                "開けないこともあるので、ここには入れていません。",
                f"次のファイルを使ってください： {table.name}.csv、{table.name}.parquet、{table.name}.jsonl、"
                "tomoni.sqlite（同じ場所にあります）",
                f"This table has {table.count:,} rows. Workbooks hold {MOST_ROWS:,} at most; "
                f"please use {table.name}.csv, {table.name}.parquet, {table.name}.jsonl or tomoni.sqlite.",
            ],
        )
    _write_dictionary(book, table, headings)
    _write_text(
        book,
        "出典と決まり",
        [
            f"{table.resource.title}（{table.name}）",
            f"版： {version}",
            *about,
            "＝、＋、－、＠ などで始まる文字には、式として動かないように、先頭に ' を1つ足しています。"
            "1つ取ると元の文字になります。",
        ],
    )
    book.close()
    return fits


def column_headings(table: Table) -> list[str]:
    """The Japanese title of each field; with its name where two fields share a title."""
    titles = [field.title for field in table.fields]
    return [
        f"{field.title}（{field.name}）" if titles.count(field.title) > 1 else field.title
        for field in table.fields
    ]


def label_of(catalog: Catalog, table: Table, field: Field) -> Callable[[str], str] | None:
    """The Japanese name of a value, for fields whose values are codes; None for all others."""
    if field.codelist and field.codelist in catalog.package.resources:
        codelist = field.codelist
        return lambda code: catalog.label(codelist, code)
    labels = {item.value: item.label for item in field.categories}
    if any(value != label for value, label in labels.items()):
        return lambda value: labels.get(value, value)
    return None


def _write_rows(book: Any, table: Table, catalog: Catalog, headings: Sequence[str]) -> None:
    sheet = book.add_worksheet(sheet_name(table.resource.title))
    bold = book.add_format({"bold": True, "bg_color": "#E8F1FE", "border": 1, "border_color": "#B3B3B3"})
    columns: list[tuple[str, Write, Sequence[Any]]] = []
    for field, values, cells, heading in zip(table.fields, table.columns, table.cells, headings, strict=True):
        style = book.add_format({"num_format": _FORMATS[field.type]}) if field.type in _FORMATS else None
        writer, shown = _typed(sheet, field, values, cells, style)
        columns.append((heading, writer, shown))
        sheet.set_column(len(columns) - 1, len(columns) - 1, _WIDTHS.get(field.type, 20))
        label = label_of(catalog, table, field)
        if label is not None:
            columns.append((f"{heading}（名前）", sheet.write_string, _labels(label, field, values)))
            sheet.set_column(len(columns) - 1, len(columns) - 1, 20)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(table.count, 1), len(columns) - 1)
    for place, (heading, _, _) in enumerate(columns):
        sheet.write_string(0, place, heading, bold)
    writers = [(place, writer, shown) for place, (_, writer, shown) in enumerate(columns)]
    for number in range(table.count):
        for place, writer, shown in writers:
            value = shown[number]
            if value is not None:
                writer(number + 1, place, value)


def _typed(
    sheet: Any, field: Field, values: Sequence[Any], cells: Sequence[str], style: Any
) -> tuple[Write, Sequence[Any]]:
    """How a column is written, and its values as that takes them (None: an empty cell)."""
    if field.type in ("integer", "number", "year"):
        return sheet.write_number, values
    if field.type == "boolean":
        return sheet.write_boolean, values
    if field.type in ("date", "datetime", "time"):

        def write(row: int, place: int, value: Any) -> None:
            day = value.date() if isinstance(value, datetime) else value
            if isinstance(day, date) and day < _FIRST_DAY:
                sheet.write_string(row, place, cells[row - 1])
            else:
                sheet.write_datetime(row, place, value, style)

        return write, values
    return sheet.write_string, [_fitting(harmless(cell)) if cell else None for cell in cells]


def _labels(label: Callable[[str], str], field: Field, values: Sequence[Any]) -> list[str | None]:
    known: dict[Any, str | None] = {None: None, (): None}
    for value in values:
        if value not in known:
            names = [label(item) for item in (value if field.is_list else (value,))]
            known[value] = _fitting(harmless("、".join(names)))
    return [known[value] for value in values]


def _fitting(text: str) -> str:
    if len(text) * 2 <= LONGEST_CELL or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    return text[: (LONGEST_CELL - len(CUT)) // 2] + CUT


def sheet_name(title: str) -> str:
    """A name that Excel takes for a sheet: at most 31 characters, none of `[]:*?/\\`."""
    return re.sub(r"[\[\]:*?/\\]", "・", title)[:31].strip("'") or "データ"


def _write_dictionary(book: Any, table: Table, headings: Sequence[str]) -> None:
    sheet = book.add_worksheet("項目の説明")
    bold = book.add_format({"bold": True})
    for place, (heading, width) in enumerate(
        zip(_DICTIONARY, (22, 22, 22, 9, 9, 6, 70, 30, 50), strict=True)
    ):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, bold)
    sheet.freeze_panes(1, 0)
    for row, (field, heading) in enumerate(zip(table.fields, headings, strict=True), 1):
        choices = f"コード表 {field.codelist}" if field.codelist else ""
        if field.categories:
            choices = "、".join(f"{item.value}（{item.label}）" for item in field.categories)
        elif field.references:
            choices = f"表 {field.references}"
        example = field.descriptor.get("example", "")
        cells = (
            heading,
            field.name,
            field.title_en,
            field.type,
            field.unit or "",
            "はい" if field.required else "",
            field.description,
            str(example).lower() if isinstance(example, bool) else str(example),
            choices,
        )
        for place, cell in enumerate(cells):
            if cell:
                sheet.write_string(row, place, harmless(cell))


def _write_text(book: Any, name: str, lines: Sequence[str]) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 100, book.add_format({"text_wrap": True}))
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)
