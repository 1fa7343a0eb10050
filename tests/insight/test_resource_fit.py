"""Offers and needs of things and rooms: worked by hand, what excludes and says so, what never lowers a score."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.resource_fit import (
    WEIGHTS,
    is_needed,
    is_offered,
    offer_until,
    resource_fit,
    resource_pairs,
)

from tests.conftest import ROOT

TODAY = date(2026, 11, 23)
OFFER = {
    "id": "okome", "kind": "goods", "category": "food", "quantity": 12.0, "unit": "袋", "available_from": None,
    "available_until": date(2026, 12, 20), "expires_on": date(2026, 12, 1), "handover": "pickup", "organization": None,
    "capacity_people": None, "equipment": (), "time_slots": (), "status": "available", "area": "13121", "latitude": None, "longitude": None,
}  # fmt: skip
NEED = {
    "id": "kome", "kind": "goods", "category": "food", "quantity": 24.0, "unit": "袋", "needed_from": None,
    "needed_by": date(2026, 11, 30), "handover": "delivery", "organization": "midorino", "capacity_people": None,
    "equipment": (), "time_slots": (), "status": "open", "area": "13121", "latitude": None, "longitude": None,
}  # fmt: skip
ROOM = {
    **OFFER,
    "kind": "space",
    "category": "hall",
    "capacity_people": 20,
    "time_slots": ("weekend-morning",),
}
ROOM_NEED = {
    **NEED, "kind": "space", "category": "meeting-room", "capacity_people": 12, "quantity": None, "handover": None,
    "time_slots": ("weekend-morning", "weekday-evening"),
}  # fmt: skip
HERE, NEAR = (35.775, 139.804), (35.776, 139.805)


def kinds(found):
    return {reason.aspect: reason.kind for reason in found.reasons}


def test_worked_by_hand():
    """Category 100 of 30, dates 100 of 15, half the quantity 50 of 20, place 100 of 20, handover 0 of 10."""
    found = resource_fit(OFFER, NEED, HERE, NEAR)
    assert found.score == round((3000 + 1500 + 1000 + 2000) / 95)
    assert kinds(found) == {
        "category": "fits", "dates": "fits", "quantity": "fits", "place": "fits", "handover": "differs",
    }  # fmt: skip


def test_the_date_on_the_food_ends_an_offer_before_its_own_end():
    assert offer_until(OFFER) == date(2026, 12, 1)
    late = {**NEED, "needed_from": date(2026, 12, 2), "needed_by": None}
    assert kinds(resource_fit(OFFER, late, None, None))["dates"] == "excludes"
    assert not is_offered({**OFFER, "expires_on": date(2026, 11, 22)}, TODAY)
    assert is_needed(NEED, TODAY) and not is_needed({**NEED, "status": "met"}, TODAY)


def test_a_room_too_small_or_at_other_hours_is_excluded_and_says_so():
    assert not resource_fit(ROOM, ROOM_NEED, None, None).excluded
    small = resource_fit({**ROOM, "capacity_people": 11}, ROOM_NEED, None, None)
    assert (small.score, small.excluded, kinds(small)["capacity"]) == (0, True, "excludes")
    evening = resource_fit({**ROOM, "time_slots": ("weekend-evening",)}, ROOM_NEED, None, None)
    assert kinds(evening)["time"] == "excludes"


def test_equipment_that_is_wanted_counts_with_what_is_missing():
    """By hand: another room 40 of 30, dates 100 of 15, capacity 100 of 20, hours 80 of 15, equipment 50 of 15."""
    want = {**ROOM_NEED, "equipment": ("コンロ", "ｗｉ-ｆｉ")}
    both = resource_fit({**ROOM, "equipment": ("業務用コンロ", "Wi-Fi")}, want, None, None)
    half = resource_fit({**ROOM, "equipment": ("業務用コンロ", "冷蔵庫")}, want, None, None)
    none = resource_fit({**ROOM, "equipment": ("冷蔵庫",)}, want, None, None)
    assert half.score == round((1200 + 1500 + 2000 + 1200 + 750) / 95)
    assert both.score > half.score > none.score

    def told(found):
        return next((one.kind, one.values, one.percent) for one in found.reasons if one.aspect == "equipment")

    assert told(both) == ("fits", ("コンロ", "ｗｉ-ｆｉ"), 100)
    assert told(half) == ("differs", ("ｗｉ-ｆｉ",), 50)
    assert told(none) == ("differs", ("コンロ", "ｗｉ-ｆｉ"), 0)


def test_equipment_that_nobody_names_is_a_question():
    want = {**ROOM_NEED, "equipment": ("コンロ",)}
    asked, plain = resource_fit(ROOM, want, None, None), resource_fit(ROOM, ROOM_NEED, None, None)
    assert kinds(asked)["equipment"] == "unknown" and asked.score == plain.score
    assert "equipment" not in kinds(plain)


@given(
    st.sets(st.sampled_from(["コンロ", "冷蔵庫", "椅子", "Wi-Fi"]), min_size=1),
    st.sampled_from(["コンロ", "椅子"]),
)
def test_more_equipment_never_lowers_the_score(have, more):
    want = {**ROOM_NEED, "equipment": ("コンロ", "椅子", "Wi-Fi")}
    scores = [
        resource_fit({**ROOM, "equipment": tuple(sorted(items))}, want, None, None).score
        for items in (have, have | {more})
    ]
    assert scores == sorted(scores)


def test_other_units_are_a_question_not_a_difference():
    found = resource_fit({**OFFER, "unit": "kg"}, NEED, None, None)
    assert kinds(found)["quantity"] == "unknown"


@given(st.floats(0.5, 500), st.floats(0.5, 500))
def test_more_never_lowers_the_score(one, other):
    less, more = sorted((one, other))
    scores = [resource_fit({**OFFER, "quantity": n}, NEED, HERE, NEAR).score for n in (less, more)]
    assert scores == sorted(scores)


def test_nobody_is_proposed_their_own_things():
    organizations = {"midorino": {"area": "13121", "latitude": None, "longitude": None}}
    own = {**OFFER, "id": "own", "organization": "midorino"}
    pairs = resource_pairs([OFFER, own], [NEED], organizations, {})
    assert [(offer, need) for offer, need, _ in pairs] == [("okome", "kome")]


def test_the_demonstration_has_pairs_of_things_and_rooms(demo_catalog):
    rows = {table: demo_catalog.rows(table) for table in ("resource_offers", "resource_needs")}
    by_id = {row["id"]: row for row in rows["resource_offers"]}
    pairs = resource_pairs(
        [row for row in rows["resource_offers"] if is_offered(row, TODAY)],
        [row for row in rows["resource_needs"] if is_needed(row, TODAY)],
        {row["id"]: row for row in demo_catalog.rows("organizations")},
        {row["code"]: row for row in demo_catalog.rows("areas")},
    )
    assert {by_id[offer]["kind"] for offer, _, _ in pairs} >= {"goods", "space"}
    scores = [fit.score for _, _, fit in pairs]
    assert scores == sorted(scores, reverse=True) and all(50 <= score <= 100 for score in scores)


def test_the_guide_names_the_weights():
    text = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")
    part = text.partition("## Things and rooms")[2].partition("\n## ")[0]
    named = dict(re.findall(r"^\| ([a-z]+) \| (\d+) \|", part, re.MULTILINE))
    assert {name: int(weight) for name, weight in named.items()} == dict(WEIGHTS)
