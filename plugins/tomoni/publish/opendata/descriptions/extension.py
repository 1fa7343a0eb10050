"""Adds the pages and files that describe the open data to the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...pages.extension import Extension
from ...pages.page import PageRef
from ...pages.site import Site, View
from .machine_files import DataDescriptions
from .pages import DataIndex, DataTables
from .published import read_published


class DescriptionsExtension(Extension):
    """`/data/`, `/data/TABLE`, and the catalog in the forms that other catalogs harvest."""

    name = "opendata-descriptions"

    def views(self) -> Sequence[View]:
        """The pages, and the files for programs."""
        return (DataIndex(), DataTables(), DataDescriptions())

    def links(self, site: Site, ref: PageRef) -> Iterable[Mapping[str, str]]:
        """A table's page names its files, the page of all data the catalog in its machine-readable forms."""
        folder, _, name = ref.path.removeprefix("en/").partition("/")
        if folder != "data" or ref.template is None:
            return ()
        if name == "index.html":
            return (
                {"rel": "alternate", "type": "text/turtle", "href": "data/catalog.ttl"},
                {"rel": "alternate", "type": "application/ld+json", "href": "data/catalog.jsonld"},
            )
        if not isinstance(ref.key, str):
            return ()
        return [
            {"rel": "alternate", "type": file.mediatype, "href": file.path, "title": file.name}
            for file in read_published(site).of(ref.key)
        ]
