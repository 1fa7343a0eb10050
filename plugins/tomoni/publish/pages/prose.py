"""Contributed Markdown to HTML: raw HTML off, then cleaned; the one place where text becomes markup."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "a", "h4", "h5", "code"}
_SCHEMES = {"http", "https", "mailto", "tel"}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image"])


@lru_cache(maxsize=4096)  # the same text stands on an entry's page in each register
def markdown(text: str) -> Markup:
    """The HTML of a contributed text. Headings start at h4; links are marked as contributed; no images."""
    tokens = _parser().parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h4" if token.tag in ("h1", "h2", "h3", "h4") else "h5"
    html = _parser().renderer.render(tokens, _parser().options, {})
    return Markup(
        nh3.clean(
            html,
            tags=_TAGS,
            attributes={"a": {"href"}},
            url_schemes=_SCHEMES,
            link_rel="noopener nofollow ugc",
        )
    )
