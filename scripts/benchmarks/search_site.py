"""What is searched: a built site in Japanese alone, and the same entries as pages for Pagefind.

Run as a program, in a process of its own: `python -m benchmarks.search_site PACKAGE FOLDER` builds `FOLDER/site`.
"""

import datetime
import gzip
import html
import json
import os
import pickle
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tomoni.catalog import load_checked
from tomoni.publish.pages.command import build_site
from tomoni.publish.pages.extension import Extension, extensions_wanted
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.site import Site
from tomoni.publish.pages.views import load_views
from tomoni.publish.search.documents import SearchDocument
from tomoni.publish.search.plugin import SearchExtension

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-23"
_PROSE = "prose.pickle"

Card = tuple[str, str]
"""Path and title of an entry."""


class _KeepProse(Extension):
    """Keeps the prose that Pelican read, so that the index can be built again without Pelican."""

    name = "benchmark prose"

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, site: Site, folder: Path) -> int:
        self._path.write_bytes(pickle.dumps(site.documents))
        return 0


def build(package: Path, folder: Path) -> None:
    """Builds the Japanese pages of a package with their search, nothing else, into `folder/site`."""
    keep = _KeepProse(folder / _PROSE)

    def wanted(_: object) -> Extension:
        return keep

    extensions_wanted.connect(wanted)
    build_site(
        ROOT / "pelicanconf.py",
        {
            "TOMONI_DATA": str(package),
            "TOMONI_OUTPUT": str(folder / "site"),
            "TOMONI_AS_OF": DAY,
            "TOMONI_REGISTERS": ("ja",),
            "PLUGINS": ["tomoni.publish.pages.plugin", "tomoni.publish.search.plugin"],
        },
    )


def loaded_site(package: Path, folder: Path) -> Site:
    """The site as it stands before anything is written, with the prose of the last build."""
    catalog, report = load_checked(package, _day())
    if catalog is None:
        raise RuntimeError(f"{package}: {len(report.problems)} errors")
    settings = Settings(
        registers=("ja",),
        theme=ROOT / "theme",
        browser_libraries=ROOT / "node_modules",
        contact_email="a@b.jp",
    )
    extension = SearchExtension()
    views = load_views() | {view.name: view for view in extension.views()}
    prose = pickle.loads((folder / _PROSE).read_bytes())
    site = Site(catalog, _day(), settings, views, prose, (), (extension,))
    site.collect()
    return site


def _day() -> datetime.date:
    return datetime.date.fromisoformat(DAY)


def entries(site: Path) -> list[Card]:
    """Everything that the site's search can find, in its order: from the cards of the built site."""
    shards = sorted((site / "search" / "cards-ja").glob("*.bin"), key=lambda path: int(path.stem))
    return [
        (path, title)
        for shard in shards
        for path, title, _ in json.loads(gzip.decompress(shard.read_bytes()))
    ]


def link_pages(site: Path, cards: Iterable[Card], target: Path) -> int:
    """The pages of the entries as hard links in `target`; how many."""
    paths = {path for path, _ in cards}
    for path in paths:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        os.link((site / path).resolve(), target / path)
    return len(paths)


def write_texts(documents: Iterable[SearchDocument], target: Path) -> int:
    """Every document as a small page with exactly the texts and facets of our index; how many.

    Titles and readings are headings, which count more in Pagefind; facets are its filters.
    """
    count = 0
    for document in documents:
        path = target / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_page(document), encoding="utf-8")
        count += 1
    return count


def text_page(document: SearchDocument) -> str:
    """The page of one document."""
    texts = {name: html.escape(text) for name, text in document.texts.items()}
    return (
        '<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8">'
        f"<title>{texts['title']}</title></head><body><main>\n<h1>{texts['title']}</h1>\n"
        f"<h2>{texts['reading']}</h2>\n<h3>{texts['labels']}</h3>\n"
        f"<p>{texts['summary']}</p>\n<p>{texts['body']}</p>\n{''.join(_filters(document))}</main></body></html>\n"
    )


def _filters(document: SearchDocument) -> Iterator[str]:
    for name, codes in {"kind": (document.kind,), **document.facets}.items():
        for code in codes:
            yield f'<i data-pagefind-filter="{name}:{code}"></i>\n'


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
