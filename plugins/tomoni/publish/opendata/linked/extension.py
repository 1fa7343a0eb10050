"""Linked data as an extension of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...pages.extension import Extension
from ...pages.page import PageRef
from ...pages.site import Site, View
from .heads import alternates, graph
from .identities import identity_files
from .moved import Moved
from .writing import write_files


class LinkedData(Extension):
    """JSON-LD in heads and files, stable addresses, and what stands at addresses that are no more."""

    name = "linked"

    def views(self) -> Sequence[View]:
        """The pages at old addresses."""
        return [Moved()]

    def links(self, site: Site, ref: PageRef) -> Iterable[Mapping[str, str]]:
        """An entry's page names its JSON-LD and its row."""
        return alternates(site, ref)

    def structured_data(self, site: Site, ref: PageRef, context: Mapping[str, Any]) -> Any:
        """The entry, the breadcrumb, the site."""
        return graph(site, ref, context)

    def write(self, site: Site, folder: Path) -> int:
        """`id/TABLE/ID.html` and `…/ID.jsonld` for every entry."""
        return write_files(folder, identity_files(site))
