"""The built site appears all at once or not at all.

The output is a symbolic link to a built folder. A build writes into a new folder beside it and swaps the
link with one rename; whoever is killed half way leaves the old site as it was, and the next build
sweeps up what the dead one left. Two builds at once: the second says so and stops.
"""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from filelock import FileLock, Timeout

from tomoni.catalog import TomoniError


class BuildRunning(TomoniError):
    """Another build is writing the same output."""


class OutputInTheWay(TomoniError):
    """What stands at the output's path is not a site that Tomoni built."""


class Staging:
    """A new folder for a build (`folder`), and the swap that makes it the site (`commit`)."""

    def __init__(self, output: Path) -> None:
        self.output = output.parent.resolve() / output.name  # the link itself is never followed
        self.builds = self.output.parent / f".{self.output.name}.builds"
        self._lock = FileLock(str(self.output.parent / f".{self.output.name}.lock"))
        self.folder = self.builds / "none"

    def begin(self) -> Path:
        """Lock the output, sweep up after dead builds, make the new folder.

        Raises `BuildRunning` when another build holds the lock, `OutputInTheWay` when a real folder with
        files in it (or a file) stands where the link has to go.
        """
        self.output.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise BuildRunning(
                "ほかの組み立てが動いています。",
                str(self.output),
                "終わるのを待ってから、もう一度実行してください。",
            ) from None
        try:
            self._make_way()
            self._sweep()
            self.folder = self.builds / secrets.token_hex(8)
            self.folder.mkdir(parents=True)
        except BaseException:
            self._lock.release()
            raise
        return self.folder

    def commit(self) -> None:
        """Make the new folder the site. The folder before it stays until the next build, for readers half way."""
        link = self.builds / f"{self.folder.name}.link"
        link.symlink_to(os.path.relpath(self.folder, self.output.parent))
        link.replace(self.output)
        self._lock.release()

    def abort(self) -> None:
        """Drop the new folder; the site stays as it was."""
        if self._lock.is_locked:
            shutil.rmtree(self.folder, ignore_errors=True)
            self._lock.release()

    def _make_way(self) -> None:
        if self.output.is_symlink() or not self.output.exists():
            return
        if self.output.is_dir() and not any(self.output.iterdir()):
            self.output.rmdir()
            return
        raise OutputInTheWay(
            "出力先に、ともにが作ったのではないものがあります。",
            str(self.output),
            "--output で別の名前を指定するか、それをほかの場所へ移してください。",
        )

    def _sweep(self) -> None:
        if not self.builds.is_dir():
            return
        current = os.path.realpath(self.output)
        for entry in self.builds.iterdir():
            if entry.is_symlink():
                entry.unlink()
            elif os.path.realpath(entry) != current:
                shutil.rmtree(entry)


def site_standing(folder: Path) -> Path | None:
    """The site that a build into `folder` is going to replace; None for the first one."""
    builds = folder.parent
    if not builds.name.startswith(".") or not builds.name.endswith(".builds"):
        return None
    output = builds.parent / builds.name.removeprefix(".").removesuffix(".builds")
    return output.resolve() if output.is_symlink() and output.is_dir() else None
