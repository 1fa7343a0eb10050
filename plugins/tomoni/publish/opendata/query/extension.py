"""Adds the query page to the site."""

from __future__ import annotations

from collections.abc import Sequence

from ...pages.extension import Extension
from ...pages.site import View
from .columns import QueryColumns
from .page import QueryPage


class QueryExtension(Extension):
    """The page with its examples, and the list of columns that it offers."""

    name = "opendata-query"

    def views(self) -> Sequence[View]:
        """The page and its list of columns, made when the database stands."""
        return (QueryPage(), QueryColumns())
