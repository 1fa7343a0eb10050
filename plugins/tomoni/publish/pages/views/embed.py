"""`/embed/`: lists of openings for a frame on another site, by ward, field and organization."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tomoni.catalog import Row

from ..cards import opening_card
from ..opening_standing import deadline_of, is_open
from ..page import PageRef
from ..site import Site
from ..translations import N_
from ..wording import Wording

SHOWN = 10
_KINDS = (
    ("area", "areas", N_("区")),
    ("field", "activity_fields", N_("分野")),
    ("npo", "organizations", N_("団体")),
)


class Embed:
    """View of the lists to embed, and of the page that gives the text to paste."""

    name = "embed"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """A list for each ward, field and organization that has open openings; none where there are none."""
        lists = _lists(site)
        if not lists:
            return
        yield PageRef("embed/index.html", "embed_index.html", "ja")
        for kind, code in lists:
            yield PageRef(
                f"embed/openings-{kind}-{code}.html", "embed.html", "ja", (kind, code), indexable=False
            )

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What embed.html (or embed_index.html) shows."""
        wording = site.wording(ref.register)
        if ref.key is None:
            return self._index(site, wording)
        kind, code = ref.key
        rows = _lists(site)[ref.key]
        label = _label(site, kind, code, wording)
        return {
            "title": wording._("%(of)sの募集") % {"of": label},
            "description": wording._("いま募集している活動"),
            "cards": [opening_card(site, row, wording, ref.register) for row in rows[:SHOWN]],
            "total": len(rows),
            "more": f"npos/{code}.html"
            if kind == "npo"
            else f"openings/{kind}-{code}.html"
            if site.has(f"openings/{kind}-{code}.html")
            else "openings/index.html",
        }

    def _index(self, site: Site, wording: Wording) -> dict[str, Any]:
        lists = _lists(site)
        groups = []
        for kind, _, heading in _KINDS:
            items = [
                (_label(site, kind, code, wording), f"embed/openings-{kind}-{code}.html")
                for own, code in lists
                if own == kind
            ]
            if items:
                groups.append((wording._(heading), items))
        first = groups[0][1][0]
        address = site.settings.address or "https://example.jp"
        return {
            "title": wording._("ほかのサイトに一覧をはる"),
            "description": wording._(
                "区や団体のホームページに、いま募集している活動の一覧をはれます。毎日新しくなります。"
            ),
            "breadcrumb": [
                {"label": wording._("ホーム"), "path": "index.html"},
                {"label": wording._("ほかのサイトに一覧をはる"), "path": None},
            ],
            "groups": groups,
            "snippet": f'<iframe src="{address}/{first[1]}" title="{first[0]}" width="100%" height="600" '
            'loading="lazy"></iframe>',
        }


def _lists(site: Site) -> Mapping[tuple[str, str], Sequence[Row]]:
    """(kind, code) to the open openings, soonest deadline first; made once."""
    found: dict[tuple[str, str], list[Row]] | None = site.kept.get("embedded lists")
    if found is None:
        found = {}
        rows = [row for row in site.catalog.rows("openings") if is_open(site, row)]
        rows.sort(key=lambda row: (str(deadline_of(site, row) or "9999"), row["id"]))
        for row in rows:
            keys = [("npo", row["organization"]), *(("field", code) for code in row["fields"])]
            if row["area"] and row["area"] != "13100":
                keys.append(("area", row["area"]))
            for key in keys:
                found.setdefault(key, []).append(row)
        order = [kind for kind, *_ in _KINDS]
        found = dict(sorted(found.items(), key=lambda item: (order.index(item[0][0]), item[0][1])))
        site.kept["embedded lists"] = found
    return found


def _label(site: Site, kind: str, code: str, wording: Wording) -> str:
    table = next(table for name, table, _ in _KINDS if name == kind)
    return site.title(table, code, wording.register)[0]


VIEW = Embed()
