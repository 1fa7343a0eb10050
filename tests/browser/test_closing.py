"""A site read after its last build: where the day has passed since, the way to act is gone and says where to look."""

from datetime import datetime, timedelta

import pytest
from tomoni.insight.standing import opening_deadline, opening_state
from tomoni.publish.pages.entry_kinds import entry_kinds_by_table

from tests.conftest import DAY

TODAY = datetime.fromisoformat(DAY).date()
KINDS = entry_kinds_by_table()


def on_day(open_page, address, day):
    """A page opened when it is noon of this day in Japan."""
    page = open_page("about:blank")
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00+09:00"))
    page.goto(address)
    return page


def dated(demo_catalog, table):
    """An entry that can be acted on today and has a last day and an address, and that day."""
    kind = KINDS[table]
    return next(
        (row, last)
        for row in demo_catalog.rows(table)
        if kind.accepts(row, TODAY) and (last := kind.act_by(row)) and row[kind.act[0]]
    )


@pytest.mark.parametrize("table", ["events", "projects", "challenges", "grants", "resource_offers"])
def test_the_way_to_act_goes_when_the_day_has_passed(open_page, site_address, demo_catalog, table):
    row, last = dated(demo_catalog, table)
    address = f"{site_address}{KINDS[table].section}/{row['id']}.html"
    url = row[KINDS[table].act[0]]
    page = on_day(open_page, address, last)
    assert page.locator(f'[data-until-passed] a[href="{url}"]').first.is_visible(), "on the last day"
    assert not page.locator("[data-when-passed]").is_visible()
    page = on_day(open_page, address, last + timedelta(days=1))
    assert not page.locator(f'[data-until-passed] a[href="{url}"]').first.is_visible()
    note = page.locator("[data-when-passed]")
    assert note.is_visible() and note.get_by_role("link").is_visible()


def test_a_need_and_an_opening_close_too(open_page, site_address, demo_catalog):
    kind = KINDS["resource_needs"]
    need = next(
        row for row in demo_catalog.rows("resource_needs") if kind.accepts(row, TODAY) and row["needed_by"]
    )
    page = on_day(
        open_page, f"{site_address}resources/needs/{need['id']}.html", need["needed_by"] + timedelta(days=1)
    )
    assert not page.locator("[data-request]").is_visible()
    assert page.locator("[data-when-passed]").is_visible()
    opening = next(
        row
        for row in demo_catalog.rows("openings")
        if opening_state(row, TODAY) == "open" and opening_deadline(row) and row["apply_url"]
    )
    page = on_day(
        open_page,
        f"{site_address}openings/{opening['id']}.html",
        opening_deadline(opening) + timedelta(days=1),
    )
    assert not page.locator("#contact-title").is_visible()
    assert page.get_by_role("link", name="申し込む").count() == 0
    assert page.locator("[data-when-passed] a").is_visible()
