"""Days since an entry was confirmed: worked by hand, and what always holds."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.freshness import Freshness, days_since, freshness

TODAY = date(2026, 11, 23)


def test_worked_by_hand():
    rows = [
        {"confirmed_on": date(2026, 11, 13), "updated_on": date(2020, 1, 1)},  # 10 days
        {"confirmed_on": None, "updated_on": date(2026, 8, 15)},  # 100 days
        {"confirmed_on": None, "updated_on": date(2025, 11, 22)},  # 366 days
        {"confirmed_on": None, "updated_on": None},
    ]
    assert [days_since(row, TODAY) for row in rows] == [10, 100, 366, None]
    assert freshness(rows, TODAY) == Freshness(4, 3, 1, 2, 100, 366)


def test_a_table_without_days_says_so():
    assert freshness([{"name": "x"}], TODAY) == Freshness(1, 0, 0, 0, None, None)


@given(st.lists(st.integers(0, 3000)), st.integers(0, 400))
def test_a_later_day_is_never_fresher(ages, later):
    rows = [{"updated_on": TODAY - timedelta(days=age)} for age in ages]
    now, then = freshness(rows, TODAY), freshness(rows, TODAY + timedelta(days=later))
    assert (
        then.within_quarter <= now.within_quarter <= now.within_year <= now.dated == now.entries == len(ages)
    )
    if ages:
        assert then.median_days == now.median_days + later
        assert now.median_days <= now.oldest_days
