"""Figures of a year: what is added, what is a part of something else, what is compared with what."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.impact import (
    change,
    fiscal_year,
    outermost,
    overlaps,
    target_reached,
    totals,
    year_of_period,
    yearly_figures,
)

AGGREGATIONS = {
    "meals-served": "sum",
    "children-reached": "distinct",
    "feel-safe-share": "share",
    "members": "last",
}
UNITS = {
    "meals-served": "meals",
    "children-reached": "people",
    "feel-safe-share": "percent",
    "members": "people",
}


def row(
    value, start="2025-04-01", end="2026-03-31", measure="meals-served", organization="midori", **changes
):
    return {
        "id": f"{organization}-{measure}-{start}-{end}",
        "organization": organization,
        "measure": measure,
        "unit": UNITS[measure],
        "level": "output",
        "period_start": date.fromisoformat(start),
        "period_end": date.fromisoformat(end),
        "value": value,
        "target": None,
        "method": "毎回の配膳数を記録",
        "report": None,
    } | changes


def figures(*rows):
    return yearly_figures(rows, AGGREGATIONS)


def test_a_fiscal_year_is_named_by_the_year_in_which_it_starts():
    assert (fiscal_year(date(2026, 3, 31)), fiscal_year(date(2026, 4, 1))) == (2025, 2026)


def test_a_period_belongs_to_the_year_of_its_middle_day():
    assert year_of_period(date(2025, 1, 1), date(2025, 12, 31)) == 2025
    assert year_of_period(date(2025, 3, 1), date(2025, 3, 31)) == 2024


def test_months_add_up_to_their_year():
    [figure] = figures(row(300, "2025-04-01", "2025-04-30"), row(250, "2025-05-01", "2025-05-31"))
    assert (figure.value, figure.fiscal_year, figure.whole) == (550, 2025, False)
    assert (figure.period_start, figure.period_end) == (date(2025, 4, 1), date(2025, 5, 31))


def test_a_reports_figure_within_the_years_is_not_counted_twice():
    year = row(12_480)
    [figure] = figures(year, row(1_040, "2025-06-01", "2025-06-30", report="midori-202506"))
    assert (figure.value, figure.rows, figure.whole) == (12_480, (year["id"],), True)


def test_the_same_period_given_twice_counts_once():
    [figure] = figures(row(100, id="a"), row(100, id="b", report="midori-202603"))
    assert (figure.value, figure.rows) == (100, ("a",))


def test_distinct_people_of_two_months_are_not_added():
    [figure] = figures(
        row(40, "2025-04-01", "2025-04-30", "children-reached"),
        row(55, "2025-05-01", "2025-05-31", "children-reached"),
    )
    assert (figure.value, figure.at_least) == (55, True)


@pytest.mark.parametrize("measure", ["feel-safe-share", "members"])
def test_of_shares_and_counts_at_the_end_the_latest_stands(measure):
    [figure] = figures(
        row(70, "2025-04-01", "2025-09-30", measure), row(81, "2025-10-01", "2026-03-31", measure)
    )
    assert figure.value == 81


def test_units_are_never_mixed():
    two = figures(row(10), row(20, unit="boxes", id="other"))
    assert [(figure.unit, figure.value) for figure in two] == [("boxes", 20), ("meals", 10)]


def test_a_year_is_compared_with_the_one_before_in_percent():
    before, now = figures(row(10_560, "2024-04-01", "2025-03-31"), row(12_480))
    found = change(now, before, "sum")
    assert found.ratio == pytest.approx(0.1818, abs=1e-4)
    assert found.points is None


def test_shares_differ_in_points():
    before, now = figures(
        row(69, "2024-04-01", "2025-03-31", "feel-safe-share"), row(81, measure="feel-safe-share")
    )
    assert change(now, before, "share").points == 12


def test_half_a_year_is_not_compared_with_a_whole_one_nor_with_one_two_years_back():
    whole, half = figures(row(10_560, "2024-04-01", "2025-03-31"), row(5_000, "2025-04-01", "2025-09-30"))
    assert change(half, whole, "sum") is None
    old, now = figures(row(1, "2023-04-01", "2024-03-31"), row(2))
    assert change(now, old, "sum") is None
    assert change(now, None, "sum") is None


def test_from_nothing_there_is_no_percentage():
    before, now = figures(row(0, "2024-04-01", "2025-03-31"), row(12))
    assert change(now, before, "sum") is None


def test_a_target_is_compared_with_what_was_reached():
    [figure] = figures(row(12_480, target=13_925))
    assert target_reached(figure) == pytest.approx(0.8962, abs=1e-4)
    assert target_reached(figures(row(5))[0]) is None


def test_a_ward_adds_what_its_organizations_reported_and_says_how_many():
    [total] = totals(figures(row(100), row(50, organization="akebono")), AGGREGATIONS)
    assert (total.value, total.organizations, total.overlapping) == (150, 2, False)
    assert len(total.rows) == 2


def test_people_of_two_organizations_may_be_the_same():
    [total] = totals(
        figures(
            row(10, measure="children-reached"), row(8, measure="children-reached", organization="akebono")
        ),
        AGGREGATIONS,
    )
    assert (total.value, total.overlapping) == (18, True)


def test_shares_are_not_added_and_their_median_needs_five():
    def of(values):
        return figures(*(row(value, measure="feel-safe-share", organization=f"o{value}") for value in values))

    [few] = totals(of([60, 70, 80, 90]), AGGREGATIONS)
    assert (few.value, few.organizations) == (None, 4)
    [enough] = totals(of([60, 70, 80, 90, 95]), AGGREGATIONS)
    assert enough.value == 80


def test_periods_that_overlap_without_one_in_the_other_are_found():
    first, second = row(1, "2025-04-01", "2025-09-30"), row(2, "2025-09-01", "2026-03-31")
    assert overlaps([first, second]) == [(first, second)]
    assert overlaps([row(1), row(2, "2025-06-01", "2025-06-30")]) == []
    assert overlaps([first, row(2, "2025-10-01", "2026-03-31")]) == []


months = st.lists(st.integers(0, 11), unique=True, min_size=1)


@given(months, st.integers(0, 10_000))
def test_the_order_of_rows_changes_nothing_and_months_add_up(numbers, value):
    rows = []
    for number in numbers:
        start = date(2025 + (number + 3) // 12, (number + 3) % 12 + 1, 1)
        end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        rows.append(row(value + number, start.isoformat(), end.isoformat()))
    [figure] = figures(*rows)
    assert figure == figures(*reversed(rows))[0]
    assert figure.value == sum(value + number for number in numbers)
    assert len(outermost(rows)) == len(rows)
