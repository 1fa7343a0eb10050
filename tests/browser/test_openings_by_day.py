"""An opening read some days after the build: the next session goes first, what is over or waits is not proposed."""

import datetime
import json

import pytest
from tomoni.insight.standing import opening_state, sessions_of, sessions_to_come

BUILT = datetime.date(2026, 11, 23)


def opened_on(open_page, address, day, **options):
    page = open_page(address, **options)
    page.clock.set_fixed_time(datetime.datetime.combine(day, datetime.time(3), datetime.UTC))
    page.reload()
    return page


@pytest.fixture(scope="module")
def with_sessions(demo_catalog):
    """An opening with sessions on several days to come, and these days."""
    for row in demo_catalog.rows("openings"):
        sessions = sessions_of(demo_catalog, row)
        days = sorted(
            {one["starts_at"].date() for one in sessions_to_come(sessions, BUILT) if one["status"] == "open"}
        )
        if len(days) > 1 and opening_state(row, BUILT, sessions) == "open":
            return row, days
    raise AssertionError("no opening has two sessions to come")


def test_the_next_session_goes_first_on_the_page(open_page, site_address, with_sessions):
    row, days = with_sessions
    page = opened_on(
        open_page, f"{site_address}openings/{row['id']}.html", days[0] + datetime.timedelta(days=1)
    )
    page.wait_for_selector("tr[hidden]", state="attached")
    said = page.inner_text("dl.facts [data-sessions], dl.facts dd >> nth=0")
    assert f"{days[1].month}月{days[1].day}日" in said
    assert f"{days[0].month}月{days[0].day}日" not in said
    shown = page.locator("tr:has(time[data-session]):visible time").evaluate_all(
        "all => all.map(one => one.dateTime)"
    )
    assert shown and min(shown) == days[1].isoformat()


def test_an_opening_whose_sessions_are_over_is_over(open_page, site_address, with_sessions):
    row, days = with_sessions
    page = opened_on(
        open_page, f"{site_address}openings/{row['id']}.html", days[-1] + datetime.timedelta(days=1)
    )
    page.wait_for_selector("[data-entry][data-state=passed]")


def test_what_is_over_or_waits_for_a_confirmation_is_not_proposed(open_page, site_address, demo_site):
    rows = [
        row
        for file in (demo_site / "match").glob("openings-*.json")
        for row in json.loads(file.read_text(encoding="utf-8"))
    ]
    day = datetime.date(2027, 1, 15)

    def waits(row):
        return (day - datetime.date.fromisoformat(row["confirmed"])).days > 90

    over = {row["path"] for row in rows if row["until"] and row["until"] < day.isoformat()}
    waiting = {row["path"] for row in rows if waits(row)}
    still = [row for row in rows if row["path"] not in over | waiting]
    assert over and waiting and still
    page = opened_on(open_page, site_address + "match/index.html", day)
    page.wait_for_selector("[data-match-form]:not([hidden])")
    page.click("details:has(input[name=beginner]) summary")
    page.check("input[name=beginner]")
    page.wait_for_selector(".proposal")
    while page.locator("[data-match-more]:visible").count():
        count = page.locator(".proposal").count()
        page.click("[data-match-more]")
        page.wait_for_function(f"document.querySelectorAll('.proposal').length > {count}")
    shown = page.locator(".proposal .card-title a").evaluate_all("all => all.map(one => one.href)")
    assert {address.removeprefix(site_address) for address in shown} == {row["path"] for row in still}
