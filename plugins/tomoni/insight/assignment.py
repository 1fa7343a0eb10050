"""Who goes where when many people and many openings are matched at once, so that all together fit best.

Each person takes at most one opening, an opening takes as many people as it needs. That is solved exactly. With the
hours that each person has and no two openings at one time it is a harder problem: it is solved over each person's best
candidates within a number of branchings, and the proven bound says how much better any answer could be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import coo_array

LEAST_SCORE = 55
"""A pair below is not proposed: hardly more speaks for it than against it (50 is neither)."""
CANDIDATES = 12
"""Openings looked at for each person in the harder problem."""
NODES = 200
"""Branchings after which the harder problem ends: the same answer on every machine, whatever its speed."""

Scores = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Assignment:
    """`pairs` of (person, opening) by their places, `total` of their scores, the proven `bound`, and the `gap`.

    The gap is the share by which any answer could be better: (bound − total) / bound; 0 where the answer is exact.
    """

    pairs: tuple[tuple[int, int], ...]
    total: int
    bound: float
    gap: float


def assign_one_each(scores: Scores, capacities: Sequence[int], least: int = LEAST_SCORE) -> Assignment:
    """The assignment of highest total where each person takes at most one opening: exact.

    `scores` is people × openings (negative: excluded); `capacities` the people that each opening takes, from 0 on.
    Pairs below `least` are not made. Ties go to earlier people and openings, so that the answer is always the same.
    """
    people, openings = scores.shape
    if people == 0 or openings == 0:
        return Assignment((), 0, 0, 0)
    places = np.repeat(np.arange(openings), np.minimum(np.asarray(capacities, np.int64), people))
    worth = np.where(scores >= least, scores, 0).astype(np.float64)[:, places]
    rows, columns = linear_sum_assignment(worth, maximize=True)
    pairs = tuple(
        (int(row), int(places[column]))
        for row, column in zip(rows, columns, strict=True)
        if worth[row, column] > 0
    )
    total = sum(int(scores[pair]) for pair in pairs)
    return Assignment(pairs, total, total, 0)


def assign_hours(
    scores: Scores,
    capacities: Sequence[int],
    hours_of_people: Sequence[float | None],
    hours_of_openings: Sequence[float | None],
    slots: Sequence[frozenset[str]],
    least: int = LEAST_SCORE,
    candidates: int = CANDIDATES,
    nodes: int = NODES,
) -> Assignment:
    """Several openings for a person, within the hours of a month and never two that meet only in the same slot.

    `hours_of_people` None is one opening; `hours_of_openings` None takes no hours; `slots` are the time slots of each
    opening: a person gets no two openings that have the one same slot and no other. Mixed-integer (HiGHS).
    """
    choices = _choices(scores, least, candidates)
    if not choices:
        return Assignment((), 0, 0, 0)
    constraints = _Constraints(len(choices))
    by_person: dict[int, list[int]] = {}
    by_opening: dict[int, list[int]] = {}
    for number, (person, opening) in enumerate(choices):
        by_person.setdefault(person, []).append(number)
        by_opening.setdefault(opening, []).append(number)
    for opening, numbers in by_opening.items():
        constraints.add([(number, 1.0) for number in numbers], capacities[opening])
    for person, numbers in by_person.items():
        hours = hours_of_people[person]
        if hours is None:
            constraints.add([(number, 1.0) for number in numbers], 1)
            continue
        used = [(number, float(hours_of_openings[choices[number][1]] or 0)) for number in numbers]
        constraints.add(used, hours)
        single: dict[str, list[int]] = {}
        for number in numbers:
            times = slots[choices[number][1]]
            if len(times) == 1 and "anytime" not in times:
                single.setdefault(next(iter(times)), []).append(number)
        for meeting in single.values():
            if len(meeting) > 1:
                constraints.add([(number, 1.0) for number in meeting], 1)
    worth = np.array([float(scores[choice]) for choice in choices])
    found = milp(
        -worth,
        constraints=constraints.matrix(),
        integrality=np.ones(len(choices)),
        bounds=Bounds(0, 1),
        options={"node_limit": nodes},
    )
    if (
        found.x is None
    ):  # no answer within the branchings: one opening each is an answer, and the bound still holds
        simple = assign_one_each(scores, capacities, least)
        bound = float(-found.mip_dual_bound) if found.mip_dual_bound is not None else float(worth.sum())
        return Assignment(simple.pairs, simple.total, bound, _gap(simple.total, bound))
    pairs = tuple(choice for choice, taken in zip(choices, found.x, strict=True) if taken > 0.5)
    total = sum(int(scores[pair]) for pair in pairs)
    bound = max(float(total), float(-found.mip_dual_bound))
    return Assignment(pairs, total, bound, _gap(total, bound))


def _gap(total: int, bound: float) -> float:
    return round(max(0.0, (bound - total) / bound), 6) if bound > 0 else 0.0


def _choices(scores: Scores, least: int, candidates: int) -> list[tuple[int, int]]:
    """Each person's best openings, in the order of people and openings."""
    found: list[tuple[int, int]] = []
    for person, row in enumerate(scores):
        best = np.argsort(-row.astype(np.int16), kind="stable")[:candidates]
        found.extend((person, int(opening)) for opening in np.sort(best) if row[opening] >= least)
    return found


class _Constraints:
    """Rows `sum(coefficient × choice) ≤ most`, sparse."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._rows: list[int] = []
        self._columns: list[int] = []
        self._values: list[float] = []
        self._most: list[float] = []

    def add(self, terms: Sequence[tuple[int, float]], most: float) -> None:
        for number, value in terms:
            self._rows.append(len(self._most))
            self._columns.append(number)
            self._values.append(value)
        self._most.append(most)

    def matrix(self) -> LinearConstraint:
        shape = (len(self._most), self._size)
        table = coo_array((self._values, (self._rows, self._columns)), shape=shape).tocsr()
        return LinearConstraint(table, ub=np.array(self._most))
