"""Published talents to open openings, all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tomoni.catalog import Catalog, Row
from tomoni.insight.assignment import LEAST_SCORE, Scores, assign_one_each
from tomoni.insight.assignment_several import Availability, Demand, assign_several
from tomoni.insight.fit import DEFAULT_WEIGHTS, conditions_of_opening, fit, profile_of_talent
from tomoni.insight.fit_matrix import fit_matrix
from tomoni.insight.standing import opening_state, sessions_of, sessions_to_come

from ..pages.fit_words import reason_words
from ..pages.wording import Wording
from .held import Held, Hindrance, Pair


@dataclass(frozen=True, slots=True)
class Proposal:
    """One pair: rows of the opening, its organization and the talent; the score and its reasons as phrases.

    `slot`: the slot of the week that it takes, where a person may have several openings; None where it takes none.
    """

    opening: Row
    organization: Row
    talent: Row
    score: int
    reasons: tuple[str, ...]
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A talent or an opening without a proposal (or with places left), and why."""

    table: str
    row: Row
    reason: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """All pairs by opening, who was left, the total of the scores, its proven bound, and the gap between them.

    `several`: whether a person may have several openings.
    """

    as_of: date
    pairs: tuple[Proposal, ...]
    left: tuple[Left, ...]
    total: int
    bound: float
    gap: float
    several: bool = False


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
    openings = [
        row
        for row in catalog.rows("openings")
        if opening_state(row, as_of, sessions_of(catalog, row)) == "open"
    ]
    people = [profile_of_talent(row, areas) for row in talents]
    coming = [sessions_to_come(sessions_of(catalog, row), as_of) for row in openings]
    asked = [conditions_of_opening(row, areas, held) for row, held in zip(openings, coming, strict=True)]
    capacities = [max(0, row["people_needed"] - (row["people_found"] or 0)) for row in openings]
    scores = fit_matrix(people, asked, weights)
    free = [Availability(frozenset(person.slots), person.hours_per_month) for person in people]
    needed = [
        Demand(count, frozenset(opening.slots), opening.hours_per_month)
        for count, opening in zip(capacities, asked, strict=True)
    ]
    found = assign_several(scores, free, needed) if several else assign_one_each(scores, capacities)
    slots = dict(zip(found.pairs, found.slots, strict=True)) if several else {}
    pairs = []
    for person, opening in sorted(found.pairs, key=lambda pair: (pair[1], -int(scores[pair]), pair[0])):
        one = fit(people[person], asked[opening], weights)
        organization = catalog.get("organizations", openings[opening]["organization"])
        assert organization is not None
        words = tuple(text for reason in one.reasons if (text := reason_words(reason, wording)))
        slot = slots.get((person, opening))
        pairs.append(Proposal(openings[opening], organization, talents[person], one.score, words, slot))
    held = Held(found.pairs, slots, free, needed) if several else None
    left = (
        *_people_left(found.pairs, scores, talents, held, wording),
        *_places_left(found.pairs, scores, openings, capacities, held, wording),
    )
    return Proposals(as_of, tuple(pairs), left, found.total, found.bound, found.gap, several)


def _people_left(
    pairs: Sequence[Pair], scores: Scores, talents: Sequence[Row], held: Held | None, wording: Wording
) -> Iterator[Left]:
    """Everybody without an opening, and whether there was none, no time for one, or somebody who fits better."""
    taken = {person for person, _ in pairs}
    for person, row in enumerate(talents):
        if person in taken:
            continue
        fitting = [int(opening) for opening in np.flatnonzero(scores[person] >= LEAST_SCORE)]
        hindered = [held.hindrance(person, opening) for opening in fitting] if held else []
        short = sum(one is not None for one in hindered)
        if not fitting:
            reason = wording._("条件の合う募集がありません。")
        elif short == len(fitting):
            reason = wording._("合う募集%(count)s件は、月に使える時間より長い時間がかかります。") % {
                "count": short
            }
        elif short:
            reason = wording._(
                "合う募集%(count)s件のうち、%(short)s件は使える時間より長く、ほかはもっと合う人で埋まりました。"
            ) % {"count": len(fitting), "short": short}
        else:
            reason = wording._("合う募集%(count)s件は、もっと合う人で埋まりました。") % {
                "count": len(fitting)
            }
        yield Left("talents", row, reason)


def _places_left(
    pairs: Sequence[Pair],
    scores: Scores,
    openings: Sequence[Row],
    capacities: Sequence[int],
    held: Held | None,
    wording: Wording,
) -> Iterator[Left]:
    """Every opening with places left, and whether nobody fits, or what keeps those who do."""
    for opening, row in enumerate(openings):
        here = {person for person, other in pairs if other == opening}
        missing = capacities[opening] - len(here)
        if missing < 1:
            continue
        fitting = [int(p) for p in np.flatnonzero(scores[:, opening] >= LEAST_SCORE) if p not in here]
        if not fitting:
            text = wording._("あと%(missing)s人。公開された人材に、合う人がいません。")
        else:
            text = wording._("あと%(missing)s人。合う人は%(count)s人いますが、ほかの募集に合いました。")
        reason = text % {"missing": missing, "count": len(fitting)}
        hindered = Counter(held.hindrance(person, opening) for person in fitting) if held else Counter()
        said: tuple[tuple[Hindrance, str], ...] = (
            ("hours", wording._("月に使える時間が足りない人%(count)s人。")),
            ("slot", wording._("同じ曜日・時間帯にほかの募集がある人%(count)s人。")),
            ("one", wording._("募集を1つだけ受け持つ人%(count)s人。")),
        )
        for kind, words in said:
            if hindered[kind]:
                reason += words % {"count": hindered[kind]}
        yield Left("openings", row, reason)
