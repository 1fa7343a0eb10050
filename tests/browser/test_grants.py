"""An organization that is not registered learns by keyboard, on a phone, which calls it may answer, and keeps a date."""

from tests.browser.conftest import choose


def test_by_keyboard_from_questions_to_a_deadline_in_the_calendar(open_page, site_address):
    page = open_page(site_address + "grants/index.html", width=360)
    page.get_by_role("link", name="応募できる助成金を調べる").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/grants/check.html")
    page.wait_for_selector("[data-check-form]:not([hidden])")
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    choose(page, "select[name=legal_form]", "voluntary")
    choose(page, "select[name=office]", "13122")
    page.locator("input[name=since]").focus()
    page.keyboard.type("01012020")
    assert page.input_value("input[name=since]") == "2020-01-01"
    page.locator("details:has(input[name=fields]) summary").focus()
    page.keyboard.press("Enter")
    page.locator("input[name=fields][value='01']").focus()
    page.keyboard.press("Space")
    page.locator("input[name=income]").focus()
    page.keyboard.type("800000")
    page.keyboard.press("Tab")
    page.wait_for_selector(".verdict.yes")
    assert "応募できるもの" in page.inner_text("[data-check-count]")
    verdicts = page.locator("[data-call-verdict]").evaluate_all("all => all.map(one => one.classList[1])")
    order = ["yes", "unknown", "no"]
    assert verdicts == sorted(verdicts, key=order.index)
    assert {"unknown", "no"} <= set(verdicts)
    assert not [url for url in requests if "800000" in url or "voluntary" in url or "2020-01" in url]
    refused = page.locator(".call:has(.verdict.no)").first
    assert "応募できません：" in refused.inner_text()
    first = page.locator(".call:has(.verdict.yes)").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert "あてはまる" in first.locator(".conditions").inner_text()
    first.locator(".card-title a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/grants/*.html")
    link = page.get_by_role("link", name="カレンダーに入れる")
    link.focus()
    answer = page.request.get(link.evaluate("link => link.href"))
    assert answer.text().startswith("BEGIN:VCALENDAR")
    assert "SUMMARY:【締め切り】" in answer.text()
    page.goto(site_address + "grants/check.html")
    page.wait_for_selector(".verdict.yes")
    assert page.input_value("select[name=office]") == "13122", "the answers are still there"
    page.locator("[data-check-delete]").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.verdict:not([hidden])').length === 0")
    assert page.evaluate("localStorage.length") == 0
