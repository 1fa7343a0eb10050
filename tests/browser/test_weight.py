"""An entity page on the first visit: at most 30 kB gzipped all told without images, 14 kB of it HTML."""

import gzip
from urllib.parse import urlsplit

import pytest
from tomoni.publish.pages.views import load_views

HTML, TOTAL = 14_000, 30_000
TABLES = sorted(view.table for view in load_views().values() if hasattr(view, "table"))


def packed(content):
    """Bytes as a server sends them (gzip's usual level)."""
    return len(gzip.compress(content, 6, mtime=0))


def entity_pages(demo_site, demo_catalog, table):
    """The pages of a table's entries in every register, the heaviest first."""
    section = next(view.section for view in load_views().values() if getattr(view, "table", "") == table)
    keys = [row.get("id") or row["code"] for row in demo_catalog.rows(table)]
    found = [
        path
        for prefix in ("", "en/", "easy/")
        for key in keys
        if (path := demo_site / f"{prefix}{section}/{key}.html").is_file()
    ]
    return sorted(found, key=lambda path: (-packed(path.read_bytes()), path))


@pytest.mark.parametrize("table", TABLES)
def test_the_html_of_every_entity_page_is_light(demo_site, demo_catalog, table):
    pages = entity_pages(demo_site, demo_catalog, table)
    assert pages, f"{table} has no pages"
    heavy = {
        path.relative_to(demo_site).as_posix(): size
        for path in pages
        if (size := packed(path.read_bytes())) > HTML
    }
    assert heavy == {}


@pytest.mark.parametrize("table", TABLES)
def test_a_first_visit_to_the_heaviest_page_of_each_type_is_light(
    open_page, site_address, demo_site, demo_catalog, table
):
    path = entity_pages(demo_site, demo_catalog, table)[0].relative_to(demo_site).as_posix()
    loaded = {}

    def weigh(response):
        if response.request.resource_type not in ("image", "media") and response.ok:
            loaded[urlsplit(response.url).path] = packed(response.body())

    page = open_page("about:blank")
    page.on("response", weigh)
    page.goto(site_address + path)
    page.wait_for_load_state("networkidle")
    assert f"/{path}" in loaded and any(name.endswith(".css") for name in loaded)
    loaded = {name: size for name, size in loaded.items() if not name.endswith(".svg")}
    assert sum(loaded.values()) <= TOTAL, loaded
