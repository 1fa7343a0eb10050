"""Ways to reach somebody: at least one, and only safe links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..rows import Row
from .rule import Finding, Scope, row_rule

_SAFE = re.compile(r"(https?://[^\s<>\"'\\]+|mailto:[^\s<>\"'\\]+|tel:[0-9+-]+)", re.IGNORECASE)


@row_rule("contact-missing")
def contact_missing(row: Row, scope: Scope, *, fields: Sequence[str], table: str) -> Iterator[Finding]:
    """None of the ways to apply is given."""
    if not any(row[name] for name in fields):
        schema = scope.package.resources[table].schema
        detail = {"fields": "・".join(schema.field(name).title for name in fields)}
        yield Finding(fields[0], "contact-missing", None, detail)


@row_rule("safe-links")
def safe_links(row: Row, _: Scope, *, fields: Sequence[str]) -> Iterator[Finding]:
    """A link is not http, https, mailto or tel."""
    for name in fields:
        value = row[name]
        for link in value if isinstance(value, tuple) else [value] if value else []:
            if not _SAFE.fullmatch(link):
                yield Finding(name, "unsafe-link", link)


@row_rule("exactly-one")
def exactly_one(row: Row, scope: Scope, *, fields: Sequence[str], table: str) -> Iterator[Finding]:
    """Exactly one of several columns has to be filled."""
    count = sum(bool(row[name]) for name in fields)
    if count != 1:
        schema = scope.package.resources[table].schema
        detail = {"fields": "・".join(schema.field(name).title for name in fields), "count": str(count)}
        yield Finding(fields[0], "exactly-one", None, detail)
