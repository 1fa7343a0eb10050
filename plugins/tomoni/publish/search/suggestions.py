"""What is offered while typing: names of organizations, problems, wards, fields, by how they begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..pages.page import register_prefix
from ..pages.site import Site
from .packs import PackFolder
from .terms import fold

ENTRIES_IN_PACK = 80

_CODELISTS = ("areas", "activity_fields", "topics")


def write_suggestions(site: Site, folder: PackFolder) -> dict[str, Any]:
    """Write the packs; returns what the manifest says of them.

    A pack is a list of [folded beginning, kind, path, label, English label or null, English path or null], sorted.
    """
    entries = sorted(set(_entries(site)), key=lambda entry: (entry[0].encode("utf-16-be"), entry[2]))
    starts = range(0, len(entries), ENTRIES_IN_PACK)
    packs = [folder.add_json(entries[at : at + ENTRIES_IN_PACK]) for at in starts]
    return folder.add_directory([entries[at][0] for at in starts], packs)


def _entries(site: Site) -> Iterator[tuple[str, str, str, str, str | None, str | None]]:
    for codelist in _CODELISTS:
        for row in site.catalog.rows(codelist):
            names = [row["label"], row.get("kana"), row.get("label_easy"), row.get("label_en")]
            yield from _of(site, codelist, row["code"], row["label"], row["label_en"], names)
    for row in site.catalog.rows("organizations"):
        names = [row["name"], row["name_kana"], row["name_en"]]
        yield from _of(site, "organizations", row["id"], row["name"], row["name_en"], names)


def _of(
    site: Site, table: str, key: str, label: str, label_en: str | None, names: list[str | None]
) -> Iterator[tuple[str, str, str, str, str | None, str | None]]:
    link = site.link(table, key)
    if link is None:
        return
    english = f"{register_prefix('en')}{link.path}"
    path_en = english if site.has(english) else None
    for name in names:
        beginning = " ".join(fold(name).split()) if name else ""
        if beginning:
            yield beginning, table, link.path, label, label_en, path_en
