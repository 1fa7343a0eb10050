"""Search as a Pelican plugin: its pages, cards and index join the site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..pages.extension import Extension, extensions_wanted
from ..pages.page import PageRef, register_prefix
from ..pages.site import Site, View
from .cards import CARDS_IN_SHARD, SearchCards, site_documents, site_numbering
from .columns import kind_ranges, write_dates, write_facets
from .documents import BOOSTS, KIND_BOOSTS, SearchDocument
from .index import Index, build_index
from .packs import PackFolder, write_postings
from .page_view import OPEN_SEARCH, SearchPage
from .suggestions import write_suggestions

FOLDER = "search"


class SearchExtension(Extension):
    """Adds the index (`search/manifest.bin`, `search/packs/`) and the cards of its hits."""

    name = "search"

    def views(self) -> Sequence[View]:
        """The page and the shards of cards."""
        return (SearchPage(), SearchCards())

    def links(self, site: Site, ref: PageRef) -> Iterable[Mapping[str, str]]:
        """A browser may add the search to its own, where the site knows its address."""
        if site.settings.address:
            path = f"{register_prefix(ref.register)}{OPEN_SEARCH}"
            kind = "application/opensearchdescription+xml"
            yield {"rel": "search", "type": kind, "title": site.settings.site_name, "href": path}

    def write(self, site: Site, folder: Path) -> int:
        """Build the index and write its packs and manifest."""
        return write_search(site, site_documents(site), folder / FOLDER)


def write_search(site: Site, documents: Sequence[SearchDocument], folder: Path) -> int:
    """Write everything that searching reads, but the cards, into `folder`; the number of files."""
    packs = PackFolder(folder / "packs")
    index = index_of(documents)
    content: dict[str, Any] = {
        "count": index.count,
        "postings": write_postings(index, packs),
        "words": packs.add("\n".join(latin_words(index)).encode()),
        "kinds": [[kind, count, KIND_BOOSTS.get(kind, 1.0)] for kind, count in kind_ranges(documents)],
        "facets": write_facets(documents, site.catalog, packs),
        "dates": write_dates(documents, packs),
        "suggestions": write_suggestions(site, packs),
        "cards": CARDS_IN_SHARD,
        "numbering": site_numbering(site),
        "synonyms": packs.add_json(_synonyms(site)),
    }
    # Cards are made of rows, of the day and of the theme: any of them makes another version.
    parts = [json.dumps(content, sort_keys=True), site.as_of.isoformat(), repr([d.texts for d in documents])]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    manifest = json.dumps({"version": digest[:10], **content}, ensure_ascii=False, separators=(",", ":"))
    (folder / "manifest.json").write_text(manifest, encoding="utf-8")
    return packs.files + 1


def index_of(documents: Sequence[SearchDocument]) -> Index:
    """The index of the documents, numbered as they stand."""
    fields = {name: [document.texts[name] for document in documents] for name in BOOSTS}
    return build_index(fields, BOOSTS, [KIND_BOOSTS.get(document.kind, 1.0) for document in documents])


def latin_words(index: Index) -> list[str]:
    """Latin words that a slip of the finger may have meant: without digits, of four letters and more."""
    return [term for term in index.terms if len(term) >= 4 and term.isascii() and term.isalpha()]


def _synonyms(site: Site) -> list[list[str]]:
    """Groups of words that mean the same (codelist synonyms)."""
    return [list(row["words"]) for row in site.catalog.rows("synonyms") if len(row["words"]) > 1]


def _wanted(_: object) -> Extension:
    return SearchExtension()


def register() -> None:
    """Called by Pelican."""
    extensions_wanted.connect(_wanted)
