"""`/npos/` and `/npos/ID`: every organization, with all that its tables know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.finance import own_revenue_ratio, program_share
from tomoni.insight.standing import confirmation_age, is_listed, opening_state

from ..cards import opening_card, organization_card, organization_marks, service_card
from ..environment import Environments
from ..listing import Listing, ListPage, Shard, Sort, codelist_facet, flags_facet
from ..page import PageRef, Register, register_prefix
from ..site import Site
from ..wording import Wording

_REPORTS_SHOWN = 6


class _Entries:
    def rows(self, site: Site) -> Sequence[Row]:
        return sorted(
            (row for row in site.catalog.rows("organizations") if is_listed(row)),
            key=lambda row: (row["listing"] == "imported", row["name_kana"] or row["name"], row["id"]),
        )

    def card(self, site: Site, row: Row, register: Register) -> dict[str, Any]:
        return organization_card(site, row, site.wording(register), register)

    def text(self, site: Site, row: Row) -> str:
        labels = site.catalog.label
        return " ".join(
            [
                row["name"],
                row["name_kana"] or "",
                row["name_en"] or "",
                row["summary"] or "",
                labels("areas", row["area"]) if row["area"] else "",
                *(labels("activity_fields", code) for code in row["fields"]),
                *(labels("topics", code) for code in row["topics"]),
            ]
        )


class Organizations:
    """View of organizations."""

    name = "organizations"
    table = "organizations"
    section = "npos"

    def __init__(self) -> None:
        self.listing = Listing(
            section=self.section,
            heading="団体をさがす",
            lead="23区で活動するNPO・市民団体です。区・分野・課題からさがせます。",
            card_macro="organization",
            entries=_Entries(),
            facets=(
                codelist_facet("area", "区", "areas", ["area"]),
                codelist_facet("field", "分野", "activity_fields", ["fields"]),
                codelist_facet("topic", "課題", "topics", ["topics"], open=False),
                flags_facet(
                    "condition",
                    "条件",
                    {
                        "certified": (
                            "認定NPO法人など",
                            lambda _, row: row["certification"] in ("certified", "special"),
                        ),
                        "volunteers": (
                            "ボランティアを受け入れている",
                            lambda _, row: bool(row["accepts_volunteers"]),
                        ),
                        "donations": ("寄付を受け付けている", lambda _, row: bool(row["accepts_donations"])),
                    },
                ),
            ),
            sorts=(
                Sort("name", "名前の順", lambda _, row: row["name_kana"] or row["name"]),
                Sort("updated", "更新の新しい順", lambda _, row: -row["updated_on"].toordinal()),
                Sort(
                    "founded",
                    "設立の古い順",
                    lambda _, row: row["founded_on"].toordinal() if row["founded_on"] else 10**7,
                ),
            ),
        )

    def pages(self, site: Site) -> Iterable[PageRef]:
        """Lists in every register; an entry in a register where its row has text in it."""
        yield from self.listing.pages(site)
        for row in site.catalog.rows("organizations"):
            for register in site.settings.registers:
                if register == "ja" or row[f"summary_{register}"]:
                    path = f"{register_prefix(register)}{self.section}/{row['id']}.html"
                    yield PageRef(path, "organization.html", register, row["id"], row["updated_on"])

    def text(self, site: Site, ref: PageRef, environments: Environments) -> str:
        """The data files of the list."""
        assert isinstance(ref.key, Shard)
        return self.listing.data(site, ref, environments)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What organization.html (or list.html) shows."""
        wording = site.wording(ref.register)
        if isinstance(ref.key, ListPage):
            return self.listing.context(site, ref, wording)
        row = site.catalog.get("organizations", ref.key)
        assert row is not None
        return organization_context(site, row, ref.register, wording)


def organization_context(site: Site, row: Row, register: Register, wording: Wording) -> dict[str, Any]:
    """All that the page of one organization shows."""
    of = _rows_of(site, row["id"])
    name, name_lang = site.title("organizations", row["id"], register)
    summary, _ = wording.text(row, "summary")
    openings = sorted(
        of("openings"), key=lambda opening: (opening_state(opening, site.as_of) != "open", opening["id"])
    )
    return {
        "title": name,
        "description": summary or row["purpose"] or name,
        "breadcrumb": [
            {"label": wording._("ホーム"), "path": f"{register_prefix(register)}index.html"},
            {"label": wording._("団体をさがす"), "path": f"{register_prefix(register)}npos/index.html"},
            {"label": name, "path": None},
        ],
        "row": row,
        "name": (name, name_lang),
        "readings": {row["name"]: row["name_kana"]} if row["name_kana"] else None,
        "summary": wording.text(row, "summary"),
        "legal_form": wording.label("legal_forms", row["legal_form"]),
        "certification": wording.label("certifications", row["certification"])
        if row["certification"] in ("certified", "special", "ordinance")
        else "",
        "marks": organization_marks(site, row, wording),
        "confirmed_days": confirmation_age(row, site.as_of),
        "area": site.link("areas", row["area"], register) if row["area"] else None,
        "fields": _links(site, "activity_fields", row["fields"], register),
        "topics": _links(site, "topics", row["topics"], register),
        "sdgs": wording.labels("sdgs", row["sdgs"]),
        "openings": [opening_card(site, opening, wording, register) for opening in openings],
        "services": [service_card(site, service, wording, register) for service in of("services")],
        "measures": _measures(of("measures"), wording),
        "logic_model": _logic_model(of("logic_models"), wording),
        "finances": _finances(of("finances"), wording),
        "reports": sorted(of("reports"), key=lambda report: (report["date"], report["id"]), reverse=True)[
            :_REPORTS_SHOWN
        ],
        "reports_total": len(of("reports")),
        "photos": _photos(of("photos")),
        "voices": [voice for voice in of("voices") if not voice["withdrawn_on"]],
        "needs": [need for need in of("resource_needs") if need["status"] == "open"],
        "projects": [project for project in of("projects") if project["status"] == "open"],
        "awards": sorted(of("awards"), key=lambda award: award["awarded_on"], reverse=True),
        "collaborations": site.catalog.by("collaborations", "organizations").get(row["id"], []),
        "placements": of("placements"),
        "events": [event for event in of("events") if event["starts_at"].date() >= site.as_of],
        "facts": _facts(site, row, wording),
        "successor": site.link("organizations", row["successor"], register) if row["successor"] else None,
        "status": wording.category("organizations", "status", row["status"]),
    }


