"""Spreadsheets that are dangerous, endless or broken, through the command: exit 1, a sentence with the file and its
place, not a byte written, no traceback."""

import hashlib
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from tomoni.cli import main

from .entries import cells
from .workbooks import with_members, with_part, with_sheet_xml, workbook

HEADING = ["募集の題名", "募集する人数"]
ROW = ["髙橋さんの配膳", "3"]
CSV = "募集の題名,募集する人数\n髙橋さんの配膳,3\n"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EVERY_ROW = 1_048_576
"""So many rows has a sheet of Excel."""
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space within which the worst files are refused (`tomoni --help` alone took 300 MB)."""


def book(path, *rows):
    return workbook(path, HEADING, ROW, *rows)


def changed(path, change):
    opened = openpyxl.load_workbook(path)
    change(opened)
    opened.save(path)


def formula(path):
    book(path, ["=1+2", 4])


def formula_in_an_array(path):
    book(path)
    xml = (
        f'<worksheet xmlns="{NAMESPACE}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>募集の題名</t></is></c>'
        '</row><row r="2"><c r="A2"><f t="array" ref="A2">SUM(1)</f><v>1</v></c></row></sheetData></worksheet>'
    )
    with_sheet_xml(path, xml)


def macros(path):
    with_members(book(path), **{"xl/vbaProject.bin": b"x"})


def old_macros(path):
    with_members(book(path), **{"xl/macrosheets/sheet1.xml": b"<x/>"})


def external_links(path):
    with_members(book(path), **{"xl/externalLinks/externalLink1.xml": b"<x/>"})


def hidden_sheet(path):
    book(path)
    changed(path, lambda opened: setattr(opened.create_sheet("名簿"), "sheet_state", "veryHidden"))


def hidden_row(path):
    book(path, ["会計", 1])
    changed(path, lambda opened: setattr(opened.active.row_dimensions[3], "hidden", True))


def hidden_column(path):
    book(path)
    changed(path, lambda opened: setattr(opened.active.column_dimensions["B"], "hidden", True))


def password(path):
    path.write_bytes(OLD + bytes(504) + "EncryptedPackage".encode("utf-16-le"))


def old_form(path):
    path.write_bytes(OLD + bytes(504) + "Workbook".encode("utf-16-le"))


def cut_off(path):
    content = book(path).read_bytes()
    path.write_bytes(content[: len(content) // 2])


def another_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")


def entities(path):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with_part(
        book(path),
        "xl/sharedStrings.xml",
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><sst xmlns="{NAMESPACE}">&l9;</sst>',
    )


def outside_entity(path):
    with_sheet_xml(
        book(path),
        '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><worksheet>&file;</worksheet>',
    )


def zip_bomb(path):
    """Half a GB of nothing in half a megabyte."""
    with (
        zipfile.ZipFile(book(path), "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/image1.png", "w", force_zip64=True) as member,
    ):
        for _ in range(512):
            member.write(bytes(1 << 20))


def bomb_within_the_limit(path):
    """A sheet of 90 MB, one row after another, that unpacks within what is opened."""
    row = "<row><c t='str'><v>x</v></c></row>"
    many = row * ((90 << 20) // len(row))
    head = f"<worksheet xmlns='{NAMESPACE}'><dimension ref='A1'/>"
    with_sheet_xml(book(path), f"{head}<sheetData>{many}</sheetData></worksheet>")


def every_row(path):
    """A sheet with all the rows that a sheet can have, each with a cell: written as a stream, as programs do."""
    with (
        zipfile.ZipFile(book(path)) as old,
        zipfile.ZipFile(path.with_suffix(".new"), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for item in old.infolist():
            if item.filename != "xl/worksheets/sheet1.xml":
                new.writestr(item.filename, old.read(item))
        with new.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{NAMESPACE}"><dimension ref="A1:A{EVERY_ROW}"/>'.encode())
            sheet.write(b"<sheetData>")
            heading = '<row r="1"><c r="A1" t="inlineStr"><is><t>募集の題名</t></is></c></row>'
            sheet.write(heading.encode())
            for start in range(2, EVERY_ROW + 1, 10_000):
                rows = range(start, min(start + 10_000, EVERY_ROW + 1))
                sheet.write("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in rows).encode())
            sheet.write(b"</sheetData></worksheet>")
    path.with_suffix(".new").replace(path)


def text(content):
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content.encode())


BAD = {
    "formula": ("a.xlsx", formula, "a.xlsx（募集） A3: 式が入っているので読みません。"),
    "array-formula": ("a.xlsx", formula_in_an_array, "A2: 式が入っているので読みません。"),
    "macros": ("a.xlsm", macros, "a.xlsm: マクロが入っているので読みません。"),
    "old-macros": ("a.xlsx", old_macros, "a.xlsx: マクロが入っているので読みません。"),
    "external-links": ("a.xlsx", external_links, "a.xlsx: ほかのファイルへのリンクがあるので読みません。"),
    "hidden-sheet": ("a.xlsx", hidden_sheet, "a.xlsx: 隠れたシートがあります（名簿）。"),
    "hidden-row": ("a.xlsx", hidden_row, "a.xlsx（募集）: 隠れた行か列に、何か書かれています（3行目）。"),
    "hidden-column": ("a.xlsx", hidden_column, "a.xlsx（募集）: 隠れた行か列に、何か書かれています（B列）。"),
    "password": ("a.xlsx", password, "a.xlsx: パスワードがかかっているので読めません。"),
    "old-form": ("a.xls", old_form, "a.xls: 古い形式のExcelファイル（.xls）です。"),
    "cut-off": ("a.xlsx", cut_off, "a.xlsx: Excelブックとして読めません。"),
    "another-zip": ("a.xlsx", another_zip, "a.xlsx: Excelブック（.xlsx）ではありません。"),
    "entities": ("a.xlsx", entities, "a.xlsx: 表計算ソフトが書かない宣言（DOCTYPE）"),
    "outside-entity": ("a.xlsx", outside_entity, "a.xlsx: 表計算ソフトが書かない宣言（DOCTYPE）"),
    "csv-formula": ("a.csv", text(CSV + "=1+2,3\n"), "a.csv 3行目 A列: 式が入っているので読みません。"),
    "csv-link": (
        "a.csv",
        text(CSV + '配膳,"=HYPERLINK(""https://a.example"",""x"")"\n'),
        "a.csv 3行目 B列: 式が入っているので読みません。",
    ),
    "csv-command": (
        "a.csv",
        text(CSV + "+cmd|' /C calc'!A0,3\n"),
        "a.csv 3行目 A列: 式が入っているので読みません。",
    ),
    "nul": ("a.csv", text(CSV + "配\0膳,3\n"), "a.csv 3行目: 文字でないもの（NUL）"),
    "open-quotation": ("a.csv", text(CSV + '"閉じない,3\n'), "a.csv 3行目: CSVとして読めません"),
    "utf-16-without-mark": ("a.csv", text(CSV.encode("utf-16-le")), "a.csv: 文字コードがわかりません"),
    "euc-jp": (
        "a.csv",
        text("募集の題名,人数\n配膳,3\n".encode("euc-jp")),
        "a.csv: 文字コードがわかりません",
    ),
    "no-text": ("a.csv", text(b"\x81\xff\xfe\x82\n"), "a.csv: 文字コードがわかりません"),
    "half-a-character": (
        "a.csv",
        text((CSV + "配膳").encode()[:-1]),
        "a.csv 3行目: こわれた文字があります（UTF-8の文字の半分など）。",
    ),
    "half-in-the-middle": (
        "a.csv",
        text(CSV.encode() + "配".encode()[:2] + b",3\n"),
        "a.csv 3行目: こわれた文字があります",
    ),
    "half-of-cp932": (
        "a.csv",
        text("募集の題名,人数\n配".encode("cp932")[:-1]),
        "a.csv: 文字コードがわかりません",
    ),
    "half-of-utf-16": (
        "a.csv",
        text(CSV.encode("utf-16")[:-1]),
        "a.csv 2行目: こわれた文字があります（UTF-16-LEの文字の半分など）。",
    ),
    "empty": ("a.csv", text(b""), "a.csv: ファイルが空です。"),
    "too-many-lines": (
        "a.csv",
        text("募集の題名\n" + "配膳\n" * 5_000),
        "a.csv: 行が多すぎます（5,000行まで）。",
    ),
    "too-wide": ("a.csv", text("," * 400 + "募集の題名\n"), "a.csv 1行目: 列が多すぎます。"),
    "too-long": (
        "a.csv",
        text("募集の題名\n" + "あ" * 40_000 + "\n"),
        "a.csv 2行目 A列: セルの文が長すぎます。",
    ),
}

ENDLESS = {
    "every-row": ("a.xlsx", every_row, "a.xlsx（募集）: 行が多すぎます（5,000行まで）。"),
    "zip-bomb": ("a.xlsx", zip_bomb, "a.xlsx: ひらくと大きすぎるファイルです。"),
    "bomb-within-the-limit": ("a.xlsx", bomb_within_the_limit, "a.xlsx（募集）: 行が多すぎます"),
    "entities": BAD["entities"],
}


def digest(package):
    files = sorted(path for path in package.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


@pytest.mark.parametrize("case", BAD)
def test_what_is_refused(package, tmp_path, capsys, monkeypatch, case):
    name, make, answer = BAD[case]
    make(tmp_path / name)
    before = digest(package)
    monkeypatch.setattr(
        sys, "argv", ["tomoni", "apply", str(tmp_path / name), "--into", str(package), "--as", "openings"]
    )
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert ended.value.code == 1
    assert answer in said.err
    # What is wrong, where, and how to mend it.
    assert said.err.partition(answer)[2].strip().endswith("。")
    assert "Traceback" not in said.err + said.out
    assert digest(package) == before


@pytest.mark.parametrize("case", ENDLESS)
def test_what_is_endless_is_refused_within_bounded_memory(package, tmp_path, case):
    name, make, answer = ENDLESS[case]
    make(tmp_path / name)
    before = digest(package)
    done = subprocess.run(
        [Path(sys.executable).parent / "tomoni", "apply", name, "--into", package, "--as", "openings"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "OPENBLAS_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert answer in done.stderr
    assert "Traceback" not in done.stderr and "MemoryError" not in done.stderr
    assert digest(package) == before


def test_a_sheet_of_every_row_is_one(tmp_path):
    """The worst case is honest: the file really has all rows, and is small enough to be opened."""
    every_row(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        content = archive.read("xl/worksheets/sheet1.xml")
    assert content.count(b"<row ") == EVERY_ROW
    assert f'<row r="{EVERY_ROW}">'.encode() in content
    assert len(content) < 96 << 20


@pytest.mark.parametrize("ends", [("\r\n", "\n", "\r"), ("\r", "\r\n", "\n")])
def test_mixed_line_ends_are_fine(package, tmp_path, capsys, monkeypatch, ends):
    organization = cells(package, "organizations/organizations.csv")[0]["id"]
    head = "団体,募集の題名,関わり方,役割,ひとこと紹介,内容,時間帯,活動の始まり,参加のしかた,募集する人数,申し込みの電話"
    rest = "単発,手伝い,配ります。,並べます。,平日の夜,2026-12-05,現地,3,03-0000-0000"
    lines = (head, f"{organization},配膳,{rest}", f"{organization},受付,{rest}")
    path = tmp_path / "openings.csv"
    path.write_bytes("".join(line + end for line, end in zip(lines, ends, strict=True)).encode())
    monkeypatch.setattr(
        sys, "argv", ["tomoni", "apply", str(path), "--into", str(package), "--as-of", "2026-11-23"]
    )
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0, capsys.readouterr().err
    assert {"配膳", "受付"} <= {row["title"] for row in cells(package, "people/openings.csv")}
