"""Nothing that has passed is offered: no page past its day carries a way to act; each says where to look instead."""

import re
from datetime import date, datetime

import pytest
from tomoni.insight.resource_fit import is_offered
from tomoni.insight.standing import opening_state
from tomoni.publish.pages.entry_kinds import ENTRY_KINDS, entry_kinds_by_table

from tests.conftest import DAY
from tests.publish.rendering import Pages

TODAY = date.fromisoformat(DAY)
KINDS = entry_kinds_by_table()
ENDING = {kind.table: kind for kind in ENTRY_KINDS if kind.until or kind.over}


@pytest.fixture(scope="module")
def pages(demo_catalog):
    return Pages(demo_catalog, TODAY)


def ways(text):
    """Addresses of the box in which one acts on an entry; those that the reader would see."""
    boxes = re.findall(r'<section class="contact.*?</section>', text, re.S)
    return re.findall(r'href="((?:https?:|mailto:|tel:)[^"]+)"', "".join(boxes))


@pytest.mark.parametrize("table", sorted(ENDING))
def test_no_page_past_its_day_carries_its_action(pages, table):
    kind, over = ENDING[table], 0
    for path, _, row in pages.entries(table):
        text = pages.text(path)
        accepts = kind.accepts(row, TODAY)
        over += not accepts
        shown = re.search(r"<div data-when-passed( hidden)?>", text)
        if accepts:
            assert shown is None or shown[1], f"{path} says that it is over"
            continue
        assert not ways(text), path
        for name in kind.act:
            assert row[name] is None or f'href="{row[name]}"' not in text, (path, name)
        assert shown and not shown[1], f"{path} does not say that it is over"
        assert re.search(r'data-when-passed>.*?href="[^"]+index\.html"', text, re.S), path
    if table != "talents":
        assert over, f"the demonstration has no {table} that are over"


def test_no_opening_past_its_day_can_be_applied_to(pages):
    seen = set()
    for path, _, row in pages.entries("openings"):
        state, text = opening_state(row, TODAY), pages.text(path)
        seen.add(state)
        can = state in ("open", "paused")
        has = any(row[name] for name in ("apply_url", "apply_phone", "apply_email"))
        assert bool(ways(text)) == (can and has), path
        assert ("<div data-when-passed hidden>" in text) == can, path
    assert {"open", "filled", "passed"} <= seen


def test_what_still_accepts_keeps_its_action(pages):
    for table in ("grants", "events", "projects", "challenges"):
        kind = KINDS[table]
        found = [
            (path, row)
            for path, _, row in pages.entries(table)
            if kind.accepts(row, TODAY) and row[kind.act[0]]
        ]
        assert found
        for path, row in found:
            assert row[kind.act[0]] in ways(pages.text(path)), path


def event(**values):
    base = {"ends_at": datetime(2026, 12, 10, 18, 0), "apply_by": None, "status": "open"}
    return base | values


def test_applications_to_an_event_end_before_the_event():
    kind = KINDS["events"]
    assert kind.accepts(event(), TODAY)
    closed = event(apply_by=date(2026, 11, 22))
    assert not kind.accepts(closed, TODAY)
    assert not kind.is_over(closed, TODAY), "it is still to come"
    assert kind.accepts(event(apply_by=TODAY), TODAY), "the last day itself counts"
    assert not kind.accepts(event(status="full"), TODAY)
    assert not kind.accepts(event(status="cancelled"), TODAY)


def test_an_offer_that_is_being_talked_about_is_not_offered(demo_catalog):
    kind = KINDS["resource_offers"]
    rows = demo_catalog.rows("resource_offers")
    assert any(row["status"] == "reserved" for row in rows)
    for row in rows:
        assert kind.accepts(row, TODAY) == is_offered(row, TODAY), row["id"]


def test_an_organizations_page_asks_for_nothing_that_has_passed(demo_catalog):
    late = date(2027, 3, 1)
    pages = Pages(demo_catalog, late)
    checked = 0
    for table, last in (("resource_needs", "needed_by"), ("projects", "ends_on")):
        for row in demo_catalog.rows(table):
            if row["status"] != "open":
                continue
            wants = pages.text(f"npos/{row['organization']}.html").partition('id="wants"')[2]
            wants = wants.partition("</section>")[0]
            link = f'href="../{KINDS[table].section}/{row["id"]}.html"'
            passed = row[last] is not None and row[last] < late
            assert (link in wants) != passed, row["id"]
            checked += passed
    assert checked
