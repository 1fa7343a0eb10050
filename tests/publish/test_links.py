"""Every internal link and asset of the built site resolves; nothing points to another host by itself."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

HANDLER = re.compile(r"\bon[a-z]+(?==)")


class _Page:
    """What a page links to, what it loads by itself, what can be linked in it, and where it styles or acts inline."""

    def __init__(self, text):
        tree = LexborHTMLParser(text)
        self.ids = {node.attributes["id"] for node in tree.css("[id]")}
        self.links = self._values(tree, "a", "href") + self._values(tree, "form", "action")
        self.loaded = [
            *self._values(
                tree, "link:is([rel=stylesheet], [rel=icon], [rel=manifest], [rel=apple-touch-icon])", "href"
            ),
            *self._values(tree, ":is(script, img, source, iframe)", "src"),
        ]
        self.inline = [node.tag for node in tree.css("style, [style]")]
        self.inline += [name for name in HANDLER.findall(text) if tree.css_first(f"[{name}]")]

    @staticmethod
    def _values(tree, elements, attribute):
        return [node.attributes[attribute] for node in tree.css(elements) if node.attributes.get(attribute)]


@pytest.fixture(scope="module")
def pages(demo_site):
    return {
        path.relative_to(demo_site).as_posix(): _Page(path.read_text(encoding="utf-8"))
        for path in sorted(demo_site.rglob("*.html"))
    }


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
    for page, of in pages.items():
        for link in of.links + of.loaded:
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
    absolute = [(page, link) for page, of in pages.items() for link in of.links if link.startswith("/")]
    assert not absolute[:5]


def test_no_page_loads_anything_from_another_host(pages):
    foreign = [(page, link) for page, of in pages.items() for link in of.loaded if urlsplit(link).netloc]
    assert not foreign[:5]


def test_no_inline_style_and_no_inline_handler(pages):
    assert not [(page, of.inline) for page, of in pages.items() if of.inline][:5]


def test_links_to_other_hosts_are_marked_and_safe(demo_site):
    for path in sorted(demo_site.rglob("npos/*.html"))[:60]:
        for tag in re.findall(r"<a [^>]*href=\"https?://[^>]*>", path.read_text(encoding="utf-8")):
            assert "noopener" in tag, (path, tag)
