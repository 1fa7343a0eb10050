"""Ids that moved: a redirect leads from an id that is gone to one that stands."""

from __future__ import annotations

from collections.abc import Iterator

from ..rows import Row
from .rule import Finding, Scope, row_rule


@row_rule("redirect")
def redirect(row: Row, scope: Scope) -> Iterator[Finding]:
    """A redirect in a table that is not there, from an id that still stands, or to one that does not.

    A new id may itself have moved on: then it stands in the redirects.
    """
    table = row["table"]
    if table is None:
        return
    if table not in scope.rows:
        yield Finding("table", "redirect-table", table)
        return
    if scope.get(table, row["old_id"]) is not None:
        yield Finding("old_id", "redirect-alive", row["old_id"])
    new = row["new_id"]
    if new is None or scope.get(table, new) is not None:
        return
    if (new, table) not in scope.moved:
        yield Finding("new_id", "redirect-target", new)
