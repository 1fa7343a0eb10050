"""Whether an opening of the catalog can be joined, and what it asks for, with its sessions; see insight.standing, insight.fit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tomoni.catalog import Row
from tomoni.insight.fit import Conditions, conditions_of_opening
from tomoni.insight.standing import (
    OpeningState,
    opening_deadline,
    opening_state,
    sessions_of,
    sessions_to_come,
)

from .site import Site


def state_of(site: Site, opening: Row) -> OpeningState:
    """Its state on the day for which the site is built."""
    return opening_state(opening, site.as_of, sessions_of(site.catalog, opening))


def is_open(site: Site, opening: Row) -> bool:
    """Whether one can join."""
    return state_of(site, opening) == "open"


def deadline_of(site: Site, opening: Row) -> date | None:
    """The last day on which one can still apply; None = no end."""
    return opening_deadline(opening, sessions_of(site.catalog, opening))


def conditions_of(site: Site, opening: Row, areas: Mapping[str, Row]) -> Conditions:
    """What it asks for from the day on for which the site is built. `areas` are the rows of the codelist by code."""
    coming = sessions_to_come(sessions_of(site.catalog, opening), site.as_of)
    return conditions_of_opening(opening, areas, coming)
