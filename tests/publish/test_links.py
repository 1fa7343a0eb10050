"""Every internal link and asset of the built site resolves; nothing points to another host by itself."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.loaded, self.ids, self.styles = [], [], set(), []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if "id" in given:
            self.ids.add(given["id"])
        if "style" in given or tag == "style":
            self.styles.append(tag)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "manifest", "apple-touch-icon"):
            self.loaded.append(given["href"])
        if tag in ("script", "img", "source", "iframe") and given.get("src"):
            self.loaded.append(given["src"])
        if tag == "form" and given.get("action"):
            self.links.append(given["action"])
        for name in given:
            if name.startswith("on"):
                self.styles.append(f"{tag} {name}")


@pytest.fixture(scope="module")
def pages(demo_site):
    read = {}
    for path in sorted(demo_site.rglob("*.html")):
        parser = _Links()
        parser.feed(path.read_text(encoding="utf-8"))
        read[path.relative_to(demo_site).as_posix()] = parser
    return read


def target(page, link):
    parts = urlsplit(link)
    base = page.split("/")[:-1]
    for step in unquote(parts.path).split("/"):
        if step == "..":
            base.pop()
        elif step not in ("", "."):
            base.append(step)
    return "/".join(base) if parts.path else page, parts.fragment


def test_every_internal_link_and_asset_resolves(pages, demo_site):
    broken = set()
    for page, parser in pages.items():
        for link in parser.links + parser.loaded:
            if urlsplit(link).scheme or link.startswith("//"):
                continue
            path, fragment = target(page, link)
            if path in pages:
                if fragment and fragment not in pages[path].ids:
                    broken.add((page, link))
            elif not (demo_site / path).is_file():
                broken.add((page, link))
    assert not sorted(broken)[:20]


def test_links_are_relative_so_that_the_site_works_under_any_path(pages):
    absolute = [
        (page, link) for page, parser in pages.items() for link in parser.links if link.startswith("/")
    ]
    assert not absolute[:5]


def test_no_page_loads_anything_from_another_host(pages):
    foreign = [
        (page, link) for page, parser in pages.items() for link in parser.loaded if urlsplit(link).netloc
    ]
    assert not foreign[:5]


def test_no_inline_style_and_no_inline_handler(pages):
    assert not [(page, parser.styles) for page, parser in pages.items() if parser.styles][:5]


def test_links_to_other_hosts_are_marked_and_safe(demo_site):
    for path in sorted(demo_site.rglob("npos/*.html"))[:60]:
        for tag in re.findall(r"<a [^>]*href=\"https?://[^>]*>", path.read_text(encoding="utf-8")):
            assert "noopener" in tag, (path, tag)
