"""What the page of one organization shows: all that the tables know of it, what changed first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.finance import own_revenue_ratio, program_share
from tomoni.insight.standing import is_listed, opening_deadline, opening_state

from .cards import opening_card, organization_marks, service_card
from .organization_ties import need_cards, project_cards, tie_cards
from .page import Link, Register, register_prefix
from .site import Site
from .wording import Wording

_REPORTS_SHOWN = 4
_PHOTOS_SHOWN = 3
_FIGURES_SHOWN = 4
_CHARTS_SHOWN = 4
_LEVELS = {"outcome": 0, "output": 1, "activity": 2, "input": 3}
_REVENUE = (
    "revenue_donations",
    "revenue_operations",
    "revenue_grants",
    "revenue_membership",
    "revenue_other",
)
_EXPENSE = ("expense_program", "expense_management")


def organization_profile(site: Site, row: Row, register: Register, wording: Wording) -> dict[str, Any]:
    """The context of organization.html."""
    name = site.title("organizations", row["id"], register)
    of = _rows_of(site, row["id"])
    measures = _measures(of("measures"), wording)
    finances = _finances(of("finances"), wording)
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
        "figures": [_figure(measure, wording) for measure in measures[:_FIGURES_SHOWN]],
        "charts": [measure for measure in measures if len(measure["points"]) > 1][:_CHARTS_SHOWN],
        "logic_model": _logic_model(of("logic_models"), wording),
        "openings": _openings(site, of("openings"), register, wording),
        "services": [
            service_card(site, service, wording, register)
            for service in of("services")
            if service["status"] != "ended"
        ],
        "wants": [*need_cards(of("resource_needs"), wording), *project_cards(of("projects"), wording)],
        "reports": reports[:_REPORTS_SHOWN],
        "reports_note": wording._("%(count)s件のうち新しいもの") % {"count": wording.number(len(reports))}
        if len(reports) > _REPORTS_SHOWN
        else None,
        "photos": _photos(of("photos"))[:_PHOTOS_SHOWN],
        "voices": [voice for voice in of("voices") if not voice["withdrawn_on"]],
        "finances": finances,
        "own_ratio_note": wording._("（寄付＋事業）÷ 収入。区の目標は、団体の中央値50％（未検証）"),
        "revenue_years": [
            {
                "label": finance["short_year"],
                "value": round(finance["revenue_total"] / 10_000),
                "text": wording.number(round(finance["revenue_total"] / 10_000)),
                "latest": finance is finances[0],
            }
            for finance in reversed(finances)
        ]
        if len(finances) > 1
        else [],
        "links": tie_cards(site, row, of, wording),
        "facts": _facts(site, row, register, wording),
        "ways": _ways(row, wording),
    }


def _rows_of(site: Site, key: str) -> Callable[[str], list[Row]]:
    return lambda table: site.catalog.by(table, "organization").get(key, [])


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
    shown = [row for row in rows if opening_state(row, site.as_of) in order]
    shown.sort(
        key=lambda row: (
            order[opening_state(row, site.as_of)],
            str(opening_deadline(row) or "9999"),
            row["id"],
        )
    )
    return [opening_card(site, row, wording, register) for row in shown]


def _measures(rows: Sequence[Row], wording: Wording) -> list[dict[str, Any]]:
    """What is counted, outcomes before outputs, each with all its periods; units are never mixed."""
    series: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        series.setdefault((row["measure"], row["unit"]), []).append(row)
    shown = []
    for (measure, unit), values in series.items():
        values = sorted(values, key=lambda row: row["period_end"])
        last = values[-1]
        before = values[-2]["value"] if len(values) > 1 else None
        shown.append(
            {
                "label": wording.label("measures_catalog", measure),
                "unit": wording.label("units", unit),
                "order": _LEVELS[last["level"]],
                "value": last["value"],
                "period": f"{wording.month(last['period_start'])}–{wording.month(last['period_end'])}",
                "method": last["method"] or "",
                "target": last["target"],
                "change": _change(last["value"], before, unit, wording),
                "points": [
                    {
                        "label": str(row["period_start"].year),
                        "value": row["value"],
                        "text": wording.number(row["value"]),
                        "latest": row is last,
                    }
                    for row in values
                ],
            }
        )
    return sorted(shown, key=lambda item: (item["order"], item["label"]))


def _change(value: float, before: float | None, unit: str, wording: Wording) -> str:
    """How a value differs from the one before: shares in points, all else in percent; '' where nothing is known."""
    if before is None or (unit != "percent" and not before):
        return ""
    difference = value - before
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    if unit == "percent":
        return sign + wording._("%(points)sポイント") % {"points": wording.number(abs(difference))}
    return sign + wording.percent(abs(difference) / before)


def _figure(measure: dict[str, Any], wording: Wording) -> dict[str, str]:
    note = [measure["period"]]
    if measure["change"]:
        note.append(wording._("前の年から%(change)s") % {"change": measure["change"]})
    if measure["target"] is not None:
        note.append(wording._("目標%(target)s") % {"target": wording.number(measure["target"])})
    if measure["method"]:
        note.append(measure["method"])
    return {
        "label": measure["label"],
        "value": wording.number(measure["value"]),
        "unit": measure["unit"],
        "note": (" · " if wording.register == "en" else "・").join(note),
    }


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


def _finances(rows: Sequence[Row], wording: Wording) -> list[dict[str, Any]]:
    """Years of money, newest first: the items of the accounting standard, and the two ratios."""
    return [
        {
            "year": wording.fiscal_year(row["fiscal_year"]),
            "short_year": f"{row['fiscal_year']}",
            "revenue_total": row["revenue_total"],
            "revenue": _parts(row, _REVENUE, row["revenue_total"], wording),
            "revenue_text": wording.money(row["revenue_total"]),
            "expense": _parts(row, _EXPENSE, row["expense_total"], wording),
            "expense_text": wording.money(row["expense_total"]),
            "own_ratio": own_revenue_ratio(row),
            "program_share": program_share(row),
        }
        for row in sorted(rows, key=lambda row: row["fiscal_year"], reverse=True)
    ]


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


def _photos(rows: Sequence[Row]) -> list[Row]:
    """Photos that may be shown: consent not withdrawn, and given where people show."""
    return [
        row
        for row in rows
        if not row["withdrawn_on"] and (not row["people_shown"] or row["consent"] == "obtained")
    ]


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
