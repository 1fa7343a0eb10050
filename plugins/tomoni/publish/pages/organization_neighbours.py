"""Who works next door on the same problem, and why two organizations might join forces."""

from __future__ import annotations

from typing import Any

from tomoni.catalog import Row
from tomoni.insight.distance import place_of
from tomoni.insight.neighbours import Neighbour, Neighbourhood, standpoints
from tomoni.insight.standing import is_listed

from .page import Register
from .site import Site
from .wording import Wording

SHOWN = 3


def neighbour_cards(
    site: Site, organization: Row, register: Register, wording: Wording
) -> list[dict[str, Any]]:
    """Cards of the best neighbours, each with its reasons."""
    if not is_listed(organization):
        return []
    return [
        _card(site, neighbour, register, wording)
        for neighbour in neighbourhood(site).of(organization["id"], SHOWN)
    ]


def neighbourhood(site: Site) -> Neighbourhood:
    """All organizations that exist, by problem and ward; made once."""
    found: Neighbourhood | None = site.kept.get("neighbourhood")
    if found is None:
        catalog = site.catalog
        listed = [row for row in catalog.rows("organizations") if is_listed(row)]
        areas = {row["code"]: row for row in catalog.rows("areas")}
        needs = [row for row in catalog.rows("resource_needs") if row["status"] == "open"]
        offers = [row for row in catalog.rows("resource_offers") if row["status"] == "available"]
        places = {row["id"]: place_of(row, areas) for row in listed}
        found = site.kept["neighbourhood"] = Neighbourhood(standpoints(listed, places, needs, offers))
    return found


def _card(site: Site, neighbour: Neighbour, register: Register, wording: Wording) -> dict[str, Any]:
    row = site.catalog.get("organizations", neighbour.id)
    assert row is not None
    separator = ", " if register == "en" else "・"

    def labels(codelist: str, codes: tuple[str, ...]) -> str:
        return separator.join(wording.labels(codelist, codes))

    near = (
        wording._("およそ%(distance)s") % {"distance": wording.km(neighbour.distance_km)}
        if neighbour.distance_km
        else ""
    )
    return {
        "link": site.link("organizations", neighbour.id, register),
        "kind": wording.label("areas", row["area"]) if row["area"] else None,
        "text": wording.text(row, "summary"),
        "facts": [
            (wording._("同じ課題"), labels("topics", neighbour.topics)),
            (wording._("こちらに必要な物を出している"), labels("resource_categories", neighbour.receives)),
            (wording._("こちらの物を必要としている"), labels("resource_categories", neighbour.gives)),
            (wording._("近さ"), near),
        ],
        "marks": (),
    }
