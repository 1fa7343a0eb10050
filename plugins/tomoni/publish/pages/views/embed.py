"""`/embed/`: lists of openings for a frame on another site, by ward, field and organization."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.standing import is_listed

from ..cards import opening_card
from ..centers import ALL_WARDS
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
        """A list for each ward, each field and each organization that keeps its entry, whether or not it has openings now.

        The address stands on somebody else's page, which must not break when the last opening closes.
        """
        lists = _lists(site)
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
    """(kind, code) to the open openings, soonest deadline first, of every list that there is; made once."""
    found: dict[tuple[str, str], list[Row]] | None = site.kept.get("embedded lists")
    if found is None:
        found = {key: [] for key in _every_list(site)}
        rows = [row for row in site.catalog.rows("openings") if is_open(site, row)]
        rows.sort(key=lambda row: (str(deadline_of(site, row) or "9999"), row["id"]))
        for row in rows:
            keys = [("npo", row["organization"]), *(("field", code) for code in row["fields"])]
            if row["area"] and row["area"] != ALL_WARDS:
                keys.append(("area", row["area"]))
            for key in keys:
                found.setdefault(key, []).append(row)
        order = [kind for kind, *_ in _KINDS]
        found = dict(sorted(found.items(), key=lambda item: (order.index(item[0][0]), item[0][1])))
        site.kept["embedded lists"] = found
    return found


def _every_list(site: Site) -> Iterable[tuple[str, str]]:
    """Each ward, each field, and each organization that has claimed its entry and still exists."""
    for kind, codelist in (("area", "areas"), ("field", "activity_fields")):
        for row in site.catalog.rows(codelist):
            if row["code"] not in ("any", ALL_WARDS):
                yield kind, row["code"]
    for row in site.catalog.rows("organizations"):
        if row["listing"] == "claimed" and is_listed(row):
            yield "npo", row["id"]


def _label(site: Site, kind: str, code: str, wording: Wording) -> str:
    table = next(table for name, table, _ in _KINDS if name == kind)
    return site.title(table, code, wording.register)[0]


VIEW = Embed()
