"""Several openings for a person: equal to trying everything on small cases, and no bound below what is possible."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tomoni.insight import assignment_several
from tomoni.insight.assignment import LEAST_SCORE
from tomoni.insight.assignment_several import ANYTIME, Availability, Demand, assign_several

SLOTS = ("weekday-evening", "weekend-morning", "weekend-evening")
TIMES = st.frozensets(st.sampled_from((*SLOTS, ANYTIME)), max_size=3)


@st.composite
def problems(draw, people=3, openings=3):
    """Scores (people × openings), when people are free, what openings need."""
    rows, columns = draw(st.integers(0, people)), draw(st.integers(0, openings))
    score = st.sampled_from([-1, 40, LEAST_SCORE, 63, 77, 100])
    scores = draw(st.lists(st.lists(score, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    have = st.builds(Availability, TIMES, st.none() | st.sampled_from([0.0, 4.0, 6.5, 10.0]))
    need = st.builds(
        Demand, st.integers(0, 2), TIMES, st.none() | st.sampled_from([0.0, 0.5, 2.0, 3.25, 4.0, 8.0])
    )
    return (
        np.array(scores, np.int8).reshape(rows, columns),
        draw(st.lists(have, min_size=rows, max_size=rows)),
        draw(st.lists(need, min_size=columns, max_size=columns)),
    )


def can_be_taken(person, demands):
    """Whether one person can take all of these openings: hours, and a slot of its own for each that needs one."""
    if person.hours is None or any(not demand.hours for demand in demands):
        within = len(demands) <= 1 and person.hours != 0
    else:
        within = sum(demand.hours for demand in demands) <= person.hours
    bound = [demand.slots for demand in demands if demand.slots and ANYTIME not in demand.slots]
    free = set(SLOTS) if not person.slots or ANYTIME in person.slots else person.slots
    ways = product(*[sorted(slots & free) for slots in bound])
    return within and any(len(set(way)) == len(way) for way in ways)


def best_by_trying(scores, people, openings):
    """The highest total, by trying every set of pairs."""

    def best(person, places):
        if person == len(people):
            return 0
        found = 0
        fitting = [o for o in range(len(openings)) if places[o] and scores[person, o] >= LEAST_SCORE]
        for taken in product((False, True), repeat=len(fitting)):
            mine = [opening for opening, yes in zip(fitting, taken, strict=True) if yes]
            if mine and not can_be_taken(people[person], [openings[o] for o in mine]):
                continue
            left = tuple(count - (o in mine) for o, count in enumerate(places))
            found = max(found, sum(int(scores[person, o]) for o in mine) + best(person + 1, left))
        return found

    return best(0, tuple(opening.people for opening in openings))


def keeps_within_the_limits(found, scores, people, openings):
    for person, one in enumerate(people):
        mine = [opening for other, opening in found.pairs if other == person]
        assert not mine or can_be_taken(one, [openings[opening] for opening in mine])
        slots = [
            slot
            for (other, _), slot in zip(found.pairs, found.slots, strict=True)
            if other == person and slot
        ]
        assert len(slots) == len(set(slots))
        assert not one.slots or ANYTIME in one.slots or set(slots) <= one.slots
    for opening, one in enumerate(openings):
        taken = [number for number, (_, other) in enumerate(found.pairs) if other == opening]
        assert len(taken) <= one.people
        for number in taken:
            unbound = not one.slots or ANYTIME in one.slots
            assert found.slots[number] is None if unbound else found.slots[number] in one.slots
    assert all(scores[pair] >= LEAST_SCORE for pair in found.pairs)
    assert found.total == sum(int(scores[pair]) for pair in found.pairs)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_on_small_cases_it_is_the_best_there_is(problem):
    found = assign_several(*problem)
    keeps_within_the_limits(found, *problem)
    assert found.total == found.bound == best_by_trying(*problem)
    assert found.gap == 0


@settings(max_examples=60, deadline=None)
@given(problems(people=3, openings=4), st.integers(1, 2))
def test_the_bound_holds_for_all_pairs_however_few_candidates_are_looked_at(problem, candidates):
    found = assign_several(*problem, candidates=candidates, nodes=0)
    keeps_within_the_limits(found, *problem)
    best = best_by_trying(*problem)
    assert found.total <= best <= found.bound
    assert found.gap == pytest.approx(
        (found.bound - found.total) / found.bound if found.bound else 0, abs=1e-6
    )


@settings(max_examples=60, deadline=None)
@given(problems())
def test_without_an_answer_of_the_program_hours_and_slots_are_kept_all_the_same(problem):
    def none(self, nodes):
        return [], float("inf")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment_several._Columns, "solve", none)
        found = assign_several(*problem)
    keeps_within_the_limits(found, *problem)
    assert found.total <= best_by_trying(*problem) <= found.bound


def test_worked_by_hand():
    """Eight hours: two openings of four in two slots; the third meets one of them, the fourth tells no hours."""
    person = Availability(frozenset({"weekend-morning", "weekend-evening"}), 8.0)
    openings = [
        Demand(1, frozenset({"weekend-morning"}), 4.0),
        Demand(1, frozenset({"weekend-morning", "weekend-evening"}), 4.0),
        Demand(1, frozenset({"weekend-morning"}), 4.0),
        Demand(1, frozenset({ANYTIME}), None),
    ]
    found = assign_several(np.array([[80, 70, 60, 90]], np.int8), [person], openings)
    assert (found.pairs, found.slots) == (((0, 0), (0, 1)), ("weekend-morning", "weekend-evening"))
    assert (found.total, found.bound, found.gap) == (150, 150, 0)


def test_who_takes_an_opening_that_tells_no_hours_gets_no_other():
    person = Availability(frozenset({ANYTIME}), 8.0)
    openings = [Demand(1, frozenset({ANYTIME}), hours) for hours in (None, None, 2.0)]
    found = assign_several(np.array([[80, 70, 60]], np.int8), [person], openings)
    assert found.pairs == ((0, 0),)


def test_the_answer_is_always_the_same():
    random = np.random.default_rng(7)
    scores = random.integers(0, 101, (40, 30)).astype(np.int8)
    people = [Availability(frozenset(random.choice(SLOTS, 2)), 6.0) for _ in range(40)]
    openings = [Demand(2, frozenset({SLOTS[number % 3]}), 3.0) for number in range(30)]
    found = assign_several(scores, people, openings, nodes=1)
    assert 0 <= found.gap < 0.1
    assert assign_several(scores, people, openings, nodes=1) == found
