"""The API as an extension of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ...pages.extension import Extension
from ...pages.page import PageRef, register_prefix
from ...pages.site import Site, View
from ..linked import write_files
from .documents import api_files
from .pages import ApiPages


class StaticApi(Extension):
    """`api/v1/…` and the page that explains it."""

    name = "api"

    def views(self) -> Sequence[View]:
        """The page that explains the API."""
        return [ApiPages()]

    def links(self, site: Site, ref: PageRef) -> Iterable[Mapping[str, str]]:
        """The first page and the API's own lead to the description."""
        if ref.path.removeprefix(register_prefix(ref.register)) in ("index.html", "api/index.html"):
            yield {
                "rel": "service-desc",
                "type": "application/vnd.oai.openapi+json",
                "href": "api/v1/openapi.json",
            }

    def headers(self) -> Mapping[str, Mapping[str, str]]:
        """Programs in pages of other hosts may read the data."""
        return {f"/{folder}/*": {"Access-Control-Allow-Origin": "*"} for folder in ("api", "data")}

    def write(self, site: Site, folder: Path) -> int:
        """Every file of the API."""
        return write_files(folder, api_files(site))
