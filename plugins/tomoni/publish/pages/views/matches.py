"""`/matches/`: what came of it: people, things, rooms and money that found each other, by year, kind and ward."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tomoni.insight.connections import STAGES, Connection, connections, results
from tomoni.insight.platform_matches import platform_matches

from ..page import PageRef, register_prefix
from ..site import Site
from ..wording import Wording


class Matches:
    """View of all matches together; no single one is shown."""

    name = "matches_results"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """One page in every register, where there are matches."""
        if site.catalog.rows("matches"):
            for register in site.settings.registers:
                yield PageRef(f"{register_prefix(register)}matches/index.html", "matches.html", register)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """Totals, the way from referral to done, and tables by year, kind and ward."""
        wording, prefix = site.wording(ref.register), register_prefix(ref.register)
        found = _connections(site)
        together = results(found)
        number = wording.number
        wards = {row["id"]: row["area"] for row in site.catalog.rows("organizations")}
        years = sorted({one.year for one in found if one.year is not None}, reverse=True)
        kinds = sorted({one.kind for one in found})
        return {
            "title": wording._("つながりの成果"),
            "description": wording._(
                "このサイトと窓口から生まれたつながりを、紹介から終わりまで数えています。"
            ),
            "breadcrumb": [
                {"label": wording._("ホーム"), "path": f"{prefix}index.html"},
                {"label": wording._("つながりの成果"), "path": None},
            ],
            "figures": _figures(found, wording),
            "stages": [
                {
                    "label": wording.category("matches", "status", stage),
                    "value": count,
                    "text": number(count),
                }
                for stage, count in zip(STAGES, together.reached, strict=True)
            ],
            "by_year": [
                _cells(wording.fiscal_year(year), [one for one in found if one.year == year], wording)
                for year in years
            ],
            "by_kind": [
                _cells(
                    wording.category("matches", "kind", kind),
                    [one for one in found if one.kind == kind],
                    wording,
                )
                for kind in kinds
            ],
            "by_ward": [
                _cells(wording.label("areas", ward), own, wording)
                for ward in sorted({wards[one.organization] or "" for one in found} - {""})
                for own in [[one for one in found if wards[one.organization] == ward]]
            ],
            "platform_matches": [
                [wording.fiscal_year(year), number(count)]
                for year, count in sorted(platform_matches(found).items(), reverse=True)
            ],
            "reasons": [
                {
                    "label": (reason, "ja" if ref.register == "en" else None),
                    "value": count,
                    "text": number(count),
                }
                for reason, count in together.reasons
            ],
            "undated": sum(one.year is None for one in found),
            "rows": len(site.catalog.rows("matches")),
            "total": together.connections,
        }


def _connections(site: Site) -> Sequence[Connection]:
    found: Sequence[Connection] | None = site.kept.get("connections")
    if found is None:
        found = site.kept["connections"] = connections(site.catalog.rows("matches"))
    return found


def _figures(found: Sequence[Connection], wording: Wording) -> list[dict[str, str]]:
    together, number = results(found), wording.number
    figures = [
        {
            "label": wording._("終わりまで続いたつながり"),
            "value": number(together.done),
            "unit": wording._("件"),
            "note": wording._("うち、このサイトがきっかけ %(count)s件")
            % {"count": number(together.through_site)},
        },
        {
            "label": wording._("参加した人"),
            "value": number(together.people),
            "unit": wording._("人（のべ）"),
            "note": wording._("合わせて%(hours)s時間") % {"hours": number(round(together.hours, 1))},
        },
    ]
    for unit, quantity in sorted(together.quantities.items()):
        figures.append(
            {
                "label": wording._("ゆずられた物"),
                "value": number(quantity),
                "unit": wording.label("units", unit),
                "note": "",
            }
        )
    if together.amount_yen:
        figures.append(
            {
                "label": wording._("届いたお金"),
                "value": wording.money(together.amount_yen),
                "unit": "",
                "note": wording._("記録のある分だけの合計です。"),
            }
        )
    return figures


def _cells(label: str, own: Sequence[Connection], wording: Wording) -> list[str]:
    """A row of a table: what it is of, connections, done, through this site, people, hours; a dash where none is recorded."""
    found, number = results(own), wording.number
    hours = found.hours + found.room_hours
    return [
        label,
        number(found.connections),
        number(found.done),
        number(found.through_site),
        number(found.people) if found.people else "—",
        number(round(hours, 1)) if hours else "—",
    ]


VIEW = Matches()
