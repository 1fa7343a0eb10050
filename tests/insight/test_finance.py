"""Ratios of the NPO accounting standard, with numbers worked by hand."""

import pytest
from tomoni.insight.finance import own_revenue_ratio, program_share


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
