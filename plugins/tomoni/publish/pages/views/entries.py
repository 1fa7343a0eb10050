"""Plain pages and lists of the tables that have no view of their own (entry_kinds.py)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tomoni.catalog import Row

from ..centers import where_to_turn
from ..closing import closing
from ..entry_facts import entry_facts, entry_texts
from ..entry_kinds import (
    ENTRY_KINDS,
    EntryKind,
    entry_card,
    entry_summary,
    foreign,
    sorted_entries,
    whose,
)
from ..environment import Environments
from ..listing import Facet, Listing, ListPage, Shard, Sort, codelist_facet, flags_facet
from ..page import PageRef, Register, register_prefix
from ..site import Site
from ..translations import N_

_FACETS = (
    ("area", N_("区"), "areas", ("area", "areas", "activity_areas")),
    ("field", N_("分野"), "activity_fields", ("fields",)),
    ("topic", N_("課題"), "topics", ("topics",)),
    ("skill", N_("いかせる技術"), "skills", ("skills",)),
)
_COLUMNS = {
    "grants": {"area": ("activity_areas",), "field": ("fields",), "topic": ("topics",)},
    "awards": {"area": ("area",), "field": ("fields",)},
    "events": {"area": ("area",), "topic": ("topics",)},
    "projects": {"area": ("area",), "field": ("fields",), "topic": ("topics",)},
    "resource_offers": {"area": ("area",)},
    "resource_needs": {"area": ("area",)},
    "challenges": {"area": ("area",), "topic": ("topics",)},
    "collaborations": {"area": ("area",), "field": ("fields",), "topic": ("topics",)},
    "reports": {"area": ("area",), "topic": ("topics",)},
    "companies": {"area": ("area",), "topic": ("topics",), "skill": ("skills",)},
    "centers": {"area": ("area",)},
    "advisors": {"area": ("areas",), "skill": ("skills",)},
    "talents": {"area": ("area",), "field": ("fields",), "topic": ("topics",), "skill": ("skills",)},
    "case_studies": {"field": ("fields",), "topic": ("topics",)},
}
"""Facets of each list: facet to the columns that its codes stand in."""


class PlainList:
    """What the list of a table without cards of its own knows of its entries."""

    def __init__(self, kind: EntryKind) -> None:
        self._kind = kind

    def rows(self, site: Site) -> Sequence[Row]:
        return sorted_entries(self._kind, site)

    def card(self, site: Site, row: Row, register: Register) -> dict[str, Any]:
        return entry_card(self._kind, site, row, site.wording(register), register)

    def text(self, site: Site, row: Row) -> str:
        words = [row[self._kind.title], entry_summary(self._kind, row)]
        by = whose(self._kind, site, row, "ja")
        if by:
            words.append(by[0] if isinstance(by, tuple) else by.title)
        for name, codelist in (("area", "areas"), ("fields", "activity_fields"), ("topics", "topics")):
            codes = row.get(name) or ()
            words += [
                site.catalog.label(codelist, code) for code in ([codes] if isinstance(codes, str) else codes)
            ]
        return " ".join(words)


class Entries:
    """View of one table. A table's own view (another module here) gives its own `template` and more `context`."""

    template = "entry.html"
    list_template = "list.html"
    listed: type[PlainList] = PlainList

    def __init__(self, kind: EntryKind) -> None:
        self.kind = kind
        self.name = self.table = kind.table
        self.section = kind.section
        self.listing = Listing(
            section=kind.section,
            heading=kind.heading,
            lead=kind.lead,
            card_macro="generic",
            entries=self.listed(kind),
            facets=self._facets(),
            sorts=(
                Sort("deadline", N_("締め切りの近い順"), lambda _, row: str(kind.last_day(row) or "9999"))
                if kind.until
                else Sort("newest", N_("新しい順"), lambda _, row: 0),
                Sort("name", N_("名前の順"), lambda _, row: row[kind.title]),
            ),
            until=lambda _, row: kind.last_day(row),
            template=self.list_template,
        )

    def _facets(self) -> tuple[Facet, ...]:
        found: list[Facet] = []
        if self.kind.until or self.kind.over:
            condition = {
                "open": (N_("いま受け付けている"), lambda site, row: self.kind.accepts(row, site.as_of))
            }
            found.append(flags_facet("condition", N_("条件"), condition))
        columns = _COLUMNS.get(self.kind.table, {})
        for name, label, codelist, _ in _FACETS:
            if name in columns:
                found.append(codelist_facet(name, label, codelist, columns[name], open=name == "area"))
        return tuple(found)

    def pages(self, site: Site) -> Iterable[PageRef]:
        """Lists in every register; an entry has a Japanese page."""
        yield from self.listing.pages(site)
        for row in site.catalog.rows(self.table):
            over = self.kind.is_over(row, site.as_of)
            path = f"{self.section}/{row['id']}.html"
            yield PageRef(path, self.template, "ja", row["id"], row.get("updated_on"), not over)

    def text(self, site: Site, ref: PageRef, environments: Environments) -> str:
        """The data files of the list."""
        assert isinstance(ref.key, Shard)
        return self.listing.data(site, ref, environments)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What entry.html (or list.html) shows."""
        wording = site.wording(ref.register)
        if isinstance(ref.key, ListPage):
            return self.listing.context(site, ref, wording)
        row = site.catalog.get(self.table, ref.key)
        assert row is not None
        kind, prefix = self.kind, register_prefix(ref.register)
        card = entry_card(kind, site, row, wording, ref.register)
        return {
            "title": row[kind.title],
            "description": entry_summary(kind, row)[:120],
            "breadcrumb": [
                {"label": wording._("ホーム"), "path": f"{prefix}index.html"},
                {"label": wording._(kind.heading), "path": f"{prefix}{self.section}/index.html"},
                {"label": row[kind.title], "path": None},
            ],
            "row": row,
            "card": card,
            "summary": (entry_summary(kind, row), foreign(ref.register)),
            "facts": entry_facts(kind, site, row, ref.register),
            "texts": entry_texts(kind, site, row, ref.register),
            "closing": closing(site, kind, row, ref.register),
            "over": kind.is_over(row, site.as_of),
            "turn": where_to_turn(site, row, ref.register)
            if kind.answers and kind.accepts(row, site.as_of)
            else None,
            "ways": [
                {"kind": "url", "label": wording.title(self.table, name), "value": row[name], "note": ""}
                for name in kind.act
                if row[name] and kind.accepts(row, site.as_of)
            ],
        }


VIEWS = [Entries(kind) for kind in ENTRY_KINDS]
