"""Atom feeds agree with the rows, name each other in the heads of pages, and stay the same from build to build."""

import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date
from urllib.parse import urljoin

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.publish.opendata.feeds.atom import identifier, plain
from tomoni.publish.opendata.feeds.channels import CODELISTS, NEWEST, Channel, codes, feeds
from tomoni.publish.opendata.feeds.extension import feed_files
from tomoni.publish.opendata.feeds.updates import DATED, summary_of, updates

from tests.conftest import DAY, page_types

HOST = "https://ward.example/"
ALTERNATE = re.compile(r'<link rel="alternate" type="([^"]+)"[^>]*? href="([^"]+)">')


@pytest.fixture(scope="module")
def read(demo_site):
    """A feed as a reader sees it that fetched it from a host."""
    return lambda path: feedparser.parse(
        (demo_site / path).read_bytes(),
        response_headers={"content-location": HOST + path, "content-type": "application/atom+xml"},
    )


def day(moment):
    return date.fromisoformat(moment[:10])


def test_every_feed_agrees_with_the_rows(plain_site, read, demo_site):
    files = {path.relative_to(demo_site).as_posix() for path in (demo_site / "feeds").rglob("*.atom")}
    found = feeds(plain_site)
    assert {channel.feed_path for channel in found} == files
    news = {identifier(plain_site, f"{update.table}/{update.key}"): update for update in updates(plain_site)}
    for channel, entries in found.items():
        feed = read(channel.feed_path)
        assert not feed.bozo, channel
        assert feed.feed.language == "ja"
        assert [entry.id for entry in feed.entries] == [
            identifier(plain_site, f"{update.table}/{update.key}") for update in entries
        ]
        for entry in feed.entries[:10]:
            update = news[entry.id]
            row = plain_site.catalog.get(update.table, update.key)
            assert entry.title == next(
                row[name].strip() for name in ("name", "title", "display_name") if name in row
            )
            assert day(entry.updated) == update.updated
            assert (demo_site / entry.links[0].href.removeprefix(HOST)).is_file()


def test_a_feed_is_newest_first_and_never_from_the_future(plain_site):
    for entries in feeds(plain_site).values():
        days = [update.updated for update in entries]
        assert days == sorted(days, reverse=True)
        assert len(entries) <= NEWEST
        assert all(update.updated <= date.fromisoformat(DAY) for update in entries)
        assert all(update.published is None or update.published <= update.updated for update in entries)


def test_each_feed_holds_what_its_name_says(plain_site):
    found = feeds(plain_site)
    for update in found[Channel("area", "13122")]:
        assert "13122" in update.areas
    for update in found[Channel("topic", "child-poverty")]:
        assert "child-poverty" in update.topics
    for update in found[Channel("table", "grants")]:
        assert update.table == "grants"
    key = "midorino-kodomono-shokutaku"
    own = found[Channel("npos", key)]
    assert own
    for update in own:
        row = plain_site.catalog.get(update.table, update.key)
        assert key in (row["id"], row.get("organization"))


def test_what_is_read_from_a_register_is_no_news(plain_site):
    imported = {row["id"] for row in plain_site.catalog.rows("organizations") if row["listing"] == "imported"}
    assert imported
    assert not {update.key for update in updates(plain_site) if update.table == "organizations"} & imported


def test_every_table_with_news_says_when_its_rows_changed(plain_site):
    for table, columns in DATED.items():
        schema = plain_site.catalog.package.resources[table].schema
        assert all(name in schema for part in columns for name in part), table
        assert Channel("table", table) in feeds(plain_site)


def test_ids_stay_when_nothing_but_the_day_changes(plain_site, make_site):
    again = make_site()
    assert dict(feed_files(plain_site)) == dict(feed_files(again))
    assert identifier(plain_site, "npos/a") == identifier(again, "npos/a")
    assert identifier(make_site("https://other.example"), "npos/a") != identifier(again, "npos/a")


