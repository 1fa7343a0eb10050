"""`/awards/`: who gave what to whom, by funder, ward, field and year, with sums that add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tomoni.catalog import Catalog, Row
from tomoni.insight.awards import Funder, Grouping, funder_code, funders
from tomoni.insight.impact import fiscal_year

from ..award_sums import (
    FUNDERS_WITH_LISTS,
    SECTION,
    Currency,
    amount_words,
    award_facts,
    funder_words,
    recipient_words,
    sum_table,
    sums_csv,
    sums_of_list,
)
from ..entry_kinds import entry_kinds_by_table
from ..environment import Environments
from ..listing import Facet, Listed, ListPage
from ..page import PageRef, Register, register_prefix
from ..site import Site
from ..translations import N_
from ..wording import Wording
from .entries import Entries

_SHOWN = 40
_TABLES: tuple[tuple[Grouping, str, str], ...] = (
    ("year", N_("年度ごと"), N_("年度")),
    ("funder", N_("出した団体ごと"), N_("出した団体")),
    ("area", N_("事業の場所ごと"), N_("区")),
    ("field", N_("分野ごと"), N_("分野")),
)


class _Cards:
    """The entries of the list: as plain ones, but a card says who gave how much to whom."""

    def __init__(self, plain: Listed) -> None:
        self._plain = plain

    def rows(self, site: Site) -> Sequence[Row]:
        return self._plain.rows(site)

    def text(self, site: Site, row: Row) -> str:
        return f"{self._plain.text(site, row)} {row['recipient_name']}"

    def card(self, site: Site, row: Row, register: Register) -> dict[str, Any]:
        wording = site.wording(register)
        return self._plain.card(site, row, register) | {
            "by": funder_words(site, row["funder"], register),
            "facts": [
                (wording.title("awards", "amount"), amount_words(row["amount"], row["currency"], wording)),
                (wording.title("awards", "organization"), recipient_words(site, row, register)),
                (wording._("区"), wording.label("areas", row["area"]) if row["area"] else ""),
                (wording.title("awards", "awarded_on"), wording.date_long(row["awarded_on"])),
            ],
        }


class Awards(Entries):
    """View of awards: the plain list and pages, with funders, years, amounts and sums."""

    def __init__(self) -> None:
        super().__init__(entry_kinds_by_table()["awards"])
        self.listing.entries = _Cards(self.listing.entries)

    def _facets(self) -> tuple[Facet, ...]:
        return (
            *super()._facets(),
            Facet(
                "funder",
                N_("出した団体"),
                lambda site: _listed_funders(site.catalog),
                lambda _, row: (funder_code(row["funder"]),),
                lambda wording, code: _funders(wording.catalog)[code].name,
            ),
            Facet(
                "year",
                N_("年度"),
                lambda site: sorted(
                    {str(fiscal_year(row["awarded_on"])) for row in site.catalog.rows("awards")}, reverse=True
                ),
                lambda _, row: (str(fiscal_year(row["awarded_on"])),),
                lambda wording, code: wording.fiscal_year(int(code)),
            ),
        )

    def pages(self, site: Site) -> Iterable[PageRef]:
        """The plain pages, and the sums: a page in every register and a CSV."""
        for ref in super().pages(site):
            yield replace(ref, template="awards.html") if isinstance(ref.key, ListPage) else ref
        if site.catalog.rows("awards"):
            for register in site.settings.registers:
                path = f"{register_prefix(register)}{SECTION}/totals.html"
                yield PageRef(path, "award_totals.html", register, _Totals())
            yield PageRef(f"{SECTION}/totals.csv", None, "ja", _Totals(), indexable=False)

    def text(self, site: Site, ref: PageRef, environments: Environments) -> str:
        """The data files of the list, and the sums as CSV."""
        return sums_csv(site) if isinstance(ref.key, _Totals) else super().text(site, ref, environments)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What awards.html, award_totals.html and entry.html show."""
        if isinstance(ref.key, _Totals):
            return _totals(site, ref)
        wording, shown = site.wording(ref.register), super().context(site, ref)
        if isinstance(ref.key, ListPage):
            return shown | _of_list(site, ref.key, ref.register, wording)
        row = shown["row"]
        shown["card"]["by"] = funder_words(site, row["funder"], ref.register)
        told = {
            wording.title("awards", name) for name in ("amount", "currency", "organization", "recipient_name")
        }
        first = [
            (wording.title("awards", "amount"), amount_words(row["amount"], row["currency"], wording)),
            (wording.title("awards", "organization"), recipient_words(site, row, ref.register)),
        ]
        if row["organization"]:
            first.append((wording.title("awards", "recipient_name"), row["recipient_name"]))
        return shown | {"facts": first + [fact for fact in shown["facts"] if fact[0] not in told]}


class _Totals:
    """The key of the pages of sums."""


@lru_cache(maxsize=2)
def _funders(catalog: Catalog) -> dict[str, Funder]:
    return funders(catalog)


def _listed_funders(catalog: Catalog) -> list[str]:
    """The funders that have a list of their own, by name."""
    found = _funders(catalog)
    most = sorted(found.values(), key=lambda one: (-one.awards, one.code))[:FUNDERS_WITH_LISTS]
    listed = {one.code for one in most}
    return [code for code in found if code in listed]


def _of_list(site: Site, page: ListPage, register: Register, wording: Wording) -> dict[str, Any]:
    """What stands above a list: what its awards come to, the way to all sums, and the funder's own page."""
    funder = award_facts(site).funders.get(page.code) if page.facet == "funder" else None
    organization = funder.organization if funder else None
    return {
        "sums": sums_of_list(site, page.facet, page.code, wording) if page.number == 1 else [],
        "totals_path": f"{register_prefix(register)}{SECTION}/totals.html",
        "funder_page": site.link("organizations", organization, register) if organization else None,
    }


def _totals(site: Site, ref: PageRef) -> dict[str, Any]:
    wording, prefix = site.wording(ref.register), register_prefix(ref.register)
    facts = award_facts(site)
    title = wording._("助成の合計")
    return {
        "title": title,
        "description": wording._(
            "どこが、どの団体に、いくら出したかを、この目録にある記録だけで合計しました。"
        ),
        "breadcrumb": [
            {"label": wording._("ホーム"), "path": f"{prefix}index.html"},
            {"label": wording._("助成の実績"), "path": f"{prefix}{SECTION}/index.html"},
            {"label": title, "path": None},
        ],
        "currencies": [_currency(site, currency, ref.register, wording) for currency in facts.currencies],
        "list_path": f"{prefix}{SECTION}/index.html",
        "csv_path": f"{SECTION}/totals.csv",
    }


def _currency(site: Site, currency: Currency, register: Register, wording: Wording) -> dict[str, Any]:
    total = currency.total
    figures = [
        (wording._("出た金額の合計"), amount_words(total.amount, currency.code, wording)),
        (wording._("助成の件数"), wording.number(total.awards)),
        (wording._("受けた団体の数"), wording.number(total.recipients)),
        (wording._("出した団体の数"), wording.number(len(currency.by["funder"].sums))),
    ]
    return {
        "code": currency.code,
        "figures": [{"label": label, "value": value, "unit": "", "note": None} for label, value in figures],
        "tables": [
            {
                "id": f"{grouping}-{currency.code}",
                "heading": wording._(heading),
                "column": wording._(column),
                "repeats": bool(currency.by[grouping].repeated.awards),
                **sum_table(site, currency, grouping, _SHOWN, register),
            }
            for grouping, heading, column in _TABLES
        ],
    }


VIEW = Awards()
