"""Who goes where when many people and many openings are matched at once, so that all together fit best.

Each person takes at most one opening, an opening takes as many people as it needs. That is solved exactly. With several
openings for a person, the hours that each has and no two at one time it is a harder problem: see assignment_several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_SCORE = 55
"""A pair below is not proposed: hardly more speaks for it than against it (50 is neither)."""

Scores = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Assignment:
    """`pairs` of (person, opening) by their places, `total` of their scores, the proven `bound`, and the `gap`.

    The gap is the share by which any answer could be better: (bound − total) / bound; 0 where the answer is exact.
    `slots` says for each pair the slot of the week that it takes, None where it takes none.
    """

    pairs: tuple[tuple[int, int], ...]
    total: int
    bound: float
    gap: float
    slots: tuple[str | None, ...] = ()


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
    from scipy.optimize import linear_sum_assignment  # a quarter of a second that no other command needs

    rows, columns = linear_sum_assignment(worth, maximize=True)
    pairs = tuple(
        (int(row), int(places[column]))
        for row, column in zip(rows, columns, strict=True)
        if worth[row, column] > 0
    )
    total = sum(int(scores[pair]) for pair in pairs)
    return Assignment(pairs, total, total, 0)
