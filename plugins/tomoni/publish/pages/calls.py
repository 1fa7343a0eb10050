"""Calls as lists show them: how much, until when, what it asks for, and whether an organization may answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.eligibility import Applicant, Call, Eligibility, applicant_of, call_of_grant, eligibility

from .cards import deadline_words
from .eligibility_words import condition_rows, conditions_of_call, verdict_words
from .page import Register
from .site import Site
from .wording import Wording

_SOON_DAYS = 14
_ORDER = {"yes": 0, "unknown": 1, "no": 2}


def calls_to_answer(site: Site) -> Sequence[Row]:
    """Calls whose last day has not passed, soonest first; rolling ones last."""
    found: Sequence[Row] | None = site.kept.get("calls to answer")
    if found is None:
        rows = [row for row in site.catalog.rows("grants") if not is_over(row, site.as_of)]
        found = site.kept["calls to answer"] = sorted(
            rows, key=lambda row: (row["closes_on"] is None, str(row["closes_on"]), row["id"])
        )
    return found


def is_over(row: Row, as_of: date) -> bool:
    """Whether the last day to apply has passed."""
    return row["closes_on"] is not None and row["closes_on"] < as_of


def amount_words(row: Row, wording: Wording) -> str:
    """上限50万円（4分の3まで）; '' where no amount is known."""
    least, most, rate = row["amount_min_yen"], row["amount_max_yen"], row["rate_percent"]
    if most is None and least is None:
        return ""
    if most is None:
        text = wording._("%(money)sから") % {"money": wording.money(least)}
    elif least is not None and least < most:
        text = wording._("%(least)sから%(most)sまで") % {
            "least": wording.money(least),
            "most": wording.money(most),
        }
    else:
        text = wording._("上限%(money)s") % {"money": wording.money(most)}
    if rate is not None and rate < 100:
        text += wording._("（費用の%(percent)sまで）") % {"percent": wording.percent(rate / 100)}
    return text


def applicant(site: Site, organization: Row) -> Applicant:
    """What the catalog knows of an organization as an applicant."""
    return applicant_of(organization, site.catalog.by("finances", "organization").get(organization["id"], []))


def judged_calls(site: Site, organization: Row) -> list[tuple[Row, Eligibility]]:
    """Every call to answer with whether the organization may: those it may first, each group soonest first."""
    who = applicant(site, organization)
    found = [(row, eligibility(who, call_of_grant(row), site.as_of)) for row in calls_to_answer(site)]
    return sorted(found, key=lambda item: _ORDER[item[1].answer])


def call_item(
    site: Site, row: Row, register: Register, wording: Wording, found: Eligibility | None = None
) -> dict[str, Any]:
    """What components/call.html shows of a call; with `found` for one organization, else with the bare conditions."""
    closes, opens = row["closes_on"], row["opens_on"]
    lang = "ja" if register == "en" else None
    call = call_of_grant(row)
    return {
        "link": site.link("grants", row["id"], register) or (row["title"], lang),
        "by": (row["funder"], lang),
        "kind": wording.label("grant_types", row["type"]),
        "deadline": closes,
        "deadline_words": deadline_words(closes, site.as_of, wording) if closes else None,
        "soon": closes is not None and (closes - site.as_of).days <= _SOON_DAYS,
        "opens": wording._("%(date)sから受け付け") % {"date": wording.date(opens)}
        if opens is not None and opens > site.as_of
        else "",
        "amount": amount_words(row, wording),
        "personnel": bool(row["personnel_costs"]),
        "verdict": found.answer if found else "",
        "verdict_words": verdict_words(found, wording) if found else "",
        "conditions": condition_rows(found.findings, site, wording)
        if found
        else condition_rows(conditions_of_call(call), site, wording, answered=False),
        "call": None if found else call_as_json(call),
    }


def call_as_json(call: Call) -> dict[str, Any]:
    """The conditions of a call for the browser, without what has no limit."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(call).items()
        if value not in (None, (), False)
    }
