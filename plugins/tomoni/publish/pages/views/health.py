"""`/health/`: how good the data is: how many rows, how fresh, what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.freshness import freshness

from ..link_check import link_check_shown
from ..page import PageRef
from ..site import Site
from ..translations import N_
from ..wording import Wording

_YEAR = 365


class Health:
    """View of the quality of the data."""

    name = "health"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """One page, in Japanese: it is for those who keep the data."""
        yield PageRef("health/index.html", "health.html", "ja")

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """Every table with its rows, its newest and oldest row, and how many entries were confirmed lately."""
        wording = site.wording(ref.register)
        tables = site.catalog.package.tables
        organizations = site.catalog.rows("organizations")
        return {
            "title": wording._("データの状態"),
            "description": wording._("すべての表の件数と新しさ、組み立てからのぞいた行を公開しています。"),
            "breadcrumb": [
                {"label": wording._("ホーム"), "path": "index.html"},
                {"label": wording._("データの状態"), "path": None},
            ],
            "tables": [
                [
                    resource.title,
                    wording.number(len(rows)),
                    _share(sum(bool(row.get("demo")) for row in rows), len(rows), wording),
                    _newest(rows, wording),
                ]
                for resource in tables
                for rows in [site.catalog.rows(resource.name)]
            ],
            "codelists": [
                [resource.title, wording.number(len(site.catalog.rows(resource.name)))]
                for resource in site.catalog.package.resources.values()
                if resource.is_codelist
            ],
            "freshness": _freshness(organizations, site.as_of, wording),
            "freshness_total": len(organizations),
            "ages": [
                [
                    resource.title,
                    wording.number(found.entries),
                    wording.number(found.within_quarter),
                    wording.number(found.within_year),
                    wording._("%(days)s日") % {"days": wording.number(found.median_days)},
                    wording._("%(days)s日") % {"days": wording.number(found.oldest_days)},
                ]
                for resource in tables
                for found in [freshness(site.catalog.rows(resource.name), site.as_of)]
                if found.median_days is not None and found.oldest_days is not None
            ],
            "links": link_check_shown(site, wording),
            "quarantined": site.quarantined,
            "quarantined_rows": [
                [wording.catalog.package.resources[entry.table].title, entry.key, entry.place, entry.reason]
                for entry in site.quarantined
            ],
            "rows_total": sum(len(site.catalog.rows(resource.name)) for resource in tables),
        }


def _share(part: int, whole: int, wording: Wording) -> str:
    return wording.percent(part / whole) if part and whole else "—"


def _newest(rows: Iterable[Row], wording: Wording) -> str:
    days = [
        row[name]
        for row in rows
        for name in ("updated_on", "published_on", "checked_on", "recorded_on")
        if isinstance(row.get(name), date)
    ]
    return wording.date_long(max(days)) if days else "—"


def _freshness(organizations: Iterable[Row], as_of: date, wording: Wording) -> list[dict[str, Any]]:
    """Organizations by how long ago they confirmed their own entry."""
    groups = {N_("3か月以内"): 0, N_("1年以内"): 0, N_("1年より前"): 0, N_("確認なし"): 0}
    for row in organizations:
        confirmed = row["confirmed_on"]
        age = (as_of - confirmed).days if confirmed else None
        if age is None:
            groups["確認なし"] += 1
        elif age <= 90:
            groups["3か月以内"] += 1
        elif age <= _YEAR:
            groups["1年以内"] += 1
        else:
            groups["1年より前"] += 1
    return [
        {"label": wording._(label), "value": count, "text": wording.number(count)}
        for label, count in groups.items()
    ]


VIEW = Health()
