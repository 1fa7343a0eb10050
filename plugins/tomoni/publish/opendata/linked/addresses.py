"""Where an entry can be found by a program: its stable address, its row, its JSON-LD.

`id/TABLE/ID.html` never changes; a page may get another address later. Addresses are
absolute where the site knows its own (`SITEURL`), else relative to the document that names them.
"""

from __future__ import annotations

from typing import Any

from tomoni.catalog import Resource, Row

from ...pages.site import Site

ALWAYS_AS_FILES = frozenset({"organizations", "openings", "services"})
"""What the site is for: each row has files of its own, however many there are."""

ROWS_AS_FILES = 5_000
"""The rows of any other table have files of their own up to this many."""

NAMES = ("name", "title", "display_name", "label", "statement")
"""The columns that may say what an entry is called; the first that a table has counts."""


def tables_with_pages(site: Site) -> dict[str, str]:
    """The tables whose entries have pages, each with the folder of these pages."""
    found: dict[str, str] | None = site.kept.get("tables with pages")
    if found is None:
        found = site.kept["tables with pages"] = {
            view.table: view.section
            for view in site.views.values()
            if hasattr(view, "table") and hasattr(view, "section")
        }
    return found


def has_row_files(site: Site, table: str) -> bool:
    """Whether each row of a table has its own files: its row, its `/id/` address, its JSON-LD (docs/api.md).

    Rows need a key of one column. A catalog of the whole country has a million figures, ties and reports: as
    many small files would serve nobody, who wants them all takes the table from `/data/`.
    """
    known: dict[str, bool] | None = site.kept.get("tables with row files")
    if known is None:
        known = site.kept["tables with row files"] = {
            name: _has_row_files(site, resource) for name, resource in site.catalog.package.resources.items()
        }
    return known[table]


def _has_row_files(site: Site, resource: Resource) -> bool:
    if len(resource.schema.primary_key) != 1:
        return False
    if resource.is_codelist:
        return resource.name in tables_with_pages(site)
    return resource.name in ALWAYS_AS_FILES or len(site.catalog.rows(resource.name)) <= ROWS_AS_FILES


def has_identities(site: Site, table: str) -> bool:
    """Whether entries of a table have a stable address apart from their page's.

    Where there are no pages, the address of the row is as stable and says as much.
    """
    return table in tables_with_pages(site) and has_row_files(site, table)


def entry_tables(site: Site) -> list[Resource]:
    """The tables whose rows have files of their own, in the package's order."""
    resources = site.catalog.package.resources.values()
    return [resource for resource in resources if has_row_files(site, resource.name)]


def key_of(resource: Resource, row: Row) -> Any:
    """The key of a row in a table with a key of one column."""
    return row[resource.schema.primary_key[0]]


def page_path(site: Site, table: str, key: str) -> str | None:
    """The Japanese page of an entry, from the site's root; None without one."""
    section = tables_with_pages(site).get(table)
    path = f"{section}/{key}.html"
    return path if section and site.has(path) else None


def stable_path(table: str, key: str) -> str:
    """`id/TABLE/ID.html`."""
    return f"id/{table}/{key}.html"


def identity_path(site: Site, table: str, key: str) -> str:
    """The address that names an entry: `id/TABLE/ID.html`, else its row's, else (in a large table) its page's."""
    if has_identities(site, table):
        return stable_path(table, key)
    if has_row_files(site, table):
        return row_path(table, key)
    return page_path(site, table, key) or f"api/v1/{table}/index.json"


def row_path(table: str, key: str) -> str:
    """The file that holds an entry's row."""
    return f"api/v1/{table}/{key}.json"


def json_ld_path(site: Site, table: str, key: str) -> str:
    """The file that holds an entry's JSON-LD: beside its page, else (a code without one) beside its address."""
    page = page_path(site, table, key) or stable_path(table, key)
    return f"{page.removesuffix('.html')}.jsonld"


def root_of(path: str) -> str:
    """The relative way from a file to the site's root: '' or '../' for each folder."""
    return "../" * path.count("/")


def address(site: Site, path: str, root: str = "") -> str:
    """A path as others may use it: absolute where the site knows its address, else from `root`."""
    base = site.settings.address
    return f"{base}/{path}" if base else root + path


def name_of(row: Row, register: str = "ja") -> str:
    """What an entry is called (in English where it has such a name); its key where it has none."""
    for name in NAMES:
        if name in row:
            own = row.get(f"{name}_{register}") if register != "ja" else None
            return own or row[name] or ""
    return str(row.get("id") or row.get("code") or "")
