"""What a check found: problems with their place, their words, and how to mend them; in four formats."""

from __future__ import annotations

import csv
import io
import json
import locale
import os
import posixpath
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from dataclasses import field as made_by
from typing import Literal

from .messages import explain
from .package import Field, Resource
from .quarantine import LeftOut

Language = Literal["ja", "en"]
Format = Literal["text", "json", "github", "csv"]
_VALUE_SHOWN = 60
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (`file` relative to the package, `line` from 1, None for the whole file) and what.

    `code` names the rule; `detail` holds what its message needs (see messages.py).
    """

    table: str
    file: str
    line: int | None
    field: str | None
    code: str
    value: str | None
    detail: dict[str, str] = made_by(default_factory=dict)

    def message(self, language: Language) -> str:
        """What is wrong, in a sentence."""
        return explain(self.code, language, self._words(language))[0]

    def hint(self, language: Language) -> str:
        """How to mend it, in a sentence."""
        return explain(self.code, language, self._words(language))[1]

    def _words(self, language: Language) -> dict[str, str]:
        words = {name: shorten_detail(text) for name, text in self.detail.items()}
        words = {"value": shorten(self.value), "field": self.field or "", "table": self.table, **words}
        if code := words.get("near_code"):
            label = words.get("near_label", code)
            meant = code if label == code else f"{code} {label}"
            value = words["value"]
            words["nearest"] = (
                f"『{value}』→『{meant}』ですか？" if language == "ja" else f"Did you mean “{meant}”? "
            )
        if language == "en":
            english = {name.removesuffix("_en"): text for name, text in words.items() if name.endswith("_en")}
            words |= {"description": "", **english}
        return words


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation: problems in the order of the package; how much was looked at."""

    problems: tuple[Problem, ...]
    rows: int = 0
    base: str = ""
    """Where the package lies, seen from where the command runs: annotations need whole paths."""
    screened: int = 0
    """Rows that the fast screen passed, so that Frictionless did not have to read them."""
    left_out: tuple[LeftOut, ...] = ()
    truncated: tuple[str, ...] = ()
    """Files with so many problems that the rest was not listed."""

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def words_of(resource: Resource, field: Field | None = None) -> dict[str, str]:
    """What a message needs to name the table, and the column where there is one, in both languages."""
    words = {"table_title": resource.title, "table_title_en": resource.title_en}
    if field is not None:
        words |= {
            "title": field.title,
            "title_en": field.title_en,
            "description": field.description,
            "example": str(field.descriptor.get("example", "")),
        }
    return words


def shorten(value: str | None) -> str:
    """A value as a message shows it: one line, at most 60 characters, nothing invisible that a terminal obeys."""
    text = _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", " ".join((value or "")[:400].split()))
    return text if len(text) <= _VALUE_SHOWN else text[: _VALUE_SHOWN - 1] + "…"


def shorten_detail(text: str) -> str:
    """Words of a message without anything invisible that a terminal obeys."""
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def system_language() -> Language:
    """The language of messages: English where the locale says so, else Japanese."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.lower().startswith("en") else "ja"
    return "en" if (locale.getlocale()[0] or "").startswith("en") else "ja"


def format_report(report: Report, format: str, language: Language) -> str:
    """The report as text for people, JSON, GitHub annotations, or a CSV list to send back."""
    return {"text": _text, "json": _json, "github": _github, "csv": _csv}[format](report, language)


def _place(problem: Problem, language: Language) -> str:
    line = (
        ""
        if problem.line is None
        else f"（{problem.line}行目）"
        if language == "ja"
        else f", line {problem.line}"
    )
    return f"{shorten_detail(problem.file)}{line}"


def _table(problem: Problem, language: Language) -> str:
    title = problem.detail.get("table_title_en" if language == "en" else "table_title")
    return title or problem.table


def _column(problem: Problem, language: Language) -> str:
    if not problem.field:
        return ""
    if language == "en":
        return f" › {problem.detail.get('title_en', problem.field)} ({problem.field})"
    title = problem.detail.get("title")
    return f"「{title}」({problem.field})" if title else f"「{problem.field}」"


def _text(report: Report, language: Language) -> str:
    if report.valid:
        done = (
            f"正しいデータです（{report.rows:,}行）。"
            if language == "ja"
            else f"The data is valid ({report.rows:,} rows)."
        )
        return done + "\n"
    lines = []
    for problem in report.problems:
        column = f"{_table(problem, language)}{_column(problem, language)}"
        lines.append(f"✗ {_place(problem, language)} {column}".rstrip())
        lines.append(f"    {problem.message(language)}")
        if hint := problem.hint(language):
            lines.append(f"    → {hint}")
    for file in report.truncated:
        lines.append(
            f"{file}: 誤りが多いので、はじめのものだけを示しました。"
            if language == "ja"
            else f"{file}: too many problems; only the first are shown."
        )
    count = len(report.problems)
    lines.append(f"直すところが{count}か所あります。" if language == "ja" else f"{count} problems to mend.")
    return "\n".join(lines) + "\n"


def _objects(problems: Sequence[Problem], language: Language) -> list[dict[str, object]]:
    return [
        {
            "table": problem.table,
            "file": problem.file,
            "line": problem.line,
            "field": problem.field,
            "code": problem.code,
            "value": problem.value if problem.value is None else problem.value[:200],
            "message": problem.message(language),
            "hint": problem.hint(language),
        }
        for problem in problems
    ]


def _json(report: Report, language: Language) -> str:
    content = {
        "valid": report.valid,
        "errors": _objects(report.problems, language),
        "rows": report.rows,
        "screened": report.screened,
        "truncated": list(report.truncated),
        "left_out": [asdict(entry) for entry in report.left_out],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _github(report: Report, language: Language) -> str:
    """Workflow annotations; whatever comes from the data is escaped, so that it cannot become a command."""
    lines = []
    for problem in report.problems:
        file = posixpath.join(report.base, problem.file)
        place = f"file={_property(file)}" + (f",line={problem.line}" if problem.line else "")
        title = _property(f"{_table(problem, language)}{_column(problem, language)}")
        message = f"{problem.message(language)} {problem.hint(language)}".strip()
        lines.append(f"::error {place},title={title}::{_command_data(message)}")
    return "".join(f"{line}\n" for line in lines)


def _command_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _command_data(text).replace(":", "%3A").replace(",", "%2C")


def _csv(report: Report, language: Language) -> str:
    """A list for a spreadsheet: with BOM, cells that would be formulas made harmless by a leading apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    japanese = language == "ja"
    writer.writerow(
        ["ファイル", "行", "表", "列", "値", "どこが違うか", "直し方", "code"]
        if japanese
        else ["file", "line", "table", "field", "value", "problem", "how to mend it", "code"]
    )
    for problem in report.problems:
        cells = [
            problem.file,
            problem.line or "",
            _table(problem, language),
            problem.detail.get("title_en" if language == "en" else "title", problem.field or ""),
            shorten(problem.value),
            problem.message(language),
            problem.hint(language),
            problem.code,
        ]
        writer.writerow([f"'{cell}" if str(cell).startswith(_FORMULA) else cell for cell in cells])
    return "﻿" + buffer.getvalue()
