"""Figures whose periods meet: what is counted once, and what nobody could count."""

import pytest
from tomoni.catalog import validate

from .small_package import AS_OF


def periods(package, *found):
    """The package with one figure for each (first day, last day)."""
    header, row = package.read("measures")
    rows = []
    for number, (start, end) in enumerate(found):
        cells = dict(zip(header, row, strict=True))
        cells |= {"id": f"meals-{number}", "period_start": start, "period_end": end}
        rows.append([cells[name] for name in header])
    package.write("measures", [header, *rows])
    return [(p.code, p.line) for p in validate(package.base, AS_OF).problems]


YEAR = ("2025-04-01", "2026-03-31")


@pytest.mark.parametrize(
    "second",
    [("2024-04-01", "2025-03-31"), ("2025-10-01", "2025-10-31"), ("2026-04-01", "2026-04-30"), YEAR[:1] * 2],
    ids=["the year before", "a month in it", "the month after", "its first day"],
)
def test_apart_or_within_is_counted_once(package, second):
    assert periods(package, YEAR, second) == []


def test_periods_that_overlap_in_part_are_refused(package):
    assert periods(package, YEAR, ("2026-03-01", "2026-05-31")) == [("overlapping-periods", 3)]


def test_an_overlap_with_the_year_is_found_behind_a_month_within_it(package):
    found = periods(package, YEAR, ("2025-05-01", "2025-05-31"), ("2026-03-01", "2026-05-31"))
    assert found == [("overlapping-periods", 4)]


def test_the_same_period_twice_is_refused(package):
    assert periods(package, YEAR, YEAR) == [("period-twice", 3)]


def test_another_measure_may_have_the_same_period(package):
    for column, value in (("id", "hours-2025"), ("measure", "volunteer-hours"), ("unit", "hours")):
        package.set("measures", **{column: value})
    other = package.read("measures")[1]
    header, meals = package.read("measures")
    meals = dict(zip(header, meals, strict=True)) | {
        "id": "meals-2025",
        "measure": "meals-served",
        "unit": "meals",
    }
    package.write("measures", [header, other, list(meals.values())])
    assert validate(package.base, AS_OF).valid
