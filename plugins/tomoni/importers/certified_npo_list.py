"""A list of NPO corporations certified by the national tax agency until 2017: name, number, address, person, period.

The agency's certification ended on 2017-07-15, so every entry comes in as `former-nta`, never as certified today.
Some entries carry a sixth cell (清算結了年月日…): the list was cut into rows of five cells all the same, which shifts
the cells of every row after it. Each cell's kind is known by its form, so the entries are read from the run of cells.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tomoni.importers.addresses import beginning
from tomoni.importers.corporate_numbers import NotACorporateNumber, read_corporate_number
from tomoni.importers.delimited import Record, open_delimited, read_records
from tomoni.importers.folding import fold, is_blank, mark_missing_glyphs, tidy
from tomoni.importers.headings import Columns, match_headings
from tomoni.importers.japanese_dates import NotADate, dated_passages, read_periods
from tomoni.importers.outside_formats import (
    NPO_CORPORATION,
    Candidate,
    Extract,
    Format,
    Remark,
    Surroundings,
    digest_id,
    without_certified_claim,
)
from tomoni.importers.report import Action, ReportLine

HEADINGS = ("法人名称", "法人番号", "主たる事務所の所在地", "代表者", "有効期限")
_NUMBER = re.compile(r"(?:法人番号)?[\s:：'’]*[\d.eE+\-]*")
_LIQUIDATED = "清算結了年月日"


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    starts_row: bool
    text: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """The cells of one corporation, and whether they stood in a row of their own."""

    row: int
    name: str
    number: str
    address: str
    period: str
    liquidated: str
    in_place: bool


def read(file: Path, surroundings: Surroundings) -> Extract:
    """The entries of the list, in its order. Raises TomoniError where the file is no such list."""
    delimited = open_delimited(file)
    records = read_records(delimited)
    first = next(records, None)
    columns = match_headings(HEADINGS, first.cells if first else [], delimited.shown)
    rows = list(records)
    candidates = []
    left_out: list[ReportLine] = []
    for found in _entries(list(_cells(rows, columns))):
        if isinstance(found, _Entry):
            candidates.append(_candidate(found, surroundings))
        else:
            left_out.append(found)
    return Extract(candidates, left_out, len(rows), delimited.shown)


def _cells(rows: list[Record], columns: Columns) -> Iterator[_Cell]:
    """All cells in the order of the headings, row after row, without what trailing commas add."""
    order = [columns.position[heading] for heading in HEADINGS]
    for record in rows:
        cells = record.cells + [""] * (len(HEADINGS) - len(record.cells))
        for number, index in enumerate(order):
            yield _Cell(record.row, number == 0, tidy(cells[index]))


def _entries(cells: list[_Cell]) -> Iterator[_Entry | ReportLine]:
    """The entries, each looked for where the one before it ended; what fits no entry is left out with its row."""
    at = 0
    while at < len(cells):
        group = cells[at : at + len(HEADINGS)]
        if _is_entry(group):
            behind = at + len(HEADINGS)
            period, _, liquidated = group[4].text.partition(_LIQUIDATED)
            if not liquidated and behind < len(cells) and cells[behind].text.startswith(_LIQUIDATED):
                liquidated = cells[behind].text.removeprefix(_LIQUIDATED)
                behind += 1
            yield _Entry(
                group[0].row,
                group[0].text,
                group[1].text,
                group[2].text,
                period,
                liquidated,
                group[0].starts_row,
            )
            at = behind
            continue
        skipped_from = at
        at += 1
        while at < len(cells) and not cells[at].starts_row and not _is_entry(cells[at : at + len(HEADINGS)]):
            at += 1
        skipped = [cell.text for cell in cells[skipped_from:at] if cell.text]
        if skipped:
            yield ReportLine(
                Action.LEFT_OUT,
                cells[skipped_from].row,
                "",
                skipped[0],
                "",
                "",
                "名称、法人番号、所在地、代表者、有効期限の順に並んでいません",
            )


def _is_entry(group: list[_Cell]) -> bool:
    if len(group) < len(HEADINGS):
        return False
    name, number, address, _, period = (cell.text for cell in group)
    return (
        not is_blank(name)
        and not _looks_like_number(name)
        and not _mentions_period(name)
        and (is_blank(number) or _looks_like_number(number))
        and not _mentions_period(address)
        and not _looks_like_number(address)
        and (_mentions_period(period) or (is_blank(period) and not is_blank(address)))
    )


def _looks_like_number(text: str) -> bool:
    folded = fold(text)
    return bool(folded) and bool(_NUMBER.fullmatch(folded)) and any(letter.isdigit() for letter in folded)


def _mentions_period(text: str) -> bool:
    folded = fold(text)
    return folded.startswith(_LIQUIDATED) or (
        "から" in folded and "年" in folded and any(c.isdigit() for c in folded)
    )


def _candidate(entry: _Entry, surroundings: Surroundings) -> Candidate:
    remarks: list[Remark] = []
    if not entry.in_place:
        remarks.append(Remark("", "", "行の途中から始まっていたので、項目の形から読み取りました"))
    number = _number(entry.number, remarks)
    first_day, last_day = _period(entry.period, remarks)
    ended_on = _liquidated_on(entry.liquidated, remarks)
    place = surroundings.gazetteer.locate(entry.address)
    if not place.is_known and not is_blank(entry.address):
        remarks.append(Remark("area", beginning(entry.address), "所在地から区市町村がわかりません"))
    name, missing = mark_missing_glyphs(without_certified_claim(entry.name))
    if name != entry.name:
        reason = (
            f"外字が{missing}文字あり、〓にしました。正しい字を確かめてください"
            if missing
            else "現在の認定ではないので、名称の「認定」を外しました"
        )
        remarks.append(Remark("name", mark_missing_glyphs(entry.name)[0], reason))
    values: dict[str, Any] = {
        "name": name,
        "legal_form": NPO_CORPORATION,
        "corporate_number": number,
        "area": place.area,
        "municipality_code": place.municipality_code,
        "address": place.name,
        "certification": "former-nta",
        "certified_from": first_day,
        "certified_until": last_day,
        "status": "dissolved" if entry.liquidated else "active",
        "ended_on": ended_on,
        "source_row": entry.row,
    }
    identity = digest_id("certified-npo-list", entry.name, entry.address)
    return Candidate(entry.row, values, identity, remarks)


def _number(text: str, remarks: list[Remark]) -> str | None:
    try:
        return read_corporate_number(text)
    except NotACorporateNumber as error:
        reason = f"法人番号が正しくありません：{error}"
        remarks.append(Remark("corporate_number", fold(text)[:40], reason, Action.VALUE_LEFT_OUT))
        return None


def _period(text: str, remarks: list[Remark]) -> tuple[datetime.date, datetime.date] | tuple[None, None]:
    """The latest period; a renewal after a gap gives two in one cell, and the earlier is reported."""
    if is_blank(text):
        return None, None
    try:
        periods = sorted(read_periods(text))
    except NotADate as error:
        remarks.append(Remark("certified_until", fold(text)[:60], str(error), Action.VALUE_LEFT_OUT))
        return None, None
    if len(periods) > 1:
        remarks.append(Remark("certified_from", fold(text)[:60], "期間が2つあるので、新しいほうを取りました"))
    return periods[-1]


def _liquidated_on(text: str, remarks: list[Remark]) -> datetime.date | None:
    if not text:
        return None
    try:
        return dated_passages(text)[0].on
    except (NotADate, IndexError):
        reason = f"{_LIQUIDATED}を日付として読めません"
        remarks.append(Remark("ended_on", fold(text)[:40], reason, Action.VALUE_LEFT_OUT))
        return None


FORMAT = Format(
    name="certified-npo-list",
    title="国税庁の認定を受けていたNPO法人の名簿",
    title_en="NPO corporations formerly certified by the national tax agency",
    source="国税庁 認定NPO法人名簿",
    authority=1,
    decides=frozenset(
        [
            "name",
            "legal_form",
            "corporate_number",
            "area",
            "municipality_code",
            "address",
            "certification",
            "certified_from",
            "certified_until",
            "status",
            "ended_on",
            "source",
            "source_row",
        ]
    ),
    read=read,
)
