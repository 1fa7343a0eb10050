"""Published talents to open openings, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from tomoni.catalog import Catalog, Row
from tomoni.insight.assignment import LEAST_SCORE, Assignment, assign_hours, assign_one_each
from tomoni.insight.fit import DEFAULT_WEIGHTS, conditions_of_opening, fit, profile_of_talent
from tomoni.insight.fit_matrix import fit_matrix
from tomoni.insight.standing import opening_state

from ..pages.fit_words import reason_words
from ..pages.wording import Wording


@dataclass(frozen=True, slots=True)
class Proposal:
    """One pair: rows of the opening, its organization and the talent; the score and its reasons as phrases."""

    opening: Row
    organization: Row
    talent: Row
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A talent or an opening without a proposal (or with places left), and why."""

    table: str
    row: Row
    reason: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """All pairs by opening, who was left, the total of the scores, its proven bound, and the gap between them."""

    as_of: date
    pairs: tuple[Proposal, ...]
    left: tuple[Left, ...]
    total: int
    bound: float
    gap: float


def propose_volunteers(
    catalog: Catalog,
    as_of: date,
    wording: Wording,
    several: bool = False,
    weights: Mapping[str, int] = DEFAULT_WEIGHTS,
) -> Proposals:
    """Each published talent to at most one open opening, or with `several` to as many as the hours allow."""
    areas = {row["code"]: row for row in catalog.rows("areas")}
    talents = [row for row in catalog.rows("talents") if row["consent"] and row["expires_on"] >= as_of]
    openings = [row for row in catalog.rows("openings") if opening_state(row, as_of) == "open"]
    people = [profile_of_talent(row, areas) for row in talents]
    asked = [conditions_of_opening(row, areas) for row in openings]
    capacities = [max(0, row["people_needed"] - (row["people_found"] or 0)) for row in openings]
    scores = fit_matrix(people, asked, weights)
    if several:
        found = assign_hours(
            scores,
            capacities,
            [person.hours_per_month for person in people],
            [opening.hours_per_month for opening in asked],
            [frozenset(opening.slots) for opening in asked],
        )
    else:
        found = assign_one_each(scores, capacities)
    pairs = []
    for person, opening in sorted(found.pairs, key=lambda pair: (pair[1], -int(scores[pair]), pair[0])):
        one = fit(people[person], asked[opening], weights)
        organization = catalog.get("organizations", openings[opening]["organization"])
        assert organization is not None
        words = tuple(text for reason in one.reasons if (text := reason_words(reason, wording)))
        pairs.append(Proposal(openings[opening], organization, talents[person], one.score, words))
    left = _left(found, scores, talents, openings, capacities, wording)
    return Proposals(as_of, tuple(pairs), left, found.total, found.bound, found.gap)


def _left(
    found: Assignment,
    scores: np.ndarray[tuple[int, int], np.dtype[np.int8]],
    talents: list[Row],
    openings: list[Row],
    capacities: list[int],
    wording: Wording,
) -> tuple[Left, ...]:
    left = []
    taken = {person for person, _ in found.pairs}
    for person, row in enumerate(talents):
        if person not in taken:
            fitting = int((scores[person] >= LEAST_SCORE).sum()) if len(openings) else 0
            reason = (
                wording._("合う募集%(count)s件は、もっと合う人で埋まりました。") % {"count": fitting}
                if fitting
                else wording._("条件の合う募集がありません。")
            )
            left.append(Left("talents", row, reason))
    counts = np.bincount([opening for _, opening in found.pairs], minlength=len(openings))
    for opening, row in enumerate(openings):
        missing = capacities[opening] - int(counts[opening])
        if missing > 0:
            fitting = int((scores[:, opening] >= LEAST_SCORE).sum()) if talents else 0
            reason = (
                wording._("あと%(missing)s人。合う人は%(count)s人いますが、ほかの募集に合いました。")
                if fitting > counts[opening]
                else wording._("あと%(missing)s人。公開された人材に、合う人がいません。")
            ) % {"missing": missing, "count": fitting - int(counts[opening])}
            left.append(Left("openings", row, reason))
    return tuple(left)
