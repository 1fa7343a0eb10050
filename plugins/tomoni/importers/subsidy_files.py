"""The files in which ministries' payments arrive, each row as the same few texts whatever the file calls them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tomoni.catalog import TomoniError
from tomoni.importers.delimited import Record, open_delimited, read_records
from tomoni.importers.folding import comparison_key, fold, is_blank, tidy
from tomoni.importers.headings import Columns, match_headings
from tomoni.importers.japanese_dates import NotADate, dated_passages
from tomoni.importers.report import Action, ReportLine
from tomoni.importers.workbooks import Sheet, is_workbook, read_sheets
from tomoni.insight.impact import fiscal_year

CSV_COLUMNS = {
    "funder": "granter_ministry",
    "date": "grant_date",
    "amount": "amount",
    "recipient": "grantee",
    "recipient_in_full": "grantee_detail",
    "number": "grantee_jcn",
    "title": "description",
    "budget": "grant_name",
    "file": "filename",
}
WORKBOOK_COLUMNS = {
    "funder": "支出元府省",
    "title": "物品役務等の名称及び数量",
    "date": "契約を締結した日",
    "recipient": "契約の相手方の商号又は名称及び住所",
    "number": "法人番号",
    "amount": "契約金額",
    "note": "備考",
}
MINISTRIES = {
    "CAO": "内閣府",
    "MAFF": "農林水産省",
    "METI": "経済産業省",
    "MEXT": "文部科学省",
    "MHLW": "厚生労働省",
    "MIAC": "総務省",
    "MLIT": "国土交通省",
    "MOD": "防衛省",
    "MOE": "環境省",
    "MOF": "財務省",
    "MOFA": "外務省",
    "MOJ": "法務省",
    "Reconstruction Agency": "復興庁",
}
"""The names behind the abbreviations of the jNPO Database."""

_SOURCE = re.compile(r"(?P<era>h|r)(?P<year>\d{1,2})_youshiki(?P<form>[\d-]+)")
_YEAR_BEFORE_ERA = {"h": 1988, "r": 2018}
_FORM = re.compile(r"様式\s*(\d+(?:-\d+)?)")
_HEADING_WITHIN = 30
_CONTRACT = "国が、競争によらない契約（随意契約）で支払ったお金です。補助金ではありません。"
_CONTRACTS = "このブックは随意契約の一覧です。補助金ではないことを、どの行の説明にも書きました"
_PERSONS = "役人の氏名がある列なので、読みません"
_NO_PLACE = "この列を入れる場所がないので、取り込みません"


@dataclass(frozen=True, slots=True)
class Payment:
    """One row: its texts as they stand, the fiscal year and form of its source.

    `said` are the cells by which the row is known again; `starts_with` is the first filled cell of the row;
    `taken_instead`: the column that names the recipient where the usual one is empty.
    """

    row: int
    funder: str
    title: str
    description: str
    date: str
    recipient: str
    number: str
    amount: str
    note: str
    fiscal_year: int | None
    form: str
    is_heading: bool
    said: tuple[str, ...]
    starts_with: str
    taken_instead: str = ""


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """All rows of a file, and what to say of it as a whole."""

    shown: str
    payments: list[Payment]
    lines: list[ReportLine] = field(default_factory=list)


def read_payments(path: Path) -> PaymentFile:
    """The rows of the CSV or the workbook; which it is shows in its first bytes. Raises TomoniError for another file."""
    return _from_workbook(path) if is_workbook(path) else _from_csv(path)


def _from_csv(path: Path) -> PaymentFile:
    file = open_delimited(path)
    records = read_records(file)
    first = next(records, None)
    columns = match_headings(list(CSV_COLUMNS.values()), first.cells if first else [], file.shown)
    payments, unknown = [], set()
    for record in records:
        cells = _cells(record, columns, CSV_COLUMNS)
        source = _SOURCE.fullmatch(cells["file"])
        funder = MINISTRIES.get(cells["funder"], cells["funder"])
        if funder == cells["funder"] and funder.isascii():
            unknown.add(funder)
        instead = is_blank(cells["recipient"]) and not is_blank(cells["recipient_in_full"])
        budget = " ".join(cells["budget"].split())
        payments.append(
            Payment(
                record.row,
                funder,
                cells["title"],
                f"国の補助金です。予算の項目：{budget}" if budget else "国の補助金です。",
                cells["date"],
                cells["recipient_in_full"] if instead else cells["recipient"],
                cells["number"],
                cells["amount"],
                "",
                _YEAR_BEFORE_ERA[source["era"]] + int(source["year"]) if source else None,
                source["form"] if source else "csv",
                first is not None and record.cells == first.cells,
                tuple(cells.values()),
                _starts_with(record),
                CSV_COLUMNS["recipient_in_full"] if instead else "",
            )
        )
    lines = [
        _told(CSV_COLUMNS["funder"], name, "略号の意味が分からないので、そのまま取り込みました")
        for name in sorted(unknown)
    ]
    return PaymentFile(file.shown, payments, lines + _columns_left(columns))


def _from_workbook(path: Path) -> PaymentFile:
    payments: list[Payment] = []
    lines: list[ReportLine] = []
    closest: tuple[int, Sequence[str], int, str] = (-1, [], 1, path.name)
    for sheet in read_sheets(path):
        where = f"{path.name}（{sheet.title}）"
        found = _heading(sheet)
        if found is None or found[0] < len(WORKBOOK_COLUMNS):
            if found and found[0] > closest[0]:
                closest = (found[0], found[1], found[2], where)
            lines.append(_told("", sheet.title, "見出しがそろっていないシートなので、読みません"))
            continue
        _, headings, start, end = found
        columns = match_headings(list(WORKBOOK_COLUMNS.values()), headings, where, start)
        rows = [record for record in sheet.records if record.row > end]
        payments += _payments(sheet.title, rows, columns)
        lines += _columns_left(columns)
    if not any(payments):
        match_headings(list(WORKBOOK_COLUMNS.values()), closest[1], closest[3], closest[2])
        raise TomoniError(
            "見出しの下に行がありません。", path.name, "支出の一覧があるブックを指定してください。"
        )
    return PaymentFile(path.name, payments, [_told("description", "", _CONTRACTS), *lines])


def _heading(sheet: Sheet) -> tuple[int, list[str], int, int] | None:
    """The row that has most of the headings: how many, the headings, its number and that of its last row.

    A heading merged over several rows counts once; where its lower part is divided, the parts are the headings.
    """
    wanted = {_key(heading) for heading in WORKBOOK_COLUMNS.values()}
    best: tuple[int, list[str], int, int] | None = None
    for record in sheet.records[:_HEADING_WITHIN]:
        end = record.row + sheet.height.get(record.row, 1) - 1
        headings = list(record.cells)
        for lower in sheet.records:
            if record.row < lower.row <= end:
                headings = [low or high for low, high in zip(lower.cells, headings, strict=True)]
        known = len(wanted & {_key(heading) for heading in headings})
        if known and (best is None or known > best[0]):
            best = (known, headings, record.row, end)
    return best


def _payments(title: str, records: Sequence[Record], columns: Columns) -> Iterator[Payment]:
    form = match[1] if (match := _FORM.search(fold(title))) else "workbook"
    read = [(record, _cells(record, columns, WORKBOOK_COLUMNS)) for record in records]
    year = _usual_year(cells["date"] for _, cells in read)
    for record, cells in read:
        note = " ".join(cells["note"].split())
        yield Payment(
            record.row,
            cells["funder"],
            cells["title"],
            f"{_CONTRACT}備考：{note}" if note.strip("-－―") else _CONTRACT,
            cells["date"],
            cells["recipient"],
            cells["number"],
            cells["amount"],
            note,
            year,
            form,
            _key(cells["funder"]) == _key(WORKBOOK_COLUMNS["funder"]),
            tuple(cells.values()),
            _starts_with(record),
        )


def _usual_year(dates: Iterator[str]) -> int | None:
    """The fiscal year of most rows: such a workbook is drawn up for one."""
    counted: dict[int, int] = {}
    for text in dates:
        try:
            passages = dated_passages(text)
        except NotADate:
            continue
        if passages:
            year = fiscal_year(passages[0].on)
            counted[year] = counted.get(year, 0) + 1
    return max(counted, key=lambda year: (counted[year], year)) if counted else None


def _cells(record: Record, columns: Columns, names: Mapping[str, str]) -> dict[str, str]:
    position = columns.position
    return {
        name: tidy(record.cells[position[heading]]) if position[heading] < len(record.cells) else ""
        for name, heading in names.items()
    }


def _starts_with(record: Record) -> str:
    return next((cell for cell in map(tidy, record.cells) if cell), "")


def _columns_left(columns: Columns) -> list[ReportLine]:
    return [
        _told(
            "",
            " ".join(heading.split())[:60],
            _PERSONS if "氏名" in heading else _NO_PLACE,
        )
        for heading in columns.unknown
    ]


def _key(heading: str) -> str:
    return comparison_key(heading)


def _told(name: str, value: str, reason: str) -> ReportLine:
    return ReportLine(Action.NOTED, None, "", "", name, value, reason)
