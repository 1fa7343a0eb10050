"""A spreadsheet as submissions: what was understood is shown, what is not clear is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from tomoni.catalog import Catalog, Resource, Schema, TomoniError, cell_text
from tomoni.catalog.nearest import fold

from .change import Fault
from .spreadsheet_files import Sheet, read_spreadsheet
from .spreadsheet_headings import HeadingReader, Headings
from .spreadsheet_values import CellReader, Unclear
from .submission import Submission
from .template_marks import EXAMPLE_MARK, HINT_MARK

_HEADING_WITHIN = 30
"""A heading stands in one of the first rows that hold anything."""
_NOTE = re.compile(r"※|[*＊]|[（(]?注[）)：:0-9０-９\s]|(?:備考|出典|作成)[：:]")
_TOTALS = frozenset({"合計", "総計", "小計", "計"})


@dataclass(frozen=True)
class Reading:
    """What a spreadsheet says: `submissions` one a row, or `questions` that must be answered first.

    `headings`: heading to column. `values`: what was said in other words (place, what stood there, what it means).
    `passed_over`: rows that are no entries, and why.
    """

    table: str
    submissions: tuple[Submission, ...]
    questions: tuple[Fault, ...]
    headings: Mapping[str, str]
    values: tuple[tuple[str, str, str], ...]
    passed_over: tuple[str, ...]


def read_submissions(
    path: Path,
    catalog: Catalog,
    table: str | None = None,
    *,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    by: str = "",
    why: str = "",
) -> Reading:
    """Read a workbook, CSV or TSV file. `columns`: headings that the sender explained ('' to pass one over).

    Rows whose key is in the catalog change that row, others are new; empty cells say nothing. Raises TomoniError
    where the file cannot be read at all, or nothing says which table it is for.
    """
    read = read_spreadsheet(path, sheet)
    resource = _table(read, catalog, table, path)
    schema = resource.schema
    given = columns or {}
    for name in given.values():
        if name and name not in schema:
            raise TomoniError(
                f"「{name}」という列はありません。", f"表「{resource.title}」", "列の名前を確かめてください。"
            )
    start, headings = _headings(read, schema, given, path)
    rows = _Rows(catalog, resource, path, headings, read.merged)
    for number, cells in read.rows[start + 1 :]:
        rows.take(number, cells, by, why)
    passed = [f"{number}行目：見出しより上なので読みません。" for number, _ in read.rows[:start]]
    questions = [Fault(what, how, "見出し", path.name, resource.name) for what, how in headings.asked]
    return Reading(
        resource.name,
        () if questions or rows.questions else tuple(rows.submissions),
        (*questions, *rows.questions),
        headings.shown,
        tuple(rows.values),
        (*passed, *rows.passed_over),
    )


class _Rows:
    """The rows below the headings, one after another."""

    def __init__(
        self,
        catalog: Catalog,
        resource: Resource,
        path: Path,
        headings: Headings,
        merged: frozenset[tuple[int, int]],
    ) -> None:
        self._resource, self._path, self._headings, self._merged = resource, path, headings, merged
        self._reader = CellReader(catalog, resource.name)
        key = [resource.schema.field(name) for name in resource.schema.primary_key]
        self._known = {
            tuple(cell_text(field, row[field.name]) for field in key) for row in catalog.rows(resource.name)
        }
        self.submissions: list[Submission] = []
        self.questions: list[Fault] = []
        self.values: list[tuple[str, str, str]] = []
        self.passed_over: list[str] = []

    def take(self, number: int, cells: Sequence[Any], by: str, why: str) -> None:
        """Read one row."""
        mark = self._headings.mark
        marked = str(cells[mark] or "") if mark is not None and mark < len(cells) else ""
        if marked.startswith(HINT_MARK):
            return
        if marked.startswith(EXAMPLE_MARK):
            self.passed_over.append(f"{number}行目：「{EXAMPLE_MARK}」の印があるので読みません。")
            return
        if marked.strip():
            self._ask(
                number,
                None,
                f"印の列に「{marked[:20]}」とあります。",
                "自分で書いた行では、印の列を空にしてください。",
            )
            return
        filled = [place for place, cell in enumerate(cells) if cell is not None and place != mark]
        texts = [str(cells[place]).strip() for place in filled]
        if len(texts) == 1 and _NOTE.match(texts[0]):
            self.passed_over.append(f"{number}行目：注記（{texts[0][:20]}）なので読みません。")
            return
        if _TOTALS & set(texts):
            self.passed_over.append(f"{number}行目：合計の行なので読みません。")
            return
        values: dict[str, str] = {}
        for place, name in self._headings.columns.items():
            if place < len(cells) and (cell := self._value(number, place, name, cells[place])) is not None:
                values[name] = cell
        if values:
            self.submissions.append(self._submission(number, values, by, why))

    def _value(self, number: int, place: int, name: str, value: Any) -> str | None:
        field = self._resource.schema.field(name)
        try:
            cell = self._reader.read(field, value)
        except Unclear as unclear:
            self._ask(number, place, unclear.what, unclear.how, name)
            return None
        where = f"{get_column_letter(place + 1)}{number}"
        if (number, place) in self._merged:
            self.values.append((where, "（結合したセル）", cell or ""))
        elif cell is not None and cell != str(value):
            self.values.append((where, str(value), cell))
        return cell

    def _submission(self, number: int, values: dict[str, str], by: str, why: str) -> Submission:
        names = self._resource.schema.primary_key
        key = tuple(values.get(name, "") for name in names)
        known = key in self._known
        source = f"{self._path.name} {number}行目"
        if known:
            rest = {name: cell for name, cell in values.items() if name not in names}
            return Submission(self._resource.name, dict(zip(names, key, strict=True)), rest, by, why, source)
        return Submission(self._resource.name, None, values, by, why, source)

    def _ask(self, number: int, place: int | None, what: str, how: str, name: str = "") -> None:
        where = f"{get_column_letter(place + 1)}列" if place is not None else ""
        if name:
            where += f"「{self._resource.schema.field(name).title}」"
        self.questions.append(
            Fault(what, how, where, f"{self._path.name} {number}行目", self._resource.name, name)
        )


def _table(read: Sheet, catalog: Catalog, table: str | None, path: Path) -> Resource:
    """The table that a file is for: as said, as our template says, or as its sheet or its name says."""
    tables = {item.name: item for item in catalog.package.tables}
    said = read.marks.get("table")
    if table and said and table != said:
        raise TomoniError(
            f"ひな形は「{said}」のものですが、--as は「{table}」です。",
            path.name,
            "--as を書かずに、もう一度試してください。",
        )
    wanted = table or said
    if wanted:
        if wanted not in tables:
            raise TomoniError(
                f"「{wanted}」という表はありません。", path.name, f"表の名前：{'、'.join(tables)}"
            )
        return tables[wanted]
    words = {fold(read.title), fold(path.stem)}
    found = [item for item in tables.values() if words & {fold(item.name), fold(item.title)}]
    if len(found) != 1:
        raise TomoniError(
            "どの表のものかわかりません。",
            path.name,
            f"--as で表の名前を書いてください。例：--as openings（{'、'.join(list(tables)[:12])}…）",
        )
    return found[0]


def _headings(read: Sheet, schema: Schema, given: Mapping[str, str], path: Path) -> tuple[int, Headings]:
    reader = HeadingReader(schema, given)
    first = read.rows[:_HEADING_WITHIN]
    counts = [reader.count(cells) for _, cells in first]
    start = max(range(len(first)), key=lambda index: (counts[index], -index))
    if not counts[start]:
        raise TomoniError(
            "見出しの行が見つかりません。",
            path.name,
            f"1行目に、列の見出しを書いてください。例：{'、'.join(field.title for field in schema.fields[:4])}",
        )
    below = [cells for _, cells in read.rows[start + 1 :]]
    width = max((len(cells) for cells in below), default=0)
    filled = [
        any(place < len(cells) and cells[place] is not None for cells in below) for place in range(width)
    ]
    return start, reader.read(first[start][1], filled)
