"""A build from rows to a site in place: load, check, render, swap."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tomoni.catalog import Catalog, Report, TomoniError, load_checked

from .assets import write_assets
from .extension import load_extensions
from .fits import fits
from .page import Document, Settings
from .photos import pictures
from .renderer import batches, render_site
from .site import Site
from .staging import Staging
from .translations import translations
from .views import load_views

Progress = Callable[[str, int, int], None]
"""Told of each step: what is done (`pages`), how much of it, out of how much."""


class CatalogInvalid(TomoniError):
    """The data has errors and the build was not told to leave wrong entries out. `report` lists them."""

    def __init__(self, report: Report) -> None:
        super().__init__(
            f"データに {len(report.problems)} 件の誤りがあるので、組み立てを止めました。",
            "",
            "`tomoni validate` で直すところを見るか、--quarantine で誤りのある行をのぞいて組み立ててください。",
        )
        self.report = report


@dataclass(frozen=True)
class BuildOptions:
    """What a build is asked to do."""

    data: tuple[Path, ...]
    output: Path
    as_of: date
    settings: Settings
    jobs: int | None = None
    quarantine: bool = False
    photo_cache: Path | None = None


@dataclass
class Build:
    """One build. `begin`, then `render`, then `finish`; or `abort`."""

    options: BuildOptions
    progress: Progress | None = None
    documents: Sequence[Document] = ()
    timings: dict[str, float] = field(default_factory=dict)
    pages_written: int = 0
    report: Report | None = None

    def begin(self) -> Path:
        """Load and check the data, then open a new folder beside the output; returns that folder.

        Raises `CatalogInvalid` before anything is written.
        """
        started = time.perf_counter()
        translations.cache_clear()
        catalog, report = load_checked(
            self.options.data[0], self.options.as_of, leave_out=self.options.quarantine
        )
        self.report = report
        if catalog is None:
            raise CatalogInvalid(report)
        self._catalog: Catalog = catalog
        self.timings["check"] = time.perf_counter() - started
        self._staging = Staging(self.options.output)
        return self._staging.begin()

    def render(self) -> None:
        """Write every page, data file and asset into the new folder."""
        started = time.perf_counter()
        settings = self.options.settings
        left_out = self.report.left_out if self.report else ()
        extensions = load_extensions(self.options)
        views = load_views() | {view.name: view for extension in extensions for view in extension.views()}
        site = Site(self._catalog, self.options.as_of, settings, views, self.documents, left_out, extensions)
        total = len(site.collect())
        pictures(site)  # once, before processes start
        fits(site)
        folder = self._staging.folder
        for count in render_site(site, batches(site), folder, self.options.jobs or os.cpu_count() or 1):
            self.pages_written += count
            if self.progress:
                self.progress("pages", self.pages_written, total)
        write_assets(settings.theme, settings.browser_libraries, folder)
        self.timings["render"] = time.perf_counter() - started

    def finish(self) -> None:
        """Swap the finished folder into place."""
        self._staging.commit()

    def abort(self) -> None:
        """Leave the site as it was."""
        if hasattr(self, "_staging"):
            self._staging.abort()
