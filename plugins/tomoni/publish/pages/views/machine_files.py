"""Files for machines and hosts: sitemap, robots, headers, manifest, and the page for what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from ..environment import Environments, content_security_policy
from ..page import PageRef
from ..site import Site

# A browser obeys every policy that it is given, the page's own and the header's. So the header says what any page
# may do at most, and each page's own policy what that page may do: without it the query page, whose script runs
# SQLite as WebAssembly, would need a rule of its own, which hosts join with the general one in different ways.
_OUTER_POLICY = content_security_policy({"script-src": "'wasm-unsafe-eval'", "worker-src": "'self'"})

HEADERS = (
    ("Content-Security-Policy", _OUTER_POLICY),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
"""What a host that reads `_headers` sends with every page."""

FRAMED = "embed"
"""The one folder whose pages other sites may show in a frame."""
_NOT_FRAMED = {"Content-Security-Policy": "frame-ancestors 'none'"}

ADDRESSES_IN_SITEMAP = 45_000


class MachineFiles:
    """View of the files that no one reads but programs."""

    name = "machine_files"
    comes_last = True  # the sitemap lists what the other views make

    def pages(self, site: Site) -> Iterable[PageRef]:
        """`404.html`, `robots.txt`, `_headers`, `site.webmanifest`; sitemaps where the site has an address."""
        yield PageRef("404.html", "404.html", "ja", indexable=False)
        for name in ("robots.txt", "_headers"):
            yield PageRef(name, None, "ja", name, indexable=False)
        yield PageRef("site.webmanifest", "site.webmanifest", "ja", indexable=False)
        if site.settings.address:
            for path, _ in sitemap_parts(site.refs):
                yield PageRef(path, None, "ja", path, indexable=False)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """404.html and the manifest need no more than every page has."""
        return {"title": site.wording(ref.register)._("ページが見つかりません"), "description": ""}

    def text(self, site: Site, ref: PageRef, _: Environments) -> str:
        """The text of a file without a template."""
        if ref.key == "robots.txt":
            sitemap = f"Sitemap: {site.settings.address}/sitemap.xml\n" if site.settings.address else ""
            return f"User-agent: *\nAllow: /\n{sitemap}"
        if ref.key == "_headers":
            more = (extension.headers() for extension in site.extensions)
            return headers_text({"/*": dict(HEADERS)}, not_framed(site.paths), *more)
        parts = dict(sitemap_parts(site.refs))
        if len(parts) > 1 and ref.path == "sitemap.xml":
            return sitemap_index_text(site.settings.address, [path for path in parts if path != ref.path])
        return sitemap_text(site.settings.address, parts[ref.path])


def not_framed(paths: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """A second policy for all but the pages to embed: hosts add policies up, and a browser obeys every one.

    A rule cannot except a folder, so each other folder, and each page at the root, has its own.
    """
    pages = [path for path in paths if path.endswith(".html")]
    folders = {path.partition("/")[0] for path in pages if "/" in path} - {FRAMED}
    at_root = {f"/{path}" for path in pages if "/" not in path} | {"/"}
    return dict.fromkeys(sorted(at_root | {f"/{folder}/*" for folder in folders}), _NOT_FRAMED)


def headers_text(*rules: Mapping[str, Mapping[str, str]]) -> str:
    """The file `_headers`: each path with its headers, as Netlify and Cloudflare Pages read it."""
    blocks = [(path, headers) for rule in rules for path, headers in rule.items()]
    return "\n".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for path, headers in blocks
    )


def sitemap_parts(refs: Sequence[PageRef]) -> list[tuple[str, Sequence[PageRef]]]:
    """The files of a sitemap: path and the pages that it lists.

    One file lists them all as long as they fit; else the first lists the others (sitemaps.org 0.9 allows
    50,000 addresses in a file) and has no pages of its own.
    """
    indexed = [ref for ref in refs if ref.indexable]
    if len(indexed) <= ADDRESSES_IN_SITEMAP:
        return [("sitemap.xml", indexed)]
    starts = range(0, len(indexed), ADDRESSES_IN_SITEMAP)
    parts = [
        (f"sitemap-{number}.xml", indexed[start : start + ADDRESSES_IN_SITEMAP])
        for number, start in enumerate(starts, 1)
    ]
    return [("sitemap.xml", ()), *parts]


def sitemap_text(address: str, refs: Sequence[PageRef]) -> str:
    """A sitemap of these pages of the site at `address`."""
    lines = []
    for ref in refs:
        changed = f"<lastmod>{ref.lastmod.isoformat()}</lastmod>" if ref.lastmod else ""
        location = escape(f"{address}/{ref.path.removesuffix('index.html')}")
        lines.append(f"<url><loc>{location}</loc>{changed}</url>")
    return _sitemap("urlset", lines)


def sitemap_index_text(address: str, paths: Sequence[str]) -> str:
    """The list of a site's sitemaps."""
    return _sitemap(
        "sitemapindex", [f"<sitemap><loc>{escape(f'{address}/{path}')}</loc></sitemap>" for path in paths]
    )


def _sitemap(element: str, lines: Sequence[str]) -> str:
    start = f'<{element} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', start, *lines, f"</{element}>", ""])


VIEW = MachineFiles()
