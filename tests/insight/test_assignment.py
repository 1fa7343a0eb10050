"""Many people and many openings at once: equal to trying everything on small cases, within every limit."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.assignment import LEAST_SCORE, assign_one_each


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
