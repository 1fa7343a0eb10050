"""Every entry's page leads to where the entry is put right: its form, or a message prepared for its keepers."""

import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from tomoni.catalog import KINDS
from tomoni.publish.pages.edit_links import edit_link
from tomoni.publish.pages.entry_kinds import ENTRY_KINDS
from tomoni.publish.pages.page import PageRef, Settings
from tomoni.publish.pages.site import Site

from tests.conftest import ROOT

SECTIONS = {kind.table: kind.section for kind in ENTRY_KINDS} | {
    "organizations": "npos",
    "openings": "openings",
    "services": "help",
    "areas": "areas",
    "activity_fields": "fields",
    "topics": "topics",
}
FORMS = {kind.table for kind in KINDS}
ORGANIZATION = "midorino-kodomono-shokutaku"


def edit_of(text):
    """Where 「この情報を直す」 leads, in any register."""
    links = re.findall(r'<p class="report-entry no-print"><a href="([^"]+)"', text)
    found = [link for link in links if "submit/photos.html" not in link]
    return unescape(found[0]) if found else None


@pytest.mark.parametrize("table", SECTIONS)
def test_every_entry_can_be_put_right(demo_site, demo_catalog, table):
    keys = [row["code" if "code" in row else "id"] for row in demo_catalog.rows(table)]
    pages = [
        (key, path)
        for key in keys
        for prefix in ("", "en/", "easy/")
        if (path := demo_site / f"{prefix}{SECTIONS[table]}/{key}.html").exists()
    ]
    assert pages
    for key, path in pages:
        target = edit_of(path.read_text(encoding="utf-8"))
        assert target, path
        if table in FORMS:
            assert re.search(rf"submit/{table}\.html\?id={re.escape(key)}$", target), path
            assert (path.parent / target.partition("?")[0]).resolve().is_file(), path
        else:
            assert target.startswith("mailto:"), path
            body = unquote(target)
            assert f"{table}" in body and f"ID：{key}" in body, path


def test_every_kind_of_page_is_among_them(demo_site):
    """A page that can report a mistake can put it right: no template is left out."""
    for path in demo_site.glob("*/*.html"):
        text = path.read_text(encoding="utf-8")
        if "まちがい・心配なことを知らせる" in text:
            assert edit_of(text), path


def test_what_hangs_on_an_entry_is_put_right_from_its_page(demo_site, demo_catalog):
    text = (demo_site / f"npos/{ORGANIZATION}.html").read_text(encoding="utf-8")
    years = [row["fiscal_year"] for row in demo_catalog.by("finances", "organization")[ORGANIZATION]]
    for year in years:
        assert f"submit/finances.html?organization={ORGANIZATION}&amp;fiscal_year={year}" in text
    assert re.search(
        rf"submit/measures\.html\?id={ORGANIZATION}-[a-z0-9-]+&amp;organization={ORGANIZATION}", text
    )
    assert f'submit/logic_models.html?organization={ORGANIZATION}"' in text, "one can be added"
    service = next(iter(demo_catalog.by("service_hours", "service")))
    text = (demo_site / f"help/{service}.html").read_text(encoding="utf-8")
    assert f"submit/service_hours.html?service={service}&amp;weekday=" in text


def test_an_imported_organization_is_asked_whether_it_is_theirs(demo_site, demo_catalog):
    imported = next(row for row in demo_catalog.rows("organizations") if row["listing"] == "imported")
    claimed = next(row for row in demo_catalog.rows("organizations") if row["listing"] == "claimed")
    text = (demo_site / f"npos/{imported['id']}.html").read_text(encoding="utf-8")
    assert f"submit/organizations.html?id={imported['id']}&amp;claim=1" in text
    assert "claim=1" not in (demo_site / f"npos/{claimed['id']}.html").read_text(encoding="utf-8")


def test_with_a_repository_what_no_form_asks_for_becomes_a_prefilled_issue(demo_catalog):
    class View:
        name, table, section = "cases", "case_studies", "cases"

        def pages(self, _):
            yield PageRef("cases/chofu-guidelines.html", "entry.html", "ja", "chofu-guidelines")

    settings = Settings(repository="https://github.example/ward/tomoni/", theme=ROOT / "theme")
    site = Site(demo_catalog, None, settings, {"cases": View()})
    (ref,) = site.collect()
    link = urlsplit(edit_link(site, ref, site.wording("ja"), "https://ward.example/cases/x.html"))
    assert link.path == "/ward/tomoni/issues/new"
    body = parse_qs(link.query)["body"][0]
    assert "case_studies" in body and "ID：chofu-guidelines" in body and "https://ward.example/" in body
