"""What organizations together reported: by ward, field, problem and goal, for every fiscal year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tomoni.insight.impact import LEVELS, Total, YearFigure, totals, yearly_figures
from tomoni.insight.standing import is_listed

from .organization_impact import aggregations
from .site import Site

GROUPINGS: Mapping[str, tuple[str, str]] = {
    "area": ("areas", "area"),
    "field": ("activity_fields", "fields"),
    "topic": ("topics", "topics"),
    "sdg": ("sdgs", "sdgs"),
}
"""Grouping to its codelist and the column of organizations in which its codes stand."""


@dataclass(frozen=True, slots=True)
class Group:
    """All organizations (`grouping` empty), or those with one code."""

    grouping: str = ""
    code: str = ""

    @property
    def name(self) -> str:
        """As it stands in paths and in totals.json."""
        return f"{self.grouping}-{self.code}" if self.grouping else "all"


def groups(site: Site) -> list[Group]:
    """All, then every group in which some organization reported figures."""
    reported = set(figures_by_organization(site))
    found = [Group()]
    for grouping, (codelist, column) in GROUPINGS.items():
        members = site.catalog.by("organizations", column)
        found += [
            Group(grouping, row["code"])
            for row in sorted(
                site.catalog.rows(codelist), key=lambda row: (row.get("sort") or 0, row["code"])
            )
            if any(member["id"] in reported for member in members.get(row["code"], ()))
        ]
    return found


def members(site: Site, group: Group) -> list[Mapping[str, Any]]:
    """The organizations of a group that still exist."""
    rows: Iterable[Mapping[str, Any]] = site.catalog.rows("organizations")
    if group.grouping:
        rows = site.catalog.by("organizations", GROUPINGS[group.grouping][1]).get(group.code, [])
    return [row for row in rows if is_listed(row)]


def figures_by_organization(site: Site) -> dict[str, list[YearFigure]]:
    """The figures of every organization, made once."""
    found: dict[str, list[YearFigure]] | None = site.kept.get("figures by organization")
    if found is None:
        found = {}
        for figure in yearly_figures(site.catalog.rows("measures"), aggregations(site)):
            found.setdefault(figure.organization, []).append(figure)
        site.kept["figures by organization"] = found
    return found


def figures_of(site: Site, group: Group) -> list[YearFigure]:
    """The figures of all members of a group."""
    own = figures_by_organization(site)
    return [figure for member in members(site, group) for figure in own.get(member["id"], ())]


def totals_of(site: Site, group: Group) -> list[Total]:
    """The totals of a group: latest year first, outcomes first, then by how many reported."""
    found = totals(figures_of(site, group), aggregations(site))
    return sorted(
        found,
        key=lambda total: (
            -total.fiscal_year,
            LEVELS.index(total.level),
            -total.organizations,
            total.measure,
        ),
    )
