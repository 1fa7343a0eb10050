"""`/resources/`: offers and needs of things and rooms in one place; a page for each with the other side that fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.resource_fit import is_needed, is_offered, offer_until

from ..entry_kinds import EntryKind, entry_kinds_by_table
from ..environment import Environments
from ..listing import Facet, Listing, ListPage, Shard, Sort, codelist_facet, flags_facet
from ..page import PageRef, Register
from ..resources import (
    NEEDS,
    OFFERS,
    food_first,
    other_side,
    request,
    resource_card,
    resource_facts,
    side,
)
from ..site import Site
from ..translations import N_
from ..wording import Wording
from .entries import Entries, PlainList
from .resource_outcomes import latest

_FAR = 10**7
_FEW = 3
_DAY_LABEL = N_("この日に使える・必要")


def _is_open(site: Site, row: Row) -> bool:
    return is_offered(row, site.as_of) if side(row) == OFFERS else is_needed(row, site.as_of)


def _last_day(row: Row) -> date | None:
    return offer_until(row) if side(row) == OFFERS else row["needed_by"]


def _days(row: Row) -> tuple[date | None, date | None]:
    """The days on which something is offered, or needed."""
    first = row["available_from"] if side(row) == OFFERS else row["needed_from"]
    return first, _last_day(row)


def _facets(sides: bool) -> tuple[Facet, ...]:
    conditions: dict[str, tuple[str, Callable[[Site, Row], bool]]] = {
        "open": (N_("いま受け付けている"), _is_open),
        "soon": (
            N_("2週間以内に終わる"),
            lambda site, row: (
                _is_open(site, row)
                and (last := _last_day(row)) is not None
                and last <= site.as_of + timedelta(days=14)
            ),
        ),
        "pickup": (N_("取りに行く"), lambda _, row: row["handover"] in ("pickup", "either")),
        "delivery": (N_("届けてもらえる・届ける"), lambda _, row: row["handover"] in ("delivery", "either")),
    }
    flags = {
        "offers": (N_("ゆずります・貸します"), lambda _, row: side(row) == OFFERS),
        "needs": (N_("求めています"), lambda _, row: side(row) == NEEDS),
    }
    kinds = {
        "goods": (N_("物"), lambda _, row: row["kind"] == "goods"),
        "space": (N_("場所"), lambda _, row: row["kind"] == "space"),
        "money": (N_("お金"), lambda _, row: row["kind"] == "money"),
    }
    return (
        *([flags_facet("side", N_("出す・求める"), flags)] if sides else []),
        flags_facet("kind", N_("物・場所・お金"), kinds),
        flags_facet("condition", N_("条件"), conditions),
        codelist_facet("category", N_("くわしい種類"), "resource_categories", ["category"], open=False),
        codelist_facet("area", N_("区"), "areas", ["area"]),
        codelist_facet("time", N_("使える時間"), "time_slots", ["time_slots"], open=False),
    )


class _List(PlainList):
    def rows(self, site: Site) -> Sequence[Row]:
        """What is still offered or asked for; what is over stands in the list of what came of it."""
        return [row for row in super().rows(site) if not self._kind.is_over(row, site.as_of)]

    def card(self, site: Site, row: Row, register: Register) -> dict[str, Any]:
        return resource_card(site, side(row), row, register)


class _Both:
    """Offers and needs that are not over: food that must go first, then what ends soonest."""

    def __init__(self) -> None:
        self._lists = {table: _List(entry_kinds_by_table()[table]) for table in (OFFERS, NEEDS)}

    def rows(self, site: Site) -> Sequence[Row]:
        def key(row: Row) -> tuple[bool, bool, int, str]:
            last, open_now = _last_day(row), _is_open(site, row)
            food = row.get("expires_on") is not None
            return (
                not open_now,
                not (food and open_now),
                last.toordinal() if last else _FAR,
                row["id"],
            )

        return sorted((row for one in self._lists.values() for row in one.rows(site)), key=key)

    def card(self, site: Site, row: Row, register: Register) -> dict[str, Any]:
        return self._lists[side(row)].card(site, row, register)

    def text(self, site: Site, row: Row) -> str:
        return self._lists[side(row)].text(site, row)


class Resources(Entries):
    """View of offers, or of needs."""

    template = "resource.html"
    list_template = "resources.html"
    listed = _List

    def __init__(self, kind: EntryKind) -> None:
        super().__init__(kind)
        self.listing.days, self.listing.day_label = _days, _DAY_LABEL

    def _facets(self) -> tuple[Facet, ...]:
        return _facets(sides=False)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What resource.html (or resources.html) shows."""
        context = super().context(site, ref)
        wording = site.wording(ref.register)
        if isinstance(ref.key, ListPage):
            return {**context, **_around(site, ref, wording)}
        row = context["row"]
        offered = self.table == OFFERS
        open_now = _is_open(site, row)
        return {
            **context,
            "card": resource_card(site, self.table, row, ref.register),
            "facts": resource_facts(site, self.table, row, ref.register),
            "texts": [],
            "ways": [],
            "food": offered and row["expires_on"] is not None,
            "fitting": other_side(site, self.table, row["id"], ref.register) if open_now else [],
            "fitting_title": wording._("これを必要としている団体") if offered else wording._("合う申し出"),
            "request": request(site, self.table, row, ref.register) if open_now else None,
        }


class ResourceHub:
    """View of both sides in one list."""

    name = "resources"

    def __init__(self) -> None:
        self.listing = Listing(
            section="resources",
            heading=N_("物・場所をゆずる、さがす"),
            lead=N_(
                "使わなくなった物や空いている場所と、それを必要とする団体を結びます。すべて無料の贈り物か貸し出しです。"
            ),
            card_macro="generic",
            entries=_Both(),
            facets=_facets(sides=True),
            sorts=(
                Sort("first", N_("期限の近い順"), lambda _, row: 0),
                Sort("newest", N_("新しい順"), lambda _, row: -row["published_on"].toordinal()),
                Sort("name", N_("名前の順"), lambda _, row: row["title"]),
            ),
            until=lambda _, row: _last_day(row),
            template="resources.html",
            days=_days,
            day_label=_DAY_LABEL,
        )

    def pages(self, site: Site) -> Iterable[PageRef]:
        """The list in every register."""
        if site.catalog.rows(OFFERS) or site.catalog.rows(NEEDS):
            yield from self.listing.pages(site)

    def text(self, site: Site, ref: PageRef, environments: Environments) -> str:
        """The data files of the list."""
        assert isinstance(ref.key, Shard)
        return self.listing.data(site, ref, environments)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What resources.html shows."""
        wording = site.wording(ref.register)
        context = self.listing.context(site, ref, wording)
        page: ListPage = ref.key
        first = page.number == 1 and not page.facet
        return {
            **context,
            **_around(site, ref, wording),
            **(
                {"food": _food(site, ref.register), "outcomes": latest(site, ref.register, wording)}
                if first
                else {}
            ),
        }


def _around(site: Site, ref: PageRef, wording: Wording) -> dict[str, Any]:
    """What stands above and below the list of every side."""
    return {
        "food": [],
        "outcomes": None,
        "totals": [],
        "register_prefix": ref.path.partition("resources/")[0],
    }


def _food(site: Site, register: Register) -> list[dict[str, Any]]:
    """Cards of the food that must go first."""
    soonest = food_first(site.catalog.rows(OFFERS), site.as_of)[:_FEW]
    return [resource_card(site, OFFERS, row, register) for row in soonest]


VIEWS = [ResourceHub(), *(Resources(entry_kinds_by_table()[table]) for table in (OFFERS, NEEDS))]
