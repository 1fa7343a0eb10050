"""A researcher comes for a table: from the first page to its rows, its figures and its file."""

import csv
import io

from tests.conftest import ROOT


def openings():
    with (ROOT / "data" / "people" / "openings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_from_the_first_page_to_a_tables_rows_and_file(open_page, site_address):
    rows = openings()
    page = open_page(site_address)
    page.get_by_role("link", name="データを使う").first.click()
    page.get_by_role("heading", level=1, name="データを使う").wait_for()
    page.get_by_role("link", name="ボランティア募集", exact=True).click()
    page.get_by_role("heading", level=1, name="「ボランティア募集」のデータ").wait_for()
    assert page.get_by_text(f"{len(rows)}行", exact=True).is_visible()

    table = page.get_by_role("region", name="中身を見る")
    first = [cell.inner_text() for cell in table.locator("tbody tr").first.locator("td").all()]
    assert first[1] == rows[0]["organization"]

    page.get_by_label("行をさがす").fill("13104")
    wanted = [row["id"] for row in rows if any("13104" in cell for cell in row.values())]
    page.get_by_role("status").filter(has_text=f"{len(wanted)}行が見つかりました").wait_for()
    assert table.locator("tbody tr").count() == len(wanted)
    page.get_by_label("行をさがす").fill("")
    page.get_by_role("status").filter(has_text=f"全{len(rows)}行").wait_for()

    with page.expect_download() as started:
        page.locator(".downloads").get_by_role("link", name="CSV").first.click()
    downloaded = started.value.path().read_text(encoding="utf-8-sig")
    assert started.value.suggested_filename == "openings.csv"
    assert [row["id"] for row in csv.DictReader(io.StringIO(downloaded))] == [row["id"] for row in rows]


def test_nothing_found_says_so_and_code_can_be_copied(open_page, site_address):
    page = open_page(f"{site_address}data/openings.html", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("行をさがす").fill("ありえないことば")
    page.get_by_role("status").filter(has_text="見つかりませんでした").wait_for()
    page.get_by_role("region", name="BibTeX").locator("..").get_by_role("button").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@misc{tomoni-openings-")


def test_without_scripts_the_rows_and_figures_are_there(open_page, site_address):
    page = open_page(f"{site_address}data/openings.html", java_script_enabled=False)
    assert page.get_by_role("region", name="中身を見る").locator("tbody tr").count() >= 5
    assert not page.get_by_label("行をさがす").is_visible()


def test_a_wide_table_scrolls_in_its_own_region(open_page, site_address):
    page = open_page(f"{site_address}data/organizations.html", width=360)
    region = page.get_by_role("region", name="中身を見る")
    assert region.evaluate("box => box.scrollWidth > box.clientWidth && box.tabIndex === 0")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
