"""`/`: what one can do here, in one glance, with live figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from tomoni.insight.standing import is_listed

from ..cards import opening_card
from ..opening_standing import deadline_of, is_open
from ..page import PageRef, register_prefix
from ..site import Site
from ..wording import Wording

_CLOSING_SHOWN = 6
_WEEK = timedelta(days=7)


class Home:
    """View of the first page."""

    name = "home"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """One in every register."""
        for register in site.settings.registers:
            yield PageRef(f"{register_prefix(register)}index.html", "home.html", register)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """Doors, figures, what closes this week, the wards as tiles, fields and problems."""
        wording, prefix = site.wording(ref.register), register_prefix(ref.register)
        openings = sorted(
            (row for row in site.catalog.rows("openings") if is_open(site, row)),
            key=lambda row: (str(deadline_of(site, row) or "9999"), row["id"]),
        )
        return {
            "title": site.settings.site_name,
            "description": wording._(
                "ボランティア、プロボノ、助け、団体を、区・分野・課題からさがせます。登録もログインもいりません。"
            ),
            "openings_total": len(openings),
            "own_search": True,
            "doors": _doors(site, prefix, wording),
            "figures": _figures(site, openings, wording),
            "closing_soon": [
                opening_card(site, row, wording, ref.register)
                for row in openings
                if (deadline := deadline_of(site, row)) is not None and deadline - site.as_of <= _WEEK
            ][:_CLOSING_SHOWN],
            "tiles": _tiles(site, prefix, wording),
            "fields": _counts(site, "activity_fields", "fields", "fields", prefix, wording),
            "topics": _counts(site, "topics", "topics", "topics", prefix, wording),
        }


def _doors(site: Site, prefix: str, wording: Wording) -> list[dict[str, str]]:
    say = wording._
    doors = [
        ("hand", say("参加する"), say("興味・得意・空き時間から活動をさがす"), "match/index.html"),
        ("help", say("助けを見つける"), say("相談・居場所・食事など、使える助けをさがす"), "help/index.html"),
        (
            "people",
            say("頼む・提供する"),
            say("物・場所・力を頼む、ゆずる、貸す"),
            "resources/needs/index.html",
        ),
        ("money", say("資金をさがす"), say("助成金・公募を締め切りの近い順に見る"), "grants/index.html"),
        ("data", say("データを使う"), say("すべての表を見て、ダウンロードする"), "data/index.html"),
    ]
    shown = []
    for icon, title, text, path in doors:
        own = prefix + path if site.has(prefix + path) else path
        if site.has(own):
            shown.append({"icon": icon, "title": title, "text": text, "path": own})
    return shown


def _figures(site: Site, openings: list[dict[str, Any]], wording: Wording) -> list[dict[str, str]]:
    say, number = wording._, wording.number
    listed = [row for row in site.catalog.rows("organizations") if is_listed(row)]
    claimed = sum(row["listing"] == "claimed" for row in listed)
    services = [row for row in site.catalog.rows("services") if row["status"] == "open"]
    return [
        {
            "label": say("登録団体"),
            "value": number(claimed),
            "unit": say("団体"),
            "note": say("ほかに名簿から取り込んだ団体 %(count)s") % {"count": number(len(listed) - claimed)},
        },
        {
            "label": say("募集中の活動"),
            "value": number(len(openings)),
            "unit": say("件"),
            "note": say("うち、はじめて歓迎 %(count)s件")
            % {"count": number(sum(bool(row["beginners_welcome"]) for row in openings))},
        },
        {
            "label": say("使える助け"),
            "value": number(len(services)),
            "unit": say("件"),
            "note": say("うち、無料 %(count)s件")
            % {"count": number(sum(row["fee_yen"] == 0 for row in services))},
        },
        {
            "label": say("団体がある区"),
            "value": number(len({row["area"] for row in listed if row["area"]} - {"13100", "any"})),
            "unit": "",
            "note": say("23区のうち"),
        },
    ]


def _tiles(site: Site, prefix: str, wording: Wording) -> list[dict[str, Any]]:
    """The schematic map: each ward with the number of openings that are open now."""
    openings = site.catalog.by("openings", "area")
    return [
        {
            "code": row["code"],
            "label": wording.label("areas", row["code"]).removesuffix(" City").removesuffix("区"),
            "count": sum(is_open(site, opening) for opening in openings.get(row["code"], [])),
            "path": f"{prefix}areas/{row['code']}.html",
            "row": row["grid_row"],
            "column": row["grid_column"],
        }
        for row in site.catalog.rows("areas")
        if row["grid_row"]
    ]


def _counts(
    site: Site, table: str, field: str, section: str, prefix: str, wording: Wording
) -> list[dict[str, Any]]:
    organizations = site.catalog.by("organizations", field)
    return [
        {
            "label": wording.label(table, row["code"]),
            "count": sum(is_listed(organization) for organization in organizations.get(row["code"], [])),
            "path": f"{prefix}{section}/{row['code']}.html",
        }
        for row in sorted(site.catalog.rows(table), key=lambda row: (row.get("sort") or 0, row["code"]))
        if row["code"] != "any"
    ]


VIEW = Home()