def test_pages_name_their_feeds_and_calendars_and_all_of_these_exist(demo_site):
    """What a page's head promises to a reader is there: feeds, calendars, JSON-LD, rows, oEmbed."""
    kinds = set()
    paths = {*page_types(demo_site).values(), "areas/13104.html", "grants/index.html", "npos/field-01.html"}
    paths |= {
        path.relative_to(demo_site).as_posix() for path in list((demo_site / "events").glob("*.html"))[:20]
    }
    paths |= {path.relative_to(demo_site).as_posix() for path in (demo_site / "npos").glob("*.html")}
    for path in paths:
        head = (demo_site / path).read_text(encoding="utf-8").partition("</head>")[0]
        for kind, href in ALTERNATE.findall(head):
            kinds.add(kind)
            assert (demo_site / urljoin(path, href)).is_file(), (path, href)
    assert kinds >= {
        "application/atom+xml",
        "text/calendar",
        "application/json+oembed",
        "application/ld+json",
        "application/json",
    }


def test_the_lists_of_a_ward_lead_to_the_wards_feed(demo_site):
    for path, href in (
        ("openings/area-13122.html", "../feeds/area/13122.atom"),
        ("openings/index.html", "../feeds/openings.atom"),
        ("en/areas/13122.html", "../../feeds/area/13122.atom"),
        ("index.html", "feeds/all.atom"),
    ):
        assert f'href="{href}"' in (demo_site / path).read_text(encoding="utf-8").partition("</head>")[0]


def test_the_page_of_feeds_lists_every_ward_field_and_problem(demo_site, plain_site):
    for path, root in (("feeds/index.html", "../"), ("en/feeds/index.html", "../../")):
        page = (demo_site / path).read_text(encoding="utf-8")
        for kind in CODELISTS:
            for code in codes(plain_site, kind):
                assert f'href="{root}feeds/{kind}/{code}.atom"' in page
                assert f'href="{root}calendars/{kind}/{code}.ics"' in page


def test_an_absolute_address_where_the_site_has_one(make_site):
    files = dict(feed_files(make_site("https://tomoni.example/ward")))
    feed = feedparser.parse(files["feeds/openings.atom"])
    assert feed.feed.links[0].href == "https://tomoni.example/ward/feeds/openings.atom"
    assert feed.entries[0].links[0].href.startswith("https://tomoni.example/ward/openings/")


def test_oembed_says_what_stands_behind_a_link(demo_site, make_site):
    key = "akiya-hiraku-setagaya"
    response = json.loads((demo_site / f"oembed/npos/{key}.json").read_text(encoding="utf-8"))
    assert response["version"] == "1.0"
    assert response["type"] == "link", "there is nothing to embed but the link: no html, no picture"
    assert response["title"] == "空き家ひらく世田谷"
    assert urljoin(f"oembed/npos/{key}.json", response["author_url"]) == f"npos/{key}.html"
    named = json.loads(dict(feed_files(make_site("https://tomoni.example")))[f"oembed/npos/{key}.json"])
    assert named["provider_url"] == "https://tomoni.example/index.html"


@given(st.text(max_size=80))
def test_any_text_is_text_in_xml(text):
    """Markup, control characters and lone surrogates included: the element holds the text and nothing else."""
    element = ElementTree.fromstring(f"<title>{plain(text)}</title>".encode("utf-8", "strict"))
    wanted = "".join(
        letter for letter in text if letter in "\t\n\r" or (letter >= " " and letter not in "\ufffe\uffff")
    )
    wanted = "".join(letter for letter in wanted if not "\ud800" <= letter <= "\udfff")
    assert (element.text or "") == wanted.replace("\r\n", "\n").replace("\r", "\n")
    assert len(element) == 0


def test_long_texts_are_shortened():
    assert summary_of({"summary": "あ" * 301}) == "あ" * 299 + "…"
    assert summary_of({"summary": None, "description": "本文"}) == "本文"
    assert summary_of({"title": "題"}) == ""
