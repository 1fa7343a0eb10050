"""Centres to turn to: the one that an entry names, that of its ward, else the nearest; with their telephone.

Disaster volunteer centres open when a disaster has struck: they are shown on their ward's page, and nobody is sent there
who waits for an answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.distance import Place, great_circle_km, place_of

from .entry_kinds import entry_card, entry_kinds_by_table, foreign
from .page import Link, Register, register_prefix
from .site import Site
from .translations import N_
from .wording import Wording

ALL_WARDS = "13100"
_DISASTER = "災害ボランティアセンター"
_NEAR = N_("いちばん近い窓口（およそ%(km)skm）")


def where_to_turn(site: Site, row: Row, register: Register) -> dict[str, Any]:
    """What components/turn.html shows: `links` of centres with `phone`, a `note` where none is of the ward, `all`.

    The centre that the row names (`contact_center`, `center`) goes before those of its ward, these before the nearest
    one. Without any place, and in a site without centres, only the list of all is left.
    """
    wording = site.wording(register)
    found, note = _centers(site, row, wording)
    path = f"{register_prefix(register)}centers/index.html"
    return {
        "links": [
            {
                "link": site.link("centers", center["id"], register) or (center["name"], foreign(register)),
                "phone": center["phone"] or "",
            }
            for center in found
        ],
        "note": note,
        "all": Link(path, wording._("相談できる窓口")) if site.has(path) else None,
    }


def is_for_every_day(center: Row) -> bool:
    """Whether somebody can be sent to a centre at any time: not to one that opens when a disaster has struck."""
    return bool(center["kind"] != _DISASTER)


def ward_centers(site: Site, area: str) -> Sequence[Row]:
    """Every centre of a ward, those for every day first."""
    rows = site.catalog.by("centers", "area").get(area, [])
    return sorted(rows, key=lambda row: (not is_for_every_day(row), row["id"]))


def nearest_center(site: Site, place: Place) -> tuple[Row, float] | None:
    """The centre for every day that is nearest to a place, and its distance in km; None where none has a place."""
    areas = _areas(site)
    distances = [
        (great_circle_km(place, there), row["id"], row)
        for row in site.catalog.rows("centers")
        if is_for_every_day(row) and (there := place_of(row, areas)) is not None
    ]
    if not distances:
        return None
    km, _, row = min(distances, key=lambda one: one[:2])
    return row, km


def center_card(site: Site, row: Row, register: Register) -> dict[str, Any]:
    """Context of components/card_generic.html: when it is open, and how to reach it."""
    wording, lang = site.wording(register), foreign(register)
    return {
        **entry_card(entry_kinds_by_table()["centers"], site, row, wording, register),
        "facts": [
            (wording._("電話"), row["phone"] or ""),
            (wording.title("centers", "address"), (row["address"], lang) if row["address"] else ""),
            (
                wording.title("centers", "nearest_station"),
                (row["nearest_station"], lang) if row["nearest_station"] else "",
            ),
        ],
    }


def near_words(km: float, wording: Wording) -> str:
    """いちばん近い窓口（およそ4km）: rounded to whole kilometres, at least one."""
    return wording._(_NEAR) % {"km": wording.number(max(1, round(km)))}


def _centers(site: Site, row: Row, wording: Wording) -> tuple[list[Row], str]:
    named = site.catalog.get("centers", row.get("contact_center") or row.get("center") or "")
    if named is not None:
        return [named], ""
    host = site.catalog.get("organizations", row.get("organization") or "") or {}
    for one in (row, host):
        area = one.get("area")
        if area and area != ALL_WARDS:
            own = [center for center in ward_centers(site, area) if is_for_every_day(center)]
            if own:
                return own, ""
        place = place_of(one, _areas(site))
        nearest = nearest_center(site, place) if place is not None else None
        if nearest is not None:
            return [nearest[0]], near_words(nearest[1], wording)
    return [], ""


def _areas(site: Site) -> Mapping[str, Row]:
    found: dict[str, Row] | None = site.kept.get("areas by code")
    if found is None:
        found = site.kept["areas by code"] = {row["code"]: row for row in site.catalog.rows("areas")}
    return found
