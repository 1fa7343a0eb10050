"""Ratios of the NPO accounting standard, with numbers worked by hand."""

from datetime import date

import pytest
from tomoni.insight.finance import latest_finances, medians, own_revenue_ratio, program_share, size_band


def finance(**changes):
    row = {
        "revenue_total": 18_400_000,
        "revenue_donations": 7_420_000,
        "revenue_operations": 3_250_000,
        "revenue_commissioned": 1_250_000,
        "expense_total": 17_000_000,
        "expense_program": 14_620_000,
    }
    return row | changes


def test_own_revenue_is_donations_and_operations_over_the_total():
    assert own_revenue_ratio(finance()) == pytest.approx(0.5799, abs=1e-4)


def test_without_commissioned_work_it_is_less():
    assert own_revenue_ratio(finance(), with_commissioned=False) == pytest.approx(0.5120, abs=1e-4)


@pytest.mark.parametrize("name", ["revenue_donations", "revenue_operations"])
def test_what_is_not_known_gives_no_ratio(name):
    assert own_revenue_ratio(finance(**{name: None})) is None
    assert own_revenue_ratio(finance(revenue_total=0)) is None
    assert own_revenue_ratio(finance(revenue_commissioned=None), with_commissioned=False) is None


def test_program_share():
    assert program_share(finance()) == pytest.approx(0.86)
    assert program_share(finance(expense_total=0)) is None


def year(organization, fiscal_year, donations, total=1_000_000):
    return finance(
        organization=organization,
        fiscal_year=fiscal_year,
        revenue_total=total,
        revenue_donations=donations,
        revenue_operations=0,
    )


def test_each_organization_counts_with_its_latest_year_of_the_last_two():
    rows = [
        year("a", 2023, 1),
        year("a", 2025, 3),
        year("a", 2024, 2),
        year("b", 2023, 4),
        year("c", 2024, 5),
    ]
    latest = latest_finances(rows, date(2026, 11, 23))
    assert {name: row["revenue_donations"] for name, row in latest.items()} == {"a": 3, "c": 5}


def test_a_ward_shows_its_median_and_of_how_many():
    latest = {f"o{number}": year(f"o{number}", 2025, number * 100_000) for number in range(1, 6)}
    groups = {name: ["13122", "all"] if name != "o5" else ["all"] for name in latest}
    found = medians(latest, groups, own_revenue_ratio)
    assert (found["all"].value, found["all"].organizations) == (0.3, 5)
    assert (found["13122"].value, found["13122"].organizations) == (None, 4)


def test_an_organization_without_a_known_ratio_does_not_count():
    latest = {"a": finance(revenue_donations=None, organization="a", fiscal_year=2025)}
    assert medians(latest, {"a": ["all"]}, own_revenue_ratio) == {}


@pytest.mark.parametrize(
    ("total", "band"), [(0, "under-1m"), (999_999, "under-1m"), (1_000_000, "1m-5m"), (10**8, "over-100m")]
)
def test_sizes_go_by_yearly_revenue(total, band):
    assert size_band(year("a", 2025, 0, total)) == band
