"""Whether an entry can be acted on today: an opening that is open, a service that runs, an entry still fresh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal

from tomoni.catalog import Catalog

OpeningState = Literal["open", "paused", "filled", "closed", "passed"]

UNCONFIRMED_AFTER = timedelta(days=90)
"""An opening that nobody confirmed for this long shows as paused (data-model.md, openings)."""


def opening_state(
    opening: Mapping[str, Any], as_of: date, sessions: Iterable[Mapping[str, Any]] = ()
) -> OpeningState:
    """The state of an opening on a day; `sessions` are its own, in any order (see `sessions_of`).

    `passed` when its deadline, its last day, its expiry or its last session lies before `as_of`, or all sessions were
    cancelled; `filled` when as many people were found as are needed, or no session to come has room; `paused` when
    nobody confirmed it for 90 days (`confirmed_on`, or `published_on` where that is empty); else its own status.
    """
    status: OpeningState = opening["status"]
    if status in ("filled", "closed"):
        return status
    every = list(sessions)
    last_day = opening_deadline(opening, every)
    coming = sessions_to_come(every, as_of)
    if (last_day is not None and last_day < as_of) or (every and not coming):
        return "passed"
    if (opening["people_found"] or 0) >= opening["people_needed"] or (
        coming and all(session["status"] == "full" for session in coming)
    ):
        return "filled"
    confirmed = opening["confirmed_on"] or opening["published_on"]
    if status == "paused" or (confirmed is not None and as_of - confirmed > UNCONFIRMED_AFTER):
        return "paused"
    return "open"


def opening_deadline(opening: Mapping[str, Any], sessions: Iterable[Mapping[str, Any]] = ()) -> date | None:
    """The last day on which one can still apply; None = no end.

    The earliest of apply_by, ends_on, expires_on and, where there are sessions, of the day of the last one.
    """
    days = [opening[name] for name in ("apply_by", "ends_on", "expires_on") if opening[name] is not None]
    held = [session["starts_at"].date() for session in sessions if session["status"] != "cancelled"]
    return min([*days, max(held)] if held else days, default=None)


def sessions_of(catalog: Catalog, opening: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The sessions of an opening: rows of `opening_sessions`."""
    return catalog.by("opening_sessions", "opening").get(opening["id"], [])


def sessions_to_come(sessions: Iterable[Mapping[str, Any]], as_of: date) -> list[Mapping[str, Any]]:
    """Those that are neither over nor cancelled, soonest first; today's still counts."""
    coming = [one for one in sessions if one["status"] != "cancelled" and one["starts_at"].date() >= as_of]
    return sorted(coming, key=lambda one: one["starts_at"])


def confirmation_age(row: Mapping[str, Any], as_of: date) -> int | None:
    """Days since the organization itself confirmed the entry; None where it never did."""
    confirmed = row.get("confirmed_on")
    return (as_of - confirmed).days if confirmed else None


def is_certified(company: Mapping[str, Any], as_of: date) -> bool:
    """Whether a company's certification holds on a day: given, and not past its last day."""
    until = company["certified_until"]
    return company["status"] == "certified" and (until is None or until >= as_of)


def is_listed(organization: Mapping[str, Any]) -> bool:
    """Whether an organization still exists (dissolved, merged and revoked ones keep their page, not their place)."""
    return organization["status"] in ("active", "dormant")
