"""Files for machines and hosts: sitemap, robots, headers, manifest, and the page for what is not there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..environment import CONTENT_SECURITY_POLICY, Environments
from ..page import PageRef
from ..site import Site

HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY + "; frame-ancestors 'none'"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
"""What a host that reads `_headers` sends with every page."""


class MachineFiles:
    """View of the files that no one reads but programs."""

    name = "machine_files"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """`404.html`, `robots.txt`, `_headers`, `site.webmanifest`; sitemaps where the site has an address."""
        yield PageRef("404.html", "404.html", "ja", indexable=False)
        for name in ("robots.txt", "_headers"):
            yield PageRef(name, None, "ja", name, indexable=False)
        yield PageRef("site.webmanifest", "site.webmanifest", "ja", indexable=False)
        if site.settings.address:
            yield PageRef("sitemap.xml", None, "ja", "sitemap", indexable=False)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """404.html and the manifest need no more than every page has."""
        return {"title": site.wording(ref.register)._("ページが見つかりません"), "description": ""}

    def text(self, site: Site, ref: PageRef, _: Environments) -> str:
        """The text of a file without a template."""
        if ref.key == "robots.txt":
            sitemap = f"Sitemap: {site.settings.address}/sitemap.xml\n" if site.settings.address else ""
            return f"User-agent: *\nAllow: /\n{sitemap}"
        if ref.key == "_headers":
            return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS)
        return sitemap_text(site)


def sitemap_text(site: Site) -> str:
    """The sitemap (sitemaps.org 0.9) of all pages that may be indexed."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for ref in site.refs:
        if ref.indexable:
            changed = f"<lastmod>{ref.lastmod.isoformat()}</lastmod>" if ref.lastmod else ""
            address = f"{site.settings.address}/{ref.path.removesuffix('index.html')}"
            lines.append(f"<url><loc>{address}</loc>{changed}</url>")
    return "\n".join([*lines, "</urlset>", ""])


VIEW = MachineFiles()
