"""What keeps somebody from an opening that fits, once all are assigned: hours, a slot that is taken, one opening alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from tomoni.insight.assignment_several import ANYTIME, Availability, Demand

Pair = tuple[int, int]
Hindrance = Literal["hours", "slot", "one"]


class Held:
    """Who takes what, by the places of people and openings."""

    def __init__(
        self,
        pairs: Sequence[Pair],
        slots: Mapping[Pair, str | None],
        people: Sequence[Availability],
        openings: Sequence[Demand],
    ) -> None:
        self._people, self._openings = people, openings
        self._own: dict[int, list[int]] = {}
        self._busy: dict[int, set[str]] = {}
        for pair in pairs:
            self._own.setdefault(pair[0], []).append(pair[1])
            slot = slots[pair]
            if slot is not None:
                self._busy.setdefault(pair[0], set()).add(slot)

    def hindrance(self, person: int, opening: int) -> Hindrance | None:
        """Why the person cannot take the opening besides what they have; None where only its places are full.

        `hours`: not enough hours of the month left; `slot`: the slots in common are taken; `one`: the person says no
        hours, or has or would take an opening that says none, so that there can be only one.
        """
        own = self._own.get(person, [])
        hours, asked = self._people[person].hours, self._openings[opening]
        if hours is None:
            return "one" if own else None
        if hours <= 0 or (asked.hours or 0) > hours:
            return "hours"
        needed = [self._openings[other].hours or 0 for other in own]
        if own and (not asked.hours or 0 in needed):
            return "one"
        if sum(needed) + (asked.hours or 0) > hours:
            return "hours"
        if asked.slots and ANYTIME not in asked.slots:
            mine = self._people[person].slots
            free = asked.slots if not mine or ANYTIME in mine else asked.slots & mine
            if free <= self._busy.get(person, set()):
                return "slot"
        return None
