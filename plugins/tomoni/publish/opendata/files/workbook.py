"""XLSX: typed cells under a frozen header, the names of codes beside them, a dictionary of the columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from tomoni.catalog import Catalog, Field

from .formulas import harmless
from .sheet_rows import Cells, boolean_cells, date_cells, number_cells, save_with_rows, text_cells
from .table import Table

MOST_ROWS = 100_000
"""A table with more rows is not written as a workbook; the file says so and names the others."""
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


def write_workbook(table: Table, catalog: Catalog, version: str, about: Sequence[str], path: Path) -> bool:
    """Write the workbook; whether the rows are in it.

    `about` are lines on where the data comes from and its licence.
    """
    year, month, day = (int(part) for part in version.split("-")[:3])
    made = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(made, {"in_memory": True, **plain})
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
    columns: Callable[[], list[Cells]] = list
    if fits:
        columns = _add_rows_sheet(book, table, catalog, headings)
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
    save_with_rows(made, columns(), path)
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


def _add_rows_sheet(
    book: Any, table: Table, catalog: Catalog, headings: Sequence[str]
) -> Callable[[], list[Cells]]:
    """The sheet of the rows with its header; what gives its cells, once the book is closed and styles have numbers."""
    sheet = book.add_worksheet(sheet_name(table.resource.title))
    bold = book.add_format({"bold": True, "bg_color": "#E8F1FE", "border": 1, "border_color": "#B3B3B3"})
    styles = {kind: book.add_format({"num_format": pattern}) for kind, pattern in _FORMATS.items()}
    labels = [label_of(catalog, table, field) for field in table.fields]
    place = 0
    for field, heading, label in zip(table.fields, headings, labels, strict=True):
        # A column in a style gives that style a number, and new rows their form.
        sheet.set_column(place, place, _WIDTHS.get(field.type, 20), styles.get(field.type))
        sheet.write_string(0, place, heading, bold)
        if label is not None:
            place += 1
            sheet.set_column(place, place, 20)
            sheet.write_string(0, place, f"{heading}（名前）", bold)
        place += 1
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(table.count, 1), place - 1)

    def columns() -> list[Cells]:
        made = []
        for field, values, cells, label in zip(table.fields, table.columns, table.cells, labels, strict=True):
            style = styles.get(field.type)
            made.append(_typed(field, values, cells, 0 if style is None else style.xf_index))
            if label is not None:
                made.append(text_cells(_labels(label, field, values)))
        return made

    return columns


def _typed(field: Field, values: Sequence[Any], cells: Sequence[str], style: int) -> Cells:
    if field.type in ("integer", "number", "year"):
        return number_cells(values)
    if field.type == "boolean":
        return boolean_cells(values)
    if field.type in _FORMATS:
        return date_cells(values, cells, style)
    return text_cells(cells)


def _labels(label: Callable[[str], str], field: Field, values: Sequence[Any]) -> list[str]:
    known: dict[Any, str] = {None: "", (): ""}
    for value in values:
        if value not in known:
            known[value] = "、".join(label(item) for item in (value if field.is_list else (value,)))
    return [known[value] for value in values]


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
