"""Whether an opening can still be joined on a given day."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.standing import (
    confirmation_age,
    is_listed,
    opening_deadline,
    opening_state,
    sessions_to_come,
)

DAY = date(2026, 11, 23)


def opening(**changes):
    row = {
        "status": "open",
        "apply_by": None,
        "ends_on": None,
        "expires_on": None,
        "confirmed_on": DAY - timedelta(days=10),
        "published_on": DAY - timedelta(days=40),
        "people_needed": 3,
        "people_found": None,
    }
    return row | changes


def test_an_opening_without_an_end_is_open():
    assert opening_state(opening(), DAY) == "open"


def test_on_its_last_day_an_opening_is_still_open_and_passed_the_day_after():
    last = opening(apply_by=DAY)
    assert opening_state(last, DAY) == "open"
    assert opening_state(last, DAY + timedelta(days=1)) == "passed"


def test_the_earliest_end_counts():
    row = opening(apply_by=DAY + timedelta(days=3), ends_on=DAY + timedelta(days=1))
    assert opening_deadline(row) == DAY + timedelta(days=1)
    assert opening_deadline(opening()) is None


@pytest.mark.parametrize(("days", "state"), [(90, "open"), (91, "paused")])
def test_an_opening_that_nobody_confirmed_for_more_than_90_days_is_paused(days, state):
    assert opening_state(opening(confirmed_on=DAY - timedelta(days=days)), DAY) == state


def test_publication_counts_as_confirmation_where_there_is_none():
    row = opening(confirmed_on=None, published_on=DAY - timedelta(days=91))
    assert opening_state(row, DAY) == "paused"


@pytest.mark.parametrize("status", ["filled", "closed"])
def test_what_the_organization_ended_stays_ended(status):
    assert opening_state(opening(status=status, apply_by=DAY - timedelta(days=5)), DAY) == status


def session(days, status="open"):
    return {"starts_at": datetime.combine(DAY + timedelta(days=days), time(10)), "status": status}


@pytest.mark.parametrize(
    ("sessions", "state"),
    [
        ([session(-7), session(0)], "open"),  # today's still counts
        ([session(-7), session(-1)], "passed"),
        ([session(-1), session(7, "cancelled")], "passed"),
        ([session(7, "cancelled")], "passed"),
        ([session(-7), session(7, "full")], "filled"),
        ([session(7, "full"), session(14)], "open"),
    ],
)
def test_where_there_are_sessions_they_say_whether_one_can_still_come(sessions, state):
    assert opening_state(opening(), DAY, sessions) == state


def test_the_last_session_that_takes_place_is_the_last_day():
    sessions = [session(14), session(7), session(21, "cancelled")]
    assert opening_deadline(opening(), sessions) == DAY + timedelta(days=14)
    assert opening_deadline(opening(apply_by=DAY), sessions) == DAY
    assert [one["starts_at"].day for one in sessions_to_come(sessions, DAY)] == [30, 7]


@pytest.mark.parametrize(("found", "state"), [(None, "open"), (2, "open"), (3, "filled"), (4, "filled")])
def test_an_opening_that_found_its_people_is_filled(found, state):
    assert opening_state(opening(people_found=found), DAY) == state


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 400))
def test_once_passed_an_opening_never_opens_again(apply_by, later):
    row = opening(apply_by=apply_by, confirmed_on=apply_by)
    day = apply_by + timedelta(days=1)
    assert opening_state(row, day) == "passed"
    assert opening_state(row, day + timedelta(days=later)) == "passed"


def test_days_since_confirmation():
    assert confirmation_age({"confirmed_on": DAY - timedelta(days=7)}, DAY) == 7
    assert confirmation_age({"confirmed_on": None}, DAY) is None


def test_dissolved_organizations_leave_the_lists():
    assert is_listed({"status": "dormant"})
    assert not is_listed({"status": "dissolved"})
