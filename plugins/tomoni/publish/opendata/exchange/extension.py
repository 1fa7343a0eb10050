"""Adds the files of the exchange standards to the site."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ...pages.environment import Environments
from ...pages.extension import Extension
from ...pages.page import PageRef
from ...pages.site import Site, View
from .giving360 import grants_package
from .hsds import hsds_organizations, hsds_services, hsds_taxonomies, hsds_taxonomy_terms

FILES: dict[str, tuple[str, Callable[[Site], Any]]] = {
    "data/360giving.json": ("awards", grants_package),
    "data/hsds/organizations.json": ("organizations", hsds_organizations),
    "data/hsds/services.json": ("services", hsds_services),
    "data/hsds/taxonomies.json": ("services", hsds_taxonomies),
    "data/hsds/taxonomy_terms.json": ("services", hsds_taxonomy_terms),
}
"""Path to the table without whose rows the file has nothing to say, and what gives its content."""


class ExchangeFiles:
    """View of the files; each is one JSON document."""

    name = "exchange"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """A file for each standard and table that has rows."""
        for path, (table, _) in FILES.items():
            if site.catalog.rows(table):
                yield PageRef(path, None, "ja", path, indexable=False)

    def context(self, _site: Site, _ref: PageRef) -> dict[str, Any]:
        """Nothing: no template is asked."""
        return {}

    def text(self, site: Site, ref: PageRef, _: Environments) -> str:
        """The document; a list has one entry a line, so that changes can be compared."""
        document = FILES[ref.key][1](site)
        if isinstance(document, list):
            entries = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in document)
            return f"[\n{entries}\n]\n"
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


class ExchangeExtension(Extension):
    """Awards as 360Giving, services and organizations as HSDS."""

    name = "opendata-exchange"

    def views(self) -> Sequence[View]:
        """The files."""
        return (ExchangeFiles(),)
