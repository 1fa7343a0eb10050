"""`/challenges/`: a department or citizens name a problem; proposals, who works on it already, and what it became."""

from __future__ import annotations

from typing import Any

from tomoni.catalog import Row
from tomoni.insight.distance import great_circle_km, place_of
from tomoni.insight.standing import is_certified, is_listed

from ..cards import organization_card
from ..entry_kinds import entry_kinds_by_table, foreign
from ..fits import COMPANY_REACH_KM, center_to_ask
from ..listing import ListPage
from ..page import PageRef, Register
from ..site import Site
from ..wording import Wording
from .entries import Entries

_SHOWN = 6
_ALL_WARDS = "13100"


class Challenges(Entries):
    """View of challenges."""

    template = "challenge.html"

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What challenge.html (or list.html) shows."""
        context = super().context(site, ref)
        if isinstance(ref.key, ListPage):
            return context
        row, wording, lang = context["row"], site.wording(ref.register), foreign(ref.register)
        department = wording.label("departments", row["department"]) if row["department"] else ""

        def link(table: str, key: str | None) -> Any:
            return site.link(table, key, ref.register) if key else ""

        return {
            **context,
            "texts": [
                (wording.title("challenges", name), row[name])
                for name in ("wanted", "conditions")
                if row[name]
            ],
            "offers": [(offer, lang) for offer in row["offers"]],
            "facts": [
                (
                    wording.title("challenges", "asked_by"),
                    wording.category("challenges", "asked_by", row["asked_by"]),
                ),
                (wording.title("challenges", "department"), department),
                (wording._("区"), link("areas", row["area"])),
                (
                    wording.title("challenges", "topics"),
                    [found for code in row["topics"] if (found := site.link("topics", code, ref.register))],
                ),
                (wording.title("challenges", "opens_on"), _day(row["opens_on"], wording)),
                (wording.title("challenges", "closes_on"), _day(row["closes_on"], wording)),
                (wording._("状態"), wording.category("challenges", "status", row["status"])),
                (wording._("相談する窓口"), link("centers", row["contact_center"])),
            ],
            "collaboration": link("collaborations", row["collaboration"]) or None,
            "proposals": _proposals(site, row, ref.register, wording),
            "workers": [
                _worker(site, row, organization, ref.register, wording)
                for organization in works_on(site, row)[:_SHOWN]
            ],
            "companies": [
                _company(site, row, company, ref.register, wording)
                for company in companies_for(site, row)[:_SHOWN]
            ],
        }


def works_on(site: Site, challenge: Row) -> list[Row]:
    """Organizations that work on one of its problems: those of the ward first, then those with more in common."""
    wanted = set(challenge["topics"])
    found: dict[str, Row] = {}
    for topic in challenge["topics"]:
        for row in site.catalog.by("organizations", "topics").get(topic, []):
            if is_listed(row) and row["listing"] == "claimed" and row["status"] == "active":
                found[row["id"]] = row

    def key(row: Row) -> tuple[bool, int, str]:
        near = challenge["area"] in (_ALL_WARDS, row["area"]) or challenge["area"] in row["areas_served"]
        return (not near, -len(wanted & set(row["topics"])), row["id"])

    return sorted(found.values(), key=key)


def companies_for(site: Site, challenge: Row) -> list[Row]:
    """Companies with a certification that name one of its problems, of the ward or within reach: nearest first."""
    areas = {row["code"]: row for row in site.catalog.rows("areas")}
    here = place_of({"area": challenge["area"]}, areas)
    wanted = set(challenge["topics"])
    found = []
    for row in site.catalog.rows("companies"):
        common = wanted & set(row["topics"])
        if not common or not is_certified(row, site.as_of):
            continue
        there = place_of(row, areas)
        distance = great_circle_km(here, there) if here and there else 0.0
        if distance <= COMPANY_REACH_KM:
            found.append((distance, -len(common), row["id"], row))
    return [row for *_, row in sorted(found, key=lambda one: one[:3])]


def _common_topics(challenge: Row, other: Row, wording: Wording) -> str:
    topics = tuple(code for code in challenge["topics"] if code in other["topics"])
    return _listed("topics", topics, wording)


def _listed(codelist: str, codes: tuple[str, ...], wording: Wording) -> str:
    return (", " if wording.register == "en" else "・").join(wording.labels(codelist, codes))


def _worker(
    site: Site, challenge: Row, organization: Row, register: Register, wording: Wording
) -> dict[str, Any]:
    """An organization's card, with what it has in common with the challenge as its first mark."""
    card = organization_card(site, organization, wording, register)
    why = wording._("同じ課題：%(topics)s") % {"topics": _common_topics(challenge, organization, wording)}
    return {**card, "marks": [{"label": why, "tone": "kind"}, *card["marks"]]}


def _company(
    site: Site, challenge: Row, company: Row, register: Register, wording: Wording
) -> dict[str, Any]:
    """A company's card: the problems in common, what it can do, and the centre to ask."""
    ask = (
        site.link("centers", challenge["contact_center"], register)
        if challenge["contact_center"]
        else center_to_ask(site, challenge["area"], register)
    )
    return {
        "link": site.link("companies", company["id"], register) or company["name"],
        "kind": wording._("企業"),
        "facts": [
            (wording._("同じ課題"), _common_topics(challenge, company, wording)),
            (wording.title("companies", "skills"), _listed("skills", company["skills"], wording)),
            (wording._("頼むときの窓口"), ask or ""),
        ],
        "marks": (),
    }


def _proposals(site: Site, row: Row, register: Register, wording: Wording) -> list[list[Any]]:
    """Who proposed what, and what became of it; only what may be published."""
    lang = foreign(register)
    return [
        [
            (site.link("organizations", one["organization"], register) if one["organization"] else None)
            or (site.link("companies", one["company"], register) if one["company"] else None)
            or (one["proposer_label"], lang),
            wording.category("proposals", "proposer_kind", one["proposer_kind"]),
            (one["summary"], lang),
            wording.category("proposals", "status", one["status"]),
        ]
        for one in site.catalog.by("proposals", "challenge").get(row["id"], [])
        if one["publish_consent"]
    ]


def _day(day: Any, wording: Wording) -> str:
    return wording.date_long(day) if day else ""


VIEW = Challenges(entry_kinds_by_table()["challenges"])
