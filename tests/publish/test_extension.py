"""Other rooms add pages, files and machine-readable heads through one seam."""

from datetime import date

import pytest
from tomoni.publish.pages.build import Build, BuildOptions
from tomoni.publish.pages.extension import Extension, extensions_wanted, load_extensions
from tomoni.publish.pages.page import PageRef, Settings

from tests.conftest import DAY, ROOT


class Greeting:
    name = "greeting"

    def pages(self, _site):
        yield PageRef("greeting.txt", None, "ja")

    def context(self, _site, _ref):
        return {}

    def text(self, site, _ref, _environments):
        return f"{len(site.catalog.rows('organizations'))} organizations"


class Afterword:
    name = "afterword"
    after_files = True

    def pages(self, _site):
        yield PageRef("afterword.txt", None, "ja")

    def text(self, site, _ref, _environments):
        return f"made: {(site.folder / 'made.txt').read_text(encoding='utf-8')}"


class Greeter(Extension):
    name = "greeter"

    def views(self):
        return [Greeting(), Afterword()]

    def links(self, _site, ref):
        return (
            [{"rel": "alternate", "type": "text/plain", "href": "greeting.txt"}]
            if ref.path == "npos/index.html"
            else []
        )

    def structured_data(self, _site, ref, context):
        return (
            {"name": "</script><script>alert(1)</script>", "about": context["title"]}
            if ref.path == "index.html"
            else None
        )

    def write(self, site, folder):
        (folder / "made.txt").write_text(site.as_of.isoformat(), encoding="utf-8")
        return 1


@pytest.fixture
def greeter():
    def wanted(_options):
        return Greeter()

    extensions_wanted.connect(wanted)
    yield
    extensions_wanted.disconnect(wanted)


@pytest.fixture
def built(greeter, small_package, tmp_path):
    settings = Settings(theme=ROOT / "theme", browser_libraries=ROOT / "node_modules")
    build = Build(
        BuildOptions((small_package,), tmp_path / "site", date.fromisoformat(DAY), settings, jobs=2)
    )
    build.begin()
    build.render()
    build.finish()
    return tmp_path / "site"


def test_an_extension_adds_pages_and_files(built):
    assert (built / "greeting.txt").read_text(encoding="utf-8") == "12 organizations"
    assert (built / "made.txt").read_text(encoding="utf-8") == DAY


def test_what_describes_files_is_rendered_after_them(built):
    assert (built / "afterword.txt").read_text(encoding="utf-8") == f"made: {DAY}"


def test_links_are_relative_to_the_page(built):
    assert 'href="../greeting.txt"' in (built / "npos/index.html").read_text(encoding="utf-8")
    assert "greeting.txt" not in (built / "openings/index.html").read_text(encoding="utf-8")


def test_structured_data_cannot_leave_its_element(built):
    home = (built / "index.html").read_text(encoding="utf-8")
    assert '<script type="application/ld+json">' in home
    assert "<script>alert" not in home


def test_extensions_come_in_the_order_of_their_names(greeter):
    names = [extension.name for extension in load_extensions(None)]
    assert "greeter" in names
    assert names == sorted(names)
