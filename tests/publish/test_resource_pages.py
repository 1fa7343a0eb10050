"""Things and rooms: both sides in one place, food first, the other side with reasons, a request that is prepared."""

import re
from datetime import date

from tomoni.insight.connections import connections, results
from tomoni.insight.resource_fit import is_needed, is_offered, offer_until

TODAY = date(2026, 11, 23)


def html(demo_site, path):
    return (demo_site / path).read_text(encoding="utf-8")


def test_both_sides_stand_in_one_list_and_food_comes_first(demo_site, demo_catalog):
    text = html(demo_site, "resources/index.html")
    total = len(demo_catalog.rows("resource_offers")) + len(demo_catalog.rows("resource_needs"))
    assert f"<b>{total}件</b>" in text
    soonest = min(
        (offer_until(row), row["id"])
        for row in demo_catalog.rows("resource_offers")
        if row["expires_on"] and is_offered(row, TODAY)
    )
    cards = re.findall(
        r'class="card-title">.*?href="[^"]*((?:offers|needs)/[^"#/]+)\.html"', text.partition('id="food"')[2]
    )
    assert cards[0] == f"offers/{soonest[1]}"


def test_what_has_been_given_is_told_with_totals(demo_site, demo_catalog):
    text = html(demo_site, "resources/index.html").partition('id="came-of-it"')[2]
    found = results(
        one for one in connections(demo_catalog.rows("matches")) if one.kind in ("goods", "space")
    )
    assert found.quantities
    for quantity in found.quantities.values():
        assert f"{quantity:,g}" in text


def test_an_entry_shows_who_needs_it_and_why(demo_site, demo_catalog):
    offers = [row for row in demo_catalog.rows("resource_offers") if is_offered(row, TODAY)]
    pages = {row["id"]: html(demo_site, f"resources/offers/{row['id']}.html") for row in offers}
    fitting = [text for text in pages.values() if 'id="fitting"' in text]
    assert fitting
    assert all("同じ種類：" in text or "近い種類：" in text for text in fitting)
    needs = {row["id"]: row for row in demo_catalog.rows("resource_needs")}
    for text in fitting:
        for key in re.findall(r'href="\.\./\.\./resources/needs/([^"]+)\.html"', text):
            assert is_needed(needs[key], TODAY)


def test_what_is_over_offers_no_request(demo_site, demo_catalog):
    over = next(row for row in demo_catalog.rows("resource_offers") if row["status"] == "given")
    text = html(demo_site, f"resources/offers/{over['id']}.html")
    assert "いまは受け付けていません" in text
    assert "data-request-text" not in text


def test_food_tells_its_date_its_storage_and_whom_to_ask(demo_site, demo_catalog):
    food = next(row for row in demo_catalog.rows("resource_offers") if row["allergens"] and row["expires_on"])
    text = html(demo_site, f"resources/offers/{food['id']}.html")
    assert food["expiry_kind"] in text and "保健所" in text
    assert demo_catalog.label("allergens", food["allergens"][0]) in text
