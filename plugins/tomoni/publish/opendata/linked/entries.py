"""What each kind of entry is in the words of schema.org; a table that is not named here has no such word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tomoni.catalog import Row

from . import giving, knowledge, organizations, participation
from .json_ld import Linking, Node

ENTRIES: dict[str, Callable[[Linking, Row], Node]] = {
    "organizations": organizations.organization,
    "companies": organizations.company,
    "centers": organizations.center,
    "openings": participation.opening,
    "services": participation.service,
    "events": participation.event,
    "grants": giving.grant,
    "awards": giving.award,
    "projects": giving.project,
    "resource_offers": giving.resource_offer,
    "resource_needs": giving.resource_need,
    "areas": knowledge.area,
    "activity_fields": partial(knowledge.term, "activity_fields"),
    "topics": partial(knowledge.term, "topics"),
    "reports": knowledge.report,
    "case_studies": knowledge.case_study,
    "evidence": knowledge.evidence,
}


def entry(link: Linking, table: str, key: str) -> Node | None:
    """The node of an entry; None for a table without a word in the vocabulary, or for a row that is not there."""
    describe = ENTRIES.get(table)
    row = link.site.catalog.get(table, key) if describe else None
    return describe(link, row) if describe and row is not None else None
