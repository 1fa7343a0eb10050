"""`/npos/` and `/npos/ID`: every organization, with all that its tables know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.standing import is_listed

from ..badge import Badge, QrCode, badge_path, badge_svg, qr_path, qr_svg
from ..cards import organization_card
from ..environment import Environments
from ..listing import Listing, ListPage, Shard, Sort, codelist_facet, flags_facet
from ..organization_figures import Figures, figures_csv, figures_path, has_figures
from ..organization_profile import organization_profile
from ..page import PageRef, Register, register_prefix
from ..site import Site
from ..translations import N_


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
            heading=N_("団体をさがす"),
            lead=N_("23区で活動するNPO・市民団体です。区・分野・課題からさがせます。"),
            card_macro="organization",
            entries=_Entries(),
            facets=(
                codelist_facet("area", N_("区"), "areas", ["area"]),
                codelist_facet("field", N_("分野"), "activity_fields", ["fields"]),
                codelist_facet("topic", N_("課題"), "topics", ["topics"], open=False),
                flags_facet(
                    "condition",
                    N_("条件"),
                    {
                        "certified": (
                            N_("認定NPO法人など"),
                            lambda _, row: row["certification"] in ("certified", "special"),
                        ),
                        "volunteers": (
                            N_("ボランティアを受け入れている"),
                            lambda _, row: bool(row["accepts_volunteers"]),
                        ),
                        "donations": (
                            N_("寄付を受け付けている"),
                            lambda _, row: bool(row["accepts_donations"]),
                        ),
                    },
                ),
            ),
            sorts=(
                Sort("name", N_("名前の順"), lambda _, row: row["name_kana"] or row["name"]),
                Sort("updated", N_("更新の新しい順"), lambda _, row: -row["updated_on"].toordinal()),
                Sort(
                    "founded",
                    N_("設立の古い順"),
                    lambda _, row: row["founded_on"].toordinal() if row["founded_on"] else 10**7,
                ),
            ),
        )

    def pages(self, site: Site) -> Iterable[PageRef]:
        """Lists in every register; an entry in a register where its row has text in it."""
        yield from self.listing.pages(site)
        for row in site.catalog.rows("organizations"):
            if has_figures(site, row["id"]):
                yield PageRef(figures_path(row["id"]), None, "ja", Figures(row["id"]), indexable=False)
            if row["id"] in site.catalog.by("measures", "organization"):
                yield PageRef(badge_path(row["id"]), None, "ja", Badge(row["id"]), indexable=False)
            if site.settings.address:
                path = f"{self.section}/{row['id']}.html"
                yield PageRef(qr_path(row["id"]), None, "ja", QrCode(path), indexable=False)
            for register in site.settings.registers:
                if register == "ja" or row[f"summary_{register}"]:
                    path = f"{register_prefix(register)}{self.section}/{row['id']}.html"
                    yield PageRef(path, "organization.html", register, row["id"], row["updated_on"])

    def text(self, site: Site, ref: PageRef, environments: Environments) -> str:
        """The data files of the list; figures, badge and QR code of an organization."""
        if isinstance(ref.key, Figures):
            return figures_csv(site, ref.key.organization)
        if isinstance(ref.key, Badge):
            return badge_svg(site, ref.key.organization)
        if isinstance(ref.key, QrCode):
            return qr_svg(f"{site.settings.address}/{ref.key.path}")
        assert isinstance(ref.key, Shard)
        return self.listing.data(site, ref, environments)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What organization.html (or list.html) shows."""
        wording = site.wording(ref.register)
        if isinstance(ref.key, ListPage):
            return self.listing.context(site, ref, wording)
        row = site.catalog.get("organizations", ref.key)
        assert row is not None
        return organization_profile(site, row, ref.register, wording)


VIEW = Organizations()
