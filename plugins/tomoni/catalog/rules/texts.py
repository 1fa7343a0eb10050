"""Texts that people write: Markdown, never HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..rows import Row
from .rule import Finding, Scope, row_rule

_TAG = re.compile(
    r"</?[A-Za-z][^<>\n]{0,200}>|<!--|</?(?:script|style|iframe|img|svg|object)\b", re.IGNORECASE
)
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^<>\s]*>")


@row_rule("raw-html")
def raw_html(row: Row, _: Scope, *, fields: Sequence[str]) -> Iterator[Finding]:
    """A text holds an HTML tag. Markdown's own links (`<https://…>`) are none."""
    for name in fields:
        text = row[name]
        if not text or "<" not in text:
            continue
        found = _TAG.search(_AUTOLINK.sub("", text))
        if found:
            yield Finding(name, "raw-html", found[0][:40])
