"""Every page type at phone and desk width, light and dark: nothing sticks out, axe finds nothing, valid HTML.

`open_page` fails a test at its end where a console error came (a script or style that the page's policy blocked is
one) or a request to another host.
"""

import json
import subprocess

import pytest

from tests.browser.axe import RULES, violations
from tests.browser.conftest import ROOT, SCREENSHOTS
from tests.conftest import page_types

# The choice of colours changes no structure: there only the contrast is looked at again.
LOOKS = [
    (360, "light", RULES),
    (360, "dark", []),
    (1280, "light", RULES),
    (1280, "dark", ["color-contrast"]),
]
PARTS = 4


def wider_than_the_window(page):
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def looked_at(page, address):
    """Go on to the next page as a visitor does, in the same tab: what it shares with the one before is there."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.emulate_media(color_scheme="light")
    page.goto(address)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_sticks_out_and_axe_finds_nothing(open_page, site_address, demo_site, part):
    SCREENSHOTS.mkdir(exist_ok=True)
    found = {}
    page = open_page("about:blank", reduced_motion="reduce")  # no picture of a colour on its way to another
    for name, path in list(page_types(demo_site).items())[part::PARTS]:
        looked_at(page, site_address + path)
        for width, scheme, rules in LOOKS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            picture = SCREENSHOTS / f"{name}-{width}-{scheme}.jpg"
            page.screenshot(path=picture, type="jpeg", quality=80, full_page=True)
            overflow = wider_than_the_window(page)
            broken = violations(page, rules)
            if overflow > 0:
                broken.append(f"sticks out by {overflow} px")
            if broken:
                found[f"{path} {width} {scheme}"] = broken
    assert not found


def test_nothing_sticks_out_when_everything_has_passed(open_page, site_address, demo_site):
    """A year later the words of deadlines are longer ones."""
    found = {}
    page = open_page("about:blank", at="2027-11-23T12:00:00+09:00")
    for name, path in page_types(demo_site).items():
        if not name.startswith(("home", "opening", "organization", "grant", "project", "resource")):
            continue
        looked_at(page, site_address + path)
        overflow = wider_than_the_window(page)
        if overflow > 0:
            found[path] = overflow
    assert not found


def test_every_page_type_is_valid_html(demo_site, tmp_path):
    pages = [str(demo_site / path) for path in page_types(demo_site).values()]
    done = subprocess.run(
        [
            "npx",
            "--no-install",
            "html-validate",
            "--config",
            ".htmlvalidate.json",
            "--formatter",
            f"json={tmp_path / 'found.json'}",
            *pages,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    messages = [
        f"{result['filePath']}:{message['line']} {message['ruleId']} {message['message']}"
        for result in json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
        for message in result["messages"]
    ]
    assert not messages[:20]
    assert done.returncode == 0, done.stderr
