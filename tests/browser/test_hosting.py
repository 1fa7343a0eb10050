"""The same folder works at a domain's root, under a sub-path, and opened from a disk."""

import pytest


@pytest.fixture
def under_a_path(serve, demo_site, tmp_path):
    (tmp_path / "wards").mkdir()
    (tmp_path / "wards" / "tomoni").symlink_to(demo_site.resolve())
    return serve(tmp_path) + "wards/tomoni/"


def walk(page):
    """From the first page to an organization through its ward, as a visitor would."""
    page.locator("nav.tiles a, .tiles a", has_text="葛飾").first.click()
    page.wait_for_selector("h1:has-text('葛飾区')")
    with page.expect_navigation():
        page.locator("article h3 a").first.click()
    color = page.evaluate("getComputedStyle(document.querySelector('.site-header')).position")
    assert color in ("sticky", "static", "relative")
    assert page.evaluate("document.styleSheets.length") == 1


def test_at_the_root(open_page, site_address):
    walk(open_page(site_address))


def test_under_a_sub_path(open_page, under_a_path):
    page = open_page(under_a_path)
    walk(page)
    page.goto(under_a_path + "openings/index.html?condition=beginners")
    page.wait_for_selector(".facets input:checked")


def test_from_a_folder_without_any_server(chromium, demo_site):
    context = chromium.new_context()
    page = context.new_page()
    page.goto((demo_site.resolve() / "index.html").as_uri())
    walk(page)
    context.close()
