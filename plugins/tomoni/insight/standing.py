"""Whether an entry can be acted on today: an opening that is open, a service that runs, an entry still fresh."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal

OpeningState = Literal["open", "paused", "filled", "closed", "passed"]

UNCONFIRMED_AFTER = timedelta(days=90)
"""An opening that nobody confirmed for this long shows as paused (data-model.md, openings)."""


def opening_state(opening: Mapping[str, Any], as_of: date) -> OpeningState:
    """The state of an opening on a day.

    `passed` when its deadline, its last day or its expiry lies before `as_of`; `paused` when nobody
    confirmed it for 90 days (`confirmed_on`, or `published_on` where that is empty); else its own status.
    """
    status: OpeningState = opening["status"]
    if status in ("filled", "closed"):
        return status
    last_day = opening_deadline(opening)
    if last_day is not None and last_day < as_of:
        return "passed"
    confirmed = opening["confirmed_on"] or opening["published_on"]
    if status == "paused" or (confirmed is not None and as_of - confirmed > UNCONFIRMED_AFTER):
        return "paused"
    return "open"


def opening_deadline(opening: Mapping[str, Any]) -> date | None:
    """The last day on which one can still apply: the earliest of apply_by, ends_on, expires_on; None = no end."""
    days = [opening[name] for name in ("apply_by", "ends_on", "expires_on") if opening[name] is not None]
    return min(days) if days else None


def confirmation_age(row: Mapping[str, Any], as_of: date) -> int | None:
    """Days since the organization itself confirmed the entry; None where it never did."""
    confirmed = row.get("confirmed_on")
    return (as_of - confirmed).days if confirmed else None


def is_listed(organization: Mapping[str, Any]) -> bool:
    """Whether an organization still exists (dissolved, merged and revoked ones keep their page, not their place)."""
    return organization["status"] in ("active", "dormant")
