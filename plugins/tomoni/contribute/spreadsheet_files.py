"""Spreadsheets as people send them (XLSX, CSV, TSV) as rows of cells: bounded, nothing run, nothing calculated."""

from __future__ import annotations

import csv
import io
import re
import sys
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from tomoni.catalog import TomoniError

from .sheet_layout import DocumentType, SheetLayout, TooManyMerged, read_layout, refuse_document_types
from .template_marks import CODES_SHEET, MARK_SHEET, VERSION
from .text_encodings import decoded_text

MAX_BYTES = 32 * 1024 * 1024
MAX_UNPACKED_BYTES = 96 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 300
MAX_CHARACTERS = 32_767
"""So many characters a cell of Excel can hold."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
CALLS = re.compile(r"\s*(=|[+\-@][^\s]*[A-Za-z]\w*[(!|])")
"""What a spreadsheet would calculate or run if a cell with this text were opened."""
_FAILED = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    ParseError,
    EOFError,
)
_BROKEN_TOO = (OSError, InvalidFileException, NotImplementedError, IndexError, RecursionError)


@dataclass(frozen=True)
class Sheet:
    """The rows that hold anything, each with its number; `marks` are what our own template says of itself.

    `merged`: cells that got their value from a cell merged downwards over them, as (row, column from 0);
    `wide`: cells that stand over several columns, with the last of these.
    """

    title: str
    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    marks: Mapping[str, str] = field(default_factory=dict)
    merged: frozenset[tuple[int, int]] = frozenset()
    wide: Mapping[tuple[int, int], int] = field(default_factory=dict)


def read_spreadsheet(path: Path, sheet: str | None = None) -> Sheet:
    """The one sheet of a workbook or the rows of a CSV or TSV file; `sheet` names it where there are several.

    Raises TomoniError, in words for the person who made the file, for everything that could not be read as it is
    meant: formulas, macros, passwords, links to other files, hidden sheets, too much of anything.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise TomoniError(
            f"ファイルを開けません（{error.strerror}）。", str(path), "場所と名前を確かめてください。"
        ) from None
    if not size:
        raise TomoniError("ファイルが空です。", path.name, "書きこんでから保存してください。")
    if size > MAX_BYTES:
        raise TomoniError(
            f"ファイルが大きすぎます（{size / 1e6:,.0f} MB）。",
            path.name,
            "写真などをのぞき、表だけにしてください。",
        )
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_or_locked(path)
    if start.startswith(b"PK"):
        return _workbook(path, sheet)
    return _delimited(path)


def _old_or_locked(path: Path) -> TomoniError:
    if _ENCRYPTED in path.read_bytes():
        return TomoniError(
            "パスワードがかかっているので読めません。",
            path.name,
            "Excelの「ファイル」→「情報」→「ブックの保護」でパスワードを外して、保存し直してください。",
        )
    return TomoniError(
        "古い形式のExcelファイル（.xls）です。",
        path.name,
        "「名前を付けて保存」で「Excelブック（.xlsx）」を選んでください。",
    )


