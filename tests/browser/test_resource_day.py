"""A day is chosen on the list of things and rooms: what is there on it, with the day in the address."""

import re
from datetime import date

from playwright.sync_api import expect
from tomoni.publish.pages.entry_kinds import entry_kinds_by_table

from tests.conftest import DAY

from .test_closing import on_day

TODAY = date.fromisoformat(DAY)
CHOSEN = date(2026, 12, 20)


def there(demo_catalog):
    """How many of what is not over can be had, or is needed, on the chosen day."""
    count = 0
    for table, first in (("resource_offers", "available_from"), ("resource_needs", "needed_from")):
        kind = entry_kinds_by_table()[table]
        for row in demo_catalog.rows(table):
            last = kind.last_day(row)
            begins = row[first] is None or row[first] <= CHOSEN
            count += begins and (last is None or last >= CHOSEN) and not kind.is_over(row, TODAY)
    return count


def test_a_day_narrows_the_list_and_stands_in_the_address(open_page, site_address, demo_catalog):
    page = on_day(open_page, site_address + "resources/index.html", DAY)
    page.wait_for_selector("[data-list-form]:not([hidden])")
    count = page.locator("[data-list-count] b")
    before, wanted = count.inner_text(), f"{there(demo_catalog)}件"
    assert wanted != before
    field = page.get_by_label("この日に使える・必要")
    field.fill(CHOSEN.isoformat())
    expect(count).to_have_text(wanted)
    expect(page).to_have_url(re.compile(r"\?day=2026-12-20$"))
    page.reload()
    expect(count).to_have_text(wanted)
    expect(field).to_have_value(CHOSEN.isoformat())
    chip = page.locator("[data-list-chosen] button[data-facet=day]")
    expect(chip).to_contain_text("12月20日(日)に使える・必要")
    chip.click()
    expect(count).to_have_text(before)
    expect(page).not_to_have_url(re.compile("day="))


def test_other_lists_have_no_day(open_page, site_address):
    page = on_day(open_page, site_address + "openings/index.html?day=2026-12-20", DAY)
    page.wait_for_selector("[data-list-form]:not([hidden])")
    assert page.locator("input[name=day]").count() == 0
    assert page.locator("[data-list-chosen] button").count() == 0
