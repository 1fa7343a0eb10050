"""Files that cannot be read as they should: each is named, says how to mend it, and stops no other file."""

import json

import pytest
from tomoni.catalog import validate

from .small_package import AS_OF, csv_bytes

OPENINGS = "people/openings.csv"


def first(package, code):
    """The first problem with that code; the message lists all that was found."""
    report = validate(package.base, AS_OF)
    found = [problem for problem in report.problems if problem.code == code]
    assert found, [(p.code, p.file, p.line, p.message("ja")) for p in report.problems]
    return found[0]


BYTES = {
    "a file from Excel in Shift_JIS": (
        lambda content: content.decode().encode("cp932"),
        ("encoding", 2, "Shift_JIS", "CSV UTF-8"),
    ),
    "a file in EUC-JP": (
        lambda content: content.decode().encode("euc_jp"),
        ("encoding", 2, "EUC-JP", "UTF-8"),
    ),
    "a file in UTF-16": (
        lambda content: content.decode().encode("utf-16"),
        ("encoding", 1, "UTF-16", "UTF-8"),
    ),
    "a byte-order mark": (
        lambda content: b"\xef\xbb\xbf" + content,
        ("byte-order-mark", 1, "BOM", "BOMなし"),
    ),
    "Windows line ends": (
        lambda content: content.replace(b"\n", b"\r\n"),
        ("line-ending", 1, "CRLF", "LF"),
    ),
    "a NUL byte": (
        lambda content: content.replace("夜ごはん".encode(), b"\0", 1),
        ("nul-byte", 2, "NUL", "打ち直して"),
    ),
    "an empty file": (lambda _: b"", ("empty-file", None, "空", "id,organization,title")),
    "blank lines only": (lambda _: b"\n\n", ("empty-file", None, "空", "見出し")),
    "a quotation mark that is not closed": (
        lambda content: content.replace('"20人分'.encode(), '"20人分'.encode()).replace(
            '歓迎です。"'.encode(), "歓迎です。".encode()
        ),
        ("unclosed-quote", 2, "引用符", '"'),
    ),
    "text after a closed quotation mark": (
        lambda content: content.replace('歓迎です。"'.encode(), '歓迎です。"あ'.encode()),
        ("stray-quote", 2, "閉じた引用符", '""'),
    ),
    "a cell of 10 MB": (
        lambda content: content.replace("夜ごはんづくり".encode(), "夜".encode() * 3_400_000),
        ("cell-too-large", 2, "3,400,004", "引用符の閉じ忘れ"),
    ),
    "a row of a hundred thousand cells": (
        lambda content: content + b"," * 100_000 + b"\n",
        ("too-many-columns", 5, "100,001", "カンマ"),
    ),
    "a workbook under the name of a CSV file": (
        lambda _: b"PK\x03\x04\x14\x00",
        ("packed-file", None, "Excel", "CSV UTF-8"),
    ),
}


@pytest.mark.parametrize(("change", "said"), BYTES.values(), ids=BYTES)
def test_a_file_that_is_not_plain_utf8_csv(package, change, said):
    package.edit("openings", change)
    package.set("finances", revenue_total="1")
    code, line, message, hint = said

    problem = first(package, code)

    assert (problem.table, problem.file, problem.line) == ("openings", OPENINGS, line)
    assert message in problem.message("ja")
    assert hint in problem.hint("ja")
    assert problem.message("en") and problem.hint("en")
    assert first(package, "parts-over-total").file == "organizations/finances.csv"


def test_a_missing_file(package):
    package.file("openings").unlink()

    problem = first(package, "file-missing")

    assert problem.file == OPENINGS
    assert "ファイルがありません" in problem.message("ja")
    assert "見出しだけのファイル" in problem.hint("ja")


def test_a_file_that_is_a_link_to_somewhere_else(package, tmp_path):
    elsewhere = tmp_path / "secret.csv"
    package.file("openings").rename(elsewhere)
    package.file("openings").symlink_to(elsewhere)

    problem = first(package, "symbolic-link")

    assert problem.file == OPENINGS
    assert "リンク" in problem.message("ja")
    assert "ファイルそのもの" in problem.hint("ja")


def test_a_folder_that_is_a_link_to_somewhere_else(package, tmp_path):
    (package.base / "people").rename(tmp_path / "people")
    (package.base / "people").symlink_to(tmp_path / "people")

    assert first(package, "symbolic-link").file == OPENINGS


