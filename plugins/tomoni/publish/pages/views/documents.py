"""The prose of content/: guides, terms, privacy, accessibility, in each register that has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from ..page import PageRef, register_prefix
from ..site import Site


class Documents:
    """View of the pages that Pelican read from content/."""

    name = "documents"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """`about.html`, `en/about.html`, …: as many as content/ has."""
        for index, document in enumerate(site.documents):
            if document.register in site.settings.registers:
                path = f"{register_prefix(document.register)}{document.slug}.html"
                yield PageRef(path, "page.html", document.register, index, document.modified)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """Title and text. The text is the ward's own, from content/, not a contributor's."""
        document = site.documents[ref.key]
        wording = site.wording(ref.register)
        return {
            "title": document.title,
            "description": document.description,
            "body": Markup(document.body),
            "modified": document.modified,
            "breadcrumb": [
                {"label": wording._("ホーム"), "path": f"{register_prefix(ref.register)}index.html"},
                {"label": document.title, "path": None},
            ],
        }


VIEW = Documents()
