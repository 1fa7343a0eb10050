"""The descriptions that programs read, as one view of files without templates."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from ...pages.environment import Environments
from ...pages.page import PageRef
from ...pages.site import Site
from .citation import citation_file
from .croissant import croissant
from .data_json import data_json
from .data_package import data_package
from .dcat import catalog_jsonld, catalog_turtle
from .llms import llms
from .published import Published, read_published


def _json(make: Callable[[Published], Any]) -> Callable[[Published], str]:
    def text(published: Published) -> str:
        return json.dumps(make(published), ensure_ascii=False, indent=1) + "\n"

    return text


FILES: dict[str, Callable[[Published], str]] = {
    "data/datapackage.json": _json(data_package),
    "data/catalog.ttl": catalog_turtle,
    "data/catalog.jsonld": catalog_jsonld,
    "data.json": _json(data_json),
    "data/croissant.json": _json(croissant),
    "data/CITATION.cff": citation_file,
    "llms.txt": llms,
}


class DataDescriptions:
    """View of the files that describe the data to programs."""

    name = "data_descriptions"
    after_files = True

    def pages(self, _site: Site) -> Iterable[PageRef]:
        """One file for each standard."""
        for path in FILES:
            yield PageRef(path, None, "ja", path, indexable=False)

    def context(self, _site: Site, _ref: PageRef) -> dict[str, Any]:
        """Nothing: no template is asked."""
        return {}

    def text(self, site: Site, ref: PageRef, _: Environments) -> str:
        """The file, from the list of published files and the package's own description."""
        return FILES[ref.key](read_published(site))
