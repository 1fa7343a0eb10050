"""Parts of the week: those that exact times touch, and those of an opening with sessions."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.fit import Profile, conditions_of_opening, fit
from tomoni.insight.slots import slots_between, slots_of_opening


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "slots"),
    [
        ("2026-12-05T09:30", "2026-12-05T12:00", {"weekend-morning"}),
        ("2026-12-05T09:30", "2026-12-05T15:30", {"weekend-morning", "weekend-afternoon"}),
        ("2026-12-04T12:00", "2026-12-04T17:00", {"weekday-afternoon"}),
        ("2026-12-04T16:00", "2026-12-04T19:00", {"weekday-afternoon", "weekday-evening"}),
        # 23 November is a holiday, a Monday in 2026; 22 September 2026 is one because it lies between two others.
        ("2026-11-23T18:00", "2026-11-23T20:00", {"weekend-evening"}),
        ("2026-09-22T10:00", "2026-09-22T11:00", {"weekend-morning"}),
        # What lasts half an hour more is not named for it; what is short belongs where most of it lies.
        ("2026-12-05T09:30", "2026-12-05T12:30", {"weekend-morning"}),
        ("2026-12-05T11:30", "2026-12-05T14:00", {"weekend-afternoon"}),
        ("2026-12-05T11:50", "2026-12-05T12:20", {"weekend-afternoon"}),
        # Over midnight, from Friday to Saturday; and what ends as it starts.
        ("2026-12-04T22:00", "2026-12-05T00:00", {"weekday-evening"}),
        ("2026-12-04T22:00", "2026-12-05T06:00", {"weekday-evening", "weekend-morning"}),
        ("2026-12-04T12:00", "2026-12-04T12:00", {"weekday-afternoon"}),
    ],
)
def test_the_parts_of_the_week_between_two_moments(starts_at, ends_at, slots):
    assert slots_between(at(starts_at), at(ends_at)) == slots


@given(
    st.datetimes(at("2026-01-01T00:00"), at("2030-01-01T00:00")),
    st.integers(0, 60 * 24 * 30),
    st.integers(0, 600),
)
def test_every_time_has_a_part_and_a_longer_one_keeps_those_it_had_for_more_than_half_an_hour(
    starts_at, minutes, more
):
    ends_at = starts_at + timedelta(minutes=minutes)
    found = slots_between(starts_at, ends_at)
    assert found
    if minutes > 4 * 24 * 60:
        assert len(found) >= 3
    if minutes > 90:
        assert found <= slots_between(starts_at, ends_at + timedelta(minutes=more))


def session(starts_at, ends_at, status="open"):
    return {"starts_at": at(starts_at), "ends_at": at(ends_at), "status": status}


SATURDAY = session("2026-12-05T09:30", "2026-12-05T11:30")
FULL_EVENING = session("2026-12-04T18:00", "2026-12-04T20:00", "full")
OPENING = {"time_slots": ("weekday-evening", "weekend-morning", "weekend-evening")}


def test_sessions_with_room_go_before_what_the_opening_says_of_its_week():
    assert slots_of_opening(OPENING) == OPENING["time_slots"]
    assert slots_of_opening(OPENING, [SATURDAY, FULL_EVENING]) == ("weekend-morning",)
    assert slots_of_opening(OPENING, [FULL_EVENING]) == OPENING["time_slots"]


def test_who_is_free_only_when_no_session_takes_place_is_not_led_there(demo_catalog):
    areas = {row["code"]: row for row in demo_catalog.rows("areas")}
    row = demo_catalog.rows("openings")[0] | OPENING
    evenings = Profile(slots=("weekday-evening", "weekend-evening"))
    mornings = Profile(slots=("weekend-morning",))
    assert not fit(evenings, conditions_of_opening(row, areas)).excluded
    held = conditions_of_opening(row, areas, [SATURDAY])
    assert [one.aspect for one in fit(evenings, held).reasons if one.kind == "excludes"] == ["time"]
    assert fit(mornings, held).score > fit(mornings, conditions_of_opening(row, areas)).score
