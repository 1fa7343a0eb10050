"""A site of the demonstration's rows, not rendered: for what follows from rows alone."""

from datetime import date

import pytest
from tomoni.catalog import Catalog
from tomoni.publish.opendata.plugin import EXTENSIONS
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.site import Site
from tomoni.publish.pages.views import load_views

from tests.conftest import DAY, ROOT


@pytest.fixture(scope="session")
def make_site(demo_catalog):
    """Make a site: `address` is where it stands; `rows` replace rows of the demonstration, by table and key."""

    def made(address="", rows=None, tables=None):
        catalog = demo_catalog
        if rows or tables:
            changed = {}
            for name in demo_catalog.package.resources:
                changed[name] = [
                    (rows or {}).get((name, row.get("id") or row.get("code")), row)
                    for row in (tables or {}).get(name, demo_catalog.rows(name))
                ]
            catalog = Catalog(demo_catalog.package, changed)
        extensions = [make() for make in EXTENSIONS]
        views = load_views() | {view.name: view for extension in extensions for view in extension.views()}
        settings = Settings(theme=ROOT / "theme", browser_libraries=ROOT / "node_modules", address=address)
        site = Site(catalog, date.fromisoformat(DAY), settings, views, (), (), extensions)
        site.collect()
        return site

    return made


@pytest.fixture(scope="session")
def plain_site(make_site):
    """The demonstration, as it is built without an address."""
    return make_site()
