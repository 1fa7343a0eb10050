"""What organizations type again and again, as a workbook or as text: the portals' profile and the draft of an application."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO

import xlsxwriter

from tomoni.catalog import Catalog, TomoniError

from .application_draft import Draft, application_draft
from .portal_profile import portal_profile

_NOTE = "公開されている内容から作った下書きです。提出する前に、募集の要項と見くらべ、事実を確かめてください。"
_RULE = "━" * 20


def export_form(catalog: Catalog, organization: str, as_of: date, format: str) -> bytes:
    """The form of one organization, in a format of `FORMATS`. Raises TomoniError where there is no such organization."""
    row = catalog.get("organizations", organization)
    if row is None:
        raise TomoniError(
            f"「{organization}」という団体はありません。",
            "organizations",
            "団体のページのアドレスの最後の部分（.html の前）が id です。",
        )
    return FORMATS[format](portal_profile(catalog, row), application_draft(catalog, row, as_of), as_of)


def _text(profile: Mapping[str, str], draft: Draft, as_of: date) -> bytes:
    parts = [f"{draft.name}  申請書の下書き（{as_of.isoformat()}）", _NOTE, ""]
    for section in draft.sections:
        if section.text:
            parts += [f"■ {section.title}（{_length(section.text)}字）", section.text, ""]
    if draft.missing:
        parts += ["■ まだ書かれていないもの", "、".join(draft.missing), ""]
    for title, table in (("財政（3年）", draft.finances), ("成果（3年）", draft.results)):
        if len(table) > 1:
            parts += [f"■ {title}", *("\t".join(_cell(cell) for cell in line) for line in table), ""]
    parts += [_RULE, "公開プロフィール（内閣府NPO法人ポータルサイトの項目）", _RULE]
    parts += [f"{heading}\t{_line(text)}" for heading, text in profile.items()]
    return ("\n".join(parts) + "\n").encode()


def _workbook(profile: Mapping[str, str], draft: Draft, as_of: date) -> bytes:
    out = BytesIO()
    # Texts come from contributors: none of them may become a formula or a link.
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": draft.name, "created": datetime(as_of.year, as_of.month, as_of.day)})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bg_color": "#E8F1FE", "valign": "top", "text_wrap": True})
    number = book.add_format({"num_format": "#,##0.##"})
    money = book.add_format({"num_format": "#,##0"})

    sheet = book.add_worksheet("申請書の下書き")
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.write_row(0, 0, ["項目", "内容", "字数"], head)
    for line, section in enumerate(draft.sections, 1):
        sheet.write_string(line, 0, section.title, head)
        sheet.write_string(line, 1, section.text or "（まだ書かれていません）", wrapped)
        sheet.write_number(line, 2, _length(section.text))
    sheet.write_string(len(draft.sections) + 2, 1, _NOTE, wrapped)
    sheet.freeze_panes(1, 1)

    for name, table, form in (("財政", draft.finances, money), ("成果", draft.results, number)):
        sheet = book.add_worksheet(name)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, len(table[0]), 16)
        _write_table(sheet, table, head, form)

    sheet = book.add_worksheet("公開プロフィール")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 80)
    sheet.write_row(0, 0, ["項目（NPO法人ポータルサイト）", "内容"], head)
    for line, (heading, text) in enumerate(profile.items(), 1):
        sheet.write_string(line, 0, heading, head)
        sheet.write_string(line, 1, text, wrapped)
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def _write_table(
    sheet: xlsxwriter.worksheet.Worksheet,
    table: Sequence[Sequence[str | float | None]],
    head: object,
    form: object,
) -> None:
    for line, cells in enumerate(table):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(line, column, cell, head if line == 0 or column == 0 else None)
            elif cell is not None:
                sheet.write_number(line, column, cell, form)
    sheet.freeze_panes(1, 1)


def _length(text: str) -> int:
    """Characters as funders count them: without line breaks."""
    return len(text.replace("\n", ""))


def _line(text: str) -> str:
    return " ".join(text.split())


def _cell(cell: str | float | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _line(cell)
    return f"{int(cell):,}" if float(cell).is_integer() else f"{cell:,}"


FORMATS: dict[str, Callable[[Mapping[str, str], Draft, date], bytes]] = {"xlsx": _workbook, "text": _text}
