"""Adds the pages and files that describe the open data to the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...pages.extension import Extension
from ...pages.page import PageRef
from ...pages.site import Site, View
from .machine_files import DataDescriptions
from .pages import DataIndex, DataTables


class DescriptionsExtension(Extension):
    """`/data/`, `/data/TABLE`, and the catalog in the forms that other catalogs harvest."""

    name = "opendata-descriptions"

    def views(self) -> Sequence[View]:
        """The pages, and the files for programs."""
        return (DataIndex(), DataTables(), DataDescriptions())

    def links(self, _site: Site, ref: PageRef) -> Iterable[Mapping[str, str]]:
        """The page of all data names the catalog in its machine-readable forms."""
        if ref.path.removeprefix("en/") != "data/index.html":
            return ()
        return (
            {"rel": "alternate", "type": "text/turtle", "href": "data/catalog.ttl"},
            {"rel": "alternate", "type": "application/ld+json", "href": "data/catalog.jsonld"},
        )
