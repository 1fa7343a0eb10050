"""On paper: an opening, a call and an offer are a poster of one side, a ward a sheet of two for the circular."""

import re

import pytest


@pytest.mark.parametrize(
    "pattern, sides",
    [
        ("openings/midorino-kodomono-shokutaku-one-off-cooking.html", 1),
        ("grants/adachi-kodomo-shokudo-2027.html", 1),
        ("resources/offers/adachi-okome.html", 1),
        ("areas/13122.html", 2),
    ],
)
def test_sides_of_a_printed_page(open_page, site_address, demo_site, pattern, sides):
    path = sorted(demo_site.glob(pattern))[0].relative_to(demo_site).as_posix()
    page = open_page(site_address + path)
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == sides
    assert page.get_by_role("button", name="ちらしとして印刷").is_visible()
