"""Every page type at phone and desk width, light and dark: nothing sticks out, axe finds nothing, valid HTML."""

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
    found = {}
    for name, path in list(page_types(demo_site).items())[part::PARTS]:
        # bypass_csp lets the test's own axe in; the pages' policy is tested below.
        page = open_page(site_address + path, width=360, bypass_csp=True)
        page.wait_for_load_state("networkidle")
        page.add_script_tag(path=AXE)
        for width, scheme, rules in LOOKS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
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


def test_the_policy_of_the_pages_holds(open_page, site_address, demo_site):
    """No console error (a blocked script or style is one) and no request to another host, on any page type."""
    for path in page_types(demo_site).values():
        page = open_page(site_address + path)
        page.wait_for_timeout(200)  # for what its scripts load
        page.context.close()
