"""Pages rendered one by one from the demonstration, without writing a site: for tests that look at very many."""

from functools import cached_property

from tomoni.publish.pages.environment import Environments
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.site import Site
from tomoni.publish.pages.views import load_views

from tests.conftest import ROOT

ADDRESS = "https://tomoni.example"


class Pages:
    """The pages of a site that is never written: `text(path)` renders one."""

    def __init__(self, catalog, as_of, **settings):
        given = {"theme": ROOT / "theme", "browser_libraries": ROOT / "node_modules", "address": ADDRESS}
        self.site = Site(catalog, as_of, Settings(**given | settings), load_views())
        self.site.collect()
        self._environments = Environments(self.site)

    @cached_property
    def _owners(self):
        return {
            ref.path: (view, ref)
            for name, view in self.site.views.items()
            for ref in self.site.refs_of(name)
            if ref.template is not None
        }

    def ref(self, path):
        """The page's reference: its view's key and whether searching machines may keep it."""
        return self._owners[path][1]

    def context(self, path):
        """What the view gives to the template."""
        view, ref = self._owners[path]
        return view.context(self.site, ref)

    def text(self, path):
        """The HTML of one page."""
        return self._environments.render(self.ref(path), self.context(path))

    def entries(self, *views):
        """(path, row) of every Japanese page of an entry, of all tables that have pages or of these."""
        for name, view in sorted(self.site.views.items()):
            if not hasattr(view, "table") or (views and view.table not in views):
                continue
            for ref in self.site.refs_of(name):
                row = self.site.catalog.get(view.table, ref.key) if isinstance(ref.key, str) else None
                if row is not None and ref.register == "ja" and ref.path.endswith(f"/{ref.key}.html"):
                    yield ref.path, view.table, row
