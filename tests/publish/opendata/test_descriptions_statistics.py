"""Share filled, distinct values and histograms of a column."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tomoni.catalog import Field
from tomoni.publish.opendata.descriptions.statistics import BARS, Bar, column, ranges, spread_of_days

TEXT = Field.from_descriptor({"name": "name", "type": "string"})
CODE = Field.from_descriptor({"name": "area", "type": "string", "codelist": "areas"})
CODES = Field.from_descriptor({"name": "topics", "type": "list", "codelist": "topics"})
COUNT = Field.from_descriptor({"name": "people", "type": "integer"})
DAY = Field.from_descriptor({"name": "on", "type": "date"})
YES = Field.from_descriptor({"name": "demo", "type": "boolean"})


def of(field, *cells):
    return column(field, [{field.name: cell} for cell in cells])


def test_the_share_filled_counts_cells_with_a_value():
    found = of(COUNT, 1, None, 0, None)
    assert (found.rows, found.filled, found.share_filled) == (4, 2, 0.5)


def test_zero_and_no_are_values_and_an_empty_list_is_none():
    assert of(COUNT, 0, 0).filled == 2
    assert of(YES, False).filled == 1
    assert of(CODES, (), ("a",)).filled == 1


def test_a_table_without_rows_has_no_share():
    assert of(TEXT).share_filled is None
    assert of(TEXT).bars == ()


def test_distinct_values_of_a_list_are_its_items():
    assert of(CODES, ("a", "b"), ("b",), ()).distinct == 2


def test_codes_are_counted_with_the_rest_in_one_bar():
    found = of(CODE, *"aaabbbccddeefg")
    assert found.bars == (
        Bar("a", 3),
        Bar("b", 3),
        Bar("c", 2),
        Bar("d", 2),
        Bar("e", 2),
        Bar(None, 2),
    )


def test_texts_that_differ_have_no_histogram_and_repeated_ones_do():
    assert of(TEXT, "x", "y", "z").bars == ()
    assert of(TEXT, "x", "x", "x", "y").bars == (Bar("x", 3), Bar("y", 1))


def test_few_numbers_stand_for_themselves_in_their_order():
    assert of(COUNT, 3, 1, 3).bars == (Bar(1, 1), Bar(3, 2))


def test_many_numbers_fall_into_round_ranges():
    found = of(COUNT, *range(0, 100, 10), 4)
    assert found.kind == "ranges"
    assert [bar.key for bar in found.bars] == [(0, 20), (20, 40), (40, 60), (60, 80), (80, 100)]
    assert [bar.count for bar in found.bars] == [3, 2, 2, 2, 2]
    assert (found.smallest, found.largest) == (0, 90)


def test_days_of_half_a_year_stand_by_month_others_by_year():
    assert spread_of_days([date(2026, 11, 1), date(2027, 1, 31)]) == (
        "months",
        (Bar((2026, 11), 1), Bar((2026, 12), 0), Bar((2027, 1), 1)),
    )
    kind, bars = spread_of_days([date(2024, 1, 1), date(2026, 1, 1), date(2026, 12, 1)])
    assert kind == "years"
    assert bars == (Bar((2024, 2024), 1), Bar((2025, 2025), 0), Bar((2026, 2026), 2))


def test_days_of_a_century_stand_by_decades():
    _, bars = spread_of_days([date(1965, 1, 1), date(2026, 1, 1)])
    assert bars[0].key == (1960, 1979)
    assert bars[-1].key == (2020, 2039)


@given(
    st.lists(st.floats(-1e9, 1e9), min_size=BARS + 1, unique=True).filter(
        lambda values: max(values) - min(values) > 1e-6
    )
)
def test_ranges_hold_every_number_and_leave_no_gap(values):
    bars = ranges(values)
    assert len(bars) <= BARS
    assert sum(bar.count for bar in bars) == len(values)
    assert all(left.key[1] == right.key[0] for left, right in pairwise(bars))


@given(st.lists(st.dates(), min_size=1))
def test_a_spread_of_days_holds_every_day_in_at_most_six_bars(days):
    _, bars = spread_of_days(days)
    assert sum(bar.count for bar in bars) == len(days)
    assert len(bars) <= BARS


@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1))
def test_a_column_counts_what_is_there(days):
    found = of(DAY, *days, None)
    assert found.filled == len(days)
    assert found.smallest == min(days)
    assert found.largest - found.smallest >= timedelta(0)