def _rows_of(site: Site, key: str) -> Any:
    return lambda table: site.catalog.by(table, "organization").get(key, [])


def _links(site: Site, table: str, codes: Sequence[str], register: Register) -> list[Any]:
    return [link for link in (site.link(table, code, register) for code in codes) if link]


def _measures(rows: Sequence[Row], wording: Wording) -> list[dict[str, Any]]:
    """What is counted, newest period first, outcomes before outputs; each with its years for the chart."""
    order = {"outcome": 0, "output": 1, "activity": 2, "input": 3}
    series: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        series.setdefault((row["measure"], row["unit"]), []).append(row)
    shown = []
    for (measure, unit), values in series.items():
        values = sorted(values, key=lambda row: row["period_end"])
        last, before = values[-1], (values[-2] if len(values) > 1 else None)
        shown.append(
            {
                "label": wording.label("measures_catalog", measure),
                "unit": wording.label("units", unit),
                "level": wording.category("measures", "level", last["level"]),
                "order": order[last["level"]],
                "value": last["value"],
                "period_start": last["period_start"],
                "period_end": last["period_end"],
                "method": last["method"] or "",
                "target": last["target"],
                "change": (last["value"] - before["value"]) / before["value"]
                if before and before["value"]
                else None,
                "points": [
                    {"label": wording.month(row["period_end"]), "value": row["value"]} for row in values
                ],
            }
        )
    return sorted(shown, key=lambda item: (item["order"], item["label"]))


def _logic_model(rows: Sequence[Row], wording: Wording) -> list[dict[str, Any]]:
    order = ["issue", "input", "activity", "output", "outcome", "impact"]
    steps = []
    for level in order:
        texts = [
            row["text"] for row in sorted(rows, key=lambda row: row["position"]) if row["level"] == level
        ]
        if texts:
            steps.append({"label": wording.category("logic_models", "level", level), "texts": texts})
    return steps


def _finances(rows: Sequence[Row], wording: Wording) -> list[dict[str, Any]]:
    """Years of money, newest first: amounts as the accounting standard names them, and two ratios."""
    revenue = (
        "revenue_donations",
        "revenue_operations",
        "revenue_grants",
        "revenue_membership",
        "revenue_other",
    )
    expense = ("expense_program", "expense_management")
    return [
        {
            "year": wording.fiscal_year(row["fiscal_year"]),
            "revenue_total": row["revenue_total"],
            "expense_total": row["expense_total"],
            "revenue": [
                (wording.title("finances", name), row[name]) for name in revenue if row[name] is not None
            ],
            "expense": [
                (wording.title("finances", name), row[name]) for name in expense if row[name] is not None
            ],
            "own_ratio": own_revenue_ratio(row),
            "own_ratio_without_commissioned": own_revenue_ratio(row, with_commissioned=False),
            "program_share": program_share(row),
            "source_url": row["source_url"],
        }
        for row in sorted(rows, key=lambda row: row["fiscal_year"], reverse=True)
    ]


def _photos(rows: Sequence[Row]) -> list[Row]:
    return [
        row
        for row in rows
        if not row["withdrawn_on"] and (not row["people_shown"] or row["consent"] == "obtained")
    ]


def _facts(site: Site, row: Row, wording: Wording) -> list[tuple[str, str, str | None]]:
    """Title, value and language of the plain facts, in the order of the schema; only what is known."""
    shown: list[tuple[str, str, str | None]] = []
    foreign = "ja" if wording.register == "en" else None

    def add(field: str, value: str, lang: str | None = None) -> None:
        if value:
            shown.append((wording.title("organizations", field), value, lang))

    add("name_kana", row["name_kana"] or "", foreign)
    add("legal_form", wording.label("legal_forms", row["legal_form"]))
    add("corporate_number", row["corporate_number"] or "")
    add("jurisdiction", row["jurisdiction"] or "", foreign)
    for field in ("founded_on", "incorporated_on"):
        add(field, wording.date_long(row[field]) if row[field] else "")
    add("areas_served", "・".join(wording.labels("areas", row["areas_served"])))
    add("address", row["address"] or "", foreign)
    for field in ("staff_paid", "staff_volunteer", "members"):
        add(field, wording.number(row[field]) if row[field] is not None else "")
    add("growth_stage", wording.label("growth_stages", row["growth_stage"]) if row["growth_stage"] else "")
    if row["certification"] and row["certification"] != "none":
        words = wording.label("certifications", row["certification"])
        if row["certified_until"]:
            words += f"（–{wording.date_long(row['certified_until'])}）"
        add("certification", words)
    add("tax_benefits", "・".join(wording.labels("tax_benefits", row["tax_benefits"])))
    add("representative", row["representative"] or "" if row["representative_consent"] else "", foreign)
    return shown


VIEW = Organizations()
