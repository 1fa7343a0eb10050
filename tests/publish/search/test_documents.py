"""What is found: every entry that has a page, with its names, labels, texts, facets and dates."""

from datetime import date
from itertools import groupby

import pytest
from tomoni.insight.standing import is_listed, opening_deadline, opening_state
from tomoni.publish.pages.page import Document, Settings
from tomoni.publish.pages.site import Site
from tomoni.publish.pages.views import load_views
from tomoni.publish.search.documents import BOOSTS, FACETS, SEARCHED, kinds, search_documents

from tests.conftest import DAY, ROOT

GUIDE = [
    Document("join", "ja", "参加のしかた", "<p>はじめての<b>方</b>へ</p>", "手順"),
    Document("join", "en", "How to join", "<p>For newcomers</p>"),
    Document("join", "easy", "さんかの しかた", "<p>はじめて</p>"),
]


@pytest.fixture(scope="module")
def site(demo_catalog):
    found = Site(demo_catalog, date.fromisoformat(DAY), Settings(theme=ROOT / "theme"), load_views(), GUIDE)
    found.collect()
    return found


@pytest.fixture(scope="module")
def documents(site):
    return search_documents(site)


def document(documents, kind, key):
    return next(one for one in documents if (one.kind, one.key) == (kind, key))


def test_every_kind_of_thing_is_there(documents):
    assert {one.kind for one in documents} == set(kinds())
    assert {searched.table for searched in SEARCHED} >= {
        *(
            "organizations",
            "openings",
            "services",
            "challenges",
            "talents",
            "resource_offers",
            "resource_needs",
        ),
        *(
            "projects",
            "grants",
            "collaborations",
            "companies",
            "centers",
            "advisors",
            "events",
            "case_studies",
        ),
        *("indicators", "reports", "awards", "evidence"),
    }


def test_each_stands_there_once_and_leads_to_a_page(site, documents):
    assert len({(one.kind, one.key) for one in documents}) == len(documents)
    assert [one.path for one in documents if not site.has(one.path)] == []


def test_each_has_a_title_and_all_fields(documents):
    assert all(one.title and list(one.texts) == list(BOOSTS) for one in documents)
    assert all(set(one.facets) <= set(FACETS) for one in documents)


def test_likes_lie_together(documents):
    assert [kind for kind, _ in groupby(one.kind for one in documents)] == kinds()
    for _, group in groupby(documents, key=lambda one: one.kind):
        areas = [one.facets.get("area", ()) for one in group]
        assert areas == sorted(areas)


def test_the_numbering_is_the_same_each_time(site, documents):
    assert search_documents(site) == documents


def test_organizations_are_those_that_the_lists_show(site, documents):
    listed = {row["id"] for row in site.catalog.rows("organizations") if is_listed(row)}
    assert {one.key for one in documents if one.kind == "organizations"} == listed


def test_an_organization_is_found_by_its_names_and_by_what_its_codes_are_called(site, documents):
    row = site.catalog.get("organizations", "midorino-kodomono-shokutaku")
    texts = document(documents, "organizations", row["id"]).texts
    assert texts["title"] == row["name"]
    assert row["name_kana"] in texts["reading"]
    assert "葛飾区" in texts["labels"]
    assert "Katsushika" in texts["labels"]
    assert "NPO" in texts["labels"]
    assert row["purpose"] in texts["body"]


def test_english_texts_are_searched_too(site, documents):
    rows = [row for row in site.catalog.rows("organizations") if row["summary_en"] and is_listed(row)]
    for row in rows:
        assert row["summary_en"] in document(documents, "organizations", row["id"]).texts["summary"]
    assert rows


def test_an_entry_is_found_by_the_name_of_its_organization(site, documents):
    opening = next(one for one in documents if one.kind == "openings")
    row = site.catalog.get("openings", opening.key)
    assert site.catalog.get("organizations", row["organization"])["name"] in opening.texts["body"]


def test_an_opening_is_over_after_its_deadline_and_gone_when_it_has_ended(site, documents):
    found = {one.key: one for one in documents if one.kind == "openings"}
    for row in site.catalog.rows("openings"):
        if row["id"] in found:
            assert found[row["id"]].until == opening_deadline(row)
            assert found[row["id"]].dated == row["published_on"]
        elif site.link("openings", row["id"]):
            assert opening_state(row, site.as_of) not in ("open", "paused")


def test_facets_hold_the_codes_of_the_row(site, documents):
    opening = next(one for one in documents if one.kind == "openings" and one.facets.get("time"))
    row = site.catalog.get("openings", opening.key)
    assert set(opening.facets["time"]) == set(row["time_slots"])
    assert opening.facets["mode"] == (row["mode"],)


def test_a_ward_a_field_and_a_problem_are_found_themselves(documents):
    ward = document(documents, "areas", "13122")
    assert (ward.path, ward.title, ward.facets) == ("areas/13122.html", "葛飾区", {"area": ("13122",)})
    assert document(documents, "topics", "child-poverty").path == "topics/child-poverty.html"
    assert document(documents, "activity_fields", "13").path == "fields/13.html"


def test_a_guide_is_one_document_in_all_its_languages(documents):
    (guide,) = [one for one in documents if one.kind == "pages"]
    assert (guide.title, guide.path) == ("参加のしかた", "join.html")
    assert "How to join" in guide.texts["reading"]
    assert "For newcomers" in guide.texts["body"]
    assert "<" not in guide.texts["body"]


def test_an_entry_without_a_page_is_left_out_and_comes_when_it_has_one(demo_catalog):
    views = {name: view for name, view in load_views().items() if name != "openings"}
    without = Site(demo_catalog, date.fromisoformat(DAY), Settings(theme=ROOT / "theme"), views, [])
    without.collect()
    assert not any(one.kind == "openings" for one in search_documents(without))
