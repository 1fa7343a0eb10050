"""How another room adds to the site: a Pelican plugin that answers `extensions_wanted` with an extension.

A room's plugin is one line of PLUGINS in pelicanconf.py, behind `tomoni.publish.pages.plugin`:

    def register() -> None:
        extensions_wanted.connect(lambda build: SearchExtension(), weak=False)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from blinker import signal

from .page import PageRef
from .site import Site, View

extensions_wanted = signal("tomoni_extensions_wanted")
"""Sent once a build with its `BuildOptions`; each receiver returns an `Extension`."""


class Extension:
    """What a room adds: pages, files that are no pages, and machine-readable parts of every page's head.

    Each method may be left as it is.
    """

    name: str = ""

    def views(self) -> Sequence[View]:
        """Kinds of pages that the room makes; rendered in parallel with all others.

        Those with `after_files = True` wait until every extension's `write` has ended.
        """
        return ()

    def links(self, site: Site, ref: PageRef) -> Iterable[Mapping[str, str]]:
        """`<link>` elements for a page's head: rel, type, title, and href from the site's root or absolute."""
        return ()

    def structured_data(self, site: Site, ref: PageRef, context: Mapping[str, Any]) -> Any:
        """What a page says to machines as JSON-LD (a mapping or a list), or None."""
        return None

    def headers(self) -> Mapping[str, Mapping[str, str]]:
        """What a host that reads `_headers` sends besides with some paths: `{"/api/*": {"Name": "value"}}`."""
        return {}

    def write(self, site: Site, folder: Path) -> int:
        """Write files that are not pages into `folder`; the number written.

        Runs in a process of its own beside those that render, so that it sees `site` but must not wait for a page.
        """
        return 0


def load_extensions(options: object) -> list[Extension]:
    """The extensions of all plugins that are loaded, by name."""
    # By name: a server that rebuilds registers its plugins again each time.
    found = {extension.name: extension for _, extension in extensions_wanted.send(options)}
    return [found[name] for name in sorted(found)]
