"""From a ward to a figure, to the row behind it, to its file; and the chart that is switched without a page load."""

import csv
import io

from playwright.sync_api import expect

RICH = "midorino-kodomono-shokutaku"


def test_from_a_wards_sum_to_the_figure_to_its_file(open_page, site_address, demo_site):
    page = open_page(f"{site_address}impact/area-13122.html", width=360)
    row = page.locator("tr", has_text="提供した食事").first
    row.locator("summary").click()
    row.locator("a", has_text="みどり野こどもの食卓").click()
    expect(page.locator("h1")).to_contain_text("みどり野こどもの食卓")
    figure = page.locator(".figure", has_text="提供した食事")
    assert "12,480" in figure.inner_text()
    with page.expect_download() as download:
        page.locator("#data").locator("xpath=../..").get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert any(row["label"] == "提供した食事" and float(row["value"]) == 12480 for row in rows)


def test_the_chart_is_switched_without_a_page_load(open_page, site_address):
    page = open_page(f"{site_address}impact/index.html")
    caption = page.locator("[data-impact-chart] caption")
    expect(caption).to_contain_text("すべての団体")
    page.get_by_label("だれの数字").select_option(label="葛飾区")
    expect(caption).to_contain_text("葛飾区")
    page.get_by_label("数えたもの").select_option(label="提供した食事")
    expect(caption).to_contain_text("提供した食事")
    assert page.url.endswith("impact/index.html")
    assert page.locator("[data-impact-chart] rect").count() >= 3


def test_without_scripts_the_tables_hold_everything(open_page, site_address):
    page = open_page(f"{site_address}impact/index.html", java_script_enabled=False)
    assert page.locator("[data-impact-chart]").is_hidden()
    assert page.locator("tbody tr").count() > 20
