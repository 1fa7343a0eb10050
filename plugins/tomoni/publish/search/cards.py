"""Cards of the hits: the same as on the lists, in shards of neighbours, for each register."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import math
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from ..pages.cards import opening_card, organization_card, service_card
from ..pages.entry_kinds import entry_card, entry_kinds_by_table, foreign, short
from ..pages.environment import Environments
from ..pages.page import Link, PageRef, Register, register_prefix
from ..pages.site import Site
from .documents import SearchDocument, search_documents

CARDS_IN_SHARD = 8

_MACROS = {
    "organizations": ("organization", organization_card),
    "openings": ("opening", opening_card),
    "services": ("service", service_card),
}
_KINDS = entry_kinds_by_table()


def site_documents(site: Site) -> list[SearchDocument]:
    """The documents of the site, found once, before any process starts."""
    found: list[SearchDocument] | None = site.kept.get("search documents")
    if found is None:
        found = site.kept["search documents"] = search_documents(site)
    return found


def site_numbering(site: Site) -> str:
    """Ten hexadecimal digits that change when any document gets another number.

    Shards keep their names from build to build, so each says in its gzip header (FNAME) which numbering it follows.
    """
    found: str | None = site.kept.get("search numbering")
    if found is None:
        lines = "\n".join(f"{document.kind}/{document.key}" for document in site_documents(site))
        found = site.kept["search numbering"] = hashlib.sha256(lines.encode()).hexdigest()[:10]
    return found


class SearchCards:
    """View of the shards: `search/cards-ja/0.bin`, … each a list of [path, title, HTML of the card]."""

    name = "search_cards"
    comes_last = True  # a hit leads to a page that another view makes

    def pages(self, site: Site) -> Iterable[PageRef]:
        """A file for so many documents, in every register."""
        shards = math.ceil(len(site_documents(site)) / CARDS_IN_SHARD)
        site_numbering(site)  # once, before any process starts
        for register in site.settings.registers:
            for shard in range(shards):
                yield PageRef(f"search/cards-{register}/{shard}.bin", None, register, shard, indexable=False)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """Shards have no template."""
        return {}

    def text(self, site: Site, ref: PageRef, environments: Environments) -> bytes:
        """The compressed JSON of a shard."""
        start = ref.key * CARDS_IN_SHARD
        cards = []
        for document in site_documents(site)[start : start + CARDS_IN_SHARD]:
            html: str = card_html(site, document, ref.register)
            if ref.register == "easy":
                html = environments.with_readings(html)
            cards.append([document.path, document.title, " ".join(html.split())])
        packed = io.BytesIO()
        with gzip.GzipFile(site_numbering(site), "wb", 9, packed, mtime=0) as file:
            file.write(json.dumps(cards, ensure_ascii=False, separators=(",", ":")).encode())
        return packed.getvalue()


def card_html(site: Site, document: SearchDocument, register: Register) -> Markup:
    """The card of a document as it stands on the search page of a register."""
    wording = site.wording(register)
    root = "../" * register_prefix(register).count("/")
    row = site.catalog.get(document.table, document.key) if document.table else None
    if row is None:
        item: dict[str, Any] = _page_card(site, document, register)
        return site.macro(register, root, "components/cards.html", "card", "generic", item)
    if document.table in _MACROS:
        macro, make = _MACROS[document.table]
        return site.macro(
            register, root, "components/cards.html", "card", macro, make(site, row, wording, register)
        )
    if document.table in _KINDS:
        item = entry_card(_KINDS[document.table], site, row, wording, register)
    else:
        text = document.texts["summary"]
        item = {
            "link": site.link(document.table, document.key, register),
            "kind": wording._(_CODE_KINDS[document.table]),
            "text": (short(text), foreign(register)),
        }
    return site.macro(register, root, "components/cards.html", "card", "generic", item)


_CODE_KINDS = {"areas": "区", "activity_fields": "分野", "topics": "課題"}


def _page_card(site: Site, document: SearchDocument, register: Register) -> dict[str, Any]:
    """A guide: in this register where it is written in it."""
    own = next(
        (page for page in site.documents if (page.slug, page.register) == (document.key, register)), None
    )
    wording = site.wording(register)
    if own is None:
        link = Link(document.path, document.title, register != "ja", foreign(register))
        return {
            "link": link,
            "kind": wording._("案内"),
            "text": (document.texts["summary"], foreign(register)),
        }
    link = Link(f"{register_prefix(register)}{document.path}", own.title)
    return {"link": link, "kind": wording._("案内"), "text": own.description}
