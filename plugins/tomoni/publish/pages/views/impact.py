"""`/impact/`: what all reported together, by ward, field, problem, goal and year, with what every sum is made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from tomoni.insight.impact import Total, YearFigure

from ..environment import Environments
from ..impact_totals import GROUPINGS, Group, figures_of, groups, members, totals_of
from ..page import PageRef, Register, register_prefix
from ..site import Site
from ..translations import N_
from ..wording import Wording

_ROWS_SHOWN = 20
_HEADINGS = {
    "area": N_("区からさがす"),
    "field": N_("活動の分野からさがす"),
    "topic": N_("気になることからさがす"),
    "sdg": N_("SDGsのゴールからさがす"),
}
_DATA = "totals"


class Impact:
    """View of the sums."""

    name = "impact"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """A page for all and for each group, in every register; the sums as data."""
        for register in site.settings.registers:
            prefix = f"{register_prefix(register)}impact/"
            for group in groups(site):
                name = "index" if not group.grouping else group.name
                yield PageRef(f"{prefix}{name}.html", "impact.html", register, group)
            yield PageRef(f"{prefix}totals.json", None, register, _DATA, indexable=False)

    def text(self, site: Site, ref: PageRef, _: Environments) -> str:
        """totals.json: groups, years and measures with their labels, and for each group and year the sums."""
        wording = site.wording(ref.register)
        found = {group.name: totals_of(site, group) for group in groups(site)}
        measures = sorted({(total.measure, total.unit) for own in found.values() for total in own})
        content = {
            "groups": {group.name: _label(group, wording) for group in groups(site)},
            "years": sorted({total.fiscal_year for own in found.values() for total in own}),
            "measures": [
                [wording.label("measures_catalog", measure), wording.label("units", unit)]
                for measure, unit in measures
            ],
            "totals": {
                name: [
                    [
                        measures.index((total.measure, total.unit)),
                        total.fiscal_year,
                        total.value,
                        total.organizations,
                    ]
                    for total in own
                ]
                for name, own in found.items()
            },
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What impact.html shows of one group."""
        group: Group = ref.key
        wording, prefix = site.wording(ref.register), register_prefix(ref.register)
        label = _label(group, wording)
        heading = wording._("みんなの成果")
        home = {"label": wording._("ホーム"), "path": f"{prefix}index.html"}
        trail = [home, {"label": heading, "path": f"{prefix}impact/index.html" if group.grouping else None}]
        return {
            "title": f"{heading}：{label}" if group.grouping else heading,
            "heading": heading,
            "group_label": label,
            "group_name": group.name,
            "description": wording._("団体が報告した数字を、同じ数え方のものだけ足し合わせました。"),
            "breadcrumb": [*trail, {"label": label, "path": None}] if group.grouping else trail,
            "years": _years(site, group, ref.register, wording),
            "members": len(members(site, group)),
            "choices": _choices(site, group, ref.register, wording),
            "totals_path": f"{prefix}impact/totals.json",
        }


def _label(group: Group, wording: Wording) -> str:
    if not group.grouping:
        return wording._("すべての団体")
    return wording.label(GROUPINGS[group.grouping][0], group.code)


def _choices(site: Site, chosen: Group, register: Register, wording: Wording) -> list[dict[str, Any]]:
    prefix = register_prefix(register)
    found = [group for group in groups(site) if group.grouping]
    return [
        {
            "label": wording._(_HEADINGS[grouping]),
            "open": grouping == (chosen.grouping or "area"),
            "links": [
                {
                    "label": _label(group, wording),
                    "path": f"{prefix}impact/{group.name}.html",
                    "current": group == chosen,
                }
                for group in own
            ],
        }
        for grouping, own in groupby(found, key=lambda group: group.grouping)
    ]


def _years(site: Site, group: Group, register: Register, wording: Wording) -> list[dict[str, Any]]:
    """Each fiscal year, latest first: sums, how many reported, how many did not."""
    figures: dict[tuple[str, str, int], list[YearFigure]] = {}
    for figure in figures_of(site, group):
        figures.setdefault((figure.measure, figure.unit, figure.fiscal_year), []).append(figure)
    count = len(members(site, group))
    shown = []
    for year, own in groupby(totals_of(site, group), key=lambda total: total.fiscal_year):
        rows = list(own)
        reporting = len(
            {figure.organization for total in rows for figure in figures[(total.measure, total.unit, year)]}
        )
        shown.append(
            {
                "label": wording.fiscal_year(year),
                "reporting": reporting,
                "missing": count - reporting,
                "totals": [
                    _total(site, total, figures[(total.measure, total.unit, year)], register, wording)
                    for total in rows
                ],
            }
        )
    return shown


def _total(
    site: Site, total: Total, made_of: Sequence[YearFigure], register: Register, wording: Wording
) -> dict[str, Any]:
    notes = []
    if total.overlapping:
        notes.append(wording._("団体ごとの実数の合計です。同じ人が重なることがあります。"))
    if total.value is None:
        notes.append(wording._("5団体より少ないので、中央値は出しません。"))
    made = sorted(made_of, key=lambda figure: (-figure.value, figure.organization))
    share = site.catalog.get("measures_catalog", total.measure)
    is_share = bool(share and share["aggregation"] == "share")
    return {
        "label": wording.label("measures_catalog", total.measure),
        "level": wording.category("measures", "level", total.level),
        "value": wording.number(total.value) if total.value is not None else "―",
        "kind": wording._("中央値") if is_share else wording._("合計"),
        "unit": wording.label("units", total.unit),
        "organizations": total.organizations,
        "note": " ".join(notes),
        "rows": [
            {
                "link": site.link("organizations", figure.organization, register),
                "value": f"{wording.number(figure.value)} {wording.label('units', figure.unit)}",
            }
            for figure in made[:_ROWS_SHOWN]
        ],
        "more": max(0, len(made) - _ROWS_SHOWN),
    }


VIEW = Impact()
