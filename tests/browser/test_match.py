"""What fits me: from no answers to proposals with reasons by keyboard on a phone; nothing leaves the browser."""

import json
import re
from urllib.parse import unquote, urlsplit

import pytest

from tests.browser.conftest import Keyboard


@pytest.fixture
def page(open_page, site_address):
    page = open_page(site_address + "match/index.html", width=360)
    page.wait_for_selector("[data-match-form]:not([hidden])")
    return page


def test_by_keyboard_from_the_first_page_to_an_opening_with_its_reasons_in_a_minute(
    open_page, site_address, demo_site
):
    page = open_page(site_address + "index.html", width=360)
    requests = []
    page.on("request", lambda request: requests.append(request))
    keyboard = Keyboard(page)
    keyboard.follow("a.skip")
    keyboard.follow(".doors a[href$='match/index.html']")
    page.wait_for_selector("[data-match-form]:not([hidden])")
    assert "選んでください" in page.inner_text("[data-match-count]")
    keyboard.follow("a.skip")
    keyboard.tick("input[name=topics][value=child-poverty]")
    keyboard.tick("input[name=slots][value=weekend-afternoon]")
    keyboard.choose("select[name=ward]", "13122")
    keyboard.follow("[data-match-form] button[type=submit]")
    page.wait_for_selector(".reasons :text('近い：およそ')")
    page.wait_for_function("document.activeElement.matches('[data-match-count]')")
    first = page.locator(".proposal").first
    assert "合う度合い" in first.inner_text()
    assert "関心が合う：子どもの貧困" in first.inner_text()
    scores = page.locator(".score meter").evaluate_all("meters => meters.map(meter => meter.value)")
    assert scores == sorted(scores, reverse=True)
    keyboard.follow(".proposal:first-child a")
    page.wait_for_url("**/openings/*.html")
    assert keyboard.seconds < 60, keyboard.keys
    assert "申し込" in page.inner_text("main")
    for request in requests:  # files of the site as they are, and nothing that anybody answered
        address = urlsplit(request.url)
        assert (request.method, request.post_data) == ("GET", None)
        assert re.fullmatch("(v=[0-9a-f]+)?", address.query), request.url
        assert (demo_site / unquote(address.path).lstrip("/")).is_file(), request.url
    page.go_back()
    page.wait_for_selector(".proposal")
    assert page.is_checked("input[name=topics][value=child-poverty]"), "the answers are still there"


def test_what_does_not_fit_says_why(page):
    page.check("input[name=slots][value=weekday-morning]")
    page.wait_for_selector("[data-match-left]:not([hidden])")
    page.click("[data-match-left] summary")
    assert "時間が合わない（" in page.inner_text("[data-match-left] ul")


def test_answers_go_to_a_file_come_back_and_are_deleted_in_one_tap(page, tmp_path):
    page.check("input[name=topics][value=isolation]")
    page.wait_for_selector(".proposal")
    with page.expect_download() as download:
        page.click("[data-match-export]")
    saved = tmp_path / "answers.json"
    download.value.save_as(saved)
    assert json.loads(saved.read_text(encoding="utf-8"))["lists"]["topics"] == ["isolation"]
    page.click("[data-match-delete]")
    page.wait_for_selector(".proposal", state="detached")
    assert page.evaluate("localStorage.length") == 0
    page.set_input_files("[data-match-import]", saved)
    page.wait_for_selector(".proposal")
    assert page.is_checked("input[name=topics][value=isolation]")
    other = tmp_path / "other.json"
    other.write_text("{}")
    page.set_input_files("[data-match-import]", other)
    page.wait_for_selector("[data-match-problem]:not([hidden])")
    assert "読めませんでした" in page.inner_text("[data-match-problem]")


def test_without_scripts_the_page_leads_to_the_lists(chromium, site_address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_address + "match/index.html")
    assert page.locator(".match .links a", has_text="募集をすべて見る").is_visible()
    assert not page.locator("[data-match-form]").is_visible()
    context.close()
