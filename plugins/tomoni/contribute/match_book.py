"""The coordinator's book (受付簿): an offline workbook of who asked and when to call back.

Its private columns never leave it: `tomoni apply BOOK.xlsx --as matches` reads the anonymous columns alone, and only of
rows whose state is filled in. Its name is one that Git ignores.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from tomoni.catalog import Catalog, TomoniError

from .spreadsheet import Reading

PRIVATE = ("申し込んだ人（載せない）", "連絡先（載せない）", "次に連絡する日（載せない）", "メモ（載せない）")
"""Headings of what stays in the book."""
NAME = "受付簿"
"""A book's file name holds this word; .gitignore leaves such workbooks out."""
_BLANK_ROWS = 30
_WIDTH = 20


def write_book(catalog: Catalog, proposed: Sequence[Mapping[str, str]], path: Path) -> int:
    """Write a book with a row for each proposal (columns of `matches` and `note`), and blank ones; the rows written.

    Raises TomoniError when the file's name is not one that Git ignores.
    """
    if NAME not in path.name or path.suffix != ".xlsx":
        raise TomoniError(
            "受付簿には個人の情報が入るので、Gitに入らない名前にします。",
            path.name,
            f"名前に「{NAME}」を入れ、.xlsx で終えてください。例：2026年度{NAME}.xlsx",
        )
    schema = catalog.package.resources["matches"].schema
    columns = [field for field in schema.fields if field.name != "demo"]
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    private = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#FFE3D5"})
    sheet = book.add_worksheet(NAME)
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(PRIVATE):
        sheet.write_string(0, place, heading, private)
    for place, field in enumerate(columns, len(PRIVATE)):
        sheet.write_string(0, place, field.title, head)
        if field.categories:
            labels = [category.label for category in field.categories]
            sheet.data_validation(1, place, 500, place, {"validate": "list", "source": labels})
    sheet.set_column(0, len(PRIVATE) + len(columns), _WIDTH)
    rows = [*proposed, *({} for _ in range(_BLANK_ROWS))]
    for number, row in enumerate(rows, 1):
        # The organization that reports the same match writes the same sign, so that the two count as one.
        signs = {"id": f"match-{secrets.token_hex(5)}", "pair_ref": secrets.token_hex(5)}
        cells: dict[str, str] = {**row, **signs}
        sheet.write_string(number, len(PRIVATE) - 1, cells.pop("note", ""))
        for place, field in enumerate(columns, len(PRIVATE)):
            if cells.get(field.name):
                sheet.write_string(number, place, _shown(field, cells[field.name]))
    book.close()
    path.write_bytes(out.getvalue())
    return len(proposed)


def private_columns() -> dict[str, str]:
    """The book's private headings as `read_submissions` takes headings to pass over."""
    return dict.fromkeys(PRIVATE, "")


def only_reported(reading: Reading) -> Reading:
    """The reading without rows whose state is empty: nothing has come of them yet."""
    told = tuple(one for one in reading.submissions if one.values.get("status") or one.remove)
    return replace(reading, submissions=told)


def _shown(field: Any, value: str) -> str:
    return next((category.label for category in field.categories if category.value == value), value)
