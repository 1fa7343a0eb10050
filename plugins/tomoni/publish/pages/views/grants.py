"""`/grants/`: calls with what decides an application; a page for each with its conditions, dates and documents."""

from __future__ import annotations

from datetime import date
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.eligibility import call_of_grant

from ..calls import amount_words, is_over
from ..eligibility_words import condition_rows, conditions_of_call
from ..entry_kinds import entry_card, entry_kinds_by_table, foreign
from ..listing import Facet, ListPage, codelist_facet, flags_facet
from ..page import PageRef, Register, register_prefix
from ..site import Site
from ..translations import N_
from ..wording import Wording
from .entries import Entries, PlainList

DATES = (
    ("opens_on", N_("受け付けの始まり")),
    ("briefing_on", N_("説明会")),
    ("consultation_by", N_("事前相談はこの日まで")),
    ("closes_on", N_("締め切り")),
    ("decision_on", N_("決定の知らせ")),
)
"""Days of a call that its page lists; its calendar has the same (opendata/feeds/dates.py)."""


class _List(PlainList):
    def card(self, site: Site, row: Row, register: Register) -> dict[str, Any]:
        """A call's card says how much, and what it does not pay for."""
        wording = site.wording(register)
        return {
            **entry_card(self._kind, site, row, wording, register),
            "facts": [
                (wording._("金額"), amount_words(row, wording)),
                (wording._("人件費"), _may(row["personnel_costs"], wording)),
                (wording._("支払い"), _payment(row, wording)),
            ],
        }


