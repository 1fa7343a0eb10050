"""One module for each kind of page. A new table's page is a new module here that exports `VIEW` (or `VIEWS`)."""

from __future__ import annotations

import importlib
import pkgutil

from ..site import View


def load_views() -> dict[str, View]:
    """Every view in this folder, by its name."""
    views = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        for view in getattr(loaded, "VIEWS", None) or [loaded.VIEW]:
            views[view.name] = view
    return views
