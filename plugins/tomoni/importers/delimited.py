"""Delimited files from outside, plain or in a ZIP, opened with bounds on all that could be endless."""

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from tomoni.catalog import TomoniError

MAX_BYTES = 512 * 1024 * 1024
"""The national register unpacked is under 100 MB; five times that is no register."""
MAX_LINE_BYTES = 4 * 1024 * 1024
MAX_CELL_CHARACTERS = 100_000
_MAX_RATIO = 200  # text packs to about a tenth; the members of ZIP bombs to a thousandth
_RATIO_MATTERS_FROM = 8 * 1024 * 1024
_HOW_ENCODING = "入手したファイルを、表計算ソフトで保存し直さずに、そのまま指定してください。"


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file: its number as a spreadsheet counts it (the heading is 1) and its cells."""

    row: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class DelimitedFile:
    """A file to read from: where it lies, and the name of the member that holds the rows (or its own)."""

    path: Path
    member: str | None

    @property
    def shown(self) -> str:
        """The name for messages: `gyousei_000.zip（000_AdministrativeInputData_20261101.csv）`."""
        return f"{self.path.name}（{self.member}）" if self.member else self.path.name

    @property
    def table_name(self) -> str:
        return Path(self.member).name if self.member else self.path.name


def open_delimited(path: Path) -> DelimitedFile:
    """The CSV at `path`, or the only CSV inside the ZIP at `path`. What it is is read from its first bytes.

    Raises TomoniError for a missing file, a workbook, a ZIP with no CSV, with several, encrypted, broken or
    unreasonably large when unpacked.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise TomoniError(
            "ファイルを開けません。", str(path), f"場所と名前を確かめてください（{error.strerror}）。"
        ) from None
    if not start:
        raise TomoniError("ファイルが空です。", path.name, "もう一度ダウンロードしてください。")
    if start.startswith(b"PK"):
        return DelimitedFile(path, _only_csv(path))
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise TomoniError(
            "Excelブックはそのまま読めません。", path.name, "CSVで配布されているものを指定してください。"
        )
    if path.suffix.lower() == ".zip":
        raise TomoniError("ZIPファイルではありません。", path.name, "もう一度ダウンロードしてください。")
    if path.stat().st_size > MAX_BYTES:
        raise _too_large(path.name)
    return DelimitedFile(path, None)


def read_records(file: DelimitedFile) -> Iterator[Record]:
    """The rows of the file, heading included, blank ones left out. UTF-8 (with or without BOM) or CP932.

    Raises TomoniError, with the line, for bytes that are not text, NUL bytes, an unclosed quote, and lines or
    cells that do not end.
    """
    encoding = _encoding(file)
    limit_before = csv.field_size_limit(MAX_CELL_CHARACTERS)  # the module's own: put back when done
    with _opened(file) as stream:
        reader = csv.reader(_lines(stream, encoding, file), strict=True)
        try:
            for row, cells in enumerate(reader, start=1):
                if any(cells):
                    yield Record(row, cells)
        except csv.Error as error:
            raise TomoniError(
                "CSVとして読めません（引用符が閉じていないか、項目が長すぎます）。",
                f"{file.shown} {reader.line_num}行目",
                f'その行の引用符（"）を確かめてください（{error}）。',
            ) from None
        finally:
            csv.field_size_limit(limit_before)


def _only_csv(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [item for item in archive.infolist() if not item.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise TomoniError(
            "ZIPファイルが壊れています。", path.name, "もう一度ダウンロードしてください。"
        ) from None
    if any(item.filename == "[Content_Types].xml" for item in members):
        raise TomoniError(
            "Excelブックはそのまま読めません。", path.name, "CSVで配布されているものを指定してください。"
        )
    tables = [
        item
        for item in members
        if item.filename.lower().endswith(".csv") and not item.filename.startswith("__MACOSX/")
    ]
    if not tables:
        raise TomoniError(
            "ZIPの中にCSVがありません。", path.name, "gyousei_000.zip などの配布ファイルを指定してください。"
        )
    if len(tables) > 1:
        names = "、".join(item.filename for item in tables[:5])
        raise TomoniError(
            f"ZIPの中にCSVが{len(tables)}個あります（{names}）。",
            path.name,
            "取り込むCSVを1つ取り出し、そのCSVを指定してください。",
        )
    table = tables[0]
    if table.flag_bits & 1:
        raise TomoniError("ZIPに暗号がかかっています。", path.name, "暗号を解いたCSVを指定してください。")
    packed_too_well = table.file_size > max(table.compress_size, 1) * _MAX_RATIO
    if table.file_size > MAX_BYTES or (packed_too_well and table.file_size > _RATIO_MATTERS_FROM):
        raise _too_large(f"{path.name}（{table.filename}）")
    return table.filename


@contextmanager
def _opened(file: DelimitedFile) -> Iterator[IO[bytes]]:
    """The bytes of the table, buffered. What a ZIP says only while it is read becomes a TomoniError too."""
    try:
        if file.member is None:
            with file.path.open("rb") as stream:
                yield stream
        else:
            with zipfile.ZipFile(file.path) as archive, archive.open(file.member) as packed:
                yield io.BufferedReader(cast(io.RawIOBase, packed), 1 << 16)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
        raise TomoniError(
            "ZIPファイルが壊れています。", file.shown, "もう一度ダウンロードしてください。"
        ) from None


def _encoding(file: DelimitedFile) -> str:
    """`utf-8-sig` when all bytes, or the Japanese heading, are UTF-8; else `cp932`.

    Japanese text in CP932 is never valid UTF-8; the other way round a few lines can pass by chance.
    """
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    heading = b""
    read = 0
    with _opened(file) as stream:
        while chunk := stream.read(1 << 20):
            if not read:
                if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                    raise TomoniError("文字コードがUTF-16です。", file.shown, _HOW_ENCODING)
                heading = chunk.partition(b"\n")[0]
            read += len(chunk)
            if read > MAX_BYTES:
                raise _too_large(file.shown)
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return "utf-8-sig" if not heading.isascii() and _is_utf8(heading) else "cp932"
    return "utf-8-sig"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(stream: IO[bytes], encoding: str, file: DelimitedFile) -> Iterator[str]:
    """The lines as text. No byte of a CP932 or UTF-8 letter is LF, so lines can be cut before decoding."""
    number = 0
    read = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        read += len(line)
        where = f"{file.shown} {number}行目"
        if len(line) > MAX_LINE_BYTES:
            raise TomoniError("行が長すぎます。", where, "CSVのファイルかどうかを確かめてください。")
        if read > MAX_BYTES:
            raise _too_large(file.shown)
        if b"\0" in line:
            raise TomoniError("文字でないもの（NUL）が入っています。", where, _HOW_ENCODING)
        try:
            yield line.decode(encoding if number == 1 or encoding == "cp932" else "utf-8")
        except UnicodeDecodeError as error:
            bad = line[error.start : error.start + 2].hex(" ").upper()
            before = line[max(0, error.start - 24) : error.start].decode(encoding, errors="ignore")[-8:]
            raise TomoniError(
                f"文字コードCP932（Shift_JIS）としてもUTF-8としても読めない文字があります（{bad}、「{before}」の後）。",
                where,
                _HOW_ENCODING,
            ) from None


def _too_large(where: str) -> TomoniError:
    return TomoniError(
        "展開すると大きすぎるファイルです。", where, "配布元から入手したファイルかどうかを確かめてください。"
    )
