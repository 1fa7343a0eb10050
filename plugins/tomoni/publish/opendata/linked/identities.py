"""The files behind stable addresses: a small page at `id/TABLE/ID.html` that leads on, and JSON-LD beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from tomoni.catalog import Resource, Row

from ...pages.site import Site
from .addresses import (
    address,
    entry_tables,
    has_identities,
    json_ld_path,
    key_of,
    name_of,
    page_path,
    root_of,
    row_path,
    stable_path,
)
from .entries import ENTRIES
from .json_ld import FILE_CONTEXT, Linking

_PAGE = """<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{canonical}">
{alternates}</head>
<body>
<main>
<h1>{name}</h1>
<p><a href="{target}">{words}</a></p>
</main>
</body>
</html>
"""


def identity_files(site: Site) -> Iterator[tuple[str, str]]:
    """Path and text of every stable address and of every entry's JSON-LD."""
    for resource in entry_tables(site):
        if not has_identities(site, resource.name):
            continue
        described = ENTRIES.get(resource.name)
        for row in site.catalog.rows(resource.name):
            key = key_of(resource, row)
            if key == "any":
                continue
            yield stable_path(resource.name, key), identity_page(site, resource, row)
            if described:
                path = json_ld_path(site, resource.name, key)
                node = described(Linking(site, root_of(path)), row)
                yield path, json.dumps({"@context": FILE_CONTEXT, **node}, ensure_ascii=False)


def identity_page(site: Site, resource: Resource, row: Row) -> str:
    """A page that leads to the entry's page; from a code without one to its codelist."""
    table, key = resource.name, key_of(resource, row)
    row_file = f"api/v1/codelists/{table}.json" if resource.is_codelist else row_path(table, key)
    page = page_path(site, table, key)
    root = root_of(stable_path(table, key))
    target = page or row_file
    alternates = [("application/json", row_file)]
    if table in ENTRIES:
        alternates.append(("application/ld+json", json_ld_path(site, table, key)))
    return _PAGE.format(
        name=escape(name_of(row) or key),
        target=root + target,
        canonical=escape(address(site, target, root)),
        words="このページへ進む" if page else "データ（JSON）へ進む",
        alternates="".join(
            f'<link rel="alternate" type="{kind}" href="{root}{path}">\n' for kind, path in alternates
        ),
    )
