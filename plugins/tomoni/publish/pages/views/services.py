"""`/help/` and `/help/ID`: help that one can use without giving a name: where, when, for whom, what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tomoni.catalog import Row

from ..cards import service_card, service_cost, service_where
from ..environment import Environments
from ..listing import Listing, ListPage, Shard, Sort, codelist_facet, flags_facet
from ..page import PageRef, Register, register_prefix
from ..site import Site
from ..translations import N_
from ..wording import Wording

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday")


class _Entries:
    def rows(self, site: Site) -> Sequence[Row]:
        return sorted(
            (row for row in site.catalog.rows("services") if row["status"] != "ended"),
            key=lambda row: (row["status"] != "open", row["area"] or "", row["title"], row["id"]),
        )

    def card(self, site: Site, row: Row, register: Register) -> dict[str, Any]:
        return service_card(site, row, site.wording(register), register)

    def text(self, site: Site, row: Row) -> str:
        label = site.catalog.label
        return " ".join(
            [
                row["title"],
                row["summary"] or "",
                row["for_whom"] or "",
                row["place"] or "",
                label("areas", row["area"]) if row["area"] else "",
                *(label("topics", code) for code in row["topics"]),
            ]
        )


class Services:
    """View of services (help that people receive)."""

    name = "services"
    table = "services"
    section = "help"

    def __init__(self) -> None:
        self.listing = Listing(
            section=self.section,
            heading=N_("助けを見つける"),
            lead=N_("相談・居場所・食事・学習・移動など、使える助けです。名前を言わなくても調べられます。"),
            card_macro="service",
            entries=_Entries(),
            facets=(
                codelist_facet("topic", N_("こまりごと"), "topics", ["topics"]),
                codelist_facet("area", N_("区"), "areas", ["area", "areas_served"]),
                flags_facet(
                    "condition",
                    N_("条件"),
                    {
                        "free": (N_("無料"), lambda _, row: row["fee_yen"] == 0),
                        "online": (
                            N_("オンライン・電話でもよい"),
                            lambda _, row: row["mode"] in ("online", "hybrid"),
                        ),
                        "wheelchair": (
                            N_("車いすで使える"),
                            lambda _, row: "wheelchair" in row["access_features"],
                        ),
                    },
                ),
                codelist_facet("time", N_("使える時間"), "time_slots", ["time_slots"]),
                codelist_facet("language", N_("ことば"), "languages", ["languages"], open=False),
            ),
            sorts=(
                Sort("area", N_("区の順"), lambda _, row: (row["area"] or "99999", row["title"])),
                Sort("updated", N_("更新の新しい順"), lambda _, row: -row["updated_on"].toordinal()),
            ),
        )

    def pages(self, site: Site) -> Iterable[PageRef]:
        """Lists in every register; an entry has a Japanese page."""
        yield from self.listing.pages(site)
        for row in site.catalog.rows("services"):
            yield PageRef(
                f"{self.section}/{row['id']}.html",
                "service.html",
                "ja",
                row["id"],
                row["updated_on"],
                row["status"] != "ended",
            )

    def text(self, site: Site, ref: PageRef, environments: Environments) -> str:
        """The data files of the list."""
        assert isinstance(ref.key, Shard)
        return self.listing.data(site, ref, environments)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What service.html (or list.html) shows."""
        wording = site.wording(ref.register)
        if isinstance(ref.key, ListPage):
            return self.listing.context(site, ref, wording)
        row = site.catalog.get("services", ref.key)
        assert row is not None
        return service_context(site, row, ref.register, wording)


def service_context(site: Site, row: Row, register: Register, wording: Wording) -> dict[str, Any]:
    """All that the page of one service shows."""
    organization = site.catalog.get("organizations", row["organization"])
    assert organization is not None
    card = service_card(site, row, wording, register)
    return {
        "title": row["title"],
        "description": row["summary"] or row["title"],
        "breadcrumb": [
            {"label": wording._("ホーム"), "path": f"{register_prefix(register)}index.html"},
            {"label": wording._("助けを見つける"), "path": f"{register_prefix(register)}help/index.html"},
            {"label": row["title"], "path": None},
        ],
        "row": row,
        "card": card,
        "organization": organization,
        "organization_link": site.link("organizations", organization["id"], register),
        "facts": _facts(site, row, register, wording),
        "week": _week(site, row, wording),
        "ways": _ways(row, wording),
        "near": [service_card(site, other, wording, register) for other in _near(site, row)[:3]],
    }


def _facts(site: Site, row: Row, register: Register, wording: Wording) -> list[tuple[str, Any]]:
    """What one needs to know before going there, in the order in which one asks."""
    area = site.link("areas", row["area"], register) if row["area"] else None
    topics = [link for code in row["topics"] if (link := site.link("topics", code, register))]
    return [
        (wording._("だれのため"), row["for_whom"] or ""),
        (wording.title("services", "eligibility"), row["eligibility"] or ""),
        (wording._("費用"), service_cost(row, wording)),
        (wording.title("services", "fee_note"), row["fee_note"] or ""),
        (wording._("どこ"), area or service_where(row, wording)),
        (wording.title("services", "place"), row["place"] or ""),
        (wording.title("services", "address"), row["address"] or ""),
        (wording._("参加方法"), wording.label("participation_modes", row["mode"])),
        (wording.title("services", "how_to_use"), row["how_to_use"] or ""),
        (wording.title("services", "languages"), "・".join(wording.labels("languages", row["languages"]))),
        (
            wording.title("services", "access_features"),
            "・".join(wording.labels("access_features", row["access_features"])),
        ),
        (wording.title("services", "topics"), topics),
    ]


def _week(site: Site, row: Row, wording: Wording) -> list[dict[str, Any]]:
    hours = site.catalog.by("service_hours", "service").get(row["id"], [])
    if not hours:
        return []
    return [
        {
            "label": wording.category("service_hours", "weekday", day),
            "hours": [
                f"{wording.time(hour['opens'])}–{wording.time(hour['closes'])}"
                for hour in sorted(hours, key=lambda hour: str(hour["opens"]))
                if hour["weekday"] == day
            ],
        }
        for day in WEEK
    ]


def _ways(row: Row, wording: Wording) -> list[dict[str, str]]:
    ways = []
    if row["contact_phone"]:
        ways.append({"kind": "phone", "label": wording._("電話"), "value": row["contact_phone"], "note": ""})
    if row["contact_url"]:
        ways.append(
            {"kind": "url", "label": wording._("ウェブサイト"), "value": row["contact_url"], "note": ""}
        )
    return ways


def _near(site: Site, row: Row) -> list[Row]:
    """Open services for the same problem, those of the same ward first."""
    found = {
        other["id"]: other
        for topic in row["topics"]
        for other in site.catalog.by("services", "topics").get(topic, [])
        if other["id"] != row["id"] and other["status"] == "open"
    }
    return sorted(found.values(), key=lambda other: (other["area"] != row["area"], other["id"]))


VIEW = Services()
