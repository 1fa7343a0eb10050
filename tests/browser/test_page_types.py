"""Every page type at phone and desk width, light and dark: nothing sticks out, axe finds nothing, valid HTML.

`open_page` fails a test at its end where a console error came (a script or style that the page's policy blocked is
one) or a request to another host.
"""

import json
import subprocess

import pytest

from tests.browser.conftest import ROOT, SCREENSHOTS
from tests.conftest import page_types

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# The choice of colours changes no structure: there only the contrast is looked at again.
LOOKS = [
    (360, "light", RULES),
    (360, "dark", []),
    (1280, "light", RULES),
    (1280, "dark", ["color-contrast"]),
]
PARTS = 4


def violations(page, rules):
    """What axe finds on `page`: rule and the first element, by these rules or tags (none: nothing is looked at)."""
    if not rules:
        return []
    results = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in results["violations"]]


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_sticks_out_and_axe_finds_nothing(open_page, site_address, demo_site, part):
    SCREENSHOTS.mkdir(exist_ok=True)
    axe = AXE.read_text(encoding="utf-8")
    found = {}
    for name, path in list(page_types(demo_site).items())[part::PARTS]:
        page = open_page(site_address + path, width=360)
        page.wait_for_load_state("networkidle")
        page.evaluate(axe)  # not as a script of the page, which its policy would block
        for width, scheme, rules in LOOKS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            picture = SCREENSHOTS / f"{name}-{width}-{scheme}.jpg"
            page.screenshot(path=picture, type="jpeg", quality=80, full_page=True)
            overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            broken = violations(page, rules)
            if overflow > 0:
                broken.append(f"sticks out by {overflow} px")
            if broken:
                found[f"{path} {width} {scheme}"] = broken
        page.context.close()
    assert not found


def test_nothing_sticks_out_when_everything_has_passed(open_page, site_address, demo_site):
    """A year later the words of deadlines are longer ones."""
    found = {}
    for name, path in page_types(demo_site).items():
        if not name.startswith(("home", "opening", "organization", "grant", "project", "resource")):
            continue
        page = open_page(site_address + path, width=360, at="2027-11-23T12:00:00+09:00")
        page.wait_for_load_state("networkidle")
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if overflow > 0:
            found[path] = overflow
        page.context.close()
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
