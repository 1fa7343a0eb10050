"""`/match/`: what fits me. The answers stay in the visitor's browser; the openings' conditions come to them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.fit import AGE_BANDS, Conditions

from ..environment import Environments
from ..fit_words import REASONS
from ..fits import weights
from ..listing import CARDS_IN_SHARD, Listing
from ..opening_standing import conditions_of, deadline_of, is_open
from ..page import PageRef, register_prefix
from ..site import Site
from ..translations import N_
from ..wording import Wording

SLOT_ROWS = (
    (N_("平日"), ("weekday-morning", "weekday-afternoon", "weekday-evening")),
    (N_("土日祝"), ("weekend-morning", "weekend-afternoon", "weekend-evening")),
)
SLOT_COLUMNS = (N_("午前"), N_("午後"), N_("夜"))
CODELISTS = {
    "topics": "topics",
    "fields": "activity_fields",
    "skills": "skills",
    "slots": "time_slots",
    "modes": "participation_modes",
    "engagements": "engagement_types",
    "roles": "role_kinds",
    "languages": "languages",
    "access_needs": "access_features",
}
"""Each question that is answered with codes, and the codelist of its answers."""
_DISTANCES = (2, 5, 10, 20)
_ELSEWHERE = "elsewhere"


class Match:
    """View of the profile page and of the openings' conditions, by ward."""

    name = "match"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """The page in every register; one file of conditions for each ward that has openings, and their list."""
        if "openings" not in site.views:
            return
        for register in site.settings.registers:
            yield PageRef(f"{register_prefix(register)}match/index.html", "match.html", register)
        yield PageRef("match/openings.json", None, "ja", indexable=False)
        for ward in _by_ward(site):
            yield PageRef(f"match/openings-{ward}.json", None, "ja", ward, indexable=False)

    def text(self, site: Site, ref: PageRef, _: Environments) -> str:
        """The data that the page's script compares with the answers."""
        wards = _by_ward(site)
        if ref.key is not None:
            return _json(wards[ref.key])
        return _json(
            {
                "shard_size": CARDS_IN_SHARD,
                "weights": weights(site),
                "places": {
                    row["code"]: [row["latitude"], row["longitude"]]
                    for row in site.catalog.rows("areas")
                    if row["latitude"] is not None
                },
                "shards": {ward: len(rows) for ward, rows in wards.items()},
            }
        )

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """The questions with their answers' labels, and the words of every reason."""
        wording, prefix = site.wording(ref.register), register_prefix(ref.register)
        labels = {
            question: {
                row["code"]: wording.label(codelist, row["code"])
                for row in sorted(
                    site.catalog.rows(codelist), key=lambda row: (row["sort"] or 0, row["code"])
                )
                if row["code"] != "any"
            }
            for question, codelist in CODELISTS.items()
        }
        used = _used(site)
        return {
            "title": wording._("わたしに合う活動"),
            "description": wording._(
                "関心・得意なこと・空いている時間から、いま募集している活動を合う順に並べます。"
            ),
            "breadcrumb": [
                {"label": wording._("ホーム"), "path": f"{prefix}index.html"},
                {"label": wording._("わたしに合う活動"), "path": None},
            ],
            "questions": {
                question: [(code, label) for code, label in found.items() if code in used[question]]
                for question, found in labels.items()
            },
            "slot_rows": [
                (wording._(row), [(slot, labels["slots"][slot]) for slot in slots])
                for row, slots in SLOT_ROWS
            ],
            "slot_columns": [wording._(column) for column in SLOT_COLUMNS],
            "wards": [
                (row["code"], wording.label("areas", row["code"]))
                for row in site.catalog.rows("areas")
                if row["latitude"] is not None
            ],
            "distances": _DISTANCES,
            "ages": _ages(wording),
            "lists": [
                {"label": wording._("募集をすべて見る"), "path": f"{prefix}openings/index.html"},
                {"label": wording._("さがす"), "path": f"{prefix}search.html"},
            ],
            "match_words": {
                "labels": labels,
                "reasons": {
                    aspect: {kind: wording._(text) for kind, text in kinds.items()}
                    for aspect, kinds in REASONS.items()
                },
            },
        }


def _by_ward(site: Site) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """What each open opening asks for, by its ward; `i` is its place in the list of openings, so that its card is found.

    What waits for a confirmation stands in the list and is not proposed.
    """
    found: dict[str, list[Mapping[str, Any]]] | None = site.kept.get("match conditions")
    if found is None:
        areas = {row["code"]: row for row in site.catalog.rows("areas")}
        found = site.kept["match conditions"] = {}
        listing: Listing = site.views["openings"].listing  # type: ignore[attr-defined]
        for index, row in enumerate(listing.rows(site)):
            if not is_open(site, row):
                continue
            ward = row["area"] if row["area"] in areas and row["mode"] != "online" else _ELSEWHERE
            found.setdefault(ward, []).append(_conditions(site, index, row, areas))
    return found


def _conditions(site: Site, index: int, row: Row, areas: Mapping[str, Row]) -> Mapping[str, Any]:
    """The conditions of an opening as JSON, without what it leaves open.

    `until` and `confirmed` say on the day of reading whether it is still open (static/js/day.js, openingState).
    """
    asked = conditions_of(site, row, areas)
    deadline, confirmed = deadline_of(site, row), row["confirmed_on"] or row["published_on"]
    said = {
        name: getattr(asked, name)
        for name in Conditions.__dataclass_fields__
        if getattr(asked, name) not in (None, ())
    }
    return {
        "i": index,
        "path": f"openings/{row['id']}.html",
        "title": row["title"],
        "until": deadline.isoformat() if deadline else None,
        "confirmed": confirmed.isoformat() if confirmed else None,
        **said,
    }


def _used(site: Site) -> Mapping[str, frozenset[str]]:
    """The codes that the openings name: a question offers only what makes a difference."""
    used: dict[str, set[str]] = {question: set() for question in CODELISTS}
    for rows in _by_ward(site).values():
        for row in rows:
            used["skills"].update(row.get("skills_required", ()), row.get("skills_welcome", ()))
            used["access_needs"].update(row.get("access_features", ()))
            used["engagements"].add(row.get("engagement", ""))
            used["roles"].add(row.get("role", ""))
            for name in ("topics", "fields", "slots", "languages"):
                used[name].update(row.get(name, ()))
    used["modes"] = {"onsite", "online"}
    return {question: frozenset(codes) for question, codes in used.items()}


def _ages(wording: Wording) -> list[tuple[str, str]]:
    words = {
        "under-15": wording._("14歳以下"),
        "15-17": wording._("15〜17歳"),
        "18-29": wording._("18〜29歳"),
        "30-64": wording._("30〜64歳"),
        "65-": wording._("65歳以上"),
    }
    return [(band, words[band]) for band in AGE_BANDS]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


VIEW = Match()
