"""A look at the bytes of a data file before anyone reads it as a table.

A file that fails here is reported and left unread; the other files are still checked.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from .package import Resource
from .report import Problem, shorten

CELL_LIMIT = 100_000
"""Characters in one cell. The longest text of the schemas is 20,000."""


@dataclass(frozen=True, slots=True)
class Table:
    """A readable CSV file: its header, and each row with the line on which it begins."""

    path: Path
    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]


def look(path: Path, name: str, resource: Resource) -> tuple[Table | None, list[Problem]]:
    """The file as lines of cells, or None and what keeps it from being read.

    `name` is the path as the package gives it. BOM and CRLF are problems, but do not keep it from being read.
    """
    problems: list[Problem] = []

    def wrong(code: str, line: int | None = None, value: str | None = None, **detail: str) -> None:
        problems.append(
            Problem(resource.name, name, line, None, code, value, {"table_title": resource.title, **detail})
        )

    if path.is_symlink():
        wrong("symbolic-link")
        return None, problems
    if not path.is_file():
        wrong("file-missing")
        return None, problems
    content = path.read_bytes()
    if not content.strip():
        wrong("empty-file", header=",".join(field.name for field in resource.schema.fields[:3]))
        return None, problems
    text = _decode(content)
    if text is None:
        wrong("encoding", _first_bad_line(content), encoding=guess_encoding(content))
        return None, problems
    if b"\0" in content:
        wrong("nul-byte", content[: content.index(b"\0")].count(b"\n") + 1)
        return None, problems
    if text.startswith("﻿"):
        wrong("byte-order-mark", 1)
        text = text[1:]
    if "\r\n" in text:
        wrong("line-ending", text[: text.index("\r\n")].count("\n") + 1)
        text = text.replace("\r\n", "\n")
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    csv.field_size_limit(max(len(text), CELL_LIMIT) + 1)
    try:
        for cells in reader:
            longest = max(map(len, cells), default=0)
            if longest > CELL_LIMIT:
                wrong("cell-too-large", begins, size=f"{longest:,}", limit=f"{CELL_LIMIT:,}")
                return None, problems
            rows.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error:
        wrong("unclosed-quote", begins, value=shorten(text.splitlines()[begins - 1]))
        return None, problems
    header = tuple(rows[0][1])
    return Table(path, name, header, tuple(rows[1:])), problems


def guess_encoding(content: bytes) -> str:
    """The likely encoding of a file that is not UTF-8, as people call it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    for encoding, name in (("cp932", "Shift_JIS（CP932）"), ("euc_jp", "EUC-JP")):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return name
    return "不明な文字コード"


def _decode(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _first_bad_line(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content[: error.start].count(b"\n") + 1
    return 1
