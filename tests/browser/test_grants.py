"""An organization that is not registered learns by keyboard, on a phone, which calls it may answer, and keeps a date."""

from pathlib import Path

from icalendar import Calendar

from tests.browser.conftest import Keyboard


def test_by_keyboard_from_questions_to_a_deadline_in_the_calendar(open_page, site_address, demo_catalog):
    page = open_page(site_address + "grants/index.html", width=360)
    keyboard = Keyboard(page)
    keyboard.follow("main a[href$='check.html']")
    page.wait_for_url("**/grants/check.html")
    page.wait_for_selector("[data-check-form]:not([hidden])")
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    keyboard.choose("select[name=legal_form]", "voluntary")
    keyboard.choose("select[name=office]", "13122")
    keyboard.to("input[name=since]")
    page.keyboard.type("01012020")
    assert page.input_value("input[name=since]") == "2020-01-01"
    keyboard.follow("details:has(input[name=fields]) summary")
    keyboard.tick("input[name=fields][value='01']")
    keyboard.write("input[name=income]", "800000")
    keyboard.press("Tab")
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
    first.evaluate("call => call.classList.add('the-first')")
    keyboard.follow(".the-first summary")
    assert "あてはまる" in first.locator(".conditions").inner_text()
    page.keyboard.press("Shift+Tab")
    while not page.evaluate("document.activeElement.matches('.the-first .card-title a')"):
        page.keyboard.press("Shift+Tab")
    with page.expect_navigation():
        keyboard.press("Enter")
    call = demo_catalog.get("grants", Path(page.url).stem)
    with page.expect_download() as download:
        keyboard.follow("a[href$='.ics']")
    calendar = Calendar.from_ical(Path(download.value.path()).read_bytes())
    deadline = next(day for day in calendar.walk("VEVENT") if day["SUMMARY"].startswith("【締め切り】"))
    assert deadline["DTSTART"].dt == call["closes_on"]
    page.goto(site_address + "grants/check.html")
    page.wait_for_selector(".verdict.yes")
    assert page.input_value("select[name=office]") == "13122", "the answers are still there"
    keyboard.follow("[data-check-delete]")
    page.wait_for_function("document.querySelectorAll('.verdict:not([hidden])').length === 0")
    assert page.evaluate("localStorage.length") == 0
