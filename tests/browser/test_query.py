"""The query page in a browser: asks, draws, saves, stops, explains; and what it does without its script."""

import csv
import io
import re
import sqlite3
from urllib.parse import quote

import pytest

from .conftest import Quiet

PAGE = "data/query.html"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


def ask(page, sql):
    page.fill("#query-sql", sql)
    page.keyboard.press("Control+Enter")
    agree(page)


def agree(page):
    """The demonstration's database is over 5 MB: the page asks before it loads it, once a tab."""
    button = page.get_by_role("button", name="を読みこむ")
    if button.is_visible():
        button.click()


def status(page):
    return page.locator('[data-query="status"]')


def test_a_question_is_answered_as_table_chart_and_file(open_page, site_address, demo_site):
    page = open_page(site_address + PAGE, accept_downloads=True)
    page.get_by_role("link", name="区ごとに募集を数える").click()
    agree(page)
    status(page).get_by_text(re.compile(r"行です")).wait_for()
    sql = page.input_value("#query-sql")
    with sqlite3.connect(demo_site / "data/tomoni.sqlite") as connection:
        rows = connection.execute(sql).fetchall()
    drawn = page.locator('[data-query="table"] tbody tr').evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    assert drawn == [["" if cell is None else str(cell) for cell in row] for row in rows]
    bars = page.locator('[data-query="chart"] tbody tr')
    assert bars.count() == len(rows)
    page.get_by_role("button", name="グラフ").click()
    assert not page.locator('[data-query="chart"]').is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="答えをCSVで保存").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1:] == drawn


def test_the_question_stands_in_the_address(open_page, site_address):
    page = open_page(f"{site_address}{PAGE}#sql={quote('SELECT 6 * 7 AS answer')}")
    agree(page)
    page.locator('[data-query="table"] td', has_text="42").wait_for()
    ask(page, "SELECT 'そのまま' AS text")
    page.locator('[data-query="table"] td', has_text="そのまま").wait_for()
    address = page.url
    again = open_page(address)
    agree(again)
    again.locator('[data-query="table"] td', has_text="そのまま").wait_for()


def test_a_long_question_can_be_stopped_and_the_next_is_answered(open_page, site_address):
    page = open_page(site_address + PAGE)
    ask(page, ENDLESS)
    status(page).get_by_text("調べています").wait_for()
    page.get_by_role("button", name="止める").click()
    status(page).get_by_text("止めました").wait_for()
    ask(page, "SELECT count(*) AS n FROM areas")
    status(page).get_by_text("1行です").wait_for()


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT * FROM opening", "「openings」ではありませんか"),
        ("SELECT people_neded FROM openings", "「people_needed」ではありませんか"),
        ("SELECT * FORM openings", "「FORM」のあたり"),
        ("SELECT * FROM fulltext", "全文検索の表"),
        ("SELECT (1", "途中で終わっています"),
        ("DELETE FROM openings", "読むだけの質問"),
        ("SELECT 1; SELECT 2", "1回に1つずつ"),
        ("", "質問を書いてください"),
    ],
)
def test_a_mistake_is_explained(open_page, site_address, sql, said):
    page = open_page(site_address + PAGE)
    ask(page, sql)
    page.get_by_role("alert").get_by_text(said).wait_for()


def test_many_rows_are_cut_and_said_so(open_page, site_address):
    page = open_page(site_address + PAGE)
    ask(page, ENDLESS.replace("count(*)", "x"))
    status(page).get_by_text("10,000行で止めました").wait_for()
    assert page.locator('[data-query="table"] tbody tr').count() == 200


def test_what_rows_say_is_text(open_page, site_address):
    page = open_page(site_address + PAGE)
    ask(page, "SELECT '<img src=x onerror=alert(1)>' AS \"<b>bold</b>\"")
    page.locator('[data-query="table"] td', has_text="<img").wait_for()
    assert page.locator('[data-query="table"] img').count() == 0


def test_columns_of_a_table_can_be_put_into_the_question(open_page, site_address):
    page = open_page(site_address + PAGE)
    page.fill("#query-sql", "SELECT ")
    table = page.locator('details[data-table="openings"]')
    table.locator("summary").click()
    table.get_by_role("button", name="people_needed", exact=True).click()
    assert page.input_value("#query-sql") == "SELECT people_needed"


def test_a_large_database_is_loaded_only_when_agreed(chromium, site_address):
    context = chromium.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_address + PAGE)
    page.fill("#query-sql", "SELECT count(*) AS n FROM areas")
    page.get_by_role("button", name="質問する").click()
    page.get_by_role("button", name="を読みこむ").wait_for()
    assert not any(".sqlite" in address or ".wasm" in address for address in asked)
    page.get_by_role("button", name="を読みこむ").click()
    status(page).get_by_text("1行です").wait_for()
    page.reload()
    status(page).get_by_text("1行です").wait_for()
    context.close()


def test_a_small_database_is_loaded_at_once(chromium, site_address):
    context = chromium.new_context()
    page = context.new_page()

    def larger_limit(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r'"unasked": \d+', '"unasked": 999999999', answer.text()))

    page.route("**/data/query.html", larger_limit)
    page.goto(site_address + PAGE)
    page.fill("#query-sql", "SELECT count(*) AS n FROM areas")
    page.get_by_role("button", name="質問する").click()
    status(page).get_by_text("1行です").wait_for()
    context.close()


def test_nothing_heavy_is_loaded_before_a_question(chromium, site_address):
    context = chromium.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_address + PAGE)
    page.wait_for_load_state("networkidle")
    assert not any(".sqlite" in address or "sql-wasm" in address for address in asked)
    context.close()


def test_without_scripts_the_answers_can_be_read(chromium, site_address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_address + PAGE)
    assert page.get_by_text("スクリプトとWebAssemblyの動くブラウザが必要です").is_visible()
    assert not page.locator("#query-sql").is_visible()
    example = page.locator("#example-openings-by-area")
    example.locator("summary").click()
    assert example.locator("tbody tr").count() > 5
    context.close()


@pytest.fixture
def address_with_headers(serve, demo_site):
    """The site as a host that reads `_headers` gives it."""
    rule = (demo_site / "_headers").read_text(encoding="utf-8")
    headers = re.findall(r"^  ([\w-]+): (.*)$", rule, re.MULTILINE)

    class WithHeaders(Quiet):
        def end_headers(self):
            for name, value in headers:
                self.send_header(name, value)
            super().end_headers()

    return serve(demo_site, WithHeaders)


def test_the_headers_of_a_host_let_only_the_query_page_run_webassembly(open_page, address_with_headers):
    page = open_page(address_with_headers + PAGE)
    ask(page, "SELECT count(*) AS n FROM areas")
    status(page).get_by_text("1行です").wait_for()
    other = open_page(address_with_headers + "data/index.html")
    smallest = "WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => 'ran', () => 'refused')"
    assert page.evaluate(smallest) == "ran"
    assert other.evaluate(smallest) == "refused"
