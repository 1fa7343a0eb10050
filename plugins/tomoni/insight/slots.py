"""Parts of the week (the codelist `time_slots`): those that exact times touch, and those of an opening."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import jpholiday

PARTS = (("morning", 0, 12), ("afternoon", 12, 17), ("evening", 17, 24))
"""Of a day with their hours, as the codelist words them: until noon, from noon to 17:00, from 17:00."""

BRIEFLY = timedelta(minutes=30)
"""So much of a part may be touched without its being named: what ends at 12:30 is a morning."""


def slots_between(starts_at: datetime, ends_at: datetime) -> frozenset[str]:
    """The codes of the parts of the week between two moments of Japan's time, but for those touched only briefly.

    A Saturday, a Sunday and a national holiday (jpholiday) are `weekend`. What touches all parts only briefly belongs to
    the one in which most of it lies, the earlier of two.
    """
    touched: dict[str, timedelta] = {}
    midnight = datetime.combine(starts_at.date(), time())
    while midnight <= ends_at and len([code for code in touched if touched[code] > BRIEFLY]) < 2 * len(PARTS):
        kind = "weekend" if _is_free(midnight.date()) else "weekday"
        for name, begins, ends in PARTS:
            first, last = midnight + timedelta(hours=begins), midnight + timedelta(hours=ends)
            if starts_at < last and first <= ends_at:
                code, lasts = f"{kind}-{name}", min(last, ends_at) - max(first, starts_at)
                touched[code] = max(lasts, touched.get(code, lasts))
        midnight += timedelta(days=1)
    return frozenset(code for code in touched if touched[code] > BRIEFLY) or frozenset(
        {max(touched, key=touched.__getitem__)}
    )


def slots_of_opening(
    opening: Mapping[str, Any], sessions: Iterable[Mapping[str, Any]] = ()
) -> tuple[str, ...]:
    """When one can take part, as codes in order.

    `sessions` are those to come (standing.sessions_to_come). They are exact and go first: where any of them has room,
    the parts of the week in which these lie; else what the opening says of itself (`time_slots`).
    """
    held = [slots_between(one["starts_at"], one["ends_at"]) for one in sessions if one["status"] == "open"]
    return tuple(sorted(frozenset().union(*held))) if held else tuple(opening["time_slots"])


@lru_cache(maxsize=4096)
def _is_free(day: date) -> bool:
    return day.weekday() >= 5 or bool(jpholiday.is_holiday(day))
