"""Lists of entries: complete pages without scripts, and the data that filters and sorts them with scripts.

A list has its own pages (`npos/index.html`, `npos/page-2.html`), a list for each choice of each facet
(`npos/area-13104.html`, `npos/area-13104-page-2.html`), and, for scripts, `npos/list.json` with the facets'
columns and `npos/cards-0.json`, … with the cards themselves. The format is described in
theme/static/js/README.md.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from markupsafe import Markup

from tomoni.catalog import Row

from .environment import Environments
from .folding import fold
from .page import PageRef, Register, register_prefix
from .site import Site
from .wording import Wording

CARDS_IN_SHARD = 60
CARDS_KEPT = 50_000
"""Rendered cards that a process keeps (about 1 kB each); a card is on some ten pages of its list."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list: its name in addresses, its label, and the codes of a row."""

    name: str
    label: str
    codes: Callable[[Site], Sequence[str]]
    of: Callable[[Site, Row], Sequence[str]]
    label_of: Callable[[Wording, str], str]
    open: bool = True


@dataclass(frozen=True, slots=True)
class Sort:
    """One order of a list: smaller keys first."""

    name: str
    label: str
    key: Callable[[Site, Row], Any]


class Listed(Protocol):
    """What a list needs to know of its entries."""

    def rows(self, site: Site) -> Sequence[Row]:
        """The entries in the list's usual order."""

    def card(self, site: Site, row: Row, register: Register) -> dict[str, Any]:
        """What the card macro shows of an entry."""

    def text(self, site: Site, row: Row) -> str:
        """The words by which an entry is found on the list."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """Which page of which list: of everything (`facet` empty) or of one choice, counted from 1."""

    facet: str = ""
    code: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class Shard:
    """A file for scripts: the list's columns (`number` None) or the cards from `number` × CARDS_IN_SHARD on."""

    number: int | None = None


