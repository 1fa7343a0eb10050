"""A look at the bytes of a data file before anyone reads it as a table.

A file that fails here is reported and left unread; the other files are still checked.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .package import Resource
from .report import Problem, shorten, words_of

CELL_LIMIT = 100_000
"""Characters in one cell. The longest text of the schemas is 20,000."""

COLUMN_LIMIT = 1_000
"""Cells in one row. The widest table of the schemas has fewer than a hundred."""

_HALF_WIDTH_KANA = re.compile("[｡-ﾟ]")


@dataclass(frozen=True, slots=True)
class Table:
    """A readable table: its header, and each row with the line on which it begins."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, list[Any]], ...]


def look(
    path: Path, name: str, resource: Resource, base: Path, *, guess_delimiter: bool = False
) -> tuple[Table | None, list[Problem]]:
    """A CSV file as lines of cells, or None and what keeps it from being read.

    `name` is the path as the package gives it. BOM and line endings are problems, but do not keep it from
    being read. With `guess_delimiter`, a file whose delimiter stock tools would take for another is a
    problem (they guess where the package does not say).
    """
    text, problems = read_text(path, name, resource, base)
    if text is None:
        return None, problems
    rows: list[tuple[int, list[Any]]] = []
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            if len(cells) > COLUMN_LIMIT:
                detail = {"count": f"{len(cells):,}", "limit": f"{COLUMN_LIMIT:,}"}
                return None, [*problems, _wrong(resource, name, "too-many-columns", begins, **detail)]
            rows.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        return None, [*problems, _unreadable(text, begins, str(error), resource, name)]
    finally:
        csv.field_size_limit(sys.maxsize)
    if guess_delimiter and (delimiter := guessed_delimiter(text)) != ",":
        problems.append(_wrong(resource, name, "delimiter-guess", value=delimiter))
    return Table(name, tuple(rows[0][1]), tuple(rows[1:])), problems


def _unreadable(text: str, begins: int, error: str, resource: Resource, name: str) -> Problem:
    """Why the row that begins on that line cannot be read as CSV."""
    if "field limit" in error:
        rest = io.StringIO(text.split("\n", begins - 1)[begins - 1], newline="")
        csv.field_size_limit(sys.maxsize)
        longest = max(map(len, next(csv.reader(rest))))
        detail = {"size": f"{longest:,}", "limit": f"{CELL_LIMIT:,}"}
        return _wrong(resource, name, "cell-too-large", begins, **detail)
    code = "unclosed-quote" if "end of data" in error else "stray-quote"
    return _wrong(resource, name, code, begins, value=_line(text, begins))


def read_text(path: Path, name: str, resource: Resource, base: Path) -> tuple[str | None, list[Problem]]:
    """The text of a file without BOM and with LF line endings, or None and what keeps it from being read."""

    def wrong(code: str, line: int | None = None, **detail: str) -> Problem:
        return _wrong(resource, name, code, line, **detail)

    if is_link(path, base):
        return None, [wrong("symbolic-link")]
    if not path.is_file():
        return None, [wrong("file-missing")]
    content = path.read_bytes()
    if not content.strip():
        return None, [wrong("empty-file", header=",".join(item.name for item in resource.schema.fields[:3]))]
    if content.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        return None, [wrong("packed-file")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return None, [wrong("encoding", line, encoding=guess_encoding(content))]
    if "\0" in text:
        return None, [wrong("nul-byte", text.count("\n", 0, text.index("\0")) + 1)]
    problems = []
    if text.startswith("\ufeff"):
        problems.append(wrong("byte-order-mark", 1))
        text = text[1:]
    if "\r" in text:
        problems.append(wrong("line-ending", text.count("\n", 0, text.index("\r")) + 1))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, problems


def is_link(path: Path, base: Path) -> bool:
    """Whether the file, or a folder between it and the package's, is a symbolic link."""
    return any(
        part.is_symlink() for part in (path, *path.parents) if part != base and part.is_relative_to(base)
    )


def leads_outside(path: str) -> bool:
    """Whether a path that an entry gives could lead out of the package's folder, or to another machine."""
    return path.startswith("/") or ".." in path.split("/") or "\\" in path or ":" in path


def guess_encoding(content: bytes) -> str:
    """The likely encoding of a file that is not UTF-8, as people call it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    readings = []
    for encoding, name in (("cp932", "Shift_JIS（CP932）"), ("euc_jp", "EUC-JP")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((len(_HALF_WIDTH_KANA.findall(text)), name))
    return min(readings)[1] if readings else "UTF-8でも日本語の文字コードでもないもの"


def guessed_delimiter(text: str) -> str:
    """The delimiter that Frictionless would guess from the first 100 lines (its CSV parser does the same)."""
    sample = io.StringIO(text, newline="").readlines()[:100]
    try:
        return csv.Sniffer().sniff("".join(sample), ",\t;|").delimiter
    except csv.Error:
        return ","


def _wrong(
    resource: Resource, name: str, code: str, line: int | None = None, value: str | None = None, **detail: str
) -> Problem:
    return Problem(resource.name, name, line, None, code, value, {**words_of(resource), **detail})


def _line(text: str, number: int) -> str:
    return shorten(text.split("\n", number)[number - 1])