@pytest.mark.parametrize(
    "path",
    [
        "../openings.csv",
        "/etc/passwd",
        "people/../../x.csv",
        "https://ward.example/openings.csv",
        "C:\\data\\openings.csv",
        "",
    ],
)
def test_a_table_outside_the_folder_is_refused_and_the_others_are_checked(package, path):
    package.describe("openings", path=path)
    package.set("finances", revenue_total="1")

    problem = first(package, "path-outside")

    assert problem.file == "datapackage.json"
    assert path in problem.message("ja") and "外" in problem.message("ja")
    assert "フォルダーの中" in problem.hint("ja")
    assert first(package, "parts-over-total")


def test_references_into_a_file_that_cannot_be_read_are_not_held_against_anybody(package):
    package.edit("openings", lambda content: content.decode().encode("cp932"))

    codes = {problem.code for problem in validate(package.base, AS_OF).problems}

    assert codes == {"encoding"}


HEADERS = {
    "a missing column": (
        lambda cells: [[cell for i, cell in enumerate(row) if cells[0][i] != "reward"] for row in cells],
        ("missing-label", "reward", "謝礼", "reward を加えて"),
    ),
    "an extra column": (
        lambda cells: [[*row, "memo" if row is cells[0] else ""] for row in cells],
        ("extra-label", None, "memo", "消してください"),
    ),
    "a column under its Japanese title": (
        lambda cells: [[*("募集の題名" if cell == "title" else cell for cell in cells[0])], *cells[1:]],
        ("extra-label", None, "募集の題名", "title"),
    ),
    "two columns that changed places": (
        lambda cells: [[row[0], row[2], row[1], *row[3:]] for row in cells],
        ("label-order", "organization", "2番目", "id,organization,title"),
    ),
    "a column that stands twice": (
        lambda cells: [[*row, row[2]] for row in cells],
        ("duplicate-label", "title", "2つ", "1つ"),
    ),
    "a column without a name": (
        lambda cells: [[*row, ""] for row in cells],
        ("blank-label", None, "見出しのない列", "消して"),
    ),
}


@pytest.mark.parametrize(("change", "said"), HEADERS.values(), ids=HEADERS)
def test_a_wrong_header(package, change, said):
    package.write("openings", change(package.read("openings")))
    code, field, message, hint = said

    problem = first(package, code)

    assert (problem.file, problem.line, problem.field) == (OPENINGS, 1, field)
    assert message in problem.message("ja")
    assert hint in problem.hint("ja")


SHAPES = {
    "a cell too many, where a comma was not enclosed": (
        lambda cells: [cells[0], [*cells[1], "x"], cells[2]],
        ("extra-cell", 2, "「x」", "カンマ"),
    ),
    "cells that are missing at the end": (
        lambda cells: [cells[0], cells[1], cells[2][:-2]],
        ("missing-cell", 4, "セルが足りません", "列の数"),
    ),
    "a row of empty cells": (
        lambda cells: [cells[0], [""] * len(cells[0]), *cells[1:]],
        ("blank-row", 2, "空の行", "消して"),
    ),
    "an empty line": (lambda cells: [cells[0], [], *cells[1:]], ("blank-row", 2, "空の行", "消して")),
}


@pytest.mark.parametrize(("change", "said"), SHAPES.values(), ids=SHAPES)
def test_a_row_of_another_shape(package, change, said):
    package.write("openings", change(package.read("openings")))
    code, line, message, hint = said

    (problem,) = validate(package.base, AS_OF).problems

    assert (problem.code, problem.file, problem.line) == (code, OPENINGS, line)
    assert message in problem.message("ja")
    assert hint in problem.hint("ja")
    assert problem.message("en") and problem.hint("en")


def test_rows_under_swapped_columns_are_still_checked(package):
    package.set("openings", people_needed="三人")
    package.write("openings", [[row[0], row[2], row[1], *row[3:]] for row in package.read("openings")])

    codes = [problem.code for problem in validate(package.base, AS_OF).problems]

    assert codes == ["label-order", "type"]


def split(package, second_columns=None):
    """The organizations in two files, one per ward; the second with other columns if asked."""
    header, shinjuku, setagaya = package.read("organizations")
    folder = package.base / "organizations"
    (folder / "13104.csv").write_bytes(csv_bytes([header, shinjuku]))
    second = [header, setagaya]
    if second_columns:
        second = [[row[header.index(name)] for name in second_columns(header)] for row in second]
    (folder / "13112.csv").write_bytes(csv_bytes(second))
    package.describe("organizations", path=["organizations/13104.csv", "organizations/13112.csv"])


def test_a_split_table_is_one_table(package):
    split(package)

    assert validate(package.base, AS_OF).valid


def test_columns_swapped_in_the_second_file_of_a_split_table(package):
    split(package, lambda header: [header[0], header[2], header[1], *header[3:]])

    problem = first(package, "label-order")

    assert (problem.file, problem.line) == ("organizations/13112.csv", 1)
    assert "name" in problem.message("ja")


