"""The coordinator's book: who asked stays in it, what came of it becomes rows of `matches`."""

import shutil
import subprocess

import openpyxl
import pytest
from tomoni.catalog import TomoniError, load_catalog
from tomoni.contribute.match_book import PRIVATE, write_book
from tomoni.insight.connections import connections
from tomoni.insight.platform_matches import platform_matches

from tests.conftest import DAY, ROOT, tomoni


@pytest.fixture
def book(tmp_path):
    """A book of the demonstration's proposals, with somebody who asked; and its headings by name."""
    path = tmp_path / "2026年度受付簿.xlsx"
    tomoni("propose", "--book", path, "--data", ROOT / "data", "--as-of", DAY)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.active
    headings = {cell.value: cell.column for cell in sheet[1]}
    for heading, value in zip(PRIVATE, ("山田花子", "090-1234-5678", "12月1日", "夜に電話"), strict=True):
        sheet.cell(2, headings[heading]).value = value
    workbook.save(path)
    return path, headings


def report(path, headings, catalog):
    """The first row has been agreed on, by one person."""
    status = next(
        category.label
        for category in catalog.package.resources["matches"].schema.field("status").categories
        if category.value == "agreed"
    )
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.active
    sheet.cell(2, headings["状態"]).value = status
    sheet.cell(2, headings["決まった日"]).value = "2026-11-22"
    sheet.cell(2, headings["人数"]).value = 1
    workbook.save(path)
    return sheet.cell(2, headings["記録ID"]).value


def test_only_the_anonymous_part_of_what_came_about_is_taken_and_once(book, tmp_path):
    path, headings = book
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    before = len(load_catalog(data).rows("matches"))
    key = report(path, headings, load_catalog(data))
    for _ in range(2):
        tomoni("apply", path, "--into", data, "--as", "matches", "--as-of", DAY)
    catalog = load_catalog(data)
    assert len(catalog.rows("matches")) == before + 1
    row = catalog.get("matches", key)
    assert (row["kind"], row["channel"], row["status"], row["people"]) == ("volunteer", "center", "agreed", 1)
    text = "".join(file.read_text(encoding="utf-8") for file in data.rglob("*.csv"))
    for private in ("山田花子", "090-1234-5678", "夜に電話"):
        assert private not in text


def test_the_channel_is_chosen_and_the_sign_of_the_pair_goes_along(book, tmp_path):
    path, headings = book
    sheet = openpyxl.load_workbook(path).active
    choices = next(
        one.formula1 for one in sheet.data_validations.dataValidation
        if sheet.cell(2, headings["きっかけ"]).coordinate in one.sqref
    )  # fmt: skip
    assert {"このサイト", "センターの紹介"} <= set(choices.strip('"').split(","))
    assert sheet.cell(2, headings["きっかけ"]).value == "センターの紹介", "the centre makes the call"
    signs = [sheet.cell(row, headings["同じつながりの印"]).value for row in range(2, sheet.max_row + 1)]
    assert all(signs) and len(set(signs)) == len(signs)
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    key = report(path, headings, load_catalog(data))
    before = platform_matches(connections(load_catalog(data).rows("matches")))
    workbook = openpyxl.load_workbook(path)
    workbook.active.cell(2, headings["きっかけ"]).value = "このサイト"
    workbook.save(path)
    tomoni("apply", path, "--into", data, "--as", "matches", "--as-of", DAY)
    catalog = load_catalog(data)
    row = catalog.get("matches", key)
    assert (row["channel"], row["pair_ref"]) == ("site", signs[0])
    after = platform_matches(connections(catalog.rows("matches")))
    assert after == {**before, 2026: before[2026] + 1}


def test_git_ignores_a_book_and_no_other_name_is_taken(demo_catalog, tmp_path):
    found = subprocess.run(
        ["git", "check-ignore", "2026年度受付簿.xlsx"], cwd=ROOT, capture_output=True, check=False
    )
    assert found.returncode == 0
    with pytest.raises(TomoniError, match="受付簿"):
        write_book(demo_catalog, [], tmp_path / "book.xlsx")
