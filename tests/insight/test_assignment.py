"""Many people and many openings at once: equal to trying everything on small cases, within every limit."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tomoni.insight.assignment import LEAST_SCORE, assign_hours, assign_one_each


@st.composite
def cases(draw, people=4, openings=3):
    """Scores (people × openings) and how many people each opening takes."""
    rows, columns = draw(st.integers(0, people)), draw(st.integers(0, openings))
    score = st.sampled_from([-1, 40, LEAST_SCORE, 63, 77, 100])
    scores = draw(st.lists(st.lists(score, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    capacities = draw(st.lists(st.integers(0, 2), min_size=columns, max_size=columns))
    return np.array(scores, np.int8).reshape(rows, columns), capacities


def best_one_each(scores, capacities):
    """The highest total, by trying every choice of every person."""
    people, openings = scores.shape
    best = 0
    for choice in product(range(-1, openings), repeat=people):
        taken = [opening for opening in choice if opening >= 0]
        if any(taken.count(opening) > capacities[opening] for opening in taken):
            continue
        values = [int(scores[person, opening]) for person, opening in enumerate(choice) if opening >= 0]
        if all(value >= LEAST_SCORE for value in values):
            best = max(best, sum(values))
    return best


@given(cases())
def test_one_each_is_the_best_there_is(case):
    scores, capacities = case
    found = assign_one_each(scores, capacities)
    assert found.total == found.bound == best_one_each(scores, capacities)
    assert found.gap == 0
    people = [person for person, _ in found.pairs]
    assert len(people) == len(set(people))
    for opening, most in enumerate(capacities):
        assert sum(other == opening for _, other in found.pairs) <= most
    assert all(scores[pair] >= LEAST_SCORE for pair in found.pairs)


SLOTS = st.sampled_from(["weekday-evening", "weekend-morning", "anytime"])


def best_with_hours(scores, capacities, have, need, slots):
    people, openings = scores.shape
    pairs = [pair for pair in product(range(people), range(openings)) if scores[pair] >= LEAST_SCORE]
    best = 0
    for taken in product((False, True), repeat=len(pairs)):
        chosen = [pair for pair, yes in zip(pairs, taken, strict=True) if yes]
        own = [[opening for other, opening in chosen if other == person] for person in range(people)]
        if any(sum(o == opening for _, o in chosen) > capacities[opening] for opening in range(openings)):
            continue
        if any(len(mine) > 1 for mine, hours in zip(own, have, strict=True) if hours is None):
            continue
        if any(
            sum(need[opening] or 0 for opening in mine) > hours
            for mine, hours in zip(own, have, strict=True)
            if hours is not None
        ):
            continue
        times = [
            [next(iter(slots[opening])) for opening in mine if slots[opening] != {"anytime"}] for mine in own
        ]
        if any(len(one) != len(set(one)) for one in times):
            continue
        best = max(best, sum(int(scores[pair]) for pair in chosen))
    return best


@settings(max_examples=30, deadline=None)
@given(cases(people=3, openings=3), st.data())
def test_with_hours_it_is_the_best_there_is_on_small_cases(case, data):
    scores, capacities = case
    people, openings = scores.shape
    have = data.draw(
        st.lists(st.none() | st.sampled_from([0.0, 4.0, 10.0]), min_size=people, max_size=people)
    )
    need = data.draw(
        st.lists(st.none() | st.sampled_from([2.0, 4.0, 8.0]), min_size=openings, max_size=openings)
    )
    slots = [frozenset({data.draw(SLOTS)}) for _ in range(openings)]
    found = assign_hours(scores, capacities, have, need, slots)
    assert found.total == best_with_hours(scores, capacities, have, need, slots)
    assert found.bound == pytest.approx(found.total)


def test_the_bound_holds_and_the_answer_is_always_the_same():
    random = np.random.default_rng(7)
    scores = random.integers(0, 101, (40, 30)).astype(np.int8)
    slots = [frozenset({["weekday-evening", "weekend-morning"][number % 2]}) for number in range(30)]
    arguments = (scores, [2] * 30, [6.0] * 40, [3.0] * 30, slots)
    found = assign_hours(*arguments, nodes=1)
    assert found.total <= found.bound
    assert 0 <= found.gap < 0.1
    assert assign_hours(*arguments, nodes=1) == found
    assert found.total >= assign_one_each(scores, [2] * 30).total
