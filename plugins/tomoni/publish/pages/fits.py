"""Who fits an opening among those who published what they can do, and which openings fit a talent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tomoni.catalog import Row
from tomoni.insight.distance import place_of
from tomoni.insight.fit import (
    DEFAULT_WEIGHTS,
    Conditions,
    Fit,
    Profile,
    fit,
    profile_of_talent,
)
from tomoni.insight.fit_matrix import fit_matrix
from tomoni.insight.standing import is_certified

from .cards import opening_card
from .fit_words import reason_words
from .opening_standing import conditions_of, is_open
from .page import Link, Register
from .site import Site
from .translations import N_
from .wording import Wording

LEAST_SCORE = 60
"""Below this, a pair has too little in common to be shown to anybody."""
SHOWN = 3
COMPANY_REACH_KM = 10.0
"""How far a company's staff are sent at most where they cannot help online: half-way across the 23 wards."""
_CENTER_KINDS = ("協働センター", "市民活動センター", "社協ボランティアセンター")
"""Centres that bring people together, in the order in which they are asked."""

_KINDS = {"talents": N_("人材"), "advisors": N_("専門家"), "companies": N_("企業")}


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who published what they can do: a talent, an adviser, a company."""

    table: str
    id: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class Fits:
    """Best pairs, best first: helpers of an opening, openings of a helper (by table and id)."""

    helpers: Mapping[str, Sequence[tuple[Helper, Fit]]]
    openings: Mapping[tuple[str, str], Sequence[tuple[str, Fit]]]


def weights(site: Site) -> Mapping[str, int]:
    """How much each aspect counts: the ward's own weights over those of insight.fit."""
    return {**DEFAULT_WEIGHTS, **site.settings.options.get("match_weights", {})}


def fits(site: Site) -> Fits:
    """All pairs that may be shown; made once a build."""
    found: Fits | None = site.kept.get("fits")
    if found is None:
        areas = {row["code"]: row for row in site.catalog.rows("areas")}
        openings = [
            (row["id"], conditions_of(site, row, areas))
            for row in site.catalog.rows("openings")
            if is_open(site, row)
        ]
        found = site.kept["fits"] = best_pairs(_helpers(site, areas), openings, weights(site))
    return found


def helper_cards(site: Site, opening: Row, register: Register, wording: Wording) -> list[dict[str, Any]]:
    """Cards of those who fit an opening, with the reasons and the centre to ask."""
    cards = []
    for helper, found in fits(site).helpers.get(opening["id"], ()):
        row = site.catalog.get(helper.table, helper.id)
        assert row is not None
        center = row.get("contact_center") or row.get("center")
        ask = (
            site.link("centers", center, register)
            if center
            else center_to_ask(site, opening["area"] or row.get("area"), register)
        )
        cards.append(
            {
                "link": site.link(helper.table, helper.id, register),
                "kind": wording._(_KINDS[helper.table]),
                "facts": [
                    *_reasons(found, wording),
                    (wording._("頼むときの窓口"), ask or ""),
                ],
                "marks": (),
            }
        )
    return cards


def center_to_ask(site: Site, ward: str | None, register: Register) -> Link | None:
    """The centre of a ward that brings people together, else the ward's page; None where there is no ward."""
    if ward is None:
        return None
    centers = [
        row for row in site.catalog.by("centers", "area").get(ward, []) if row["kind"] in _CENTER_KINDS
    ]
    if centers:
        first = min(centers, key=lambda row: (_CENTER_KINDS.index(row["kind"]), row["id"]))
        return site.link("centers", first["id"], register)
    return site.link("areas", ward, register)


def opening_cards(
    site: Site, table: str, key: str, register: Register, wording: Wording
) -> list[dict[str, Any]]:
    """Cards of the openings that fit somebody, each with its score and reasons."""
    cards = []
    for opening, found in fits(site).openings.get((table, key), ()):
        row = site.catalog.get("openings", opening)
        assert row is not None
        card = opening_card(site, row, wording, register)
        cards.append(
            {
                "link": site.link("openings", opening, register),
                "kind": wording.label("engagement_types", row["engagement"]),
                "by": site.link("organizations", row["organization"], register),
                "deadline": card["deadline"],
                "soon": card["soon"],
                "facts": _reasons(found, wording),
                "marks": (),
            }
        )
    return cards


def _reasons(found: Fit, wording: Wording) -> list[tuple[str, str]]:
    words = [text for reason in found.reasons if (text := reason_words(reason, wording))]
    return [
        (wording._("合う度合い"), wording.number(found.score)),
        (wording._("理由"), ("; " if wording.register == "en" else "、").join(words)),
    ]


def _helpers(site: Site, areas: Mapping[str, Row]) -> list[Helper]:
    """Published talents, advisers, and companies with a certification that offer a skill, within their reach."""
    helpers = [
        Helper("talents", row["id"], profile_of_talent(row, areas))
        for row in site.catalog.rows("talents")
        if row["expires_on"] >= site.as_of and row["consent"]
    ]
    for row in site.catalog.rows("advisors"):
        if row["skills"] and row["consent"]:
            places = row["areas"]
            profile = Profile(
                skills=row["skills"],
                slots=row["time_slots"],
                modes=tuple(mode for mode in row["modes"] if mode != "any"),
                languages=row["languages"],
                place=place_of({"area": places[0]}, areas) if len(places) == 1 else None,
            )
            helpers.append(Helper("advisors", row["id"], profile))
    for row in site.catalog.rows("companies"):
        if row["skills"] and is_certified(row, site.as_of):
            profile = Profile(
                skills=row["skills"],
                topics=row["topics"],
                place=place_of(row, areas),
                within_km=COMPANY_REACH_KM,
            )
            helpers.append(Helper("companies", row["id"], profile))
    return helpers


def best_pairs(
    helpers: Sequence[Helper], openings: Sequence[tuple[str, Conditions]], weighted: Mapping[str, int]
) -> Fits:
    """For each opening (key and conditions) and each helper the SHOWN best of the other side, with reasons."""
    scores = fit_matrix([helper.profile for helper in helpers], [asked for _, asked in openings], weighted)
    of_opening: dict[str, list[tuple[Helper, Fit]]] = {}
    of_helper: dict[tuple[str, str], list[tuple[str, Fit]]] = {}
    columns = np.ascontiguousarray(scores.T)  # read opening by opening
    for column, (key, asked) in enumerate(openings):
        for row in _highest(columns[column]):
            helper = helpers[row]
            of_opening.setdefault(key, []).append((helper, fit(helper.profile, asked, weighted)))
    for row, helper in enumerate(helpers):
        for column in _highest(scores[row]):
            key, asked = openings[column]
            of_helper.setdefault((helper.table, helper.id), []).append(
                (key, fit(helper.profile, asked, weighted))
            )
    return Fits(of_opening, of_helper)


def _highest(scores: Any) -> list[int]:
    """The places of the best scores that may be shown, best first, earlier ones before later ones."""
    shown = np.flatnonzero(scores >= LEAST_SCORE)
    order = np.argsort(-scores[shown], kind="stable")[:SHOWN]
    return [int(place) for place in shown[order]]
