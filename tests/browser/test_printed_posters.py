"""Printed from a site that knows its address: one side each, with what, when, how to apply, and a QR code of its page."""

import io
import re
from datetime import date
from unicodedata import normalize

import pytest
from markupsafe import Markup
from pypdf import PdfReader
from tomoni.insight.standing import opening_state
from tomoni.publish.pages.assets import write_assets
from tomoni.publish.pages.entry_kinds import entry_kinds_by_table

from tests.conftest import DAY, ROOT
from tests.publish.rendering import ADDRESS, Pages

from .test_closing import on_day

TODAY = date.fromisoformat(DAY)
KINDS = entry_kinds_by_table()
WARDS = ("areas/13122.html", "areas/13115.html")
"""One with much to do, and one whose centre holds many events."""


@pytest.fixture(scope="module")
def pages(demo_catalog):
    return Pages(demo_catalog, TODAY)


@pytest.fixture(scope="module")
def posters(serve, pages, tmp_path_factory):
    """Table to the page of its richest entry that can be acted on; and the address of a site that has these pages."""
    folder = tmp_path_factory.mktemp("posters")
    write_assets(ROOT / "theme", ROOT / "node_modules", folder)
    found = {}
    for table in ("openings", "resource_offers", "resource_needs", "projects", "events", "grants"):
        texts = {path: pages.text(path) for path, _, row in pages.entries(table) if can_act(table, row)}
        found[table] = max(texts, key=lambda path: (len(texts[path]), path))
        write(folder, found[table], texts[found[table]])
    for path, _, _ in pages.entries("areas"):
        write(folder, path, pages.text(path))
    return found, serve(folder)


def can_act(table, row):
    if table == "openings":
        return opening_state(row, TODAY) == "open"
    return KINDS[table].accepts(row, TODAY)


def write(folder, path, text):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


def printed(page):
    """The sides of the page as text, folded."""
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    return [folded(side.extract_text()) for side in PdfReader(io.BytesIO(pdf)).pages]


def folded(text):
    """Without spaces, since lines break anywhere, and with the letters that a font's glyphs stand for (⾒ is 見)."""
    return re.sub(r"\s+", "", normalize("NFKC", text)).replace("‧", "・")


@pytest.mark.parametrize(
    "table", ["openings", "resource_offers", "resource_needs", "projects", "events", "grants"]
)
def test_a_poster_is_one_side_with_all_that_one_needs(open_page, posters, demo_catalog, table):
    found, address = posters
    path = found[table]
    row = demo_catalog.get(table, path.rpartition("/")[2].removesuffix(".html"))
    page = on_day(open_page, address + path, DAY)
    sides = printed(page)
    assert len(sides) == 1, f"{path} takes {len(sides)} sides"
    (text,) = sides
    assert folded(row["title"]) in text
    assert f"{ADDRESS}/{path}" in text, "the address for those who have no camera"
    for way in ("apply_url", "apply_phone", "apply_email", "give_url"):
        if row.get(way):
            assert folded(row[way]) in text, (path, way)
    page.emulate_media(media="print")
    code = page.locator("svg.qr-code")
    assert code.is_visible() and code.bounding_box()["width"] >= 90, "a camera reads 25 mm from a board"
    for gone in (".site-header", ".share", ".report-entry"):
        assert not page.locator(gone).first.is_visible(), gone


def test_when_and_where_stand_on_the_poster(open_page, posters, pages, demo_catalog):
    """By what is visible in print: in the text of a PDF the columns run into one another."""
    found, address = posters
    wording = pages.site.wording("ja")

    def said(table):
        page = on_day(open_page, address + found[table], DAY)
        page.emulate_media(media="print")
        key = found[table].rpartition("/")[2].removesuffix(".html")
        return folded(page.inner_text("body")), demo_catalog.get(table, key)

    text, _ = said("openings")
    card = pages.context(found["openings"])["card"]
    when = Markup(card["when"]).striptags()
    assert folded(when) in text and folded(card["where"]) in text
    text, event = said("events")
    assert folded(wording.moment(event["starts_at"])) in text and folded(event["place"] or "") in text
    text, need = said("resource_needs")
    assert folded(wording.date_long(need["needed_by"])) in text
    text, offer = said("resource_offers")
    assert folded(offer["place"] or "") in text
    text, call = said("grants")
    assert folded(wording.date_long(call["closes_on"])) in text


def test_the_sheet_of_a_ward_has_its_month(open_page, posters, pages, demo_catalog):
    _, address = posters
    checked = set()
    for path in WARDS:
        text = "".join(printed(on_day(open_page, address + path, DAY)))
        assert "2026年11月のお知らせ" in text and f"{ADDRESS}/{path}" in text
        context = pages.context(path)
        for name, most in (("openings", 6), ("services", 3), ("events", 6), ("needs", 3), ("centers", 6)):
            for card in context[name][:most]:
                assert folded(card["link"].title) in text, (name, card["link"].title)
                checked.add(name)
        for center in demo_catalog.by("centers", "area").get(path[6:11], ()):
            assert folded(center["phone"]) in text
    assert checked == {"openings", "services", "events", "needs", "centers"}


def test_the_sheet_of_every_ward_is_at_most_two_sides(open_page, posters):
    _, address = posters
    page = on_day(open_page, address + WARDS[0], DAY)
    for number in range(1, 24):
        path = f"areas/{13100 + number}.html"
        page.goto(address + path)
        assert len(printed(page)) <= 2, path
