"""Who works on the same problem nearby, and why two organizations might join forces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .distance import Place, great_circle_km

TOPIC, FIELD, GIVES = 3.0, 1.0, 4.0
"""Weights: each problem in common, each field in common, each way in which one has what the other needs."""

NEAR_KM, NEAR = 10.0, 3.0
"""Nearness counts fully at 0 km and nothing from here on, in a straight line."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What neighbours are found by: an organization's problems and fields, place, needs and offers.

    `needs` and `offers` are categories of the resource bank (codelist resource_categories).
    """

    id: str
    topics: frozenset[str]
    fields: frozenset[str]
    areas: frozenset[str]
    place: Place | None
    needs: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another organization and what speaks for it; `receives` is what it has that this one needs."""

    id: str
    score: float
    topics: tuple[str, ...]
    fields: tuple[str, ...]
    distance_km: float | None
    gives: tuple[str, ...]
    receives: tuple[str, ...]


def standpoints(
    organizations: Iterable[Mapping[str, Any]],
    places: Mapping[str, Place | None],
    needs: Iterable[Mapping[str, Any]],
    offers: Iterable[Mapping[str, Any]],
) -> list[Standpoint]:
    """The standpoint of each organization; `needs` and `offers` are the open rows of the resource bank."""
    needed, offered = _categories(needs), _categories(offers)
    return [
        Standpoint(
            row["id"],
            frozenset(row["topics"]),
            frozenset(row["fields"]),
            frozenset({row["area"], *row["areas_served"]} - {None}),
            places.get(row["id"]),
            needed.get(row["id"], frozenset()),
            offered.get(row["id"], frozenset()),
        )
        for row in organizations
    ]


def _categories(rows: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["organization"]:
            found[row["organization"]].add(row["category"])
    return {organization: frozenset(categories) for organization, categories in found.items()}


def compare(first: Standpoint, second: Standpoint) -> Neighbour:
    """What speaks for `second` as a partner of `first`. The score is the same the other way round."""
    topics, fields = first.topics & second.topics, first.fields & second.fields
    gives, receives = first.offers & second.needs, second.offers & first.needs
    distance = great_circle_km(first.place, second.place) if first.place and second.place else None
    near = NEAR * max(0.0, 1 - distance / NEAR_KM) if distance is not None else 0.0
    score = TOPIC * len(topics) + FIELD * len(fields) + GIVES * (len(gives) + len(receives)) + near
    return Neighbour(
        second.id,
        score,
        tuple(sorted(topics)),
        tuple(sorted(fields)),
        distance,
        tuple(sorted(gives)),
        tuple(sorted(receives)),
    )


class Neighbourhood:
    """All organizations, kept so that the few that may be neighbours of one are found without asking all."""

    def __init__(self, standpoints: Sequence[Standpoint]) -> None:
        self._all = {standpoint.id: standpoint for standpoint in standpoints}
        self._by_problem: dict[tuple[str, str], list[str]] = defaultdict(list)
        for standpoint in standpoints:
            for area in standpoint.areas:
                for topic in standpoint.topics:
                    self._by_problem[(topic, area)].append(standpoint.id)

    def of(self, organization: str, count: int = 3) -> list[Neighbour]:
        """The best neighbours, best first, equal ones by id: those that share a problem and a ward with it."""
        own = self._all.get(organization)
        if own is None:
            return []
        candidates = {
            other for topic in own.topics for area in own.areas for other in self._by_problem[(topic, area)]
        }
        found = [compare(own, self._all[other]) for other in candidates - {organization}]
        return sorted(found, key=lambda neighbour: (-neighbour.score, neighbour.id))[:count]
