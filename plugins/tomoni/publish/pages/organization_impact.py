"""What an organization changed, in figures: one for each measure, outcomes first, and their years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.impact import (
    LEVELS,
    Aggregation,
    Change,
    YearFigure,
    change,
    target_reached,
    yearly_figures,
)

from .site import Site
from .wording import Wording

FIGURES_SHOWN = 6
CHARTS_SHOWN = 4


def aggregations(site: Site) -> Mapping[str, Aggregation]:
    """How each measure is put together over time and over organizations."""
    found: dict[str, Aggregation] | None = site.kept.get("aggregations")
    if found is None:
        # A package of before the column: shares are shares, everything else is added up.
        found = {
            row["code"]: row.get("aggregation") or ("share" if row["unit"] == "percent" else "sum")
            for row in site.catalog.rows("measures_catalog")
        }
        site.kept["aggregations"] = found
    return found


def impact(site: Site, rows: Sequence[Row], wording: Wording) -> dict[str, Any]:
    """`figures` and `charts` of one organization from its rows of measures."""
    kinds = aggregations(site)
    series = [
        list(years)
        for _, years in groupby(yearly_figures(rows, kinds), key=lambda figure: (figure.measure, figure.unit))
    ]
    series.sort(key=lambda years: (LEVELS.index(years[-1].level), -years[-1].fiscal_year, years[-1].measure))
    return {
        "figures": [_figure(years, kinds, wording) for years in series[:FIGURES_SHOWN]],
        "charts": [_chart(years, wording) for years in series if len(years) > 1][:CHARTS_SHOWN],
    }


def value_words(figure: YearFigure, wording: Wording) -> str:
    """The value as it is said: a lower bound says so."""
    number = wording.number(figure.value)
    return wording._("%(number)s以上") % {"number": number} if figure.at_least else number


def change_words(found: Change | None, wording: Wording) -> str:
    """How a figure differs from the year before: shares in points, all else in percent; '' where it is not known."""
    if found is None:
        return ""
    difference = found.points if found.points is not None else found.ratio
    assert difference is not None
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    if found.points is not None:
        return sign + wording._("%(points)sポイント") % {"points": wording.number(abs(difference))}
    return sign + wording.percent(abs(difference))


def _figure(
    years: Sequence[YearFigure], kinds: Mapping[str, Aggregation], wording: Wording
) -> dict[str, str]:
    """The latest year: value, unit, period, change, target, how it was counted."""
    last = years[-1]
    before = years[-2] if len(years) > 1 else None
    note = [f"{wording.month(last.period_start)}–{wording.month(last.period_end)}"]
    changed = change_words(change(last, before, kinds[last.measure]), wording)
    if changed:
        note.append(wording._("前の年から%(change)s") % {"change": changed})
    reached = target_reached(last)
    if reached is not None and last.target is not None:
        target = {"target": wording.number(last.target), "share": wording.percent(round(reached, 2))}
        note.append(wording._("目標%(target)s（%(share)s）") % target)
    if last.method:
        note.append(last.method)
    return {
        "label": wording.label("measures_catalog", last.measure),
        "value": value_words(last, wording),
        "unit": wording.label("units", last.unit),
        "note": (" · " if wording.register == "en" else "・").join(note),
    }


def _chart(years: Sequence[YearFigure], wording: Wording) -> dict[str, Any]:
    last = years[-1]
    return {
        "label": wording.label("measures_catalog", last.measure),
        "unit": wording.label("units", last.unit),
        "method": last.method,
        "target": last.target,
        "target_text": wording._("目標 %(target)s") % {"target": wording.number(last.target)}
        if last.target is not None
        else None,
        "points": [
            {
                "label": str(figure.fiscal_year),
                "value": figure.value,
                "text": value_words(figure, wording),
                "latest": figure is last,
            }
            for figure in years
        ],
    }
