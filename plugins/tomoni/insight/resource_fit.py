"""How well an offer and a need of things, rooms or money fit: a score out of 100, with every reason for it.

What either side leaves open is neutral. Another kind, another category of things, days that do not meet, a room that is
too small, and hours that do not meet exclude a pair and say so. The rest is a weighted mean of whole percents, as in
insight.fit: a larger quantity, a nearer place, more hours in common, more of the equipment never lower it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from unicodedata import normalize

from .distance import Place, place_of
from .fit import FAR_TENTHS, NEAR_TENTHS, NEUTRAL, Fit, Reason, tenths_of_km

WEIGHTS: Mapping[str, int] = {
    "category": 30,
    "quantity": 20,
    "capacity": 20,
    "equipment": 15,
    "time": 15,
    "dates": 15,
    "place": 20,
    "handover": 10,
}
"""How much each aspect counts."""
LIKE_ROOM = 40
"""What a room of another category counts: a hall may serve as a meeting room."""
LEAST_SCORE = 50
"""Below this, a pair has too little in common to be shown."""

Row = Mapping[str, Any]


def is_offered(row: Row, as_of: date) -> bool:
    """Whether an offer can still be asked for: available, and neither withdrawn nor past its date."""
    last = offer_until(row)
    return row["status"] == "available" and (last is None or last >= as_of)


def is_needed(row: Row, as_of: date) -> bool:
    """Whether a need is still open."""
    return row["status"] == "open" and (row["needed_by"] is None or row["needed_by"] >= as_of)


def offer_until(row: Row) -> date | None:
    """The last day on which an offer can be used: its end or the date on the food, whichever comes first."""
    days = [row[name] for name in ("available_until", "expires_on") if row[name] is not None]
    return min(days, default=None)


def resource_fit(offer: Row, need: Row, from_place: Place | None, to_place: Place | None) -> Fit:
    """How well the two fit; the places are those of the offer and of the organization in need (or their wards)."""
    reasons = [
        *_category(offer, need),
        *_dates(offer, need),
        *_quantity(offer, need),
        *_capacity(offer, need),
        *_equipment(offer, need),
        *_time(offer, need),
        *_place(offer, need, from_place, to_place),
        *_handover(offer, need),
    ]
    if any(reason.kind == "excludes" for reason in reasons):
        return Fit(0, tuple(reasons), True)
    counted = [(WEIGHTS[one.aspect], one.percent) for one in reasons if one.percent is not None]
    total = sum(weight for weight, _ in counted)
    if total == 0:
        return Fit(NEUTRAL, tuple(reasons), False)
    return Fit((2 * sum(w * p for w, p in counted) + total) // (2 * total), tuple(reasons), False)


def resource_pairs(
    offers: Iterable[Row],
    needs: Iterable[Row],
    organizations: Mapping[str, Row],
    areas: Mapping[str, Row],
) -> list[tuple[str, str, Fit]]:
    """Every pair worth showing: ids of the offer and of the need, and their fit; best first, then by id.

    An organization is not proposed its own offer. `organizations` and `areas` by id and code.
    """
    asked: dict[tuple[str, str], list[tuple[Row, Place | None]]] = {}
    for need in needs:
        place = place_of(need, areas) or place_of(organizations[need["organization"]], areas)
        asked.setdefault(_group(need), []).append((need, place))
    found = []
    for offer in offers:
        from_place = place_of(offer, areas)
        for need, place in asked.get(_group(offer), ()):
            if offer["organization"] is not None and offer["organization"] == need["organization"]:
                continue
            fit = resource_fit(offer, need, from_place, place)
            if not fit.excluded and fit.score >= LEAST_SCORE:
                found.append((offer["id"], need["id"], fit))
    return sorted(found, key=lambda one: (-one[2].score, one[0], one[1]))


def _group(row: Row) -> tuple[str, str]:
    """Things go by category; rooms and money by kind alone."""
    return row["kind"], row["category"] if row["kind"] == "goods" else ""


def _reason(aspect: str, percent: int, values: Sequence[str] = ()) -> Reason:
    return Reason(aspect, "fits" if percent >= 50 else "differs", tuple(values), percent)


def _category(offer: Row, need: Row) -> list[Reason]:
    if offer["kind"] != need["kind"]:
        return [Reason("category", "excludes", (offer["kind"],))]
    if offer["category"] == need["category"]:
        return [_reason("category", 100, (offer["category"],))]
    if offer["kind"] == "goods":
        return [Reason("category", "excludes", (offer["category"],))]
    return [_reason("category", LIKE_ROOM, (offer["category"],))]


def _dates(offer: Row, need: Row) -> list[Reason]:
    """The days of both; an end that is not told does not restrict."""
    until, by = offer_until(offer), need["needed_by"]
    first = [day for day in (offer["available_from"], need["needed_from"]) if day is not None]
    last = [day for day in (until, by) if day is not None]
    if first and last and max(first) > min(last):
        return [Reason("dates", "excludes", (max(first).isoformat(), min(last).isoformat()))]
    if by is None and need["needed_from"] is None:
        return []
    return [_reason("dates", 100, tuple(day.isoformat() for day in last[:1] and [min(last)]))]


def _quantity(offer: Row, need: Row) -> list[Reason]:
    have, want = offer["quantity"], need["quantity"]
    if not have or not want:
        return []
    if offer["unit"] != need["unit"]:
        return [Reason("quantity", "unknown", (f"{have:g}", offer["unit"] or ""))]
    percent = min(100, int(100 * have // want))
    return [_reason("quantity", percent, (f"{have:g}", offer["unit"] or ""))]


def _capacity(offer: Row, need: Row) -> list[Reason]:
    have, want = offer["capacity_people"], need["capacity_people"]
    if have is None or want is None:
        return []
    if have < want:
        return [Reason("capacity", "excludes", (str(have),))]
    return [_reason("capacity", 100, (str(have),))]


def _equipment(offer: Row, need: Row) -> list[Reason]:
    """What of the equipment wanted is there: by the words, since it is free text (コンロ is found in 業務用コンロ).

    An offer that names no equipment may still have some: that is told and not counted.
    """
    want = need["equipment"]
    if not want:
        return []
    if not offer["equipment"]:
        return [Reason("equipment", "unknown", tuple(want))]
    have = [_folded(item) for item in offer["equipment"]]
    missing = [item for item in want if not any(_folded(item) in other for other in have)]
    percent = 100 * (len(want) - len(missing)) // len(want)
    return [Reason("equipment", "differs" if missing else "fits", tuple(missing or want), percent)]


def _folded(text: str) -> str:
    """Letters of any width and case, without spaces."""
    return "".join(normalize("NFKC", text).casefold().split())


def _time(offer: Row, need: Row) -> list[Reason]:
    have, want = set(offer["time_slots"]), set(need["time_slots"])
    if not have or not want:
        return []
    if "anytime" in have or "anytime" in want:
        return [_reason("time", 100, ("anytime",))]
    common = sorted(have & want)
    if not common:
        return [Reason("time", "excludes", tuple(sorted(have)))]
    return [_reason("time", 60 + 40 * len(common) // len(want), common)]


def _place(offer: Row, need: Row, from_place: Place | None, to_place: Place | None) -> list[Reason]:
    """Distance counts where somebody has to go: rooms, and things that are not brought."""
    brought = offer["handover"] == "delivery" and offer["kind"] != "space"
    if offer["kind"] == "money" or brought or from_place is None or to_place is None:
        return []
    distance = tenths_of_km(from_place, to_place)
    percent = 100 if distance <= NEAR_TENTHS else max(0, 100 - 100 * (distance - NEAR_TENTHS) // FAR_TENTHS)
    return [_reason("place", percent, (str(distance),))]


def _handover(offer: Row, need: Row) -> list[Reason]:
    have, want = offer["handover"], need["handover"]
    if have is None or want is None or offer["kind"] != "goods":
        return []
    return [_reason("handover", 100 if have == want or "either" in (have, want) else 0, (have,))]
