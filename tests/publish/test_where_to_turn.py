"""No dead ends: who waits for an answer is told how soon it comes and whom to ask, with a telephone number."""

import re
from datetime import date

import pytest
from tomoni.insight.distance import great_circle_km, place_of
from tomoni.insight.standing import opening_state
from tomoni.publish.pages.centers import nearest_center, where_to_turn
from tomoni.publish.pages.entry_kinds import entry_kinds_by_table

from tests.conftest import DAY
from tests.publish.rendering import Pages

TODAY = date.fromisoformat(DAY)
KINDS = entry_kinds_by_table()
DISASTER = "災害ボランティアセンター"


@pytest.fixture(scope="module")
def pages(demo_catalog):
    return Pages(demo_catalog, TODAY)


def centers_named(text):
    """Ids of the centres in the box that says where to turn, and whether the list of all is there."""
    box = re.search(r'<div class="turn">.*?</div>', text, re.S)
    assert box, "no box that says where to turn"
    found = re.findall(r'href="[^"]*centers/([^"/]+)\.html"', box[0])
    return [key for key in found if key != "index"], "index" in found, box[0]


def test_every_open_opening_says_how_soon_and_whom_to_ask(pages, demo_catalog):
    by_area = demo_catalog.by("centers", "area")
    areas = {row["code"]: row for row in demo_catalog.rows("areas")}
    wards, checked = set(), 0
    for path, _, row in pages.entries("openings"):
        if opening_state(row, TODAY) not in ("open", "paused"):
            continue
        text = pages.text(path)
        assert (
            f"返事は{row['reply_within_days']}日以内" in text or "返事までの日数は書かれていません。" in text
        )
        assert ("返事までの日数は書かれていません。" in text) == (row["reply_within_days"] is None)
        named, listed, box = centers_named(text)
        assert listed and named, path
        host = demo_catalog.get("organizations", row["organization"])
        area = row["area"] if row["area"] not in (None, "13100") else host["area"]
        own = [one["id"] for one in by_area.get(area, ()) if one["kind"] != DISASTER]
        if own:
            assert sorted(named) == sorted(own), path
        else:
            place = place_of(row, areas) or place_of(host, areas)
            best = min(
                (great_circle_km(place, (one["latitude"], one["longitude"])), one["id"])
                for one in demo_catalog.rows("centers")
                if one["kind"] != DISASTER
            )
            assert named == [best[1]], path
            assert f"いちばん近い窓口（およそ{max(1, round(best[0]))}km）" in box
        for key in named:
            assert demo_catalog.get("centers", key)["phone"] in box, path
        wards.add(area)
        checked += 1
    assert checked > 50 and len(wards) > 15


def test_without_a_place_the_list_of_all_is_left(pages):
    turn = where_to_turn(pages.site, {"area": None, "organization": None}, "ja")
    assert turn["links"] == [] and turn["all"].path == "centers/index.html"
    assert where_to_turn(pages.site, {"area": "13100"}, "en")["all"].path == "en/centers/index.html"


def test_the_centre_that_an_entry_names_goes_first(pages, demo_catalog):
    center = demo_catalog.rows("centers")[-1]
    turn = where_to_turn(pages.site, {"area": "13122", "contact_center": center["id"]}, "ja")
    assert [one["link"].path for one in turn["links"]] == [f"centers/{center['id']}.html"]


def test_nobody_is_sent_to_a_centre_for_disasters(pages, demo_catalog):
    disaster = next(row for row in demo_catalog.rows("centers") if row["kind"] == DISASTER)
    found, _ = nearest_center(pages.site, (disaster["latitude"], disaster["longitude"]))
    assert found["kind"] != DISASTER


@pytest.mark.parametrize(
    "table",
    ["events", "projects", "resource_offers", "resource_needs", "challenges", "companies", "advisors"],
)
def test_who_acts_on_another_entry_knows_where_to_turn(pages, table):
    kind, checked = KINDS[table], 0
    for path, _, row in pages.entries(table):
        text = pages.text(path)
        if kind.accepts(row, TODAY):
            named, listed, _ = centers_named(text)
            assert listed, path
            assert named or row.get("area") in (None, "13100") or not row.get("organization"), path
            checked += 1
        else:
            assert '<div class="turn">' not in text, path
    assert checked


def test_a_wards_page_shows_its_centres_or_the_nearest(pages, demo_catalog):
    by_area = demo_catalog.by("centers", "area")
    for path, table, row in pages.entries("areas"):
        assert table == "areas"
        section = pages.text(path).partition('id="centers"')[2].partition("</section>")[0]
        shown = set(re.findall(r'card-title">.*?centers/([^"/]+)\.html"', section, re.S))
        own = {one["id"] for one in by_area.get(row["code"], ())}
        assert shown == own if own else len(shown) == 1, path
        assert ("いちばん近い窓口" in section) == (not own), path
        for key in shown:
            assert demo_catalog.get("centers", key)["phone"] in section
        assert 'href="../centers/index.html"' in section
