"""Who fits an opening, and which openings fit whom: best first, with reasons, only what was published."""

from dataclasses import replace
from datetime import date

import pytest
from tomoni.catalog import TomoniError
from tomoni.insight.distance import great_circle_km, place_of
from tomoni.insight.fit import Reason, fit, profile_of_talent
from tomoni.publish.pages.fit_words import REASONS, reason_words
from tomoni.publish.pages.fits import (
    COMPANY_REACH_KM,
    LEAST_SCORE,
    SHOWN,
    center_to_ask,
    fits,
    helper_cards,
    opening_cards,
)
from tomoni.publish.pages.opening_standing import conditions_of
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.plugin import match_weights
from tomoni.publish.pages.site import Site
from tomoni.publish.pages.views import load_views
from tomoni.publish.pages.views.match import _by_ward as by_ward

from tests.conftest import DAY, ROOT


@pytest.fixture(scope="module")
def site(demo_catalog):
    site = Site(demo_catalog, date.fromisoformat(DAY), Settings(theme=ROOT / "theme"), load_views())
    site.collect()
    return site


def test_the_best_pairs_are_those_that_the_score_names(site, demo_catalog):
    areas = {row["code"]: row for row in demo_catalog.rows("areas")}
    people = {
        row["id"]: profile_of_talent(row, areas)
        for row in demo_catalog.rows("talents")
        if row["expires_on"] >= site.as_of
    }
    shown = fits(site).helpers
    assert len(shown) > 20
    for key, found in shown.items():
        asked = conditions_of(site, demo_catalog.get("openings", key), areas)
        scores = [one.score for _, one in found]
        assert scores == sorted(scores, reverse=True)
        assert all(score >= LEAST_SCORE for score in scores)
        best = max((fit(person, asked).score for person in people.values()), default=0)
        assert best <= scores[0]
        assert len(found) <= SHOWN


def test_sessions_decide_when_an_opening_asks_for_people(site, demo_catalog):
    """On the pages, in /match/ and in the proposals alike."""
    areas = {row["code"]: row for row in demo_catalog.rows("areas")}
    opening = demo_catalog.get("openings", "komorebi-hottorain-short-teaching")
    assert "weekday-afternoon" in opening["time_slots"]
    assert conditions_of(site, opening, areas).slots == ("weekday-morning", "weekend-morning")
    listed = [row for rows in by_ward(site).values() for row in rows]
    assert next(row for row in listed if opening["id"] in row["path"])["slots"] == (
        "weekday-morning",
        "weekend-morning",
    )


def test_both_sides_of_a_pair_say_the_same_score_and_reasons(site):
    by_helper = {
        (table, key, opening): found
        for (table, key), pairs in fits(site).openings.items()
        for opening, found in pairs
    }
    common = [
        (by_helper[(helper.table, helper.id, opening)], found)
        for opening, pairs in fits(site).helpers.items()
        for helper, found in pairs
        if (helper.table, helper.id, opening) in by_helper
    ]
    assert common
    assert all(one == other for one, other in common)


def test_a_card_says_score_reasons_and_the_centre_to_ask(site, demo_catalog):
    key, pairs = next(
        (key, pairs) for key, pairs in fits(site).helpers.items() if pairs[0][0].table == "talents"
    )
    card = helper_cards(site, demo_catalog.get("openings", key), "ja", site.wording("ja"))[0]
    facts = dict(card["facts"])
    assert facts["合う度合い"] == str(pairs[0][1].score)
    assert "合う" in facts["理由"]
    assert facts["頼むときの窓口"].path.startswith("centers/")
    helper = pairs[0][0]
    back = opening_cards(site, helper.table, helper.id, "ja", site.wording("ja"))
    assert back[0]["link"].path.startswith("openings/")


def test_only_companies_with_a_certification_help_and_no_farther_than_they_go(site, demo_catalog):
    areas = {row["code"]: row for row in demo_catalog.rows("areas")}
    found = [
        (helper, demo_catalog.get("openings", key))
        for key, pairs in fits(site).helpers.items()
        for helper, _ in pairs
        if helper.table == "companies"
    ]
    assert found
    for helper, opening in found:
        company = demo_catalog.get("companies", helper.id)
        assert company["status"] == "certified" and company["certified_until"] >= site.as_of
        if opening["mode"] == "onsite":
            distance = great_circle_km(place_of(company, areas), place_of(opening, areas))
            assert distance <= COMPANY_REACH_KM + 0.05
        card = next(
            card
            for card in helper_cards(site, opening, "ja", site.wording("ja"))
            if card["link"].path == f"companies/{helper.id}.html"
        )
        assert dict(card["facts"])["頼むときの窓口"].path.startswith(("centers/", "areas/"))


def test_the_centre_of_a_ward_is_asked_and_where_there_is_none_its_page_says_whom(site):
    assert center_to_ask(site, "13122", "ja").path == "centers/katsushika-kyodo.html"
    assert center_to_ask(site, "13121", "ja").path == "areas/13121.html", (
        "one for disasters brings nobody together"
    )
    assert center_to_ask(site, None, "ja") is None


def test_who_is_no_longer_published_is_not_shown(demo_catalog):
    later = Site(demo_catalog, date(2028, 1, 1), Settings(theme=ROOT / "theme"), load_views())
    later.collect()
    assert not [
        helper for pairs in fits(later).helpers.values() for helper, _ in pairs if helper.table == "talents"
    ]


def test_every_reason_has_words_in_every_register(site):
    for register in ("ja", "en", "easy"):
        wording = site.wording(register)
        for aspect, kinds in REASONS.items():
            for kind in kinds:
                values = ("12",) if aspect == "place" else ("online",) if aspect == "online" else ("x",)
                reason = Reason("place" if aspect == "online" else aspect, kind, values)
                assert reason_words(reason, wording)
                assert "{values}" not in reason_words(reason, wording)
    assert reason_words(Reason("place", "fits", ("8",), 100), site.wording("ja")) == "近い：およそ0.8km"
    assert reason_words(Reason("skills", "unknown", ("cooking",)), site.wording("ja")).startswith(
        "必要な技術："
    )


def test_a_wards_own_weights_change_the_scores(site, demo_catalog):
    settings = Settings(
        theme=ROOT / "theme", options={"match_weights": match_weights({"skills": 0, "time": 40})}
    )
    other = Site(demo_catalog, site.as_of, settings, site.views)
    assert fits(other).helpers != fits(site).helpers
    assert replace(settings).options["match_weights"] == {"skills": 0, "time": 40}


@pytest.mark.parametrize("given", [{"smile": 3}, {"time": -1}, {"time": "many"}])
def test_weights_that_mean_nothing_are_refused(given):
    with pytest.raises(TomoniError, match="重み"):
        match_weights(given)
