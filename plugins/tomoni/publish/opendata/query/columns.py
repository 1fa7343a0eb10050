"""The columns of every table of the database, with their titles, which the query page loads when asked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ...pages.environment import Environments
from ...pages.page import PageRef, Register, register_prefix
from ...pages.site import Site
from .database import opened, tables


def data_registers(site: Site) -> list[Register]:
    """Japanese and English: the pages are for those who work with data."""
    return [register for register in site.settings.registers if register != "easy"]


def columns_path(register: str) -> str:
    """Where the list of columns of a register lies."""
    return f"{register_prefix(register)}data/query-columns.json"


class QueryColumns:
    """View of `data/query-columns.json`: `{table: [[column, title]]}`, in the order of the database."""

    name = "query_columns"
    after_files = True

    def pages(self, site: Site) -> Iterable[PageRef]:
        """One file for each register of the query page."""
        for register in data_registers(site):
            yield PageRef(columns_path(register), None, register, indexable=False)

    def context(self, _site: Site, _ref: PageRef) -> dict[str, Any]:
        """Nothing: no template is asked."""
        return {}

    def text(self, site: Site, ref: PageRef, _: Environments) -> str:
        """Titles come from the schema of the table; a view takes those of the table whose name it bears."""
        resources = site.catalog.package.resources
        found: dict[str, list[list[str]]] = {}
        assert site.folder is not None
        with opened(site.folder) as connection:
            for table in tables(connection) if connection else ():
                base = next((name for name in resources if table.name in (name, f"{name}_labelled")), None)
                titles = (
                    {field.name: _title(field, ref.register) for field in resources[base].schema.fields}
                    if base
                    else {}
                )
                found[table.name] = [[column, titles.get(column, "")] for column in table.columns]
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _title(field: Any, register: str) -> str:
    return str(field.title_en if register == "en" else field.title)
