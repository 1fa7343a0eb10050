"""Which lists the API has of a table: everything in pages, and what belongs to a ward, a field, a problem."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tomoni.catalog import Resource, Row

from ...pages.site import Site
from ..linked import NAMES, has_row_files

PAGE_SIZE = 100
"""Rows in one file of a list."""

LISTED_UP_TO = 100_000
"""A table with more rows has no list: it would be thousands of files. `/data/` has it whole."""

BRIEF = ("organization", "area", "status", "starts_at", "starts_on", "closes_on", "apply_by", "updated_on")
"""Beside its key and its name, what a list by ward, field or problem tells of a row."""

_FACETS = (
    ("area", "areas", ("area", "activity_areas")),
    ("field", "activity_fields", ("fields",)),
    ("topic", "topics", ("topics",)),
)


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow a table: its name in addresses, its codelist, the column that holds the codes."""

    name: str
    codelist: str
    column: str


def facets_of(site: Site, resource: Resource) -> list[Facet]:
    """By what a table is listed: only tables whose rows have files and names."""
    if resource.is_codelist or not name_column(resource) or not has_row_files(site, resource.name):
        return []
    found = []
    for name, codelist, columns in _FACETS:
        column = next((column for column in columns if column in resource.schema), None)
        if column:
            found.append(Facet(name, codelist, column))
    return found


def is_listed(site: Site, resource: Resource) -> bool:
    """Whether the API lists the rows of a table."""
    return len(site.catalog.rows(resource.name)) <= LISTED_UP_TO


def list_path(resource: Resource) -> str:
    """The first file of the list of a table."""
    return f"api/v1/{resource.name}/index.json"


def name_column(resource: Resource) -> str | None:
    """The column that says what a row is called; None for tables of figures and ties."""
    return next((name for name in NAMES if name in resource.schema), None)


def brief_columns(resource: Resource) -> list[str]:
    """The columns of a list by code: key, name, and what helps to choose."""
    name = name_column(resource)
    columns = [*resource.schema.primary_key, *([name] if name else [])]
    return [*columns, *(column for column in BRIEF if column in resource.schema)]


def rows_of_code(site: Site, resource: Resource, facet: Facet, code: str) -> Sequence[Row]:
    """The rows of a table that carry a code, in the order of the table."""
    return site.catalog.by(resource.name, facet.column).get(code, [])


def page_count(total: int) -> int:
    """How many files a list of so many rows has: at least one, so that an empty list can be read."""
    return max(1, math.ceil(total / PAGE_SIZE))


def parent_of(site: Site, resource: Resource) -> tuple[str, str] | None:
    """The column and table of the entry that rows hang on; None for tables whose rows stand by themselves.

    Figures and ties (no name of their own) hang on the first entry that they refer to: finances, measures and
    photos on their organization, hours on their service, placements on their company.
    """
    if resource.is_codelist or name_column(resource) or resource.name == "redirects":
        return None
    for key in resource.schema.foreign_keys:
        if not site.catalog.package.resources[key.resource].is_codelist:
            return key.fields[0], key.resource
    return None


def children_of(site: Site) -> dict[str, list[tuple[Resource, str]]]:
    """The tables whose rows hang on entries of a table, with the column that says so, by that table."""
    children: dict[str, list[tuple[Resource, str]]] = {}
    for resource in site.catalog.package.resources.values():
        parent = parent_of(site, resource)
        if parent:
            children.setdefault(parent[1], []).append((resource, parent[0]))
    return children
