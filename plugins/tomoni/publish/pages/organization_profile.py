"""What the page of one organization shows: all that the tables know of it, what changed first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.standing import is_listed

from .badge import badge_path, qr_path
from .calls import call_item, judged_calls
from .cards import opening_card, organization_marks, service_card
from .centers import where_to_turn
from .opening_standing import deadline_of, state_of
from .organization_empty import missing_parts
from .organization_figures import figures_path, has_figures
from .organization_impact import impact
from .organization_money import money
from .organization_neighbours import neighbour_cards
from .organization_ties import need_cards, project_cards, tie_cards
from .page import Link, Register, register_prefix
from .photos import shown
from .site import Site
from .wording import Wording

_REPORTS_SHOWN = {"ja": 4, "en": 4, "easy": 2}
_PHOTOS_SHOWN = 3
_CALLS_SHOWN = {"ja": 3, "en": 3, "easy": 1}
_TIES_SHOWN = {"ja": None, "en": None, "easy": 2}
"""A page in easy Japanese has readings above its words: it shows fewer, and of reports the titles (they are not easy)."""


def organization_profile(site: Site, row: Row, register: Register, wording: Wording) -> dict[str, Any]:
    """The context of organization.html."""
    name = site.title("organizations", row["id"], register)
    of = _rows_of(site, row["id"])
    reports = sorted(of("reports"), key=lambda report: (report["date"], report["id"]), reverse=True)
    prefix = register_prefix(register)
    return {
        "title": name[0],
        "description": wording.text(row, "summary")[0] or row["purpose"] or name[0],
        "breadcrumb": [
            {"label": wording._("ホーム"), "path": f"{prefix}index.html"},
            {"label": wording._("団体をさがす"), "path": f"{prefix}npos/index.html"},
            {"label": name[0], "path": None},
        ],
        "row": row,
        "name": name,
        "readings": {row["name"]: row["name_kana"]} if row["name_kana"] else None,
        "summary": wording.text(row, "summary"),
        "top": _top(site, row, register, wording),
        "status": wording.category("organizations", "status", row["status"]),
        "successor": site.link("organizations", row["successor"], register) if row["successor"] else None,
        **impact(site, of("measures"), wording),
        "logic_model": _logic_model(of("logic_models"), wording),
        "openings": _openings(site, of("openings"), register, wording),
        "services": [
            service_card(site, service, wording, register)
            for service in of("services")
            if service["status"] != "ended"
        ],
        "wants": [
            *need_cards(site, of("resource_needs"), register, wording),
            *project_cards(site, of("projects"), register, wording),
        ],
        "reports": reports[: _REPORTS_SHOWN[register]],
        "report_texts": register != "easy",
        "reports_note": wording._("%(count)s件のうち新しいもの") % {"count": wording.number(len(reports))}
        if len(reports) > _REPORTS_SHOWN[register]
        else None,
        "photos": [found for photo in of("photos") if (found := shown(site, photo))][-_PHOTOS_SHOWN:],
        "voices": [voice for voice in of("voices") if not voice["withdrawn_on"]],
        "money": money(site, row, of("finances"), wording),
        "calls": _calls(site, row, register, wording),
        "neighbours": neighbour_cards(site, row, register, wording),
        "data": _data(site, row, wording),
        "links": tie_cards(site, row, of, wording)[: _TIES_SHOWN[register]],
        "facts": _facts(site, row, register, wording),
        "ways": _ways(row, wording),
        "turn": where_to_turn(site, row, register),
        "hints": missing_parts(row, of, wording),
    }


def _rows_of(site: Site, key: str) -> Callable[[str], list[Row]]:
    return lambda table: site.catalog.by(table, "organization").get(key, [])


def _calls(site: Site, row: Row, register: Register, wording: Wording) -> dict[str, Any] | None:
    """The calls that the organization may answer, soonest first, and its page of all calls."""
    path = f"npos/{row['id']}/grants.html"
    if not site.has(path):
        return None
    judged = judged_calls(site, row)
    may = [(call, found) for call, found in judged if found.answer == "yes"]
    return {
        "path": path,
        "may": [call["closes_on"] for call, _ in may],
        "unsure": [call["closes_on"] for call, found in judged if found.answer == "unknown"],
        "items": [
            call_item(site, call, register, wording, found) for call, found in may[: _CALLS_SHOWN[register]]
        ],
    }


def _top(site: Site, row: Row, register: Register, wording: Wording) -> list[Any]:
    """The marks above the name: what it is, where, for what, and who confirmed it when."""
    top: list[Any] = []
    if row["certification"] in ("certified", "special", "ordinance"):
        top.append({"label": wording.label("certifications", row["certification"]), "tone": "kind"})
    else:
        top.append({"label": wording.label("legal_forms", row["legal_form"]), "tone": "kind"})
    for table, codes in (
        ("areas", [row["area"]] if row["area"] else []),
        ("activity_fields", row["fields"][:3]),
    ):
        for code in codes:
            link = site.link(table, code, register)
            if link:
                top.append({"label": link.title, "path": link.path})
    if row["status"] != "active":
        top.append({"label": wording.category("organizations", "status", row["status"]), "tone": "due"})
    marks: list[Any] = []
    for mark in organization_marks(site, row, wording):
        day = row["confirmed_on"] if mark.get("icon") == "check" else row["verified_on"]
        if mark["tone"] == "verified" and day:
            mark = {**mark, "label": f"{mark['label']}（{wording.month(day)}）"}
        marks.append(mark)
    return top + marks


def _openings(site: Site, rows: Sequence[Row], register: Register, wording: Wording) -> list[dict[str, Any]]:
    order = {"open": 0, "paused": 1}
    shown = [row for row in rows if state_of(site, row) in order]
    shown.sort(
        key=lambda row: (
            order[state_of(site, row)],
            str(deadline_of(site, row) or "9999"),
            row["id"],
        )
    )
    return [opening_card(site, row, wording, register) for row in shown]


def _logic_model(rows: Sequence[Row], wording: Wording) -> list[dict[str, Any]]:
    levels = []
    for level in ("issue", "input", "activity", "output", "outcome", "impact"):
        texts = [
            row["text"] for row in sorted(rows, key=lambda row: row["position"]) if row["level"] == level
        ]
        if texts:
            lang = "ja" if wording.register == "en" else None
            levels.append(
                {
                    "label": wording.category("logic_models", "level", level),
                    "items": [(text, lang) for text in texts],
                }
            )
    return levels


def _facts(site: Site, row: Row, register: Register, wording: Wording) -> list[tuple[str, Any]]:
    """Title and value of the plain facts, in the order of the schema; the template leaves out what is not known."""
    lang = "ja" if register == "en" else None

    def labels(codelist: str, codes: Sequence[str]) -> str:
        return (", " if register == "en" else "・").join(wording.labels(codelist, tuple(codes)))

    def day(name: str) -> str:
        return wording.date_long(row[name]) if row[name] else ""

    def count(name: str) -> str:
        return (
            wording._("%(number)s人") % {"number": wording.number(row[name])} if row[name] is not None else ""
        )

    def links(table: str, codes: Sequence[str]) -> list[Link]:
        return [link for link in (site.link(table, code, register) for code in codes) if link]

    certification = row["certification"] or "none"
    certified = wording.label("certifications", certification) if certification != "none" else ""
    if certified and row["certified_until"]:
        certified += f"（–{wording.date_long(row['certified_until'])}）"
    values: list[tuple[str, Any]] = [
        ("legal_form", wording.label("legal_forms", row["legal_form"])),
        ("corporate_number", row["corporate_number"]),
        ("jurisdiction", (row["jurisdiction"], lang) if row["jurisdiction"] else ""),
        ("areas_served", labels("areas", row["areas_served"])),
        ("fields", links("activity_fields", row["fields"])),
        ("topics", links("topics", row["topics"])),
        ("sdgs", labels("sdgs", row["sdgs"])),
        ("founded_on", day("founded_on")),
        ("incorporated_on", day("incorporated_on")),
        ("address", (row["address"], lang) if row["address"] else ""),
        ("staff_paid", count("staff_paid")),
        ("staff_volunteer", count("staff_volunteer")),
        ("members", count("members")),
        ("growth_stage", wording.label("growth_stages", row["growth_stage"]) if row["growth_stage"] else ""),
        ("certification", certified),
        ("tax_benefits", labels("tax_benefits", row["tax_benefits"])),
        (
            "representative",
            (row["representative"], lang) if row["representative"] and row["representative_consent"] else "",
        ),
        ("registered_on", day("registered_on")),
        ("updated_on", day("updated_on")),
    ]
    shown = [(wording.title("organizations", name), value) for name, value in values if value]
    if row["source"]:
        shown.append((wording.title("organizations", "source"), (row["source"], lang)))
    if not is_listed(row) and row["ended_on"]:
        shown.append((wording.title("organizations", "ended_on"), day("ended_on")))
    return shown


def _ways(row: Row, wording: Wording) -> list[dict[str, str]]:
    """How to reach the organization."""
    ways = [
        ("url", wording._("問い合わせページ"), row["contact_url"]),
        ("email", wording._("メール"), row["email"]),
        ("phone", wording._("電話"), row["phone"]),
    ]
    return [
        {"kind": kind, "label": label, "value": value, "note": ""} for kind, label, value in ways if value
    ]


def _data(site: Site, row: Row, wording: Wording) -> dict[str, Any]:
    """The data of this page: files, how to cite them, and since when the entry stands."""
    address = site.settings.address
    page = f"{address}/npos/{row['id']}.html" if address else ""
    citation = wording._("%(name)s、%(site)s、%(date)s現在。") % {
        "name": row["name"],
        "site": site.settings.site_name,
        "date": wording.date_long(site.as_of),
    }
    history = [
        (wording.title("organizations", name), wording.date_long(row[name]))
        for name in ("registered_on", "updated_on", "confirmed_on", "verified_on")
        if row[name]
    ]
    made = {extension.name for extension in site.extensions}
    files = []
    if has_figures(site, row["id"]):
        files.append(("CSV", figures_path(row["id"])))
    if "api" in made:
        files.append(("JSON", f"api/v1/organizations/{row['id']}.json"))
    if "linked" in made:
        files.append(("JSON-LD", f"npos/{row['id']}.jsonld"))
    badge, qr = badge_path(row["id"]), qr_path(row["id"])
    carried = {
        "badge": badge if site.has(badge) else None,
        "qr": qr if site.has(qr) else None,
        "snippet": f'<a href="{page}"><img src="{address}/{badge}" alt="{row["name"]}の成果" width="340" height="120"></a>'
        if page and site.has(badge)
        else None,
    }
    return {"carried": carried, "files": files, "citation": f"{citation} {page}".strip(), "history": history}