class Grants(Entries):
    """View of calls."""

    template = "grant.html"
    list_template = "grants.html"
    listed = _List

    def _facets(self) -> tuple[Facet, ...]:
        conditions = {
            "open": (N_("いま受け付けている"), lambda site, row: _is_open(row, site.as_of)),
            "personnel": (N_("人件費に使える"), lambda _, row: row["personnel_costs"] is True),
            "early": (N_("先に受け取れる"), lambda _, row: row["payment_timing"] in ("前払", "概算払")),
            "rolling": (N_("いつでも応募できる"), lambda _, row: row["closes_on"] is None),
        }
        return (
            flags_facet("condition", N_("条件"), conditions),
            codelist_facet("type", N_("種類"), "grant_types", ["type"]),
            codelist_facet("funder", N_("出す側"), "funder_kinds", ["funder_kind"]),
            *super()._facets()[1:],
        )

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What grant.html (or grants.html) shows."""
        wording, prefix = site.wording(ref.register), register_prefix(ref.register)
        more = {
            "calendar_path": f"{prefix}grants/calendar.html",
            "check_path": f"{prefix}grants/check.html",
        }
        if isinstance(ref.key, ListPage):
            return {**super().context(site, ref), **more}
        row = site.catalog.get(self.table, ref.key)
        assert row is not None
        return {
            **super().context(site, ref),
            **more,
            "next_round": next_round(row, site.as_of, wording),
            "texts": [(wording._("どんな募集か"), row["description"])] if row["description"] else [],
            "money": _money(row, wording),
            "facts": [*_applying(row, ref.register, wording), *_links(site, row, ref.register, wording)],
            "dates": [
                (wording._(label), row[name], row["closes_time"] if name == "closes_on" else None)
                for name, label in DATES
                if row[name] is not None
            ],
            "conditions": condition_rows(
                conditions_of_call(call_of_grant(row)), site, wording, answered=False
            ),
            "complete": bool(row["conditions_complete"]),
            "awards": _awards(site, row, ref.register, wording),
        }


def next_round(row: Row, as_of: date, wording: Wording) -> str:
    """When the next round of a recurring call is expected: 次は2027年4月ごろ始まる見こみです; '' where none is."""
    month = next_month(row, as_of)
    return wording._("次は%(month)sごろ始まる見こみです。") % {"month": wording.month(month)} if month else ""


def next_month(row: Row, as_of: date) -> date | None:
    """The first day of the month in which the next round of a call that is over should begin; None where none is due.

    That is the expected month after the one in which the last round closed, for the round that has just ended is
    not promised again; and where nobody has told of that round either, the same month a year later.
    """
    closes, month = row["closes_on"], row["expected_month"]
    if not row["recurring"] or month is None or not is_over(row, as_of):
        return None
    after = max(date(closes.year, closes.month, 1), row["opens_on"] or closes)
    year = after.year + (month <= after.month)
    this_month = date(as_of.year, as_of.month, 1)
    while date(year, month, 1) < this_month:
        year += 1
    return date(year, month, 1)


def _is_open(row: Row, as_of: date) -> bool:
    return not is_over(row, as_of) and (row["opens_on"] is None or row["opens_on"] <= as_of)


def _may(value: bool | None, wording: Wording) -> str:
    return "" if value is None else wording._("使える") if value else wording._("使えない")


def _payment(row: Row, wording: Wording) -> str:
    return wording.category("grants", "payment_timing", row["payment_timing"])


def _money(row: Row, wording: Wording) -> list[tuple[str, str]]:
    """What it pays for, and when."""
    number = wording.number
    return [
        (wording._("金額"), amount_words(row, wording)),
        (
            wording._("予算の合計"),
            wording.money(row["budget_yen"]) if row["budget_yen"] is not None else "",
        ),
        (wording._("人件費"), _may(row["personnel_costs"], wording)),
        (wording._("家賃などの管理費"), _may(row["overhead"], wording)),
        (wording._("支払い"), _payment(row, wording)),
        (
            wording._("使える期間"),
            wording._("%(count)sか月") % {"count": number(row["period_months"])}
            if row["period_months"]
            else "",
        ),
        (
            wording._("ほかの助成との併用"),
            ""
            if row["combine_allowed"] is None
            else wording._("できる")
            if row["combine_allowed"]
            else wording._("できない"),
        ),
        (
            wording._("同じ団体が受けられる回数"),
            wording._("%(count)s回まで") % {"count": number(row["repeat_limit"])}
            if row["repeat_limit"]
            else "",
        ),
    ]


def _applying(row: Row, register: Register, wording: Wording) -> list[tuple[str, Any]]:
    """How one applies, and what it takes; the odds of last year where they are known."""
    lang = foreign(register)
    last, adopted = row["applicants_last"], row["adopted_last"]
    odds = ""
    if last and adopted is not None:
        odds = wording._("%(last)s件中%(adopted)s件（%(percent)s）") % {
            "last": wording.number(last),
            "adopted": wording.number(adopted),
            "percent": wording.percent(adopted / last),
        }
    return [
        (wording._("出しかた"), (row["method"], lang) if row["method"] else ""),
        (
            wording._("締め切りのきまり"),
            wording.category("grants", "deadline_rule", row["deadline_rule"]),
        ),
        (wording._("前回の採択"), odds),
        (wording._("終わったあとの報告"), (row["reports_required"], lang) if row["reports_required"] else ""),
        (wording._("担当"), (row["department"], lang) if row["department"] else ""),
        (wording._("問い合わせ"), (row["contact"], lang) if row["contact"] else ""),
        (
            wording._("内容を確かめた日"),
            wording.date_long(row["checked_on"]) if row["checked_on"] else "",
        ),
    ]


def _links(site: Site, row: Row, register: Register, wording: Wording) -> list[tuple[str, Any]]:
    """The pages of its places, fields and problems."""
    return [
        (
            wording.title("grants", name),
            [link for code in row[name] if (link := site.link(table, code, register))],
        )
        for name, table in (
            ("activity_areas", "areas"),
            ("fields", "activity_fields"),
            ("topics", "topics"),
        )
    ]


def _awards(site: Site, row: Row, register: Register, wording: Wording) -> list[list[Any]]:
    """Who received from this call: organization, amount, day."""
    lang = foreign(register)
    found = sorted(
        site.catalog.by("awards", "grant").get(row["id"], []),
        key=lambda award: (award["awarded_on"], award["id"]),
    )
    return [
        [
            (site.link("organizations", award["organization"], register) if award["organization"] else None)
            or (award["recipient_name"], lang),
            wording.money(award["amount"])
            if award["currency"] == "JPY"
            else f"{wording.number(award['amount'])} {award['currency']}",
            wording.date_long(award["awarded_on"]),
        ]
        for award in found
    ]


VIEW = Grants(entry_kinds_by_table()["grants"])
