"""A list of openings stands in a frame on a site of another origin; no other page of ours does."""

from datetime import timedelta

import pytest
from tomoni.insight.standing import opening_deadline, opening_state

from .test_closing import TODAY, on_day

FRAME = """<!DOCTYPE html><title>{title}</title><link rel="icon" href="data:,">
<h1>NPO</h1><iframe src="{src}" title="{title}" width="600" height="600"></iframe>
"""


@pytest.fixture(scope="module")
def other_site(serve, tmp_path_factory, site_address):
    """A site of its own on another port, which is another origin, with one page for each of our pages."""
    folder = tmp_path_factory.mktemp("npo")
    pages = {
        "area": "embed/openings-area-13122.html",
        "field": "embed/openings-field-13.html",
        "npo": "embed/openings-npo-midorino-kodomono-shokutaku.html",
    }
    for name, path in pages.items():
        (folder / f"{name}.html").write_text(FRAME.format(title=name, src=site_address + path))
    return serve(folder)


@pytest.mark.parametrize("kind", ["area", "field", "npo"])
def test_a_list_shows_in_a_frame_of_another_origin(open_page, other_site, kind):
    page = on_day(open_page, f"{other_site}{kind}.html", "2026-11-23")
    frame = page.frame_locator("iframe")
    assert frame.locator("h1").inner_text().endswith("の募集")
    assert frame.locator(".card-title").first.is_visible()
    assert not frame.locator("[data-when-none]").is_visible()
    link = frame.locator(".card-title a").first
    assert frame.locator("base").get_attribute("target") == "_blank"
    with page.context.expect_page() as opened:
        link.click()
    assert "/openings/" in opened.value.url


def test_a_list_says_so_when_every_opening_has_passed(open_page, site_address, demo_catalog):
    def last_days(organization):
        rows = demo_catalog.by("openings", "organization").get(organization["id"], ())
        return [opening_deadline(row) for row in rows if opening_state(row, TODAY) == "open"]

    found = next(row for row in demo_catalog.rows("organizations") if last_days(row) and all(last_days(row)))
    address = f"{site_address}embed/openings-npo-{found['id']}.html"
    last = max(last_days(found))
    page = on_day(open_page, address, last)
    assert page.locator(".card").first.is_visible() and not page.locator("[data-when-none]").is_visible()
    page = on_day(open_page, address, last + timedelta(days=1))
    assert page.locator("[data-when-none]").is_visible()
    assert page.locator(".card:visible").count() == 0


def test_the_headers_let_lists_alone_be_framed(demo_site):
    """The static server of these tests sends no headers; the file that hosts read does."""
    rules, path = {}, None
    for line in (demo_site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            path = line
        elif "frame-ancestors" in line:
            rules[path] = line.strip()
    assert not any(rule.startswith("/embed") or rule == "/*" for rule in rules)
    for folder in sorted(
        one.name for one in demo_site.iterdir() if one.is_dir() and list(one.glob("*.html"))
    ):
        if folder != "embed":
            assert rules[f"/{folder}/*"] == "Content-Security-Policy: frame-ancestors 'none'", folder