def _workbook(path: Path, wanted: str | None) -> Sheet:
    try:
        _refuse_dangers(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # extensions that are of no account here
            book = openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            return _one_sheet(book, path, wanted)
        finally:
            book.close()
    except (*_BROKEN, *_BROKEN_TOO):
        raise TomoniError(
            "Excelブックとして読めません。こわれているようです。",
            path.name,
            "Excelで開き直し、もう一度保存してください。",
        ) from None


def _refuse_dangers(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        names = {item.filename for item in members}
        if any(item.flag_bits & 1 for item in members):
            raise TomoniError(
                "暗号がかかっているので読めません。", path.name, "暗号を解いて、保存し直してください。"
            )
        if "xl/workbook.xml" not in names:
            raise TomoniError(
                "Excelブック（.xlsx）ではありません。",
                path.name,
                "「Excelブック（.xlsx）」かCSVで保存してください。",
            )
        if any(name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower() for name in names):
            raise TomoniError(
                "マクロが入っているので読みません。",
                path.name,
                "「名前を付けて保存」で「Excelブック（.xlsx）」（マクロなし）を選んでください。",
            )
        if any(name.startswith("xl/externalLinks/") for name in names):
            raise TomoniError(
                "ほかのファイルへのリンクがあるので読みません。",
                path.name,
                "「データ」→「リンクの編集」でリンクを解除してから、保存し直してください。",
            )
        if sum(item.file_size for item in members) > MAX_UNPACKED_BYTES:
            raise TomoniError(
                "ひらくと大きすぎるファイルです。",
                path.name,
                "表の下や右の、使っていない行と列を削除して、保存し直してください。",
            )
        try:
            refuse_document_types(archive)
        except DocumentType:
            raise TomoniError(
                "表計算ソフトが書かない宣言（DOCTYPE）が入っているので読みません。",
                path.name,
                "Excelで開き、もう一度「Excelブック（.xlsx）」で保存してください。",
            ) from None


def _one_sheet(book: Any, path: Path, wanted: str | None) -> Sheet:
    ours = MARK_SHEET in book.sheetnames
    marks = _marks(book[MARK_SHEET], path) if ours else {}
    known = {MARK_SHEET, CODES_SHEET} if ours else set()
    sheets = [sheet for sheet in book.worksheets if sheet.title not in known]
    if wanted is not None:
        sheets = [sheet for sheet in sheets if sheet.title == wanted]
        if not sheets:
            raise TomoniError(
                f"「{wanted}」というシートはありません。",
                path.name,
                f"あるシート：{'、'.join(book.sheetnames[:20])}",
            )
    elif hidden := [sheet.title for sheet in sheets if sheet.sheet_state != "visible"]:
        raise TomoniError(
            f"隠れたシートがあります（{'、'.join(hidden[:5])}）。",
            path.name,
            "見えるようにして中身を確かめ、いらないシートを消すか、--sheet で読むシートを指定してください。",
        )
    if len(sheets) > 1 and marks.get("sheet") in [sheet.title for sheet in sheets]:
        sheets = [sheet for sheet in sheets if sheet.title == marks["sheet"]]
    filled = [read for read in (_sheet(sheet, path) for sheet in sheets) if read.rows]
    if len(filled) > 1:
        titles = "、".join(read.title for read in filled[:10])
        raise TomoniError(
            f"中身のあるシートが{len(filled)}枚あります（{titles}）。",
            path.name,
            "--sheet で、読むシートを1つ指定してください。",
        )
    if not filled:
        raise TomoniError("何も書かれていません。", path.name, "書きこんでから保存してください。")
    return replace(filled[0], marks=marks)


def _sheet(sheet: Any, path: Path) -> Sheet:
    where = f"{path.name}（{sheet.title}）"
    sheet.reset_dimensions()
    rows: dict[int, list[Any]] = {}
    for cells in sheet.iter_rows():
        filled = [cell for cell in cells if cell.value is not None and str(cell.value).strip()]
        if not filled:
            continue
        if filled[-1].column > MAX_COLUMNS:
            raise TomoniError("列が多すぎます。", where, f"{MAX_COLUMNS}列までにしてください。")
        if len(rows) >= MAX_ROWS:
            raise _too_many_rows(where)
        row = [None] * filled[-1].column
        for cell in filled:
            _refuse_formula(cell.value, cell.data_type == "f", f"{where} {cell.coordinate}")
            row[cell.column - 1] = cell.value
        rows[filled[0].row] = row
    with zipfile.ZipFile(path) as archive:
        try:
            layout = read_layout(archive, sheet._worksheet_path.lstrip("/"))
        except TooManyMerged:
            raise TomoniError(
                "結合したセルが多すぎます。", where, "セルの結合を解いて、保存し直してください。"
            ) from None
    _refuse_hidden(rows, layout, where)
    merged, wide = _fill_merged(rows, layout)
    return Sheet(
        sheet.title, tuple((number, tuple(row)) for number, row in sorted(rows.items())), {}, merged, wide
    )


def _refuse_hidden(rows: Mapping[int, list[Any]], layout: SheetLayout, where: str) -> None:
    """Rows and columns that hold something and are not seen: nobody knows whether they are meant."""
    columns = {place for row in rows.values() for place, cell in enumerate(row, 1) if cell is not None}
    unseen = [f"{number}行目" for number in sorted(layout.hidden_rows & rows.keys())]
    unseen += [
        f"{get_column_letter(column)}列"
        for column in sorted(columns)
        if any(first <= column <= last for first, last in layout.hidden_columns)
    ]
    if unseen:
        raise TomoniError(
            f"隠れた行か列に、何か書かれています（{'、'.join(unseen[:5])}）。",
            where,
            "フィルターを外し、すべての行と列を「再表示」して中身を確かめ、いらないものは削除してください。",
        )


def _fill_merged(
    rows: dict[int, list[Any]], layout: SheetLayout
) -> tuple[frozenset[tuple[int, int]], dict[tuple[int, int], int]]:
    """Put the value of a merged cell into each row that it spans and that holds something else.

    What a cell means that spans several columns is for its reader to ask.
    """
    filled: set[tuple[int, int]] = set()
    wide: dict[tuple[int, int], int] = {}
    for left, top, right, bottom in layout.merged:
        first = left - 1
        value = next(iter(rows.get(top, [])[first : first + 1]), None)
        if value is None:
            continue
        for number in [number for number in rows if top <= number <= bottom]:
            if number > top:
                row = rows[number]
                row.extend([None] * (first + 1 - len(row)))
                row[first] = value
                filled.add((number, first))
            if right > left:
                wide[(number, first)] = min(right, MAX_COLUMNS) - 1
    return frozenset(filled), wide


def _marks(sheet: Any, path: Path) -> dict[str, str]:
    marks = {
        str(row[0]): str(row[1])
        for row in sheet.iter_rows(max_row=10, max_col=2, values_only=True)
        if len(row) == 2
    }
    if marks.get("version") != str(VERSION):
        raise TomoniError(
            f"ひな形の版（{marks.get('version', '')[:10]}）がちがいます。",
            path.name,
            f"いまの版は{VERSION}です。新しいひな形をもらい、書き写してください。",
        )
    return marks


def _delimited(path: Path) -> Sheet:
    text = decoded_text(path)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TomoniError(
            "文字でないもの（NUL）が入っています。",
            f"{path.name} {line}行目",
            "表計算ソフトで開き、CSV（UTF-8）で保存し直してください。",
        )
    head = text.lstrip("\r\n").splitlines()[0] if text.strip() else ""
    delimiter = (
        "\t" if head.count("\t") > head.count(",") else ";" if head.count(";") > head.count(",") else ","
    )
    csv.field_size_limit(MAX_CHARACTERS * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = tuple(_lines(reader, path))
    except csv.Error as error:
        raise TomoniError(
            "CSVとして読めません（引用符が閉じていないか、セルが長すぎます）。",
            f"{path.name} {reader.line_num}行目",
            f'その行の引用符（"）を確かめてください（{error}）。',
        ) from None
    finally:
        csv.field_size_limit(sys.maxsize)
    if not rows:
        raise TomoniError("何も書かれていません。", path.name, "書きこんでから保存してください。")
    return Sheet(path.name, rows)


def _lines(reader: Any, path: Path) -> Iterator[tuple[int, tuple[Any, ...]]]:
    count = 0
    for number, cells in enumerate(reader, 1):
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MAX_ROWS:
            raise _too_many_rows(path.name)
        if len(cells) > MAX_COLUMNS:
            raise TomoniError(
                "列が多すぎます。", f"{path.name} {number}行目", f"{MAX_COLUMNS}列までにしてください。"
            )
        for column, cell in enumerate(cells, 1):
            if cell:
                _refuse_formula(cell, False, f"{path.name} {number}行目 {get_column_letter(column)}列")
        yield number, tuple(cell if cell.strip() else None for cell in cells)


def _refuse_formula(value: Any, formula: bool, where: str) -> None:
    if formula or (isinstance(value, str) and CALLS.match(value)):
        raise TomoniError(
            "式が入っているので読みません。",
            where,
            "そのセルをコピーし、「形式を選択して貼り付け」→「値」で貼り付けてから、保存し直してください。",
        )
    if value in _FAILED:
        raise TomoniError(f"式のまちがい（{value}）が入っています。", where, "正しい値を書いてください。")
    if isinstance(value, str) and len(value) > MAX_CHARACTERS:
        raise TomoniError("セルの文が長すぎます。", where, f"{MAX_CHARACTERS:,}字までにしてください。")


def _too_many_rows(where: str) -> TomoniError:
    return TomoniError(
        f"行が多すぎます（{MAX_ROWS:,}行まで）。",
        where,
        "いくつかのファイルに分けるか、`tomoni import` で取り込んでください。",
    )
