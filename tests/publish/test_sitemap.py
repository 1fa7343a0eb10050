"""The sitemap lists every page that may be indexed, in as many files as the standard asks for."""

import xml.etree.ElementTree as ElementTree
from datetime import date

from tomoni.publish.pages.page import PageRef
from tomoni.publish.pages.views.machine_files import (
    ADDRESSES_IN_SITEMAP,
    sitemap_index_text,
    sitemap_parts,
    sitemap_text,
)

from tests.conftest import DAY, tomoni

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(text):
    return [element.text for element in ElementTree.fromstring(text).iter(f"{NAMESPACE}loc")]


def test_few_pages_stand_in_one_file_without_those_that_are_not_indexed():
    refs = [PageRef("index.html", "home.html", "ja"), PageRef("404.html", "404.html", "ja", indexable=False)]
    assert sitemap_parts(refs) == [("sitemap.xml", refs[:1])]


def test_an_address_is_escaped_and_a_date_of_change_is_told():
    text = sitemap_text(
        "https://tomoni.example", [PageRef("npos/a.html", "x", "ja", lastmod=date(2026, 11, 1))]
    )
    assert locations(text) == ["https://tomoni.example/npos/a.html"]
    assert "<lastmod>2026-11-01</lastmod>" in text
    assert locations(sitemap_text("https://tomoni.example/?a=1&b=2", [PageRef("x.html", "x", "ja")])) == [
        "https://tomoni.example/?a=1&b=2/x.html"
    ]


def test_many_pages_stand_in_files_that_the_first_lists():
    refs = [PageRef(f"npos/{number}.html", "x", "ja") for number in range(2 * ADDRESSES_IN_SITEMAP + 1)]
    parts = sitemap_parts(refs)
    assert [path for path, _ in parts] == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert [ref for _, listed in parts for ref in listed] == refs
    assert max(len(listed) for _, listed in parts) <= 50_000
    index = sitemap_index_text("https://tomoni.example", [path for path, _ in parts[1:]])
    assert locations(index)[0] == "https://tomoni.example/sitemap-1.xml"


def test_a_site_that_knows_its_address_lists_its_pages(small_package, tmp_path):
    settings = tmp_path / "publishconf.py"
    settings.write_text(
        "import sys\nsys.path.insert(0, '.')\nfrom pelicanconf import *\n"
        "SITEURL = 'https://tomoni.example/ward'\nTOMONI_REGISTERS = ('ja',)\n"
        "import os\nPATH, THEME = os.path.abspath('content'), os.path.abspath('theme')\n"
        "PLUGIN_PATHS = [os.path.abspath('plugins')]\nTOMONI_BROWSER_LIBRARIES = os.path.abspath('node_modules')\n",
        encoding="utf-8",
    )
    tomoni(
        "build",
        "--data",
        small_package,
        "--output",
        tmp_path / "site",
        "--as-of",
        DAY,
        "--settings",
        settings,
    )
    listed = locations((tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8"))
    assert "https://tomoni.example/ward/npos/" in listed
    assert len(listed) == len(set(listed)) > 50
    for address in listed:
        path = address.removeprefix("https://tomoni.example/ward/")
        assert (
            tmp_path / "site" / (f"{path}index.html" if path.endswith("/") or not path else path)
        ).is_file()
    assert "Sitemap: https://tomoni.example/ward/sitemap.xml" in (tmp_path / "site" / "robots.txt").read_text(
        encoding="utf-8"
    )
