"""oEmbed 1.0: what another site may show of an organization's page that it links to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tomoni.catalog import Row

from ...pages.site import Site
from ..linked import address, page_path, root_of

_DAY_SECONDS = 86_400


def oembed_path(key: str) -> str:
    """`oembed/npos/ID.json`."""
    return f"oembed/npos/{key}.json"


def oembed(site: Site, row: Row) -> dict[str, Any]:
    """A response of type `link`: title and names. There is nothing to embed but the link itself."""
    path = oembed_path(row["id"])
    root = root_of(path)
    page = page_path(site, "organizations", row["id"])
    return {
        "version": "1.0",
        "type": "link",
        "title": row["name"],
        "author_name": row["name"],
        "author_url": address(site, page or "index.html", root),
        "provider_name": site.settings.site_name,
        "provider_url": address(site, "index.html", root),
        "cache_age": _DAY_SECONDS,
    }


def embeddable(site: Site) -> Iterator[Row]:
    """The organizations that claimed their entry."""
    return (row for row in site.catalog.rows("organizations") if row["listing"] == "claimed")
