"""The workbooks to fill in, on the site: `submit/tomoni-TABLE.xlsx` for every table with a form.

A plugin of the site (PLUGINS in pelicanconf.py) that stands here because only commands may know both the room that
publishes and the one that takes contributions.
"""

from __future__ import annotations

from pathlib import Path

from tomoni.catalog import KINDS
from tomoni.contribute.template import template_workbook
from tomoni.publish.pages.extension import Extension, extensions_wanted
from tomoni.publish.pages.site import Site

FOLDER = "submit"


class TemplateExtension(Extension):
    """Writes a template for each kind of entry."""

    name = "templates"

    def write(self, site: Site, folder: Path) -> int:
        """One workbook for each table with a form that the site's catalog has; the number written."""
        tables = [kind.table for kind in KINDS if kind.table in site.catalog.package.resources]
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        for table in tables:
            path = folder / FOLDER / f"tomoni-{table}.xlsx"
            path.write_bytes(template_workbook(site.catalog, table, site.as_of))
        return len(tables)


def _wanted(_: object) -> Extension:
    return TemplateExtension()


def register() -> None:
    """Called by Pelican."""
    extensions_wanted.connect(_wanted)
