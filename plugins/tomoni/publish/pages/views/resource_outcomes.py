"""`/resources/outcomes/`: what was given, met or has ended, every entry of it, with the totals of what changed hands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.connections import connections, results

from ..entry_kinds import entry_kinds_by_table, foreign
from ..environment import Environments
from ..listing import Listing, ListPage, Shard, Sort, codelist_facet, flags_facet
from ..page import PageRef, Register, register_prefix
from ..resources import NEEDS, OFFERS, resource_card, side
from ..site import Site
from ..translations import N_
from ..wording import Wording
from .entries import PlainList

PATH = "resources/outcomes/index.html"
_LATEST = 10
_CAME = {OFFERS: "given", NEEDS: "met"}
"""The status of what found its taker, or its giver."""


def latest(site: Site, register: Register, wording: Wording) -> dict[str, Any]:
    """The totals, the latest entries as rows of a table (name, category, status, day), and where all of them are."""
    lang, over = foreign(register), _over(site)
    came = [row for row in over if row["status"] == _CAME[side(row)]]
    return {
        "totals": totals(site, wording),
        "given": [
            [
                site.link(side(row), row["id"], register) or (row["title"], lang),
                wording.label("resource_categories", row["category"]),
                wording.category(side(row), "status", row["status"]),
                wording.date_long(row["updated_on"]),
            ]
            for row in came[:_LATEST]
        ],
        "count": len(over),
        "path": register_prefix(register) + PATH,
    }


def totals(site: Site, wording: Wording) -> list[dict[str, Any]]:
    """Things by unit and hours of rooms, of the matches that have begun or are done; two reports of one count once."""
    found = connections(site.catalog.rows("matches"))
    things = results(one for one in found if one.kind == "goods")
    hours = results(one for one in found if one.kind == "space").room_hours
    figures = [
        {
            "label": wording._("ゆずられた物"),
            "value": wording.number(round(quantity, 1)),
            "unit": wording.label("units", unit),
            "note": "",
        }
        for unit, quantity in sorted(things.quantities.items())
    ]
    if hours:
        used = {"value": wording.number(round(hours, 1)), "unit": wording._("時間"), "note": ""}
        figures.append({"label": wording._("使われた場所"), **used})
    return figures


def _over(site: Site) -> list[Row]:
    """Offers and needs that are over, the latest first."""
    found: list[Row] | None = site.kept.get("resources that are over")
    if found is None:
        kinds = entry_kinds_by_table()
        rows = [
            row
            for table in (OFFERS, NEEDS)
            for row in site.catalog.rows(table)
            if kinds[table].is_over(row, site.as_of)
        ]
        found = sorted(rows, key=lambda row: (-row["updated_on"].toordinal(), row["id"]))
        site.kept["resources that are over"] = found
    return found


class _Outcomes:
    """The entries of the list."""

    def __init__(self) -> None:
        self._lists = {table: PlainList(entry_kinds_by_table()[table]) for table in (OFFERS, NEEDS)}

    def rows(self, site: Site) -> Sequence[Row]:
        return _over(site)

    def card(self, site: Site, row: Row, register: Register) -> dict[str, Any]:
        return resource_card(site, side(row), row, register)

    def text(self, site: Site, row: Row) -> str:
        return self._lists[side(row)].text(site, row)


class ResourceOutcomes:
    """View of what came of offers and needs."""

    name = "resource-outcomes"

    def __init__(self) -> None:
        came = {
            "given": (N_("渡した物・場所"), lambda _, row: row["status"] == "given"),
            "met": (N_("そろった物・場所"), lambda _, row: row["status"] == "met"),
            "ended": (N_("受け付けを終えたもの"), lambda _, row: row["status"] != _CAME[side(row)]),
        }
        self.listing = Listing(
            section="resources/outcomes",
            heading=N_("これまでに渡ったもの・終わったもの"),
            lead=N_("渡した物、そろった物、受け付けを終えた申し出と願いの記録です。"),
            card_macro="generic",
            entries=_Outcomes(),
            facets=(
                flags_facet("came", N_("どうなったか"), came),
                codelist_facet(
                    "category", N_("くわしい種類"), "resource_categories", ["category"], open=False
                ),
                codelist_facet("area", N_("区"), "areas", ["area"]),
            ),
            sorts=(
                Sort("newest", N_("新しい順"), lambda _, row: 0),
                Sort("name", N_("名前の順"), lambda _, row: row["title"]),
            ),
            template="resources.html",
        )

    def pages(self, site: Site) -> Iterable[PageRef]:
        """The list in every register, where anything has been offered or asked for."""
        if site.catalog.rows(OFFERS) or site.catalog.rows(NEEDS):
            yield from self.listing.pages(site)

    def text(self, site: Site, ref: PageRef, environments: Environments) -> str:
        """The data files of the list."""
        assert isinstance(ref.key, Shard)
        return self.listing.data(site, ref, environments)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What resources.html shows."""
        wording, page = site.wording(ref.register), ref.key
        assert isinstance(page, ListPage)
        return {
            **self.listing.context(site, ref, wording),
            "food": [],
            "outcomes": None,
            "totals": totals(site, wording) if page.number == 1 and not page.facet else [],
            "register_prefix": register_prefix(ref.register),
        }


VIEW = ResourceOutcomes()
