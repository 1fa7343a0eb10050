"""Passing it on: QR codes and posters where the site knows its address, lists for a frame on another site."""

import re
from datetime import date

import pytest
import segno
from tomoni.insight.standing import opening_state
from tomoni.publish.pages.badge import qr_inline
from tomoni.publish.pages.environment import Environments
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.site import Site
from tomoni.publish.pages.views import load_views
from tomoni.publish.pages.views.machine_files import headers_text, not_framed

from tests.conftest import DAY, ROOT
from tests.publish.rendering import Pages

TODAY = date.fromisoformat(DAY)


@pytest.fixture(scope="module")
def addressed(demo_catalog):
    """The demonstration as a site that knows its address, with its templates."""
    settings = Settings(
        theme=ROOT / "theme", address="https://tomoni.example", browser_libraries=ROOT / "node_modules"
    )
    site = Site(demo_catalog, TODAY, settings, load_views())
    site.collect()
    return site, Environments(site)


@pytest.mark.parametrize(
    "view, folder",
    [("openings", "openings"), ("grants", "grants"), ("projects", "projects"), ("resource_needs", "resources/needs"),
     ("events", "events"), ("areas", "areas")],
)  # fmt: skip
def test_entries_carry_a_qr_code_of_their_own_address(addressed, view, folder):
    site, environments = addressed
    ref = next(
        ref
        for ref in site.refs_of(view)
        if re.fullmatch(rf"{folder}/[^/]+\.html", ref.path) and isinstance(ref.key, str)
    )
    text = environments.render(ref, site.views[view].context(site, ref))
    assert str(qr_inline(f"https://tomoni.example/{ref.path}")) in text
    assert "line.me/R/share" in text and "mailto:?subject=" in text and "data-print" in text


def test_the_code_says_the_address_whatever_the_mask(addressed):
    address = "https://tomoni.example/openings/a.html"
    fixed, free = (
        segno.make(address, error="m", micro=False, mask=2),
        segno.make(address, error="m", micro=False),
    )
    assert (fixed.version, fixed.error) == (free.version, free.error)
    assert 'class="qr-code"' in qr_inline(address) and "style" not in qr_inline(address)


def test_a_list_to_embed_shows_what_is_open_in_the_ward(demo_site, demo_catalog):
    text = (demo_site / "embed" / "openings-area-13122.html").read_text(encoding="utf-8")
    shown = re.findall(r'class="card-title">.*?href="[^"]*openings/([^"/]+)\.html"', text)
    open_here = [
        row["id"]
        for row in demo_catalog.rows("openings")
        if row["area"] == "13122" and opening_state(row, TODAY) == "open"
    ]
    assert shown and set(shown) <= set(open_here) and len(shown) == min(10, len(open_here))
    assert '<base target="_blank">' in text and "site-header" not in text


def test_only_pages_to_embed_may_stand_in_a_frame():
    rules = not_framed(["index.html", "npos/a.html", "embed/b.html", "en/x/y.html", "data.csv"])
    assert set(rules) == {"/", "/index.html", "/npos/*", "/en/*"}
    assert "/npos/*\n  Content-Security-Policy: frame-ancestors 'none'\n" in headers_text(rules)


def test_the_headers_of_the_site_forbid_frames_everywhere_else(demo_site):
    text = (demo_site / "_headers").read_text(encoding="utf-8")
    general = text.partition("\n\n")[0]
    assert "frame-ancestors" not in general and "/embed/*" not in text
    for folder in ("npos", "openings", "en", "easy", "match"):
        assert f"/{folder}/*\n  Content-Security-Policy: frame-ancestors 'none'" in text


def test_there_is_a_list_for_every_ward_field_and_organization(addressed, demo_catalog):
    site, _ = addressed
    wanted = {
        f"area-{row['code']}" for row in demo_catalog.rows("areas") if row["code"] not in ("any", "13100")
    }
    wanted |= {f"field-{row['code']}" for row in demo_catalog.rows("activity_fields") if row["code"] != "any"}
    wanted |= {
        f"npo-{row['id']}"
        for row in demo_catalog.rows("organizations")
        if row["listing"] == "claimed" and row["status"] in ("active", "dormant")
    }
    missing = [name for name in sorted(wanted) if not site.has(f"embed/openings-{name}.html")]
    assert missing == []


@pytest.mark.parametrize("kind", ["area", "field", "npo"])
def test_a_list_stays_where_it_is_when_its_last_opening_has_closed(demo_catalog, kind):
    def lists(pages):
        return [ref.path for ref in pages.site.refs_of("embed") if ref.key and ref.key[0] == kind]

    now, years_later = Pages(demo_catalog, TODAY), Pages(demo_catalog, date(2031, 1, 1))
    path = next(path for path in lists(now) if "card-title" in now.text(path))
    assert lists(years_later) == lists(now), "an address that somebody framed is still there"
    text = years_later.text(path)
    assert "card-title" not in text and "いま募集している活動はありません。" in text
    assert "<div data-when-none>" in text and "<div data-when-none hidden>" in now.text(path)
    link = re.search(r'<a href="([^"]+)">(?:団体のページを見る|ほかの募集をさがす)</a>', text)
    assert years_later.site.has(link[1].removeprefix("../"))
