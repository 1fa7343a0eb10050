"""Adds the pages of changes to the site."""

from __future__ import annotations

from collections.abc import Sequence

from ...pages.extension import Extension
from ...pages.site import View
from .pages import ChangesOfDay, ChangesOverview


class ChangesExtension(Extension):
    """`/changes/` and a page for each day."""

    name = "opendata-changes"

    def views(self) -> Sequence[View]:
        """The overview and the days."""
        return (ChangesOverview(), ChangesOfDay())
