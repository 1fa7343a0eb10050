import zipfile
from pathlib import Path

import pytest
from tomoni.catalog import TomoniError
from tomoni.importers.delimited import open_delimited, read_records


def rows(path: Path) -> list[list[str]]:
    return [record.cells for record in read_records(open_delimited(path))]


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_csv", ".csv").replace("_txt", ".txt"), content)
    return path


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_text_is_read_in_the_usual_encodings(tmp_path: Path, encoding: str, newline: str) -> None:
    text = newline.join(["名称,住所", '"①の会","表\n十"', "", "能登,ソ"])
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert rows(tmp_path / "a.csv") == [["名称", "住所"], ["①の会", "表\n十"], ["能登", "ソ"]]


def test_rows_are_counted_as_a_spreadsheet_does(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('a\n"x\ny"\n\nz\n')
    assert [record.row for record in read_records(open_delimited(tmp_path / "a.csv"))] == [1, 2, 4]


def test_the_only_csv_of_a_zip_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", readme_txt=b"hello", table_csv="名称\nひ\n".encode("cp932"))
    assert rows(path) == [["名称"], ["ひ"]]


def bomb() -> bytes:
    return b"a," * 20_000_000


def encrypted(path: Path) -> Path:
    zipped(path, table_csv=b"a\n")
    content = bytearray(path.read_bytes())
    content[6] |= 1  # general purpose flag of the local header …
    content[content.rindex(b"PK\x01\x02") + 8] |= 1  # … and of the central directory
    path.write_bytes(content)
    return path


def workbook(path: Path) -> Path:
    import openpyxl

    openpyxl.Workbook().save(path)
    return path


def broken(path: Path) -> Path:
    zipped(path, table_csv=b"a\n1\n" * 1000)
    content = bytearray(path.read_bytes())
    content[45] ^= 0xFF  # within the packed bytes
    path.write_bytes(content)
    return path


def plain(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda d: d / "missing.csv", "開けません"),
        (lambda d: plain(d / "a.csv", b""), "空です"),
        (lambda d: plain(d / "a.zip", b"not a zip"), "ZIPファイルではありません"),
        (lambda d: plain(d / "a.zip", b"PK\x03\x04 cut off"), "壊れています"),
        (lambda d: broken(d / "a.zip"), "壊れています"),
        (lambda d: encrypted(d / "a.zip"), "暗号"),
        (lambda d: zipped(d / "a.zip", readme_txt=b"x"), "CSVがありません"),
        (lambda d: zipped(d / "a.zip", one_csv=b"x", two_csv=b"y"), "CSVが2個"),
        (lambda d: zipped(d / "a.zip", one_csv=bomb()), "大きすぎる"),
        (lambda d: workbook(d / "a.xlsx"), "Excel"),
        (lambda d: plain(d / "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "Excel"),
        (lambda d: plain(d / "a.csv", "名称\n".encode("utf-16")), "UTF-16"),
        (lambda d: plain(d / "a.csv", "名称\n十\n".encode("cp932") + b"abc\x81\x20\n"), "3行目"),
        (lambda d: plain(d / "a.csv", "名称\n山田".encode() + b"\xff\xff\n"), "2行目"),
        (lambda d: plain(d / "a.csv", b"a\nb\0c\n"), "2行目"),
        (lambda d: plain(d / "a.csv", b'a\n"b\n'), "引用符"),
        (lambda d: plain(d / "a.csv", b"a\n" + b"x" * 200_000 + b"\n"), "長すぎ"),
        (lambda d: plain(d / "a.csv", b"a\n" + b"x" * 5_000_000 + b"\n"), "行が長すぎ"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, make, message: str) -> None:
    with pytest.raises(TomoniError, match=message):
        rows(make(tmp_path))


def test_a_member_that_says_less_than_it_holds_is_no_danger(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", table_csv=b"a\n" * 1000)
    content = path.read_bytes()
    path.write_bytes(content.replace((2000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(TomoniError, match="壊れています"):
        rows(path)