@dataclass
class Listing:
    """The pages of one list. The first of `sorts` is the order of `entries.rows`; `until` is an entry's last day.

    `days` are the first and the last day on which an entry can be had: the list has a field for a day, `day_label`.
    """

    section: str
    heading: str
    lead: str
    card_macro: str
    entries: Listed
    facets: Sequence[Facet]
    sorts: Sequence[Sort]
    until: Callable[[Site, Row], date | None] = lambda _site, _row: None
    template: str = "list.html"
    days: Callable[[Row], tuple[date | None, date | None]] | None = None
    day_label: str = ""

    def pages(self, site: Site) -> Iterator[PageRef]:
        """Every page and data file of the list, in every register."""
        rows = self.rows(site)
        size = site.settings.page_size
        chosen = self._chosen(site, rows)
        for register in site.settings.registers:
            prefix = f"{register_prefix(register)}{self.section}/"
            for number in range(1, _page_count(len(rows), size) + 1):
                name = "index" if number == 1 else f"page-{number}"
                yield PageRef(f"{prefix}{name}.html", self.template, register, ListPage(number=number))
            for (facet, code), indexes in chosen.items():
                for number in range(1, _page_count(len(indexes), size) + 1):
                    yield PageRef(
                        f"{prefix}{page_name(facet, code, number)}.html",
                        self.template,
                        register,
                        ListPage(facet, code, number),
                        indexable=number == 1,
                    )
            yield PageRef(f"{prefix}list.json", None, register, Shard(), indexable=False)
            for shard in range(math.ceil(len(rows) / CARDS_IN_SHARD)):
                yield PageRef(f"{prefix}cards-{shard}.json", None, register, Shard(shard), indexable=False)

    def context(self, site: Site, ref: PageRef, wording: Wording) -> dict[str, Any]:
        """What list.html shows of one page of the list."""
        rows = self.rows(site)
        chosen = self._chosen(site, rows)
        page: ListPage = ref.key
        indexes: Sequence[int] = chosen[(page.facet, page.code)] if page.facet else range(len(rows))
        size = site.settings.page_size
        start = (page.number - 1) * size
        prefix = f"{register_prefix(ref.register)}{self.section}/"
        heading = wording._(self.heading)
        choice = self._choice_label(page, wording)
        title = f"{heading}：{choice}" if choice else heading
        return {
            "title": title if page.number == 1 else f"{title}（{page.number}）",
            "description": wording._(self.lead),
            "heading": title,
            "lead": wording._(self.lead),
            "total": len(indexes),
            "all_total": len(rows),
            "all_path": f"{prefix}index.html",
            "selected": [{"facet": page.facet, "code": page.code, "label": choice}] if choice else [],
            "chosen": {page.facet: [page.code]} if choice else {},
            "breadcrumb": _breadcrumb(wording, heading, f"{prefix}index.html", choice, ref),
            "facets": self._facet_groups(site, chosen, page, ref, wording),
            "cards": [self._card(site, rows, index, ref) for index in indexes[start : start + size]],
            "card_macro": self.card_macro,
            "pagination": _pagination(page, _page_count(len(indexes), size), prefix),
            "list_data": f"{prefix}list.json",
            "day_label": wording._(self.day_label) if self.days else "",
            "sort_options": [{"code": sort.name, "label": wording._(sort.label)} for sort in self.sorts],
        }

    def data(self, site: Site, ref: PageRef, environments: Environments) -> str:
        """The text of list.json or of a shard of cards."""
        rows = self.rows(site)
        shard: Shard = ref.key
        if shard.number is None:
            return _json(self._columns(site, rows, site.wording(ref.register)))
        start = shard.number * CARDS_IN_SHARD
        cards = [
            self._card(site, rows, index, ref)
            for index in range(start, min(start + CARDS_IN_SHARD, len(rows)))
        ]
        if ref.register == "easy":
            return _json([environments.with_readings(card) for card in cards])
        return _json(cards)

    def rows(self, site: Site) -> Sequence[Row]:
        """The entries in the list's own order, sorted once."""
        rows: Sequence[Row] | None = site.kept.get((self.section, "rows"))
        if rows is None:
            rows = site.kept[(self.section, "rows")] = self.entries.rows(site)
        return rows

    def _card(self, site: Site, rows: Sequence[Row], index: int, ref: PageRef) -> Markup:
        """The card of a row, rendered once for all pages of the list in this register."""
        kept: dict[tuple[str, int], Markup] = site.kept.setdefault((self.section, "cards"), {})
        key = (ref.register, index)
        card = kept.get(key)
        if card is None:
            shown = self.entries.card(site, rows[index], ref.register)
            card = site.macro(ref.register, ref.root, "components/cards.html", "card", self.card_macro, shown)
            if len(kept) < CARDS_KEPT:
                kept[key] = card
        return card

    def _facet_groups(
        self,
        site: Site,
        chosen: dict[tuple[str, str], list[int]],
        page: ListPage,
        ref: PageRef,
        wording: Wording,
    ) -> list[Markup]:
        """The choices of each facet, rendered once for each choice that may be selected in it."""
        prefix = f"{register_prefix(ref.register)}{self.section}/"
        kept: dict[tuple[str, str, str], Markup] = site.kept.setdefault((self.section, "facets"), {})
        groups = []
        for facet in self.facets:
            key = (ref.register, facet.name, page.code if facet.name == page.facet else "")
            group = kept.get(key)
            if group is None:
                shown = self._facet(facet, chosen, page, prefix, wording)
                all_path = f"{prefix}index.html"
                group = site.macro(
                    ref.register, ref.root, "components/facets.html", "facet_group", shown, all_path
                )
                kept[key] = group
            groups.append(group)
        return groups

    def _columns(self, site: Site, rows: Sequence[Row], wording: Wording) -> dict[str, Any]:
        facets, columns = {}, {}
        for facet in self.facets:
            codes = list(facet.codes(site))
            numbers = {code: number for number, code in enumerate(codes)}
            facets[facet.name] = {
                "multi": True,
                "codes": codes,
                "labels": [facet.label_of(wording, code) for code in codes],
            }
            columns[facet.name] = [
                [numbers[code] for code in dict.fromkeys(facet.of(site, row)) if code in numbers]
                for row in rows
            ]
        found = {
            "count": len(rows),
            "page_size": site.settings.page_size,
            "facets": facets,
            "columns": columns,
            "sort": {
                sort.name: _places([sort.key(site, row) for row in rows])
                if number
                else list(range(len(rows)))
                for number, sort in enumerate(self.sorts)
            },
            "text": [fold(self.entries.text(site, row)) for row in rows],
            "cards": {"shard_size": CARDS_IN_SHARD, "path": "cards-{shard}.json"},
            "until": [day.isoformat() if (day := self.until(site, row)) else None for row in rows],
        }
        if self.days:
            found["days"] = [[day.isoformat() if day else None for day in self.days(row)] for row in rows]
        # The rows themselves are part of the version: a card may change where no column does.
        digest = hashlib.sha256(_json(found).encode() + repr(rows).encode()).hexdigest()
        return {"version": digest[:10], **found}

    def _chosen(self, site: Site, rows: Sequence[Row]) -> dict[tuple[str, str], list[int]]:
        """Row numbers by (facet, code), facets and codes in their order; only choices that have rows."""
        cached: dict[tuple[str, str], list[int]] | None = site.kept.get((self.section, "chosen"))
        if cached is None:
            cached = {}
            for facet in self.facets:
                found: dict[str, list[int]] = {code: [] for code in facet.codes(site)}
                for index, row in enumerate(rows):
                    for code in dict.fromkeys(facet.of(site, row)):
                        if code in found:
                            found[code].append(index)
                cached.update({(facet.name, code): indexes for code, indexes in found.items() if indexes})
            site.kept[(self.section, "chosen")] = cached
        return cached

    def _facet(
        self,
        facet: Facet,
        chosen: dict[tuple[str, str], list[int]],
        page: ListPage,
        prefix: str,
        wording: Wording,
    ) -> dict[str, Any]:
        return {
            "name": facet.name,
            "label": wording._(facet.label),
            "open": facet.open,
            "choices": [
                {
                    "code": code,
                    "label": facet.label_of(wording, code),
                    "count": len(indexes),
                    "path": f"{prefix}{page_name(name, code)}.html",
                    "selected": (name, code) == (page.facet, page.code),
                }
                for (name, code), indexes in chosen.items()
                if name == facet.name
            ],
        }

    def _choice_label(self, page: ListPage, wording: Wording) -> str:
        for facet in self.facets:
            if facet.name == page.facet:
                return facet.label_of(wording, page.code)
        return ""


