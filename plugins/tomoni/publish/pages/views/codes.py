"""`/areas/CODE`, `/fields/CODE`, `/topics/CODE`: everything about one ward, one field, one problem."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.distance import place_of
from tomoni.insight.resource_fit import is_needed
from tomoni.insight.standing import is_listed

from ..cards import opening_card, organization_card, service_card
from ..centers import center_card, near_words, nearest_center, ward_centers
from ..entry_kinds import entry_card, entry_kinds_by_table, foreign
from ..listing import page_name
from ..opening_standing import deadline_of, is_open
from ..page import PageRef, Register, register_prefix
from ..resources import NEEDS, resource_card
from ..site import Site
from ..translations import N_
from ..wording import Wording

_CARDS_SHOWN = 6
_MONTH = timedelta(days=31)
_ALL_WARDS = "13100"


class Codes:
    """View of the pages of one codelist. `fields` says under which field each table carries the code."""

    def __init__(self, table: str, section: str, facet: str, heading: str, fields: dict[str, str]) -> None:
        self.name = self.table = table
        self.section, self.facet, self.heading, self.fields = section, facet, heading, fields

    def pages(self, site: Site) -> Iterable[PageRef]:
        """A page for each code in every register, and one that lists them all."""
        for register in site.settings.registers:
            prefix = f"{register_prefix(register)}{self.section}/"
            yield PageRef(f"{prefix}index.html", "codes.html", register)
            for code in self.codes(site):
                yield PageRef(f"{prefix}{code}.html", "code.html", register, code)

    def codes(self, site: Site) -> list[str]:
        """The codes that have a page (not `any`, not the wards as a whole)."""
        rows = sorted(site.catalog.rows(self.table), key=lambda row: (row.get("sort") or 0, row["code"]))
        return [row["code"] for row in rows if row["code"] not in ("any", _ALL_WARDS)]

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What code.html (or codes.html) shows."""
        wording, prefix = site.wording(ref.register), register_prefix(ref.register)
        home = {"label": wording._("ホーム"), "path": f"{prefix}index.html"}
        heading = wording._(self.heading)
        if ref.key is None:
            return {
                "title": heading,
                "description": heading,
                "breadcrumb": [home, {"label": heading, "path": None}],
                "entries": [
                    {
                        "label": wording.label(self.table, code),
                        "count": len(self._organizations(site, code)),
                        "path": f"{prefix}{self.section}/{code}.html",
                    }
                    for code in self.codes(site)
                ],
            }
        label = wording.label(self.table, ref.key)
        row = site.catalog.get(self.table, ref.key)
        assert row is not None
        return {
            "title": label,
            "description": row["description"] or label,
            "breadcrumb": [
                home,
                {"label": heading, "path": f"{prefix}{self.section}/index.html"},
                {"label": label, "path": None},
            ],
            "row": row,
            "kind": self.facet,
            "label": label,
            "about": self._about(row, wording),
            **self._entries(site, ref, wording, prefix),
        }

    def _about(self, row: Row, wording: Wording) -> dict[str, Any]:
        """What the codelist itself says of the code."""
        about: dict[str, Any] = {"description": row["description"] or "", "facts": []}
        if self.table == "areas":
            if row["population"]:
                about["facts"].append(
                    (
                        wording._("人口（%(year)s年国勢調査）") % {"year": row["population_year"]},
                        wording._("%(number)s人") % {"number": wording.number(row["population"])},
                    )
                )
            about["website"] = row["website"] or ""
        if self.table == "activity_fields" and row["legal_text"]:
            about["facts"].append((wording._("法律のことば（特定非営利活動促進法 別表）"), row["legal_text"]))
        return about

    def _entries(self, site: Site, ref: PageRef, wording: Wording, prefix: str) -> dict[str, Any]:
        code, register = ref.key, ref.register
        organizations = self._organizations(site, code)
        openings = sorted(
            (row for row in self._rows(site, "openings", code) if is_open(site, row)),
            key=lambda row: (str(deadline_of(site, row) or "9999"), row["id"]),
        )
        services = [row for row in self._rows(site, "services", code) if row["status"] == "open"]

        def more(section: str, facet: str) -> str | None:
            path = f"{prefix}{section}/{page_name(facet, code)}.html"
            return path if site.has(path) else None

        return {
            "figures": [
                {
                    "label": wording._(label),
                    "value": wording.number(count),
                    "unit": wording._(unit),
                    "note": "",
                }
                for label, count, unit in (
                    (N_("団体"), len(organizations), N_("団体")),
                    (N_("募集中の活動"), len(openings), N_("件")),
                    (N_("使える助け"), len(services), N_("件")),
                )
            ],
            "organizations": [
                organization_card(site, row, wording, register) for row in organizations[:_CARDS_SHOWN]
            ],
            "organizations_more": more("npos", self.facet),
            "organizations_total": len(organizations),
            "openings": [opening_card(site, row, wording, register) for row in openings[:_CARDS_SHOWN]],
            "openings_more": more("openings", self.facet),
            "openings_total": len(openings),
            "services": [service_card(site, row, wording, register) for row in services[:_CARDS_SHOWN]],
            "services_more": more("help", self.facet),
            "services_total": len(services),
            **(self._month(site, code, register, wording) if "events" in self.fields else {"month": ""}),
            **(
                self._centers(site, code, register)
                if "centers" in self.fields
                else {"centers": [], "centers_note": ""}
            ),
            "prefix": prefix,
            "centers_path": path if site.has(path := f"{prefix}centers/index.html") else None,
            "breakdown": self._breakdown(site, organizations, wording, prefix),
        }

    def _month(self, site: Site, area: str, register: Register, wording: Wording) -> dict[str, Any]:
        """What the sheet of the month has besides: events of the next 31 days, and what is needed in the ward."""
        kinds, until = entry_kinds_by_table(), site.as_of + _MONTH
        events = [
            row
            for row in self._rows(site, "events", area)
            if not kinds["events"].is_over(row, site.as_of) and row["starts_at"].date() <= until
        ]
        needs = [row for row in self._rows(site, NEEDS, area) if is_needed(row, site.as_of)]
        events.sort(key=lambda row: (row["starts_at"], row["id"]))
        needs.sort(key=lambda row: (str(row["needed_by"] or "9999"), row["id"]))
        return {
            "month": wording._("%(month)sのお知らせ") % {"month": wording.month(site.as_of)},
            "events": [
                {
                    **entry_card(kinds["events"], site, row, wording, register),
                    "text": None,
                    "facts": [
                        (wording._("いつ"), wording.moment(row["starts_at"])),
                        (wording._("どこ"), (row["place"], foreign(register)) if row["place"] else ""),
                    ],
                }
                for row in events[:_CARDS_SHOWN]
            ],
            "needs": [
                {**resource_card(site, NEEDS, row, register), "text": None} for row in needs[:_CARDS_SHOWN]
            ],
        }

    def _centers(self, site: Site, area: str, register: Register) -> dict[str, Any]:
        """The ward's own centres; where it has none, the nearest one with its distance."""
        own = ward_centers(site, area)
        if own:
            return {"centers": [center_card(site, row, register) for row in own], "centers_note": ""}
        place = place_of({"area": area}, {area: site.catalog.get("areas", area) or {}})
        nearest = nearest_center(site, place) if place is not None else None
        if nearest is None:
            return {"centers": [], "centers_note": ""}
        row, km = nearest
        return {
            "centers": [center_card(site, row, register)],
            "centers_note": near_words(km, site.wording(register)),
        }

    def _breakdown(
        self, site: Site, organizations: Sequence[Row], wording: Wording, prefix: str
    ) -> dict[str, Any]:
        """For a ward: its fields. For a field or a problem: the wards."""
        table, field, section = (
            ("activity_fields", "fields", "fields") if self.table == "areas" else ("areas", "area", "areas")
        )
        counts: dict[str, int] = {}
        for row in organizations:
            value = row[field]
            for code in value if isinstance(value, tuple) else [value] if value else []:
                counts[code] = counts.get(code, 0) + 1
        return {
            "field": section,
            "items": [
                {
                    "label": wording.label(table, code),
                    "value": count,
                    "text": wording.number(count),
                    "path": f"{prefix}{section}/{code}.html",
                }
                for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            ],
        }

    def _organizations(self, site: Site, code: str) -> list[Row]:
        rows = [row for row in self._rows(site, "organizations", code) if is_listed(row)]
        return sorted(
            rows, key=lambda row: (row["listing"] == "imported", row["name_kana"] or row["name"], row["id"])
        )

    def _rows(self, site: Site, table: str, code: str) -> list[Row]:
        return site.catalog.by(table, self.fields[table]).get(code, [])


VIEWS = (
    Codes(
        "areas",
        "areas",
        "area",
        N_("区からさがす"),
        {
            "organizations": "area",
            "openings": "area",
            "services": "area",
            "centers": "area",
            "events": "area",
            NEEDS: "area",
        },
    ),
    Codes(
        "activity_fields",
        "fields",
        "field",
        N_("分野からさがす"),
        {"organizations": "fields", "openings": "fields", "services": "fields"},
    ),
    Codes(
        "topics",
        "topics",
        "topic",
        N_("課題からさがす"),
        {"organizations": "topics", "openings": "topics", "services": "topics"},
    ),
)
