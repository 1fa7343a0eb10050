"""The files of the API: a row each, lists in pages, codelists, and what there is (`index.json`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tomoni.catalog import Resource, Row

from ...pages.site import Site
from ..linked import (
    address,
    entry_tables,
    has_row_files,
    identity_path,
    key_of,
    page_path,
    root_of,
    row_path,
    successor,
)
from .lists import (
    PAGE_SIZE,
    brief_columns,
    children_of,
    facets_of,
    is_listed,
    list_path,
    page_count,
    rows_of_code,
)
from .openapi import openapi
from .values import RowWriter, to_json

API = "api/v1/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def api_files(site: Site) -> Iterator[tuple[str, str]]:
    """Path and text of every file of the API."""
    resources = site.catalog.package.resources.values()
    yield f"{API}index.json", to_json(index(site))
    yield f"{API}openapi.json", to_json(openapi(site))
    for resource in resources:
        if resource.is_codelist:
            yield f"{API}codelists/{resource.name}.json", to_json(codelist(site, resource))
        else:
            yield from _lists(site, resource)
    for resource in entry_tables(site):
        if not resource.is_codelist:
            yield from _row_files(site, resource)
    yield from _moved(site)


def index(site: Site) -> dict[str, Any]:
    """Every table and codelist with its title, its number of rows and where its lists begin."""
    package = site.catalog.package.descriptor
    root = root_of(f"{API}index.json")
    tables, codelists = [], []
    for resource in site.catalog.package.resources.values():
        about = {
            "name": resource.name,
            "title": resource.title,
            "title_en": resource.title_en,
            "count": len(site.catalog.rows(resource.name)),
        }
        if resource.is_codelist:
            codelists.append({**about, "href": address(site, f"{API}codelists/{resource.name}.json", root)})
            continue
        tables.append(
            {
                **about,
                "key": list(resource.schema.primary_key),
                "href": address(site, list_path(resource), root) if is_listed(site, resource) else None,
                "dataset": address(site, f"data/{resource.name}.html", root),
                "row_files": has_row_files(site, resource.name),
                "by": [facet.name for facet in facets_of(site, resource)],
            }
        )
    return {
        "title": package.get("title", ""),
        "version": str(package.get("version", "")),
        "as_of": site.as_of.isoformat(),
        "licence": LICENCE,
        "openapi": address(site, f"{API}openapi.json", root),
        "tables": tables,
        "codelists": codelists,
    }


def codelist(site: Site, resource: Resource) -> dict[str, Any]:
    """A codelist, whole."""
    writer = RowWriter(resource)
    rows = site.catalog.rows(resource.name)
    ordered = sorted(rows, key=lambda row: (row.get("sort") or 0, row["code"]))
    return {
        "codelist": resource.name,
        "title": resource.title,
        "title_en": resource.title_en,
        "count": len(ordered),
        "data": [writer.value(row) for row in ordered],
    }


def _lists(site: Site, resource: Resource) -> Iterator[tuple[str, str]]:
    table = resource.name
    writer = RowWriter(resource)
    rows = site.catalog.rows(table)
    if is_listed(site, resource):
        first = list_path(resource).removesuffix(".json")
        yield from _pages(
            site, first, {"table": table}, rows, lambda row: to_json(writer.value(row)), "page-"
        )
    columns = brief_columns(resource)
    kept: dict[int, str] = {}

    def brief(row: Row) -> str:
        text = kept.get(id(row))
        if text is None:
            value = writer.value(row)
            text = kept[id(row)] = to_json({name: value[name] for name in columns})
        return text

    for facet in facets_of(site, resource):
        for code in (row["code"] for row in site.catalog.rows(facet.codelist)):
            about = {"table": table, facet.name: code}
            yield from _pages(
                site,
                f"{API}{table}/{facet.name}/{code}",
                about,
                rows_of_code(site, resource, facet, code),
                brief,
                f"{code}-page-",
            )


def _pages(
    site: Site,
    first: str,
    about: dict[str, str],
    rows: Sequence[Row],
    text: Callable[[Row], str],
    later: str,
) -> Iterator[tuple[str, str]]:
    """A list in files of `PAGE_SIZE`: `first`.json, then `later`2.json, … in the same folder."""
    pages = page_count(len(rows))
    folder = first.rpartition("/")[0]
    paths = [f"{first}.json", *(f"{folder}/{later}{number}.json" for number in range(2, pages + 1))]
    root = root_of(paths[0])
    for number, path in enumerate(paths, 1):
        start = (number - 1) * PAGE_SIZE
        head = to_json(
            {
                **about,
                "count": len(rows),
                "page": number,
                "pages": pages,
                "previous": address(site, paths[number - 2], root) if number > 1 else None,
                "next": address(site, paths[number], root) if number < pages else None,
            }
        )
        data = ",".join(map(text, rows[start : start + PAGE_SIZE]))
        yield path, f'{head[:-1]},"data":[{data}]}}'


def _row_files(site: Site, resource: Resource) -> Iterator[tuple[str, str]]:
    table = resource.name
    writer = RowWriter(resource)
    children = [
        (child.name, column, RowWriter(child), site.catalog.by(child.name, column))
        for child, column in children_of(site).get(table, [])
    ]
    root = root_of(row_path(table, ""))
    for row in site.catalog.rows(table):
        key = key_of(resource, row)
        page = page_path(site, table, key)
        document: dict[str, Any] = {
            "table": table,
            "id": address(site, identity_path(site, table, key), root),
            "page": address(site, page, root) if page else None,
            "licence": LICENCE,
            "data": writer.value(row),
        }
        if children:
            document["related"] = {
                name: [filled.filled(child, column) for child in rows.get(key, ())]
                for name, column, filled, rows in children
            }
        yield row_path(table, key), to_json(document)


def _moved(site: Site) -> Iterator[tuple[str, str]]:
    """Where a row stands that has another id now, or that there is none any more."""
    for row in site.catalog.rows("redirects"):
        table = row["table"]
        new = successor(site.catalog, row)
        path = row_path(table, row["old_id"])
        moved = {
            "table": table,
            "moved": row["old_id"],
            "to": new,
            "href": address(site, row_path(table, new), root_of(path))
            if new and has_row_files(site, table)
            else None,
            "reason": row["reason"],
            "on": row["on"].isoformat(),
        }
        yield path, to_json(moved)