def page_name(facet: str, code: str, number: int = 1) -> str:
    """The name of a list's page for one choice, without folder and ending: `area-13104`, `area-13104-page-2`."""
    return f"{facet}-{code}" + (f"-page-{number}" if number > 1 else "")


def codelist_facet(
    name: str, label: str, codelist: str, field_names: Iterable[str], *, open: bool = True
) -> Facet:
    """A facet over the codes of a codelist that stand in one or several fields of a row."""
    names = tuple(field_names)

    def of(_: Site, row: Row) -> list[str]:
        found: list[str] = []
        for field_name in names:
            value = row[field_name]
            found.extend(value if isinstance(value, tuple) else [value] if value else [])
        return found

    return Facet(
        name,
        label,
        lambda site: [
            row["code"] for row in sorted(site.catalog.rows(codelist), key=_sort_key) if row["code"] != "any"
        ],
        of,
        lambda wording, code: wording.label(codelist, code),
        open,
    )


def flags_facet(name: str, label: str, flags: dict[str, tuple[str, Callable[[Site, Row], bool]]]) -> Facet:
    """A facet of yes-or-no conditions: code to (label, whether it holds for a row)."""
    return Facet(
        name,
        label,
        lambda _: list(flags),
        lambda site, row: [code for code, (_, holds) in flags.items() if holds(site, row)],
        lambda wording, code: wording._(flags[code][0]),
    )


def _sort_key(row: Row) -> tuple[float, str]:
    sort = row.get("sort")
    return (math.inf if sort is None else float(sort), row["code"])


def _page_count(total: int, size: int) -> int:
    return max(1, math.ceil(total / size))


def _pagination(page: ListPage, pages: int, prefix: str) -> dict[str, Any]:
    def path(number: int) -> str:
        if page.facet:
            return f"{prefix}{page_name(page.facet, page.code, number)}.html"
        return f"{prefix}{'index' if number == 1 else f'page-{number}'}.html"

    shown = sorted({1, pages, *range(max(1, page.number - 2), min(pages, page.number + 2) + 1)})
    links: list[dict[str, Any]] = []
    before = 0
    for number in shown:
        if number - before > 1:
            links.append({"page": None, "path": None, "current": False})
        links.append({"page": number, "path": path(number), "current": number == page.number})
        before = number
    return {
        "page": page.number,
        "pages": pages,
        "links": links,
        "previous": path(page.number - 1) if page.number > 1 else None,
        "next": path(page.number + 1) if page.number < pages else None,
    }


def _breadcrumb(
    wording: Wording, heading: str, all_path: str, choice: str, ref: PageRef
) -> list[dict[str, Any]]:
    home = f"{register_prefix(ref.register)}index.html"
    trail: list[dict[str, Any]] = [{"label": wording._("ホーム"), "path": home}]
    if not choice:
        return [*trail, {"label": heading, "path": None}]
    return [*trail, {"label": heading, "path": all_path}, {"label": choice, "path": None}]


def _places(keys: Sequence[Any]) -> list[int]:
    """The place of each row in an order, from 0; rows with equal keys keep the list's own order."""
    places = [0] * len(keys)
    for place, index in enumerate(sorted(range(len(keys)), key=lambda index: keys[index])):
        places[index] = place
    return places


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