def test_a_problem_in_the_second_file_of_a_split_table_has_that_files_line(package):
    package.set("organizations", 1, founded_on="昨日")
    split(package)

    problem = first(package, "type")

    assert (problem.file, problem.line, problem.field) == ("organizations/13112.csv", 2, "founded_on")


def test_an_id_that_stands_in_both_files_of_a_split_table(package):
    package.set("organizations", 1, id="kodomo-no-ie")
    split(package)

    problem = first(package, "primary-key")

    assert (problem.file, problem.line) == ("organizations/13112.csv", 2)
    assert "organizations/13104.csv の2行目" in problem.message("ja")


def test_lines_are_counted_in_the_file_where_cells_span_lines(package):
    package.set("openings", 1, people_needed="ふたり")

    problem = first(package, "type")

    assert problem.line == 4  # the first row's description has two lines


JSON_FILES = {
    "not JSON": (lambda text: text[:-20], "not-json"),
    "one object instead of a list": (lambda _: "{}", "not-json"),
    "nested without end": (lambda _: "[" * 100_000, "not-json"),
    "an unknown key": (lambda text: text.replace('"title":', '"name":', 1), "extra-label"),
    "a number where text is due": (
        lambda text: text.replace('"region": "東京都"', '"region": 13', 1),
        "type",
    ),
    "a text where a list is due": (lambda text: text.replace('"figures": []', '"figures": "9"', 1), "type"),
}


@pytest.mark.parametrize(("change", "code"), JSON_FILES.values(), ids=JSON_FILES)
def test_a_wrong_json_table(package, change, code):
    path = package.file("case_studies")
    path.write_text(change(path.read_text("utf-8")), "utf-8")

    problem = first(package, code)

    assert problem.file == "policy/case_studies.json"
    assert problem.message("ja") and problem.hint("ja")


def test_a_problem_in_a_json_table_stands_on_the_line_where_its_object_begins(package):
    path = package.file("case_studies")
    items = json.loads(path.read_text("utf-8"))
    items[1]["scope"] = "東京"
    text = json.dumps(items, ensure_ascii=False)  # all on one line
    path.write_text("[\n" + text[1:-1].replace("}, {", "},\n{") + "]", "utf-8")

    lines = {problem.line for problem in validate(package.base, AS_OF).problems if problem.field == "scope"}

    assert len(lines) == 1
    line = path.read_text("utf-8").splitlines()[lines.pop() - 1]
    assert items[1]["id"] in line


DESCRIPTIONS = {
    "another encoding": ({"encoding": "cp932"}, "description-encoding", "cp932"),
    "another delimiter": ({"dialect": {"delimiter": ";"}}, "description-reading", "dialect.delimiter"),
    "a packed file": ({"compression": "zip"}, "description-reading", "compression"),
    "rows inside the description": ({"data": []}, "description-reading", "data"),
    "a workbook": ({"format": "xlsx"}, "description-reading", "xlsx"),
    "no schema": ({"schema": None}, "package", "schema"),
    "a schema that is not there": ({"schema": "schemas/none.json"}, "package", "ファイルがありません"),
}


@pytest.mark.parametrize(("values", "code", "word"), DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_a_description_that_has_files_read_otherwise(package, values, code, word):
    package.describe("redirects", **values)

    problem = first(package, code)

    assert word in problem.message("ja")
    assert problem.hint("ja")


def test_a_table_that_others_refer_to_is_not_in_the_package(package):
    package.descriptor["resources"] = [
        entry for entry in package.descriptor["resources"] if entry["name"] != "skills"
    ]
    package.save()

    problem = first(package, "table-missing")

    assert problem.value == "skills"
    assert "datapackage.json" in problem.hint("ja")


def test_a_check_that_nobody_wrote(package):
    package.schema("redirects", lambda schema: schema["checks"].append({"name": "no-such-check"}))

    assert "no-such-check" in first(package, "check-unknown").message("ja")


def test_a_check_of_a_column_that_is_not_there(package):
    package.schema(
        "redirects", lambda schema: schema["checks"].append({"name": "not-in-the-future", "fields": ["no"]})
    )

    assert "no" in first(package, "check-misfit").message("ja")


def test_no_package_at_all(tmp_path):
    (problem,) = validate(tmp_path / "nowhere", AS_OF).problems

    assert "ありません" in problem.message("ja")


def test_a_description_that_is_not_json(package):
    (package.base / "datapackage.json").write_text("{", "utf-8")

    assert "JSON" in first(package, "package").message("ja")
