"""Proposals as JSON, as one page to print (a sheet for each opening), and as a workbook."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from itertools import groupby
from pathlib import Path

import jinja2
import xlsxwriter

from ..pages.wording import Wording
from .volunteers import Proposal, Proposals

_TEMPLATES = Path(__file__).parent / "templates"


def as_json(proposals: Proposals, _: Wording) -> bytes:
    """`{"proposals": [{"opening", "talent", "score", "reasons"}], "left": […], "total", "bound", "gap"}`.

    With several openings for a person, each proposal has its `slot` too (null where it takes none of its own).
    """
    found = {
        "as_of": proposals.as_of.isoformat(),
        "proposals": [
            {
                "opening": pair.opening["id"],
                "talent": pair.talent["id"],
                "score": pair.score,
                "reasons": list(pair.reasons),
                **({"slot": pair.slot} if proposals.several else {}),
            }
            for pair in proposals.pairs
        ],
        "left": [{"table": one.table, "id": one.row["id"], "reason": one.reason} for one in proposals.left],
        "total": proposals.total,
        "bound": proposals.bound,
        "gap": proposals.gap,
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def as_html(proposals: Proposals, wording: Wording) -> bytes:
    """One page that needs nothing besides itself; each opening on a sheet of its own."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sheets = [
        (pairs[0].opening, pairs[0].organization, pairs)
        for _, group in groupby(proposals.pairs, key=lambda pair: pair.opening["id"])
        for pairs in [list(group)]
    ]
    text = environment.get_template("proposals.html").render(
        title=wording._("募集と人材の組み合わせの案"),
        date=wording.date_long(proposals.as_of),
        proposals=proposals,
        rule=_rule(proposals, wording),
        slot=lambda pair: _slot(pair, wording),
        sheets=sheets,
        gap=wording.number(proposals.gap * 100),
        _=wording._,
    )
    return text.encode()


def _rule(proposals: Proposals, wording: Wording) -> str:
    """How one person's openings were limited, where a person may have several; '' else."""
    if not proposals.several:
        return ""
    return wording._(
        "1人の募集は、月に使える時間の中で、同じ曜日・時間帯に1つまでです。時間のわからない募集を受け持つ人と、使える時間のわからない人は、1つだけです。"
    )


def _slot(pair: Proposal, wording: Wording) -> str:
    return wording.label("time_slots", pair.slot) if pair.slot else ""


def as_xlsx(proposals: Proposals, wording: Wording) -> bytes:
    """A workbook of two sheets, pairs and those who were left. Texts are texts: no cell is a formula."""
    say, out = wording._, BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    head, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    tables = (
        (
            say("案"),
            [
                say("募集"),
                "ID",
                say("団体"),
                say("人材"),
                "ID",
                say("合う度合い"),
                say("理由"),
                say("受け持つ時間"),
                say("連絡した日"),
            ],
            [
                [
                    pair.opening["title"],
                    pair.opening["id"],
                    pair.organization["name"],
                    pair.talent["display_name"],
                    pair.talent["id"],
                    pair.score,
                    "、".join(pair.reasons),
                    _slot(pair, wording),
                    "",
                ]
                for pair in proposals.pairs
            ],
            (40, 30, 28, 24, 14, 10, 60, 18, 14),
        ),
        (
            say("組にならなかったもの"),
            [say("人材・募集"), "ID", say("理由")],
            [
                *(
                    [one.row.get("display_name") or one.row["title"], one.row["id"], one.reason]
                    for one in proposals.left
                ),
                *([[rule, "", ""]] if (rule := _rule(proposals, wording)) else []),
            ],
            (40, 30, 70),
        ),
    )
    for name, header, rows, widths in tables:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, header, head)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, wrapped)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                else:
                    sheet.write_number(number, column, value)
    book.close()
    return out.getvalue()


FORMATS: Mapping[str, Callable[[Proposals, Wording], bytes]] = {
    "html": as_html,
    "xlsx": as_xlsx,
    "json": as_json,
}
"""Format to what writes it."""
