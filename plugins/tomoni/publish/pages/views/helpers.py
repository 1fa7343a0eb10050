"""Talents, advisers and companies: the plain lists, and pages that show which openings fit them."""

from __future__ import annotations

from typing import Any

from ..entry_kinds import ENTRY_KINDS
from ..fits import opening_cards
from ..page import PageRef
from ..site import Site
from .entries import Entries


class Helpers(Entries):
    """Those who published what they can do."""

    template = "helper.html"

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What helper.html (or list.html) shows."""
        context = super().context(site, ref)
        if "row" in context:
            wording = site.wording(ref.register)
            context["fitting"] = opening_cards(site, self.table, ref.key, ref.register, wording)
        return context


VIEWS = [Helpers(kind) for kind in ENTRY_KINDS if kind.table in ("talents", "advisors", "companies")]
