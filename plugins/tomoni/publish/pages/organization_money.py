"""An organization's money: the items of the accounting standard, two ratios, and the ward's median beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.finance import Median, latest_finances, medians, own_revenue_ratio, program_share

from .site import Site
from .wording import Wording

_REVENUE = (
    "revenue_donations",
    "revenue_operations",
    "revenue_grants",
    "revenue_membership",
    "revenue_other",
)
_EXPENSE = ("expense_program", "expense_management")
_RATIOS: Mapping[str, Callable[[Mapping[str, Any]], float | None]] = {
    "own": own_revenue_ratio,
    "own_without_commissioned": partial(own_revenue_ratio, with_commissioned=False),
    "program": program_share,
}


def money(site: Site, organization: Row, rows: Sequence[Row], wording: Wording) -> dict[str, Any]:
    """The latest year in items and ratios, and revenue over the years; {} without finances."""
    years = sorted(rows, key=lambda row: row["fiscal_year"])
    if not years:
        return {}
    last = years[-1]
    return {
        "year": wording.fiscal_year(last["fiscal_year"]),
        "revenue": _parts(last, _REVENUE, last["revenue_total"], wording),
        "revenue_text": wording.money(last["revenue_total"]),
        "expense": _parts(last, _EXPENSE, last["expense_total"], wording),
        "expense_text": wording.money(last["expense_total"]),
        "meters": [meter for meter in _meters(site, organization, last, wording) if meter],
        "revenue_years": [
            {
                "label": str(year["fiscal_year"]),
                "value": round(year["revenue_total"] / 10_000),
                "text": wording.number(round(year["revenue_total"] / 10_000)),
                "latest": year is last,
            }
            for year in years
        ]
        if len(years) > 1
        else [],
        "source": last["source_url"],
    }


def ward_medians(site: Site) -> Mapping[str, Mapping[str, Median]]:
    """Ratio to ward to its median, over the latest finances of the organizations of each ward."""
    found: dict[str, dict[str, Median]] | None = site.kept.get("finance medians")
    if found is None:
        latest = latest_finances(site.catalog.rows("finances"), site.as_of)
        wards = {row["id"]: [row["area"]] for row in site.catalog.rows("organizations") if row["area"]}
        found = {name: medians(latest, wards, ratio) for name, ratio in _RATIOS.items()}
        site.kept["finance medians"] = found
    return found


def _meters(site: Site, organization: Row, year: Row, wording: Wording) -> list[dict[str, Any] | None]:
    say = wording._
    return [
        _meter(
            site,
            organization,
            year,
            "own",
            say("自己財源の割合"),
            say("（寄付＋事業）÷ 収入。区の目標は、団体の中央値50％（未検証）"),
            wording,
        ),
        _meter(
            site,
            organization,
            year,
            "own_without_commissioned",
            say("受託をのぞいた自己財源の割合"),
            say("（寄付＋事業−受託）÷ 収入"),
            wording,
        )
        if year["revenue_commissioned"]
        else None,
        _meter(
            site,
            organization,
            year,
            "program",
            say("事業に使った割合"),
            say("事業費 ÷ 経常費用の合計"),
            wording,
        ),
    ]


def _meter(
    site: Site, organization: Row, year: Row, name: str, label: str, formula: str, wording: Wording
) -> dict[str, Any] | None:
    """One ratio; the ward's median where it may be shown, and of how many organizations it is."""
    ratio = _RATIOS[name](year)
    if ratio is None:
        return None
    median = ward_medians(site)[name].get(organization["area"])
    note, target = formula, None
    if median is not None and median.value is not None:
        target = round(median.value * 100, 1)
        note += " " + wording._("%(ward)sの団体の中央値は%(median)s（%(count)s団体）。") % {
            "ward": wording.label("areas", organization["area"]),
            "median": wording.percent(median.value),
            "count": median.organizations,
        }
    return {
        "label": label,
        "percent": ratio * 100,
        "text": wording.percent(ratio),
        "note": note,
        "target": target,
    }


def _parts(row: Row, names: Sequence[str], total: int, wording: Wording) -> list[dict[str, Any]]:
    return [
        {
            "label": wording.title("finances", name),
            "value": row[name],
            "text": wording.money(row[name]),
            "share": wording.percent(row[name] / total) if total else "",
        }
        for name in names
        if row[name]
    ]
