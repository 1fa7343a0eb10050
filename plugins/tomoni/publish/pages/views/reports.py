"""Reports of what organizations did: text, photos, voices, figures, and the reports before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tomoni.catalog import Row

from ..entry_kinds import ENTRY_KINDS
from ..page import Link, PageRef
from ..photos import shown
from ..site import Site
from ..wording import Wording
from .entries import Entries


class Reports(Entries):
    """The plain list, and a page of its own for each report."""

    template = "report.html"

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What report.html (or list.html) shows."""
        context = super().context(site, ref)
        if "row" not in context:
            return context
        row, wording = context["row"], site.wording(ref.register)
        photos = [
            found
            for photo in site.catalog.by("photos", "report").get(row["id"], ())
            if (found := shown(site, photo))
        ]
        voices = site.catalog.by("voices", "report").get(row["id"], ())
        before, after = _beside(site, row)
        return {
            **context,
            "kind_label": wording.category("reports", "kind", row["kind"]),
            "photos": photos,
            "voices": [voice for voice in voices if not voice["withdrawn_on"]],
            "figures": [
                _figure(measure, wording)
                for measure in site.catalog.by("measures", "report").get(row["id"], ())
            ],
            "before": _link(before),
            "after": _link(after),
            "organization": site.link("organizations", row["organization"], ref.register),
            "ties": [
                (wording.title("reports", column), link)
                for column, table in (
                    ("collaboration", "collaborations"),
                    ("project", "projects"),
                    ("event", "events"),
                )
                if row[column] and (link := site.link(table, row[column], ref.register))
            ],
            "tags": [
                link
                for table, codes in (
                    ("areas", [row["area"]] if row["area"] else []),
                    ("topics", row["topics"]),
                )
                for code in codes
                if (link := site.link(table, code, ref.register))
            ],
        }


def _beside(site: Site, row: Row) -> tuple[Row | None, Row | None]:
    """The organization's report before this one, and the one after it."""
    rows = _in_order(site).get(row["organization"], ())
    index = next(index for index, other in enumerate(rows) if other["id"] == row["id"])
    return (rows[index - 1] if index else None, rows[index + 1] if index + 1 < len(rows) else None)


def _in_order(site: Site) -> dict[str, Sequence[Row]]:
    found: dict[str, Sequence[Row]] | None = site.kept.get("reports in order")
    if found is None:
        found = site.kept["reports in order"] = {
            organization: sorted(rows, key=lambda row: (row["date"], row["id"]))
            for organization, rows in site.catalog.by("reports", "organization").items()
        }
    return found


def _link(row: Row | None) -> Link | None:
    return Link(f"reports/{row['id']}.html", row["title"]) if row else None


def _figure(measure: Row, wording: Wording) -> dict[str, str]:
    """A figure that the report gives; it flows into the figure of its year, counted once (insight.impact)."""
    start, end = measure["period_start"], measure["period_end"]
    note = [wording.date(start) if start == end else f"{wording.date(start)}–{wording.date(end)}"]
    if measure["method"]:
        note.append(measure["method"])
    return {
        "label": wording.label("measures_catalog", measure["measure"]),
        "value": wording.number(measure["value"]),
        "unit": wording.label("units", measure["unit"]),
        "note": "・".join(note),
    }


VIEW = Reports(next(kind for kind in ENTRY_KINDS if kind.table == "reports"))
