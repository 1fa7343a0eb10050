"""Several openings for a person, within the hours of a month and never two in one slot of the week.

A whole-number program: person × opening × slot. It is solved over each person's best candidates (HiGHS, branch and
bound up to a number of branchings); then whoever still fits in anywhere is added. How good the answer is, is proven for
all pairs, not for the candidates alone: any prices of places, hours and slots give a sum that no answer can exceed
(weak duality of the linear relaxation). The prices are those of the relaxation over the candidates; pairs that look
better at these prices become candidates in their turn, which lowers the sum.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .assignment import LEAST_SCORE, Assignment, Scores
from .constraint_rows import ConstraintRows

# scipy is imported where it is used: it takes a quarter of a second that no other command needs.
CANDIDATES = 12
"""Openings looked at for each person at first."""
ROUNDS = 4
"""How often pairs that look better at the prices become candidates."""
ADDED = 4
"""Candidates that a person gets in a round."""
MANY = 5000
"""Beyond so many candidates together, those that look more than MARGIN points too dear are left out."""
MARGIN = 1.0
NEAR = 0.005
"""Beyond so many, the program ends once no answer over its candidates can be better by more than this share."""
NODES = 200
"""Branchings after which the program ends: the same answer on every machine, whatever its speed."""
ANYTIME = "anytime"
_EPSILON = 1e-6

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Availability:
    """When a person is free: slots of the week (none, or `anytime`: any), hours of a month (None: for one opening)."""

    slots: frozenset[str] = frozenset()
    hours: float | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """What an opening needs: people, one of these slots (none, or `anytime`: no slot of its own), hours of a month.

    `hours` None is not known: whoever takes such an opening gets no other, since nobody can tell what time is left.
    """

    people: int
    slots: frozenset[str] = frozenset()
    hours: float | None = None


def assign_several(
    scores: Scores,
    people: Sequence[Availability],
    openings: Sequence[Demand],
    least: int = LEAST_SCORE,
    candidates: int = CANDIDATES,
    nodes: int = NODES,
) -> Assignment:
    """As many openings for each person as hours and slots allow, so that the scores add up to as much as possible.

    `scores` is people × openings (negative: excluded); pairs below `least` are not made. The answer's `slots` say which
    slot each pair takes. `bound` holds for all pairs, whatever `candidates` and `nodes` are.
    """
    problem = _Problem(scores, people, openings, least)
    chosen = [problem.best(person, candidates) for person in range(len(people))]
    near = chosen
    better: list[list[int]] = [[] for _ in people]
    bound = float(problem.most())
    for _ in range(ROUNDS):
        columns = _Columns(problem, chosen)
        if not columns.triples:
            break
        prices = columns.prices()
        value, better, near = problem.priced(prices, chosen)
        bound = min(bound, float(np.floor(value + _EPSILON)))
        if not any(better):
            break
        chosen = [sorted({*own, *more}) for own, more in zip(chosen, better, strict=True)]
    few = sum(map(len, chosen)) <= MANY
    if not few:
        chosen = [sorted({*own, *more}) for own, more in zip(near, better, strict=True)]
    columns = _Columns(problem, chosen, few)
    found, proven = columns.solve(nodes)
    if columns.complete:
        bound = min(bound, proven)
    taken = _Taken(problem)
    for pair in found:
        taken.add(pair)
    taken.fill()
    pairs = tuple(sorted(taken.pairs))
    total = sum(int(scores[pair]) for pair in pairs)
    bound = max(float(total), bound)
    gap = round((bound - total) / bound, 6) if bound > 0 else 0.0
    return Assignment(pairs, total, bound, gap, tuple(taken.slot_of(pair) for pair in pairs))


class _Problem:
    """The pairs that may be made, each with its score, the hundredths of an hour that it takes, and its slots."""

    def __init__(
        self, scores: Scores, people: Sequence[Availability], openings: Sequence[Demand], least: int
    ) -> None:
        self.scores = scores.astype(np.float64)
        self.people, self.openings = people, openings
        self.capacity = np.array([max(0, one.people) for one in openings], np.float64)
        needed = np.array([0 if one.hours is None else _hundredths(one.hours) for one in openings], np.int64)
        self.budget = np.array(
            [1 if one.hours is None else _hundredths(one.hours) for one in people], np.int64
        )
        several = np.array([one.hours is not None for one in people], np.bool_)
        # Not known, or one opening alone: it takes all that the person has.
        whole = (needed <= 0)[None, :] | ~several[:, None]
        self.use = np.where(whole, self.budget[:, None], needed[None, :])
        self.possible = (
            (scores >= least) & (self.use <= self.budget[:, None]) & (self.budget > 0)[:, None]
        ) & (self.capacity > 0)[None, :]
        said = [*(one.slots for one in people), *(one.slots for one in openings)]
        names = sorted({slot for slots in said for slot in slots} - {ANYTIME})
        self.slots = names
        self.free = np.array(
            [
                [not one.slots or ANYTIME in one.slots or name in one.slots for name in names]
                for one in people
            ],
            np.bool_,
        ).reshape(len(people), len(names))
        self.asked = np.array([[name in one.slots for name in names] for one in openings], np.bool_).reshape(
            len(openings), len(names)
        )
        self.unbound = np.array([not one.slots or ANYTIME in one.slots for one in openings], np.bool_)
        meets = (self.free.astype(np.int32) @ self.asked.T.astype(np.int32)) > 0
        self.possible &= meets | self.unbound[None, :]

    def best(self, person: int, count: int) -> list[int]:
        """A person's openings of highest score, by their places; of equal scores the earlier ones."""
        worth = np.where(self.possible[person], self.scores[person], -1)
        order = np.argsort(-worth, kind="stable")[:count]
        return sorted(int(opening) for opening in order if worth[opening] >= 0)

    def most(self) -> float:
        """What no answer can exceed, at first sight: every opening full of those who fit it best."""
        worth = np.where(self.possible, self.scores, 0)
        total = 0.0
        for opening, count in enumerate(self.capacity.astype(int)):
            total += float(np.sort(worth[:, opening])[::-1][:count].sum())
        return total

    def slots_of(self, person: int, opening: int) -> list[int | None]:
        """The slots in which a person can take an opening; None where it takes none."""
        if self.unbound[opening]:
            return [None]
        return [int(slot) for slot in np.flatnonzero(self.free[person] & self.asked[opening])]

    def steps(self, person: int, openings: Iterable[int]) -> list[int]:
        """Divisors for the hours' further limits, see _Columns: what the person's candidates take."""
        return sorted({int(self.use[person, opening]) for opening in openings})

    def priced(
        self, prices: _Prices, chosen: Sequence[Sequence[int]]
    ) -> tuple[float, list[list[int]], list[list[int]]]:
        """What no answer can exceed at these prices; the openings that look better to each person; those chosen and near.

        The value of the dual: all places, hours and slots at their prices, and what each pair brings beyond them. Near
        are those of `chosen` that bring at most MARGIN less than they cost.
        """
        value = float((self.capacity * prices.of_places).sum())
        better: list[list[int]] = []
        near: list[list[int]] = []
        for person in range(len(self.people)):
            cost = prices.of_places.copy()
            for step, price in prices.of_hours[person]:
                cost += price * (self.use[person] // step)
                value += price * float(self.budget[person] // step)
            if self.slots:
                slots = prices.of_slots[person]
                value += float(slots.sum())
                open_slots = np.where(self.free[person] & self.asked, slots, np.inf)
                cost += np.where(self.unbound, 0, open_slots.min(axis=1))
            gain = np.where(self.possible[person], self.scores[person] - cost, 0)
            value += float(np.maximum(gain, 0).sum())
            near.append([opening for opening in chosen[person] if gain[opening] >= -MARGIN])
            gain[list(chosen[person])] = 0
            order = np.argsort(-gain, kind="stable")[:ADDED]
            better.append([int(opening) for opening in order if gain[opening] > _EPSILON])
        return value, better, near


@dataclass(frozen=True, slots=True)
class _Prices:
    """Prices from 0 on: of a place in each opening; by person of each limit of hours (its step); of each slot."""

    of_places: NDArray[np.float64]
    of_hours: Sequence[Sequence[tuple[int, float]]]
    of_slots: NDArray[np.float64]


class _Columns:
    """The program over some pairs: a choice for each pair and slot, and the limits of choices as rows.

    The hours of a person limit the choices more than once: `sum(use) ≤ budget` and, for each use that occurs,
    `sum(⌊use / step⌋) ≤ ⌊budget / step⌋` (Chvátal–Gomory), which keeps fractions of openings out of the bound.
    """

    def __init__(self, problem: _Problem, chosen: Sequence[Sequence[int]], few: bool = True) -> None:
        self._problem, self.few = problem, few
        self.triples = [
            (person, opening, slot)
            for person, own in enumerate(chosen)
            for opening in own
            for slot in problem.slots_of(person, opening)
        ]
        self.complete = sum(map(len, chosen)) == int(problem.possible.sum())
        self._worth = np.array([problem.scores[person, opening] for person, opening, _ in self.triples])
        rows = ConstraintRows(len(self.triples))
        places: dict[int, list[int]] = {}
        hours: dict[int, list[int]] = {}
        slots: dict[Pair, list[int]] = {}
        pairs: dict[Pair, list[int]] = {}
        for number, (person, opening, slot) in enumerate(self.triples):
            places.setdefault(opening, []).append(number)
            hours.setdefault(person, []).append(number)
            pairs.setdefault((person, opening), []).append(number)
            if slot is not None:
                slots.setdefault((person, slot), []).append(number)
        self._places = {
            opening: rows.add(numbers, [1] * len(numbers), problem.capacity[opening])
            for opening, numbers in places.items()
        }
        self._hours: dict[tuple[int, int], int] = {}
        for person, numbers in hours.items():
            uses = [int(problem.use[person, self.triples[number][1]]) for number in numbers]
            for step in (1, *problem.steps(person, chosen[person])):
                limit = int(problem.budget[person]) // step
                self._hours[person, step] = rows.add(numbers, [use // step for use in uses], limit)
        self._slots = {place: rows.add(numbers, [1] * len(numbers), 1) for place, numbers in slots.items()}
        for numbers in pairs.values():
            if len(numbers) > 1:
                rows.add(numbers, [1] * len(numbers), 1)
        self._rows = rows

    def prices(self) -> _Prices:
        """The prices of the linear relaxation."""
        from scipy.optimize import linprog

        problem = self._problem
        table, most = self._rows.table()
        found = linprog(-self._worth, A_ub=table, b_ub=most, bounds=(0, 1), method="highs")
        if found.status != 0:
            raise RuntimeError(f"HiGHS: {found.message}")
        marginal = np.maximum(-found.ineqlin.marginals, 0)
        of_places = np.zeros(len(problem.openings))
        for opening, row in self._places.items():
            of_places[opening] = marginal[row]
        of_hours: list[list[tuple[int, float]]] = [[] for _ in problem.people]
        for (person, step), row in self._hours.items():
            if marginal[row] > 0:
                of_hours[person].append((step, float(marginal[row])))
        of_slots = np.zeros((len(problem.people), len(problem.slots)))
        for (person, slot), row in self._slots.items():
            of_slots[person, slot] = marginal[row]
        return _Prices(of_places, of_hours, of_slots)

    def solve(self, nodes: int) -> tuple[list[tuple[int, int, int | None]], float]:
        """The best choices found within so many branchings (none where there is no time to find any), and their bound."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        if not self.triples:
            return [], 0.0
        table, most = self._rows.table()
        with _quiet():
            found = milp(
                -self._worth,
                constraints=LinearConstraint(table, ub=most),
                integrality=np.ones(len(self.triples)),
                bounds=Bounds(0, 1),
                options={"node_limit": nodes, "mip_rel_gap": 0.0 if self.few else NEAR},
            )
        dual = found.mip_dual_bound
        proven = float("inf") if dual is None else float(np.floor(-dual + _EPSILON))
        if found.x is None:
            return [], proven
        return [one for one, taken in zip(self.triples, found.x, strict=True) if taken > 0.5], proven


class _Taken:
    """Pairs made so far, within every limit."""

    def __init__(self, problem: _Problem) -> None:
        self._problem = problem
        self._places = problem.capacity.astype(int)
        self._left = problem.budget.copy()
        self._busy: list[dict[int, int]] = [{} for _ in problem.people]
        self.pairs: set[Pair] = set()

    def add(self, choice: tuple[int, int, int | None]) -> None:
        """Make a pair that is known to keep within the limits."""
        person, opening, slot = choice
        self.pairs.add((person, opening))
        self._places[opening] -= 1
        self._left[person] -= self._problem.use[person, opening]
        if slot is not None:
            self._busy[person][slot] = opening

    def fill(self) -> None:
        """Add the pairs of highest score that still keep within the limits."""
        people, openings = np.nonzero(self._problem.possible)
        order = np.argsort(-self._problem.scores[people, openings], kind="stable")
        for place in order:
            person, opening = int(people[place]), int(openings[place])
            if (
                (person, opening) in self.pairs
                or self._places[opening] < 1
                or self._left[person] < self._problem.use[person, opening]
            ):
                continue
            if self._problem.unbound[opening]:
                self.add((person, opening, None))
            elif self._moved(person, opening, set()):
                slot = next(slot for slot, other in self._busy[person].items() if other == opening)
                self.add((person, opening, slot))

    def _moved(self, person: int, opening: int, tried: set[int]) -> bool:
        """Whether an opening finds a slot, the others moving where they can (an augmenting path)."""
        for slot in self._problem.slots_of(person, opening):
            if slot is None or slot in tried:
                continue
            tried.add(slot)
            other = self._busy[person].get(slot)
            if other is None or self._moved(person, other, tried):
                self._busy[person][slot] = opening
                return True
        return False

    def slot_of(self, pair: Pair) -> str | None:
        """The slot that a pair takes; None where it takes none."""
        person, opening = pair
        found: Iterator[str] = (
            self._problem.slots[slot] for slot, other in self._busy[person].items() if other == opening
        )
        return next(found, None)


@contextmanager
def _quiet() -> Iterator[None]:
    """HiGHS 1.12 leaves lines of its own search on standard output, where proposals as JSON may be going."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _hundredths(hours: float) -> int:
    """Whole hundredths of an hour, so that sums and quotients of hours are exact."""
    return round(hours * 100)
