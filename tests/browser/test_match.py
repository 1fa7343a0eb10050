"""What fits me: from no answers to proposals with reasons by keyboard on a phone; nothing leaves the browser."""

import json

import pytest

from tests.browser.conftest import choose


@pytest.fixture
def page(open_page, site_address):
    page = open_page(site_address + "match/index.html", width=360)
    page.wait_for_selector("[data-match-form]:not([hidden])")
    return page


def press(page, selector, key="Space"):
    page.locator(selector).focus()
    page.keyboard.press(key)


def test_by_keyboard_from_no_answers_to_an_opening_with_its_reasons(page):
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    assert "選んでください" in page.inner_text("[data-match-count]")
    press(page, "input[name=topics][value=child-poverty]")
    press(page, "input[name=slots][value=weekend-afternoon]")
    choose(page, "select[name=ward]", "13122")
    page.wait_for_selector(".reasons :text('近い：およそ')")
    first = page.locator(".proposal").first
    assert "合う度合い" in first.inner_text()
    assert "関心が合う：子どもの貧困" in first.inner_text()
    scores = page.locator(".score meter").evaluate_all("meters => meters.map(meter => meter.value)")
    assert scores == sorted(scores, reverse=True)
    assert not [url for url in requests if "child-poverty" in url or "13122" in url.rpartition("/")[2]]
    first.locator("a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/openings/*.html")
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
