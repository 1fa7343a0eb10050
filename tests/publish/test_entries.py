"""Plain pages: every table whose entries have no view of their own still has a list and a page for each entry."""

import json
from datetime import date, datetime

import pytest
from tomoni.publish.pages.entry_kinds import ENTRY_KINDS, entry_kinds_by_table, short
from tomoni.publish.pages.views import load_views

KINDS = entry_kinds_by_table()
DAY = date(2026, 11, 23)


def test_columns_named_are_columns_of_the_table(demo_catalog):
    for kind in ENTRY_KINDS:
        schema = demo_catalog.package.resources[kind.table].schema
        named = {kind.title, *kind.summary, *kind.by, *kind.until, *kind.act} | ({kind.kind} - {""})
        assert [name for name in sorted(named) if name not in schema] == [], kind.table
        assert any(name in schema for name in kind.since), kind.table


def test_every_entry_has_a_page_and_every_table_a_list(demo_site, demo_catalog):
    for kind in ENTRY_KINDS:
        assert (demo_site / kind.section / "index.html").is_file()
        for row in demo_catalog.rows(kind.table):
            assert (demo_site / kind.section / f"{row['id']}.html").is_file()


def test_a_table_has_one_view():
    tables = [view.table for view in load_views().values() if hasattr(view, "table")]
    assert len(tables) == len(set(tables))


def test_the_earliest_of_several_days_is_the_last_one():
    offer = {"available_until": date(2026, 12, 31), "expires_on": date(2026, 12, 1), "status": "available"}
    kind = KINDS["resource_offers"]
    assert kind.last_day(offer) == date(2026, 12, 1)
    assert not kind.is_over(offer, DAY)
    assert kind.is_over(offer, date(2026, 12, 2))
    assert kind.is_over({**offer, "status": "given"}, DAY)


def test_an_event_lasts_until_the_day_it_ends():
    event = {"ends_at": datetime(2026, 11, 23, 18, 0), "status": "open"}
    assert not KINDS["events"].is_over(event, DAY)
    assert KINDS["events"].is_over(event, date(2026, 11, 24))


@pytest.mark.parametrize(
    ("text", "length", "cut"), [("一行目\n二行目", 20, "一行目 二行目"), ("あ" * 30, 10, "あ" * 9 + "…")]
)
def test_a_card_shows_the_beginning_of_a_text_on_one_line(text, length, cut):
    assert short(text, length) == cut


def test_what_is_over_comes_last_and_is_not_indexed(demo_site):
    until = json.loads((demo_site / "grants" / "list.json").read_text(encoding="utf-8"))["until"]
    over = [day is not None and day < DAY.isoformat() for day in until]
    assert any(over)
    assert over == sorted(over)
    dated = [day for day, is_over in zip(until, over, strict=True) if day and not is_over]
    assert dated == sorted(dated)


def test_an_entrys_page_shows_words_instead_of_codes(demo_site, demo_catalog):
    grant = demo_catalog.get("grants", "adachi-kodomo-shokudo-2027")
    page = (demo_site / "grants" / "adachi-kodomo-shokudo-2027.html").read_text(encoding="utf-8")
    assert grant["title"] in page.replace("<wbr>", "")
    assert 'href="../areas/13121.html"' in page
    assert "5万円" in page
    assert "None" not in page
