"""A workbook to fill in for one table: Japanese headings, hints, drop-downs, an example; `tomoni apply` reads it back."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from tomoni.catalog import Catalog, Field, Kind, Resource, TomoniError, cell_text, condition_words, kind_of
from tomoni.catalog.contributed import NOT_ASKED

from .making import can_be_removed
from .spreadsheet_values import EMPTIED, CellReader
from .template_conditions import conditions
from .template_marks import (
    CODES_SHEET,
    EXAMPLE_MARK,
    HINT_MARK,
    MARK_COLUMN,
    MARK_SHEET,
    REMOVE_MARK,
    REQUIRED,
    VERSION,
)

ROWS = 500
"""Rows that have drop-downs."""
_MOST_CHOICES = 5_000
_FIRST_ROW = 3
_TITLE_LENGTH = 31
_INPUT_TITLE, _INPUT_MESSAGE = 32, 255
_WIDTH = {"boolean": 10, "integer": 10, "number": 10, "date": 16, "datetime": 20, "time": 10}


def template_workbook(
    catalog: Catalog, table: str, as_of: datetime.date, organization: str | None = None
) -> bytes:
    """The workbook (XLSX) for new rows of a table, or for correcting the rows of one organization.

    The same catalog and day give the same bytes. Raises TomoniError for a table that does not take rows this way.
    """
    resource = _resource(catalog, table)
    kind = kind_of(table)
    fields = template_fields(resource, kind)
    reader = CellReader(catalog, table)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(
        {
            "title": f"{resource.title}のひな形",
            "comments": f"tomoni template {table} {VERSION}",
            "created": datetime.datetime.combine(as_of, datetime.time()),
        }
    )
    sheet = book.add_worksheet(resource.title[:_TITLE_LENGTH])
    formats = _formats(book)
    _headings(sheet, fields, formats, catalog, resource, kind)
    _example(sheet, fields, formats, reader)
    _choices(book, sheet, fields, reader)
    for offset, row in enumerate(_rows_of(catalog, resource, organization)):
        for column, field in enumerate(fields, 1):
            text = reader.shown(field, cell_text(field, row[field.name]))
            if text:
                sheet.write_string(_FIRST_ROW + offset, column, text, formats["free"])
    _marks(book, table, resource)
    book.close()
    return buffer.getvalue()


def template_fields(resource: Resource, kind: Kind | None) -> tuple[Field, ...]:
    """The columns of a template: the key, what the short form asks, the rest, and the status."""
    schema = resource.schema
    wanted = list(schema.primary_key)
    if kind:
        wanted += [*kind.first, *(field.name for field in kind.more_fields(schema))]
    else:
        wanted += [field.name for field in schema.fields if field.name not in NOT_ASKED]
    return tuple(schema.field(name) for name in dict.fromkeys(wanted))


def _resource(catalog: Catalog, table: str) -> Resource:
    resource = catalog.package.resources.get(table)
    if resource is None or resource.is_codelist or resource.format != "csv":
        names = "、".join(item.name for item in catalog.package.tables if item.format == "csv")
        raise TomoniError(f"「{table}」のひな形は作れません。", "", f"作れる表：{names}")
    return resource


def _rows_of(catalog: Catalog, resource: Resource, organization: str | None) -> Sequence[Mapping[str, Any]]:
    if organization is None:
        return []
    if catalog.get("organizations", organization) is None:
        raise TomoniError(
            f"「{organization}」という団体はありません。",
            "--organization",
            "団体のページのアドレスの最後の部分が ID です。",
        )
    column = "id" if resource.name == "organizations" else "organization"
    if column not in resource.schema:
        raise TomoniError(f"「{resource.title}」は、団体ごとの表ではありません。", "--organization", "")
    return [row for row in catalog.rows(resource.name) if row[column] == organization]


def _formats(book: Any) -> dict[str, Any]:
    edge = {"border": 1, "border_color": "#999999", "text_wrap": True, "valign": "top"}
    return {
        "required": book.add_format({**edge, "bold": True, "bg_color": "#D9E6FF"}),
        "heading": book.add_format({**edge, "bold": True, "bg_color": "#F2F2F2"}),
        "hint": book.add_format({**edge, "font_size": 9, "font_color": "#4D4D4D"}),
        "example": book.add_format({**edge, "italic": True, "font_color": "#4D4D4D", "bg_color": "#FAFAFA"}),
        "free": book.add_format({"locked": False, "num_format": "@", "text_wrap": True, "valign": "top"}),
    }


def _headings(
    sheet: Any,
    fields: Sequence[Field],
    formats: Mapping[str, Any],
    catalog: Catalog,
    resource: Resource,
    kind: Kind | None,
) -> None:
    given = set(kind.given) if kind else set()
    sometimes = conditions(resource.schema)
    sheet.set_column(0, 0, 12, formats["free"])
    sheet.write_string(0, 0, MARK_COLUMN, formats["heading"])
    removable = can_be_removed(resource)
    words = (
        f"{HINT_MARK}：載っている行を消すときだけ「{REMOVE_MARK}」と書きます。" if removable else HINT_MARK
    )
    sheet.write_string(1, 0, words, formats["hint"])
    if removable:
        sheet.data_validation(
            _FIRST_ROW,
            0,
            _FIRST_ROW + ROWS - 1,
            0,
            {"validate": "list", "source": [REMOVE_MARK], "input_title": MARK_COLUMN, "input_message": words},
        )
    for column, field in enumerate(fields, 1):
        sheet.set_column(column, column, _WIDTH.get(field.type, 26), formats["free"])
        needed = field.required and field.name not in NOT_ASKED and field.name not in given
        sheet.write_string(
            0,
            column,
            field.title + (REQUIRED if needed else ""),
            formats["required" if needed else "heading"],
        )
        hint = _hint(
            field,
            resource,
            (*sometimes.get(field.name, ()), condition_words(catalog, resource.name, field.name)),
        )
        sheet.write_string(1, column, hint, formats["hint"])
        sheet.write_comment(0, column, hint, {"author": "", "x_scale": 2, "visible": False})
    sheet.freeze_panes(_FIRST_ROW - 1, 1)
    sheet.set_row(1, 90)
    sheet.protect(
        "",
        {
            "format_columns": True,
            "format_rows": True,
            "insert_rows": True,
            "delete_rows": True,
            "sort": True,
            "autofilter": True,
        },
    )


def _hint(field: Field, resource: Resource, sometimes: Sequence[str]) -> str:
    words = "".join((*sometimes, field.description.partition("例：")[0].strip()))
    if field.name in resource.schema.primary_key and field.name == "id":
        words = "新しく載せるときは、空のままにします。載っているものを直すときは、ページのアドレスの最後の部分を書きます。"
    if field.is_list:
        words += " いくつもあるときは「；」でつなぎます。"
    return (
        f"{words} 消すときは「{EMPTIED}」と書きます。" if not field.required and field.name != "id" else words
    )


def _example(sheet: Any, fields: Sequence[Field], formats: Mapping[str, Any], reader: CellReader) -> None:
    sheet.write_string(_FIRST_ROW - 1, 0, f"{EXAMPLE_MARK}（読みません）", formats["example"])
    for column, field in enumerate(fields, 1):
        value = field.descriptor.get("example", "")
        text = cell_text(field, value)
        shown = "" if field.name == "id" else reader.shown(field, text)
        sheet.write_string(_FIRST_ROW - 1, column, shown, formats["example"])


def _choices(book: Any, sheet: Any, fields: Sequence[Field], reader: CellReader) -> None:
    """Drop-downs; several items are typed, so a list's drop-down only helps and refuses nothing."""
    codes = book.add_worksheet(CODES_SHEET)
    codes.very_hidden()
    used = 0
    for column, field in enumerate(fields, 1):
        words = ["はい", "いいえ"] if field.type == "boolean" else reader.words(field)
        options: dict[str, Any] = {
            "input_title": field.title[:_INPUT_TITLE],
            "input_message": _short(field.description, _INPUT_MESSAGE),
        }
        if words and len(words) <= _MOST_CHOICES:
            codes.write_string(0, used, field.title)
            for number, word in enumerate(words, 1):
                codes.write_string(number, used, word)
            letter = xl_col_to_name(used)
            options |= {
                "validate": "list",
                "source": f"='{CODES_SHEET}'!${letter}$2:${letter}${len(words) + 1}",
                "show_error": not field.is_list,
                "error_title": "一覧にありません",
                "error_message": f"一覧から選ぶか、消すときは「{EMPTIED}」と書いてください。",
                "error_type": "warning",
            }
            used += 1
        else:
            options["validate"] = "any"
        sheet.data_validation(_FIRST_ROW, column, _FIRST_ROW + ROWS - 1, column, options)


def _marks(book: Any, table: str, resource: Resource) -> None:
    sheet = book.add_worksheet(MARK_SHEET)
    sheet.very_hidden()
    marks = {
        "tomoni": "template",
        "version": str(VERSION),
        "table": table,
        "sheet": resource.title[:_TITLE_LENGTH],
    }
    for number, (name, value) in enumerate(marks.items()):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, value)


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
