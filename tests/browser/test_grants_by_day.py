"""A site built some weeks ago offers no call that has closed since: neither judged, nor counted, nor in a heading."""

import datetime

from tests.browser.conftest import choose

LATER = datetime.datetime(2026, 12, 20, 12, tzinfo=datetime.UTC)


def opened_later(open_page, address, **options):
    page = open_page(address, **options)
    page.clock.set_fixed_time(LATER)
    page.reload()
    return page


def open_on(catalog, day):
    return [row for row in catalog.rows("grants") if row["closes_on"] is None or row["closes_on"] >= day]


def test_the_check_sets_apart_what_has_closed_since(open_page, site_address, demo_catalog):
    page = opened_later(open_page, site_address + "grants/check.html", width=360)
    page.wait_for_selector("[data-check-form]:not([hidden])")
    choose(page, "select[name=legal_form]", "npo")
    still = len(open_on(demo_catalog, LATER.date()))
    closed = len(open_on(demo_catalog, datetime.date(2026, 11, 23))) - still
    assert still and closed
    assert page.locator("[data-check-calls] > li").count() == still
    count = page.inner_text("[data-check-count]")
    assert sum(int(number) for number in "".join(c if c.isdigit() else " " for c in count).split()) == still
    assert page.locator("[data-check-passed] li .call").count() == closed
    assert f"（{closed}件）" in page.inner_text("[data-check-passed] summary")
    assert page.locator("[data-check-passed] .verdict").count() == 0


def test_headings_of_an_organizations_calls_count_what_is_open_today(open_page, site_address):
    page = opened_later(open_page, site_address + "npos/midorino-kodomono-shokutaku/grants.html")
    page.wait_for_selector(".chip.deadline[data-over]", state="attached")
    sections = page.locator("section:has(.call)").all()
    assert sections
    for section in sections:
        still = section.locator(".call:not([data-state=passed])").count()
        assert f"（{still}件）" in section.locator("h2").inner_text()
        assert section.locator(".verdict:visible").count() == still
    profile = opened_later(open_page, site_address + "npos/midorino-kodomono-shokutaku.html")
    profile.wait_for_selector(".chip.deadline[data-over]", state="attached")
    assert page.locator(".call[data-state=passed]").count() > 0
    may = page.locator("section:has(#calls-yes) .call:not([data-state=passed])").count()
    assert f"応募できる{may}件" in profile.inner_text("section[aria-labelledby=calls] .more")
