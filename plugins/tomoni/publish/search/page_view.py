"""`/search.html`: the page that searches, complete with the lists for readers without scripts; and OpenSearch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ..pages.entry_kinds import ENTRY_KINDS
from ..pages.environment import Environments
from ..pages.page import PageRef, Register, register_prefix
from ..pages.site import Site
from ..pages.translations import N_
from ..pages.wording import Wording
from .cards import site_documents
from .columns import codes_in_order, kind_ranges
from .documents import FACETS, kinds

KIND_LABELS = {
    "organizations": N_("団体"),
    "openings": N_("募集"),
    "services": N_("使える助け"),
    "grants": N_("助成金"),
    "awards": N_("助成の実績"),
    "events": N_("催し"),
    "projects": N_("寄付先"),
    "resource_offers": N_("ゆずります"),
    "resource_needs": N_("ください"),
    "challenges": N_("提案の募集"),
    "collaborations": N_("協働"),
    "reports": N_("活動報告"),
    "companies": N_("企業"),
    "centers": N_("窓口"),
    "advisors": N_("専門家"),
    "talents": N_("力を貸す人"),
    "case_studies": N_("事例"),
    "indicators": N_("指標"),
    "evidence": N_("根拠"),
    "areas": N_("区"),
    "activity_fields": N_("分野"),
    "topics": N_("課題"),
    "pages": N_("案内"),
}
FACET_LABELS = {
    "area": N_("区"),
    "field": N_("分野"),
    "topic": N_("課題"),
    "skill": N_("いかせる技術"),
    "time": N_("時間"),
    "mode": N_("参加方法"),
    "engagement": N_("かかわり方"),
    "language": N_("ことば"),
    "access": N_("バリアフリー"),
}
LISTS = (
    (N_("募集をさがす"), "openings"),
    (N_("助けを見つける"), "help"),
    (N_("団体をさがす"), "npos"),
    *((kind.heading, kind.section) for kind in ENTRY_KINDS),
    (N_("区からさがす"), "areas"),
    (N_("活動の分野からさがす"), "fields"),
    (N_("気になることからさがす"), "topics"),
)
OPEN_SEARCH = "opensearch.xml"


class SearchPage:
    """View of the search page in every register, and its description for browsers."""

    name = "search_page"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """`search.html` and, where the site knows its address, `opensearch.xml`, in every register."""
        for register in site.settings.registers:
            prefix = register_prefix(register)
            yield PageRef(f"{prefix}search.html", "search.html", register)
            if site.settings.address:
                yield PageRef(f"{prefix}{OPEN_SEARCH}", None, register, OPEN_SEARCH, indexable=False)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What search.html shows: the lists, and for the script all labels of kinds and facets."""
        wording, prefix = site.wording(ref.register), register_prefix(ref.register)
        return {
            "title": wording._("さがす"),
            "description": wording._(
                "団体、募集、使える助け、助成金、催しなど、すべてをまとめてさがせます。"
            ),
            "breadcrumb": [
                {"label": wording._("ホーム"), "path": f"{prefix}index.html"},
                {"label": wording._("さがす"), "path": None},
            ],
            "own_search": True,
            "help_path": f"{prefix}search-help.html",
            "search_facets": _facets(site, wording),
            "search_lists": [
                {"label": wording._(label), "path": path}
                for label, section in LISTS
                if site.has(path := f"{prefix}{section}/index.html")
            ],
        }

    def text(self, site: Site, ref: PageRef, _: Environments) -> str:
        """The OpenSearch description (OpenSearch 1.1)."""
        return open_search(site, ref.register)


def open_search(site: Site, register: Register) -> str:
    """How a browser adds the site's search to its own."""
    settings, wording = site.settings, site.wording(register)
    template = f"{settings.address}/{register_prefix(register)}search.html?q={{searchTerms}}"
    name = escape(settings.site_name[:16])
    text = escape(wording._("団体、募集、使える助け、助成金、催しなど、すべてをまとめてさがせます。"))
    icon = escape(f"{settings.address}/static/icons/icon-192.png")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{name}</ShortName>\n<Description>{text}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Image width="192" height="192" type="image/png">{icon}</Image>\n'
        f'<Url type="text/html" method="get" template={quoteattr(template)}/>\n'
        "</OpenSearchDescription>\n"
    )


def _facets(site: Site, wording: Wording) -> list[dict[str, Any]]:
    """Facets in the order in which they are offered: name, label, and codes and labels side by side."""
    present = {kind for kind, _ in kind_ranges(site_documents(site))}
    offered = [kind for kind in kinds() if kind in present]
    found: list[dict[str, Any]] = [
        {
            "name": "kind",
            "label": wording._("種類"),
            "codes": offered,
            "labels": [wording._(KIND_LABELS[kind]) for kind in offered],
        },
        {
            "name": "open",
            "label": wording._("受け付け"),
            "codes": ["yes"],
            "labels": [wording._("終わったものをのぞく")],
        },
    ]
    for facet, (codelist, _) in FACETS.items():
        codes = codes_in_order(site.catalog, codelist)
        labels = wording.labels(codelist, tuple(codes))
        found.append(
            {"name": facet, "label": wording._(FACET_LABELS[facet]), "codes": codes, "labels": labels}
        )
    return found
