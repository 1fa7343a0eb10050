"""The badge and the QR code that an organization carries elsewhere."""

import xml.etree.ElementTree as ElementTree

import pytest
from tomoni.publish.pages.badge import qr_svg

RICH = "midorino-kodomono-shokutaku"


def test_the_badge_says_the_main_figure_its_period_and_whose_it_is(demo_site):
    badge = ElementTree.parse(demo_site / "npos" / f"{RICH}-badge.svg").getroot()
    said = badge.get("aria-label")
    assert said.startswith("みどり野こどもの食卓：話せる大人がいると答えた割合 81")
    assert said.endswith("（2025年4月–2026年3月）")
    texts = [element.text for element in badge.iter("{http://www.w3.org/2000/svg}text")]
    assert "みどり野こどもの食卓" in texts
    assert "81" in texts


def test_every_badge_is_a_picture_without_scripts_or_links(demo_site):
    badges = list((demo_site / "npos").glob("*-badge.svg"))
    assert len(badges) > 50
    for path in badges:
        names = {element.tag.rpartition("}")[2] for element in ElementTree.parse(path).iter()}
        assert names <= {"svg", "title", "rect", "text"}


def test_a_qr_code_is_the_same_each_time_and_has_a_quiet_zone():
    address = "https://tomoni.example/npos/a.html"
    code = qr_svg(address)
    assert code == qr_svg(address)
    root = ElementTree.fromstring(code)
    assert int(root.get("width")) == int(root.get("height")) > 100


def test_an_organization_without_figures_has_no_badge(demo_site, demo_catalog):
    bare = next(row for row in demo_catalog.rows("organizations") if row["listing"] == "imported")
    assert not (demo_site / "npos" / f"{bare['id']}-badge.svg").exists()


@pytest.mark.parametrize("address", ["https://tomoni.example/", "https://tomoni.example/" + "a" * 300])
def test_long_addresses_fit(address):
    assert "<path" in qr_svg(address)
