"""What the head of a page says to machines: the entry, the way to it, the site's search; and where else it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...pages.page import PageRef, register_prefix
from ...pages.site import Site
from .addresses import has_identities, json_ld_path, row_path, tables_with_pages
from .datasets import dataset_of
from .entries import ENTRIES, entry
from .json_ld import PAGE_CONTEXT, Linking, Node, breadcrumbs, known

SEARCH_PAGES = ("search.html", "search/index.html")


def entry_of(site: Site, ref: PageRef) -> tuple[str, str] | None:
    """The table and key of the entry whose own page this is; None for every other page."""
    if not isinstance(ref.key, str):
        return None
    sections: dict[str, str] | None = site.kept.get("tables by section")
    if sections is None:
        sections = site.kept["tables by section"] = {
            section: table for table, section in tables_with_pages(site).items()
        }
    section, _, name = ref.path.removeprefix(register_prefix(ref.register)).rpartition("/")
    table = sections.get(section)
    return (table, ref.key) if table and name == f"{ref.key}.html" else None


def graph(site: Site, ref: PageRef, context: Mapping[str, Any]) -> Node | None:
    """The JSON-LD of a page, or None for a page that has nothing to say."""
    link = Linking(site, ref.root, ref.register)
    nodes: list[Node] = []
    found = entry_of(site, ref)
    node = entry(link, *found) if found else None
    if node:
        nodes.append(node)
    data = dataset_of(link, ref)
    if data:
        nodes.append(data)
    if ref.path == f"{register_prefix(ref.register)}index.html":
        nodes.append(website(link))
    if context.get("breadcrumb"):
        nodes.append(breadcrumbs(link, context["breadcrumb"], ref.path))
    return {"@context": PAGE_CONTEXT, "@graph": nodes} if nodes else None


def website(link: Linking) -> Node:
    """The site itself, and its search where it has that page."""
    site = link.site
    prefix = register_prefix(link.register)
    home = link.iri(f"{prefix}index.html")
    search = next((path for name in SEARCH_PAGES if site.has(path := prefix + name)), None)
    return known(
        {
            "@type": "WebSite",
            "@id": home,
            "url": home,
            "name": site.settings.site_name,
            "alternateName": site.wording(link.register)._(site.settings.tagline),
            "inLanguage": "en" if link.register == "en" else "ja",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{link.iri(search)}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            }
            if search
            else None,
        }
    )


def alternates(site: Site, ref: PageRef) -> Iterable[Mapping[str, str]]:
    """The same entry as JSON-LD and as its row."""
    found = entry_of(site, ref)
    if found is None or not has_identities(site, found[0]):
        return
    table, key = found
    if table in ENTRIES:
        yield {"rel": "alternate", "type": "application/ld+json", "href": json_ld_path(site, table, key)}
    if not site.catalog.package.resources[table].is_codelist:
        yield {"rel": "alternate", "type": "application/json", "href": row_path(table, key)}
