"""What `scripts/bench search` counts and compares, in small; the measuring itself is not tested."""

import datetime
import gzip
import json
import urllib.error
import urllib.request

import pytest
from benchmarks.search_browser import sent, served
from benchmarks.search_queries import filters_of, is_first, queries_for, share_first, summary, written_queries
from benchmarks.search_site import entries, link_pages, text_page
from tomoni.publish.search.documents import SearchDocument

CARDS = [(f"npos/a{number}.html", f"みどり野こどもの食卓{number}") for number in range(50)]


def test_every_query_counts_by_its_category():
    queries = [
        {"query": "葛飾", "facets": "", "expected": "areas/13122.html npos/a*.html", "category": "ward"},
        {"query": "英語", "facets": "kind=grants", "expected": "grants/b.html", "category": "skill"},
        {"query": "手話", "facets": "", "expected": "npos/c.html", "category": "skill"},
    ]
    assert share_first([["npos/a1.html"], ["npos/b.html", "grants/b.html"], ["npos/c.html"]], queries) == {
        "share": pytest.approx(2 / 3),
        "by_category": {"skill": [1, 2], "ward": [1, 1]},
        "failures": [
            {
                "query": "英語",
                "facets": "kind=grants",
                "expected": "grants/b.html",
                "category": "skill",
                "first": "npos/b.html",
            }
        ],
    }


def test_a_query_that_finds_nothing_finds_not_what_was_expected():
    assert not is_first([], {"expected": "*"})


def test_choices_beside_a_query_are_filters():
    assert filters_of({"facets": "kind=services area=13112 area=13113"}) == {
        "kind": ["services"],
        "area": ["13112", "13113"],
    }


def test_queries_for_a_catalog_are_the_same_each_time_and_each_once():
    queries = queries_for(CARDS, ["葛飾区", "北区"], ["食品ロス", "孤独・孤立"])
    assert queries == queries_for(CARDS, ["葛飾区", "北区"], ["食品ロス", "孤独・孤立"])
    assert len(queries) == len(set(queries)) >= 150
    # Of its own words, and of those that people type anywhere; but no names of the demonstration's.
    assert {"みどり野こどもの食卓0", "食品ロス 葛飾区", "孤独・孤立 北区"} <= set(queries)
    names = {query["query"] for query in written_queries() if query["category"] == "name"}
    assert names and not names & set(queries)


def test_a_catalog_without_entries_is_asked_the_general_queries():
    assert len(queries_for([], [], [])) >= 100


def test_figures_are_the_median_and_the_95th_percentile():
    assert summary(range(101)) == {"median": 50, "p95": 95}
    assert summary([7]) == {"median": 7, "p95": 7}


def test_the_server_counts_what_it_sends(tmp_path):
    (tmp_path / "index.bin").write_bytes(bytes(range(256)))
    (tmp_path / "program.js").write_text("let a = 1;\n" * 100, encoding="utf-8")
    with served(tmp_path) as server:
        for path in ("/index.bin?v=1", "/program.js", "/empty.html"):
            with urllib.request.urlopen(server.address + path) as answer:
                assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(server.address + "/none.bin")
        log = server.taken()
    assert [(file.path, file.stored) for file in log] == [("index.bin", 256), ("program.js", 1100)]
    assert log[0].packed == 256
    assert log[1].packed < 100
    assert log[0] == sent(tmp_path.resolve(), "index.bin")


def test_pagefind_gets_the_entries_that_can_be_found(tmp_path):
    site = tmp_path / "site"
    for shard, cards in enumerate((CARDS[:2], CARDS[2:3])):
        path = site / "search" / "cards-ja" / f"{shard}.bin"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(json.dumps([[*card, "<article>"] for card in cards]).encode()))
    (site / "npos").mkdir()
    for path, title in CARDS[:4]:
        (site / path).write_text(title, encoding="utf-8")
    assert entries(site) == CARDS[:3]
    assert link_pages(site, entries(site), tmp_path / "pages") == 3
    assert sorted(path.name for path in (tmp_path / "pages").rglob("*.html")) == [
        "a0.html",
        "a1.html",
        "a2.html",
    ]


def test_a_small_page_has_the_texts_and_facets_of_a_document():
    texts = {"title": "<本>", "reading": "ほん", "labels": "学習", "summary": "読む", "body": "書く"}
    document = SearchDocument(
        *("openings", "openings", "b", "openings/b.html", "<本>"),
        *(texts, {"area": ("13122", "13123")}, None, datetime.date(2026, 11, 1)),
    )
    page = text_page(document)
    assert "<h1>&lt;本&gt;</h1>" in page
    assert [part.split('"')[0] for part in page.split('data-pagefind-filter="')[1:]] == [
        "kind:openings",
        "area:13122",
        "area:13123",
    ]
