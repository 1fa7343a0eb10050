"""Pages to files, many at a time: batches go through an executor, processes by default.

A process holds the whole site (inherited by fork), so that a batch is only a list of references and
neither rows nor contexts are copied between processes.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

from .environment import Environments
from .extension import Extension
from .page import PageRef
from .site import Site

BATCH = 200
"""Pages in a batch: large enough that passing it costs nothing, small enough that processes end together."""
LATE_BATCH = 12
"""Pages in a batch that waits for the extensions' files: few, so that no process is left with all of them."""


class Renderer:
    """Writes the pages of a site into a folder."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.folder = site, folder
        self._environments = Environments(site)
        self._extensions = {_task(extension): extension for extension in site.extensions}

    def prepare(self) -> None:
        """Compile the templates and make the folders, before any process starts."""
        self._environments.preload()
        for folder in sorted({str(Path(ref.path).parent) for ref in self.site.refs}):
            (self.folder / folder).mkdir(parents=True, exist_ok=True)

    def write(self, view_name: str, refs: Sequence[PageRef]) -> int:
        """Render and write pages of one view, or all files of one extension; the number of pages written."""
        if view_name in self._extensions:
            self._extensions[view_name].write(self.site, self.folder)
            return 0
        view = self.site.views[view_name]
        for ref in refs:
            text = view.text(self.site, ref, self._environments) if ref.template is None else None  # type: ignore[attr-defined]
            if text is None:
                text = self._environments.render(ref, view.context(self.site, ref))
            content = text if isinstance(text, bytes) else text.encode()
            with (self.folder / ref.path).open("wb") as file:
                file.write(content)
        return len(refs)


def _task(extension: Extension) -> str:
    return f"extension {extension.name}"


_renderer: Renderer | None = None


def _start(renderer: Renderer) -> None:
    global _renderer
    _renderer = renderer


def _write(view_name: str, refs: Sequence[PageRef]) -> int:
    assert _renderer is not None
    return _renderer.write(view_name, refs)


def render_site(
    site: Site,
    pages: Iterable[tuple[str, Sequence[PageRef]]],
    folder: Path,
    jobs: int,
    executor: Executor | None = None,
) -> Iterator[int]:
    """Render every page into `folder`; yields the number of pages of each batch as it ends.

    `pages` are batches of (view name, references). With one job, or an `executor` of the caller's, no
    process is started here.
    """
    site.folder = folder
    renderer = Renderer(site, folder)
    renderer.prepare()
    batches = list(pages)
    # What describes the files of extensions is rendered when they stand.
    late = [batch for batch in batches if _after_files(site, batch[0])]
    rounds = [[batch for batch in batches if not _after_files(site, batch[0])], late]
    if executor is not None:
        _start(renderer)
        for turn in filter(None, rounds):
            yield from executor.map(_write, *zip(*turn, strict=True))
        return
    if jobs == 1 or len(batches) < 2:
        for name, refs in (batch for turn in rounds for batch in turn):
            yield renderer.write(name, refs)
        return
    # What is alive now stays alive: without this, the children's collector would touch, and so copy, every page.
    gc.collect()
    gc.freeze()
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(
            min(jobs, len(batches)), mp_context=context, initializer=_start, initargs=(renderer,)
        ) as pool:
            for turn in filter(None, rounds):
                yield from pool.map(_write, *zip(*turn, strict=True))
    finally:
        gc.unfreeze()


def batches(site: Site) -> Iterator[tuple[str, list[PageRef]]]:
    """The work of the extensions, which takes longest, then all pages in batches of one view each, in a fixed order."""
    for extension in site.extensions:
        yield _task(extension), []
    for name in sorted(site.views):
        refs = site.refs_of(name)
        size = LATE_BATCH if _after_files(site, name) else BATCH
        for start in range(0, len(refs), size):
            yield name, refs[start : start + size]


def _after_files(site: Site, name: str) -> bool:
    return bool(getattr(site.views.get(name), "after_files", False))
