"""The rows of a spreadsheet below its headings, one after another, as submissions or questions."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from tomoni.catalog import Catalog, Resource, cell_text
from tomoni.catalog.nearest import Nearest

from .change import Fault
from .spreadsheet_files import Sheet
from .spreadsheet_headings import Headings
from .spreadsheet_values import CellReader, Unclear
from .submission import Submission
from .template_marks import EXAMPLE_MARK, HINT_MARK, REMOVE_MARK

EVERY = "*"
"""Stands for all ids among those that are new."""

_NOTE = re.compile(r"※|[*＊]|[（(]?注[）)：:0-9０-９\s]|(?:備考|出典|作成)[：:]")
_TOTALS = frozenset({"合計", "総計", "小計", "計"})


class RowReader:
    """Reads row after row; `every` are cells that all get, `new` the ids that are meant to be new."""

    def __init__(
        self,
        catalog: Catalog,
        resource: Resource,
        path: Path,
        headings: Headings,
        sheet: Sheet,
        reader: CellReader,
        new: Collection[str],
        every: Mapping[str, str],
    ) -> None:
        self._resource, self._path, self._headings, self._sheet = resource, path, headings, sheet
        self._reader, self._new, self._every = reader, frozenset(new), every
        key = [resource.schema.field(name) for name in resource.schema.primary_key]
        self._known = {
            tuple(cell_text(field, row[field.name]) for field in key) for row in catalog.rows(resource.name)
        }
        self._gone = {row["old_id"] for row in _redirects(catalog) if row["table"] == resource.name}
        self._wide: dict[int, list[tuple[int, int]]] = {}
        for (row, first), last in sheet.wide.items():
            self._wide.setdefault(row, []).append((first, last))
        self._nearest: Nearest | None = None
        self.submissions: list[Submission] = []
        self._sent: dict[tuple[tuple[str, str], ...], str] = {}
        self.questions: list[Fault] = []
        self.values: list[tuple[str, str, str]] = []
        self.passed_over: list[str] = []

    def heading(self, name: str, text: str) -> dict[str, str]:
        """What a heading of a wide table says of each of its cells; nothing where it became a question."""
        field = self._resource.schema.field(name)
        try:
            cell = self._reader.read(field, text)
        except Unclear as unclear:
            self.questions.append(
                Fault(
                    unclear.what,
                    unclear.how,
                    f"見出し「{text[:40]}」",
                    self._path.name,
                    self._resource.name,
                    name,
                )
            )
            return {}
        if cell is not None and cell != text:
            self.values.append(("見出し", text, f"{field.title} {cell}"))
        return {name: cell} if cell else {}

    def take(
        self,
        number: int,
        cells: Sequence[Any],
        by: str,
        why: str,
        spread_column: str = "",
        spread: Mapping[int, Mapping[str, str]] | None = None,
    ) -> None:
        """Read one row. `spread`: of a wide table, the cells that the heading of a place stands for; what stands in
        that place is the cell of `spread_column`, and makes an entry of its own."""
        mark = self._headings.mark
        marked = str(cells[mark] or "").strip() if mark is not None and mark < len(cells) else ""
        if marked.startswith(HINT_MARK):
            return
        if marked.startswith(EXAMPLE_MARK):
            self.passed_over.append(f"{number}行目：「{EXAMPLE_MARK}」の印があるので読みません。")
            return
        if marked and marked != REMOVE_MARK:
            self._ask(
                number,
                None,
                f"印の列に「{marked[:20]}」とあります。",
                f"自分で書いた行では、印の列を空にするか、その行を消すときは「{REMOVE_MARK}」と書いてください。",
            )
            return
        if self._is_no_entry(number, cells):
            return
        asked = len(self.questions)
        values: dict[str, str] = {}
        self._ask_wide(number, cells)
        for place, name in self._headings.columns.items():
            if place < len(cells) and (cell := self._value(number, place, name, cells[place])) is not None:
                values[name] = cell
        if marked:
            if len(self.questions) == asked:
                self._removal(number, values, by, why)
        elif spread is not None and spread_column:
            for place, said in spread.items():
                cell = self._value(number, place, spread_column, cells[place]) if place < len(cells) else None
                if cell is not None:
                    source = f"{self._path.name} {number}行目 {get_column_letter(place + 1)}列"
                    self._send(number, source, {**values, **said, spread_column: cell}, by, why)
        elif values:
            self._send(number, f"{self._path.name} {number}行目", values, by, why)

    def _is_no_entry(self, number: int, cells: Sequence[Any]) -> bool:
        """Whether the row is a note or a sum; it is said."""
        texts = [
            str(cell).strip()
            for place, cell in enumerate(cells)
            if cell is not None and place != self._headings.mark
        ]
        if len(texts) == 1 and _NOTE.match(texts[0]):
            self.passed_over.append(f"{number}行目：注記（{texts[0][:20]}）なので読みません。")
            return True
        if _TOTALS & set(texts):
            self.passed_over.append(f"{number}行目：合計の行なので読みません。")
            return True
        return False

    def _ask_wide(self, number: int, cells: Sequence[Any]) -> None:
        """A cell merged over several columns that are read: it may mean the first of them, or each."""
        read = {**self._headings.columns, **self._headings.others}
        for first, last in self._wide.get(number, ()):
            over = [place for place in range(first, last + 1) if place in read]
            if len(over) < 2:
                continue
            schema = self._resource.schema
            titles = "」と「".join(
                schema.field(read[place]).title if read[place] in schema else read[place]
                for place in over[:4]
            )
            self._ask(
                number,
                first,
                f"「{titles}」にまたがって結合したセル（{str(cells[first])[:20]}）があります。",
                "結合を解き、それぞれの列に書いてください。",
            )

    def _value(self, number: int, place: int, name: str, value: Any) -> str | None:
        field = self._resource.schema.field(name)
        try:
            cell = self._reader.read(field, value)
        except Unclear as unclear:
            self._ask(number, place, unclear.what, unclear.how, name)
            return None
        where = f"{get_column_letter(place + 1)}{number}"
        if (number, place) in self._sheet.merged:
            self.values.append((where, "（結合したセル）", cell or ""))
        elif cell is not None and cell != str(value):
            self.values.append((where, str(value), cell))
        return cell

    def _send(self, number: int, source: str, said: Mapping[str, str], by: str, why: str) -> None:
        names = self._resource.schema.primary_key
        values = {**self._every, **said}
        first = self._sent.setdefault(tuple(sorted(values.items())), source)
        # As long as headings are not clear, rows may differ in columns that were not read.
        if first != source and not self._headings.asked:
            self._ask(
                number,
                None,
                f"{first.removeprefix(f'{self._path.name} ')}と、読んだところが同じです。",
                f"どちらかを消すか、--skip {number} と書いてください。",
            )
            return
        key = tuple(values.get(name, "") for name in names)
        if key in self._known:
            rest = {name: cell for name, cell in values.items() if name not in names}
            named = dict(zip(names, key, strict=True))
            self.submissions.append(Submission(self._resource.name, named, rest, by, why, source))
        elif names != ("id",) or not key[0] or self._is_new(number, key[0]):
            self.submissions.append(Submission(self._resource.name, None, values, by, why, source))

    def _is_new(self, number: int, key: str) -> bool:
        """Whether a typed id that nobody has is meant to be new; where it resembles one, that is asked."""
        near = self._near(key)
        if near and not self._new & {key, EVERY}:
            self._ask(
                number,
                None,
                f"「{key[:64]}」という行は、表「{self._resource.title}」にありません。",
                f"「{near}」ですか？ この名前で新しく載せるときは、--new {key[:64]} と書いてください"
                "（IDを空にすれば、名前は自動で付きます）。",
                "id",
            )
            return False
        self.values.append((f"{number}行目", key, "新しい行のID"))
        return True

    def _near(self, key: str) -> str:
        if self._nearest is None:
            self._nearest = Nearest({one[0]: () for one in self._known})
        return self._nearest.near(key).get("near_code", "")

    def _removal(self, number: int, values: Mapping[str, str], by: str, why: str) -> None:
        """A row with the mark of removal names the row by its key; what else it says is as it was, or nothing."""
        names = self._resource.schema.primary_key
        key = {name: values.get(name, "") for name in names}
        if missing := [name for name in names if not key[name]]:
            title = self._resource.schema.field(missing[0]).title
            self._ask(
                number,
                None,
                f"「{REMOVE_MARK}」の印がありますが、「{title}」がありません。",
                "どの行かを書いてください。",
                missing[0],
            )
            return
        if tuple(key.values()) not in self._known:
            if names == ("id",) and key["id"] not in self._gone:
                near = self._near(key["id"])
                self._ask(
                    number,
                    None,
                    f"「{key['id'][:64]}」という行は、表「{self._resource.title}」にありません。",
                    f"「{near}」ですか？" if near else "IDを確かめてください。",
                    "id",
                )
                return
            self.values.append((f"{number}行目", REMOVE_MARK, "その行は、もうありません"))
        source = f"{self._path.name} {number}行目"
        self.submissions.append(Submission(self._resource.name, key, {}, by, why, source, remove=True))

    def _ask(self, number: int, place: int | None, what: str, how: str, name: str = "") -> None:
        where = f"{get_column_letter(place + 1)}列" if place is not None else ""
        if name:
            where += f"「{self._resource.schema.field(name).title}」"
        self.questions.append(
            Fault(what, how, where, f"{self._path.name} {number}行目", self._resource.name, name)
        )


def _redirects(catalog: Catalog) -> Sequence[Mapping[str, Any]]:
    return catalog.rows("redirects") if "redirects" in catalog.package.resources else []
