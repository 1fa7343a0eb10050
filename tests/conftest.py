"""What many tests share: the demonstration site, built once from the committed data for the day it was made for."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import sync_playwright
from tomoni.catalog import load_catalog

from tests import command

ROOT = Path(__file__).parent.parent
DAY = "2026-11-23"
# The one without windows needs a third of the time for a page; what draws and runs it is the same.
BROWSER = shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# How long an example takes says nothing of whether it is right. What decides whether work lands answers the same each
# time for the same code (CI is set); everywhere else each run tries other examples.
settings.register_profile("untimed", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("untimed")
# What scripts and hooks call is the command of this environment.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
# Photos are made once for all builds of the tests.
os.environ.setdefault("TOMONI_PHOTO_CACHE", str(ROOT / ".cache" / "photos"))


def tomoni(*arguments, cwd=ROOT, env=None, check=True):
    """Run the command as a user would; returns the finished process."""
    done = command.run(list(map(str, arguments)), cwd, env)
    if check and done.returncode:
        raise AssertionError(f"tomoni {arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory):
    """The folder of the built demonstration site."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    output = shared / "demo-site"
    with FileLock(str(shared / "demo-site.lock")):
        if not output.exists():
            tomoni("build", "--data", "data", "--output", output, "--as-of", DAY)
    return output


@pytest.fixture(scope="session")
def chromium():
    if BROWSER is None:
        pytest.skip("no chromium on the PATH: the browser tests are skipped")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_catalog():
    """The rows of the demonstration."""
    return load_catalog(ROOT / "data")


@pytest.fixture(scope="session")
def small_package(tmp_path_factory):
    """A valid package of 12 invented organizations, for tests that build often."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    into = shared / "small-package"
    with FileLock(str(shared / "small-package.lock")):
        if not into.exists():
            tomoni("synth", "--organizations", 12, "--seed", 7, "--as-of", DAY, "--into", into)
    return into


def page_types(site):
    """One page of each type: name to path, chosen so that the page has much to show."""

    def richest(folder):
        pages = [path for path in (site / folder).glob("*.html") if is_entry(site, path)]
        return max(pages, key=lambda path: (path.stat().st_size, path.name)).relative_to(site).as_posix()

    def poorest(folder):
        pages = [path for path in (site / folder).glob("*.html") if is_entry(site, path)]
        return min(pages, key=lambda path: (path.stat().st_size, path.name)).relative_to(site).as_posix()

    types = {
        "home": "index.html",
        "organizations": "npos/index.html",
        "organization": richest("npos"),
        "organization-with-little": poorest("npos"),
        "openings": "openings/index.html",
        "opening": richest("openings"),
        "services": "help/index.html",
        "service": richest("help"),
        "area": "areas/13122.html",
        "areas": "areas/index.html",
        "field": "fields/13.html",
        "topic": "topics/child-poverty.html",
        "openings-by-area": "openings/area-13122.html",
        "grants": "grants/index.html",
        "grant": "grants/adachi-kodomo-shokudo-2027.html",
        "resources": "resources/index.html",
        "resources-en": "en/resources/index.html",
        "resource-offer": richest("resources/offers"),
        "resource-need": richest("resources/needs"),
        "project": richest("projects"),
        "challenge": richest("challenges"),
        "embed": "embed/openings-area-13122.html",
        "embed-index": "embed/index.html",
        "submit": "submit/index.html",
        "submit-opening": "submit/openings.html",
        "submit-opening-en": "en/submit/openings.html",
        "submit-talent-easy": "easy/submit/talents.html",
        "submit-photos": "submit/photos.html",
        "grant-calendar": "grants/calendar.html",
        "grant-check": "grants/check.html",
        "grant-check-en": "en/grants/check.html",
        "organization-grants": "npos/midorino-kodomono-shokutaku/grants.html",
        "award-list": "awards/index.html",
        "award-totals": "awards/totals.html",
        "award-totals-en": "en/awards/totals.html",
        "case": "cases/chofu-guidelines.html",
        "report": richest("reports"),
        "impact": "impact/index.html",
        "impact-area": "impact/area-13122.html",
        "matches": "matches/index.html",
        "health": "health/index.html",
        "data": "data/index.html",
        "data-table": "data/openings.html",
        "data-table-en": "en/data/openings.html",
        "data-query": "data/query.html",
        "changes": "changes/index.html",
        "data-query-en": "en/data/query.html",
        "api": "api/index.html",
        "api-en": "en/api/index.html",
        "feeds": "feeds/index.html",
        "tombstone": "openings/former-midorino-kodomono-shokutaku-one-off-cooking.html",
        "not-found": "404.html",
        "match": "match/index.html",
        "match-en": "en/match/index.html",
        "match-easy": "easy/match/index.html",
        "search": "search.html",
        "search-en": "en/search.html",
        "search-easy": "easy/search.html",
        "home-en": "en/index.html",
        "home-easy": "easy/index.html",
        "openings-en": "en/openings/index.html",
        "openings-easy": "easy/openings/index.html",
        "organization-en": richest("en/npos"),
        "organization-easy": richest("easy/npos"),
        "opening-en": richest("en/openings"),
        "opening-easy": richest("easy/openings"),
    }
    for slug in (
        "about",
        "join",
        "register",
        "review",
        "terms",
        "privacy",
        "accessibility",
        "search-help",
        "spreadsheet",
        "form-guide",
        "photos",
    ):
        types[slug] = f"{slug}.html"
    types |= {"join-en": "en/join.html", "join-easy": "easy/join.html"}
    return types


def is_entry(site, path):
    """Whether a page of a list's folder is an entry's own (it is named after a row, not after a facet)."""
    listing = json.loads((path.parent / "list.json").read_text(encoding="utf-8"))
    name = path.stem
    return name != "index" and not name.startswith(("page-", *(f"{facet}-" for facet in listing["facets"])))
