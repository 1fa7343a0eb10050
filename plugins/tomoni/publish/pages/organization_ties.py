"""What ties an organization to others: what it asks for, with whom it works, who supports it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.resource_fit import is_needed

from .award_sums import amount_words, award_facts, funder_words
from .entry_kinds import entry_card, entry_kinds_by_table
from .page import Register
from .site import Site
from .wording import Wording

_KINDS = entry_kinds_by_table()


def need_cards(site: Site, rows: Sequence[Row], register: Register, wording: Wording) -> list[dict[str, Any]]:
    """What the organization asks for today: things, rooms, money."""
    return [
        {
            **entry_card(_KINDS["resource_needs"], site, row, wording, register),
            "by": None,
            "kind": wording.category("resource_needs", "kind", row["kind"]),
            "facts": [
                (wording._("数"), f"{wording.number(row['quantity'])} {wording.label('units', row['unit'])}")
                if row["quantity"] and row["unit"]
                else (wording._("数"), ""),
            ],
        }
        for row in rows
        if is_needed(row, site.as_of)
    ]


def project_cards(
    site: Site, rows: Sequence[Row], register: Register, wording: Wording
) -> list[dict[str, Any]]:
    """Money asked for one purpose today, with what has come in."""
    kind = _KINDS["projects"]
    return [
        {
            **entry_card(kind, site, row, wording, register),
            "by": None,
            "kind": wording.label("project_kinds", row["kind"]),
            "facts": [
                (wording._("目標"), wording.money(row["target_yen"]) if row["target_yen"] else ""),
                (
                    wording._("集まった額"),
                    wording._("%(money)s（%(date)s現在）")
                    % {
                        "money": wording.money(row["raised_yen"]),
                        "date": wording.date_long(row["raised_as_of"]),
                    }
                    if row["raised_yen"] is not None and row["raised_as_of"]
                    else "",
                ),
            ],
        }
        for row in rows
        if row["status"] == "open" and kind.accepts(row, site.as_of)
    ]


def tie_cards(site: Site, row: Row, of: Callable[[str], list[Row]], wording: Wording) -> list[dict[str, Any]]:
    """Collaborations with the ward, grants received, help from companies, courses to come."""
    lang = "ja" if wording.register == "en" else None
    cards: list[dict[str, Any]] = []
    for item in site.catalog.by("collaborations", "organizations").get(row["id"], []):
        cards.append(
            {
                "link": site.link("collaborations", item["id"], wording.register) or (item["title"], lang),
                "kind": wording.label("collaboration_schemes", item["scheme"]),
                "text": (item["summary"], lang),
                "facts": [(wording._("年度"), wording.fiscal_year(item["fiscal_year"]))],
            }
        )
    for item in sorted(of("awards"), key=lambda award: award["awarded_on"], reverse=True):
        cards.append(
            {
                "link": site.link("awards", item["id"], wording.register) or (item["title"], lang),
                "kind": wording._("助成"),
                "by": funder_words(site, item["funder"], wording.register),
                "facts": [
                    (wording._("金額"), amount_words(item["amount"], item["currency"], wording)),
                    (wording._("決定日"), wording.date_long(item["awarded_on"])),
                ],
            }
        )
    cards += _given_cards(site, row, wording)
    for item in of("placements"):
        company = site.catalog.get("companies", item["company"])
        cards.append(
            {
                "link": site.link("companies", item["company"], wording.register)
                or (company["name"] if company else item["company"], lang),
                "kind": wording._("企業からの人材"),
                "text": (item["result"], lang) if item["result"] else None,
                "facts": [
                    (wording._("人数"), wording.number(item["people"])),
                    (wording._("時間"), wording.number(item["hours"])),
                ],
            }
        )
    for item in of("events"):
        if item["starts_at"].date() >= site.as_of and item["status"] != "cancelled":
            cards.append(
                {
                    "link": site.link("events", item["id"], wording.register) or (item["title"], lang),
                    "kind": wording.label("event_kinds", item["kind"]),
                    "facts": [(wording._("日時"), wording.moment(item["starts_at"]))],
                }
            )
    return [{"marks": [], **card} for card in cards]


def _given_cards(site: Site, row: Row, wording: Wording) -> list[dict[str, Any]]:
    """What the organization gave to others: the list of its awards."""
    return [
        {
            "link": funder_words(site, funder.name, wording.register),
            "kind": wording._("出した助成"),
            "facts": [(wording._("助成の件数"), wording.number(funder.awards))],
        }
        for funder in award_facts(site).given_by.get(row["id"], ())
    ]
