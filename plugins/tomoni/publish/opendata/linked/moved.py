"""Entries that moved or went: their old addresses lead on, or say why there is nothing any more (`redirects`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tomoni.catalog import Catalog, Row

from ...pages.page import Link, PageRef, register_prefix
from ...pages.site import Site
from .addresses import address, name_of, row_path, stable_path, tables_with_pages


def successor(catalog: Catalog, redirect: Row) -> str | None:
    """The id under which an entry stands today, however often it moved; None when it is gone.

    A chain that leads back into itself leads nowhere.
    """
    table: str = redirect["table"]
    key: str | None = redirect["new_id"]
    seen = {redirect["old_id"]}
    moves = {row["old_id"]: row["new_id"] for row in catalog.by("redirects", "table").get(table, [])}
    while key is not None and catalog.get(table, key) is None:
        if key in seen:
            return None
        seen.add(key)
        key = moves.get(key)
    return key


class Moved:
    """View of the pages at old addresses."""

    name = "moved"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """In every register at the old page, where the table has pages; always at the old stable address."""
        sections = tables_with_pages(site)
        for row in site.catalog.rows("redirects"):
            table, old = row["table"], row["old_id"]
            template = "redirect.html" if successor(site.catalog, row) else "tombstone.html"
            yield PageRef(stable_path(table, old), template, "ja", (table, old), row["on"], False)
            if table in sections:
                for register in site.settings.registers:
                    path = f"{register_prefix(register)}{sections[table]}/{old}.html"
                    yield PageRef(path, template, register, (table, old), row["on"], False)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """Why, since when, and where to go now."""
        table, old = ref.key
        row = next(row for row in site.catalog.by("redirects", "table")[table] if row["old_id"] == old)
        wording = site.wording(ref.register)
        target = _target(site, table, successor(site.catalog, row), ref.register)
        resource = site.catalog.package.resources[table]
        title = wording._("ページのアドレスが変わりました") if target else wording._("掲載を終わりました")
        section = tables_with_pages(site).get(table)
        listing = f"{register_prefix(ref.register)}{section}/index.html"
        return {
            "title": title,
            "description": "",
            "reason": (row["reason"], "ja" if ref.register == "en" else None),
            "on": row["on"],
            "old": old,
            "table": resource.title_en if ref.register == "en" else resource.title,
            "target": target,
            "target_address": address(site, target.path, ref.root) if target else None,
            "list_path": listing if section and site.has(listing) else None,
        }


def _target(site: Site, table: str, key: str | None, register: str) -> Link | None:
    if key is None:
        return None
    row = site.catalog.get(table, key)
    assert row is not None
    return site.link(table, key, register) or Link(row_path(table, key), name_of(row, register) or key)
