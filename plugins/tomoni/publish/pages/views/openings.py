"""`/openings/` and `/openings/ID`: what one can join, with when, where, what it costs and how to apply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.standing import opening_deadline, opening_state

from ..cards import opening_card
from ..environment import Environments
from ..listing import Listing, ListPage, Shard, Sort, codelist_facet, flags_facet
from ..page import PageRef, Register, register_prefix
from ..site import Site
from ..wording import Wording

_FAR = 10**7


def _deadline_key(row: Row) -> int:
    deadline = opening_deadline(row)
    return deadline.toordinal() if deadline else _FAR


class _Entries:
    def rows(self, site: Site) -> Sequence[Row]:
        """Open ones first, soonest deadline first; then paused; what has ended keeps its page, not its place."""
        order = {"open": 0, "paused": 1}
        listed = [
            (order[state], _deadline_key(row), row["id"], row)
            for row in site.catalog.rows("openings")
            if (state := opening_state(row, site.as_of)) in order
        ]
        return [row for *_, row in sorted(listed, key=lambda item: item[:3])]

    def card(self, site: Site, row: Row, register: Register) -> dict[str, Any]:
        return opening_card(site, row, site.wording(register), register)

    def text(self, site: Site, row: Row) -> str:
        label = site.catalog.label
        organization = site.catalog.get("organizations", row["organization"])
        return " ".join(
            [
                row["title"],
                organization["name"] if organization else "",
                row["summary"],
                row["summary_en"] or "",
                label("areas", row["area"]) if row["area"] else "",
                row["nearest_station"] or "",
                label("role_kinds", row["role_kind"]),
                label("engagement_types", row["engagement"]),
                *(label("skills", code) for code in (*row["skills_required"], *row["skills_welcome"])),
                *(label("topics", code) for code in row["topics"]),
                *(label("activity_fields", code) for code in row["fields"]),
            ]
        )


class Openings:
    """View of openings."""

    name = "openings"
    table = "openings"
    section = "openings"

    def __init__(self) -> None:
        self.listing = Listing(
            section=self.section,
            heading="募集をさがす",
            lead="ボランティア・プロボノの募集です。時間・場所・とくいなことからさがせます。",
            card_macro="opening",
            entries=_Entries(),
            facets=(
                codelist_facet("engagement", "かかわり方", "engagement_types", ["engagement"]),
                codelist_facet("time", "活動できる時間", "time_slots", ["time_slots"]),
                flags_facet(
                    "condition",
                    "条件",
                    {
                        "beginners": ("はじめて歓迎", lambda _, row: bool(row["beginners_welcome"])),
                        "expenses": ("交通費あり", lambda _, row: "transport" in row["expenses"]),
                        "wheelchair": (
                            "車いすで参加できる",
                            lambda _, row: "wheelchair" in row["access_features"],
                        ),
                        "online": ("オンラインでできる", lambda _, row: row["mode"] in ("online", "hybrid")),
                        "pro-bono": ("プロボノ", lambda _, row: row["role_kind"] == "pro-bono"),
                    },
                ),
                codelist_facet("area", "区", "areas", ["area"]),
                codelist_facet("field", "分野", "activity_fields", ["fields"], open=False),
                codelist_facet("topic", "課題", "topics", ["topics"], open=False),
                codelist_facet(
                    "skill", "いかせる技術", "skills", ["skills_required", "skills_welcome"], open=False
                ),
            ),
            sorts=(
                Sort("deadline", "締め切りの近い順", lambda _, row: _deadline_key(row)),
                Sort("newest", "新しい順", lambda _, row: -row["published_on"].toordinal()),
            ),
        )

    def pages(self, site: Site) -> Iterable[PageRef]:
        """Lists in every register; an opening in a register where its row has text in it."""
        yield from self.listing.pages(site)
        for row in site.catalog.rows("openings"):
            current = opening_state(row, site.as_of) in ("open", "paused")
            for register in site.settings.registers:
                if register == "ja" or row[f"summary_{register}"]:
                    path = f"{register_prefix(register)}{self.section}/{row['id']}.html"
                    yield PageRef(path, "opening.html", register, row["id"], row["updated_on"], current)

    def text(self, site: Site, ref: PageRef, environments: Environments) -> str:
        """The data files of the list."""
        assert isinstance(ref.key, Shard)
        return self.listing.data(site, ref, environments)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What opening.html (or list.html) shows."""
        wording = site.wording(ref.register)
        if isinstance(ref.key, ListPage):
            return self.listing.context(site, ref, wording)
        row = site.catalog.get("openings", ref.key)
        assert row is not None
        return opening_context(site, row, ref.register, wording)


def opening_context(site: Site, row: Row, register: Register, wording: Wording) -> dict[str, Any]:
    """All that the page of one opening shows."""
    organization = site.catalog.get("organizations", row["organization"])
    assert organization is not None
    sessions = sorted(
        site.catalog.by("opening_sessions", "opening").get(row["id"], []),
        key=lambda session: session["starts_at"],
    )
    others = [
        other
        for other in site.catalog.by("openings", "organization")[row["organization"]]
        if other["id"] != row["id"] and opening_state(other, site.as_of) == "open"
    ]
    centers = [
        center for center in site.catalog.rows("centers") if row["area"] and center["area"] == row["area"]
    ]
    return {
        "title": row["title"],
        "description": wording.text(row, "summary")[0],
        "breadcrumb": [
            {"label": wording._("ホーム"), "path": f"{register_prefix(register)}index.html"},
            {"label": wording._("募集をさがす"), "path": f"{register_prefix(register)}openings/index.html"},
            {"label": row["title"], "path": None},
        ],
        "row": row,
        "card": opening_card(site, row, wording, register),
        "summary": wording.text(row, "summary"),
        "organization": organization,
        "organization_link": site.link("organizations", organization["id"], register),
        "readings": {organization["name"]: organization["name_kana"]} if organization["name_kana"] else None,
        "area": site.link("areas", row["area"], register) if row["area"] else None,
        "fields": [site.link("activity_fields", code, register) for code in row["fields"]],
        "topics": [site.link("topics", code, register) for code in row["topics"]],
        "sessions": sessions,
        "skills_required": wording.labels("skills", row["skills_required"]),
        "skills_welcome": wording.labels("skills", row["skills_welcome"]),
        "access": wording.labels("access_features", row["access_features"]),
        "expenses": wording.labels("expense_kinds", row["expenses"]),
        "safeguards": wording.labels("safeguards", row["safeguards"]),
        "insurance": wording.label("insurance_kinds", row["insurance_kind"]) if row["insurance_kind"] else "",
        "mode": wording.label("participation_modes", row["mode"]),
        "state": opening_state(row, site.as_of),
        "deadline": opening_deadline(row),
        "confirmed": row["confirmed_on"] or row["published_on"],
        "centers": centers,
        "others": [opening_card(site, other, wording, register) for other in others[:3]],
    }


VIEW = Openings()
