"""Things and rooms: both sides in one place, food first, the other side with reasons, a request that is prepared."""

import json
import re
from collections import Counter
from datetime import date

import pytest
from tomoni.insight.resource_fit import is_needed, is_offered, offer_until
from tomoni.publish.pages.entry_kinds import entry_kinds_by_table
from tomoni.publish.pages.resources import NEEDS, OFFERS, resource_facts

from tests.publish.rendering import Pages

TODAY = date(2026, 11, 23)


def html(demo_site, path):
    return (demo_site / path).read_text(encoding="utf-8")


def listed(demo_site, section):
    """Ids of the entries of a list, by its data file's cards: every page together."""
    found = []
    for shard in sorted((demo_site / section).glob("cards-*.json")):
        for card in json.loads(shard.read_text(encoding="utf-8")):
            found += re.findall(r'card-title">.*?(?:offers|needs)/([^"/]+)\.html"', card, re.S)
    return found


def over(demo_catalog, *tables):
    """Ids of what is given, met, withdrawn or past its day."""
    kinds = entry_kinds_by_table()
    return {
        row["id"] for table in tables for row in demo_catalog.rows(table) if kinds[table].is_over(row, TODAY)
    }


def test_both_sides_stand_in_one_list_and_food_comes_first(demo_site, demo_catalog):
    text = html(demo_site, "resources/index.html")
    every = {row["id"] for table in (OFFERS, NEEDS) for row in demo_catalog.rows(table)}
    total = len(every - over(demo_catalog, OFFERS, NEEDS))
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


@pytest.mark.parametrize(
    "section, tables",
    [("resources", (OFFERS, NEEDS)), ("resources/offers", (OFFERS,)), ("resources/needs", (NEEDS,))],
)
def test_what_is_over_leaves_the_lists_of_what_is_offered(demo_site, demo_catalog, section, tables):
    every = {row["id"] for table in tables for row in demo_catalog.rows(table)}
    shown = listed(demo_site, section)
    assert len(shown) == len(set(shown))
    assert set(shown) == every - over(demo_catalog, *tables)


def test_what_is_over_stands_in_a_list_of_its_own_whole_and_by_pages(demo_site, demo_catalog):
    gone = over(demo_catalog, OFFERS, NEEDS)
    assert set(listed(demo_site, "resources/outcomes")) == gone
    pages = sorted((demo_site / "resources" / "outcomes").glob("page-*.html"))
    on_pages = set()
    for path in (demo_site / "resources/outcomes/index.html", *pages):
        on_pages |= set(re.findall(r'(?:offers|needs)/([^"/]+)\.html"', path.read_text(encoding="utf-8")))
    assert gone <= on_pages, "without scripts too"
    hub = html(demo_site, "resources/index.html").partition('id="came-of-it"')[2]
    assert f"すべて見る（{len(gone)}件）" in hub and 'outcomes/index.html"' in hub


def test_totals_are_told_by_unit_and_in_hours_of_rooms(demo_site, demo_catalog):
    """Recomputed from the rows: one match counts once, whoever reports it; only what has begun or is done."""
    pairs, things, hours = {}, Counter(), 0
    for row in demo_catalog.rows("matches"):
        if row["kind"] in ("goods", "space"):
            pairs.setdefault(row["pair_ref"] or row["id"], []).append(row)
    for rows in pairs.values():
        row = min(rows, key=lambda one: (one["recorded_by"] != "center", one["id"]))
        if row["status"] not in ("started", "done"):
            continue
        if row["kind"] == "goods" and row["quantity"]:
            things[row["unit"]] += row["quantity"]
        if row["kind"] == "space":
            hours += row["hours"] or 0
    assert things["kg"] and things["items"] and hours, "the demonstration tells of all three"
    for path in ("resources/index.html", "resources/outcomes/index.html"):
        text = html(demo_site, path)
        figures = re.findall(r'figure-label">(.*?)</p>.*?figure-value"><b>(.*?)</b>(.*?)</p>', text, re.S)
        told = {(label.strip(), unit.strip()): value.strip() for label, value, unit in figures}
        for unit, quantity in things.items():
            assert told[("ゆずられた物", demo_catalog.label("units", unit))] == f"{quantity:,g}"
        assert told[("使われた場所", "時間")] == f"{hours:,g}"


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


def facts(text):
    """Labels and values of the table of facts."""
    found = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", text, re.S)
    return {re.sub(r"<[^>]+>", "", label): re.sub(r"<[^>]+>", "", value).strip() for label, value in found}


@pytest.mark.parametrize(
    "erased, told",
    [(None, "データを消したかどうかは、わかりません"), (True, "はい"), (False, "いいえ")],
)
def test_of_a_device_it_is_always_told_whether_its_data_was_erased(demo_catalog, erased, told):
    row = next(row for row in demo_catalog.rows(OFFERS) if row["category"] == "it-devices")
    site = Pages(demo_catalog, TODAY).site
    title = site.wording("ja").title(OFFERS, "data_erased")
    assert dict(resource_facts(site, OFFERS, {**row, "data_erased": erased}, "ja"))[title] == told
    table = next(row for row in demo_catalog.rows(OFFERS) if row["category"] == "furniture")
    assert dict(resource_facts(site, OFFERS, {**table, "data_erased": None}, "ja"))[title] == ""


def test_equipment_is_told_on_the_need_and_as_a_reason(demo_catalog):
    pages = Pages(demo_catalog, TODAY)
    wanting = [row for row in demo_catalog.rows(NEEDS) if row["equipment"] and is_needed(row, TODAY)]
    assert wanting
    reasons = []
    for row in wanting:
        text = pages.text(f"resources/needs/{row['id']}.html")
        assert facts(text)["ほしい設備"] == "・".join(row["equipment"])
        reasons += re.findall(r"(設備がある：|設備にない：|設備は聞いてみてください：)", text)
    assert "設備がある：" in reasons
