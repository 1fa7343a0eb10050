"""One module for each kind of page. A new table's page is a new module here that exports `VIEW` (or `VIEWS`)."""

from __future__ import annotations

import importlib
import pkgutil

from ..site import View


def load_views() -> dict[str, View]:
    """Every view in this folder, by its name; a table's own module goes before the plain pages of entries.py."""
    views: dict[str, View] = {}
    for name in sorted(
        (module.name for module in pkgutil.iter_modules(__path__)), key=lambda name: name == "entries"
    ):
        loaded = importlib.import_module(f"{__name__}.{name}")
        for view in getattr(loaded, "VIEWS", None) or [loaded.VIEW]:
            views.setdefault(view.name, view)
    return views
