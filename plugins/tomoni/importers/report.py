"""What an import took, changed and left out, and why: for the person who started it."""

import csv
from collections import Counter
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from pathlib import Path

from tomoni.catalog import TomoniError

# Spreadsheets run a cell that starts with one of these as a formula; an apostrophe makes it text again.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'")


class Action(StrEnum):
    """What became of a row or a value; the value is the word that the report shows."""

    ADDED = "追加"
    CHANGED = "更新"
    UNCHANGED = "変更なし"
    KEPT = "据え置き"
    LEFT_OUT = "取り込まない"
    VALUE_LEFT_OUT = "値を取り込まない"
    NOTED = "確認してください"
    VANISHED = "元の名簿から消えた"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One thing to know. `row` is the row of the source as a spreadsheet counts it, None for a row of ours."""

    action: Action
    row: int | None
    id: str
    name: str
    field: str
    value: str
    reason: str


_HEADINGS = {
    "action": "結果",
    "row": "元の行",
    "id": "ID",
    "name": "名称",
    "field": "項目",
    "value": "値",
    "reason": "理由",
}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """All lines of one import, in the order of the source, and what was read from where."""

    format: str
    source: str
    file: str
    rows_read: int
    lines: tuple[ReportLine, ...]

    def count(self, action: Action) -> int:
        """How many lines say `action`; of rows (not values) there is one line each."""
        return self.counts()[action]

    def counts(self) -> Counter[Action]:
        return Counter(line.action for line in self.lines)

    def summary(self) -> str:
        """One line of Japanese for the terminal: `3行を読みました。追加 2、取り込まない 1`."""
        counts = self.counts()
        parts = [f"{action.value} {counts[action]:,}" for action in Action if counts[action]]
        return f"{self.file}の{self.rows_read:,}行を読みました。{'、'.join(parts)}"

    def write_csv(self, path: Path) -> None:
        """Writes the lines as CSV that spreadsheets open well: UTF-8 with BOM, CRLF, no cell runs as a formula.

        A cell that starts with `= + - @`, a control character or an apostrophe gets one apostrophe before it:
        taking the first apostrophe away gives the exact value back. Raises TomoniError where it cannot be written.
        """
        try:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow([_HEADINGS[field.name] for field in fields(ReportLine)])
                writer.writerows([_harmless(cell) for cell in astuple(line)] for line in self.lines)
        except OSError as error:
            raise TomoniError(
                "結果の一覧を書き込めません（取り込みは終わっています）。",
                str(path),
                f"場所を変えて、もう一度取り込んでください。データは変わりません（{error.strerror}）。",
            ) from None


def _harmless(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
