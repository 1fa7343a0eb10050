"""What the site that stands already has: files of tables that did not change are linked, not written again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow
import xlsxwriter

from .addresses import FILES

_INPUTS = "inputs"


class Standing:
    """The files of the site that a build replaces, by their path; empty where there is none."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._files: dict[str, Mapping[str, Any]] = {}
        if folder is not None:
            try:
                listed = json.loads((folder / FILES).read_text(encoding="utf-8"))["files"]
                self._files = {item["path"]: item for item in listed}
            except (OSError, ValueError, KeyError, TypeError):
                self._files = {}

    def take(self, path: str, inputs: str, into: Path) -> Mapping[str, Any] | None:
        """Put the standing file into the new folder when it was made of the same inputs; its entry, or None.

        A file that is not what its checksum says is not taken.
        """
        entry = self._files.get(path)
        if entry is None or self.folder is None or entry.get(_INPUTS) != inputs:
            return None
        source, target = self.folder / path, into / path
        try:
            with source.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != entry.get("sha256"):
                    return None
            try:
                os.link(source, target)
            except OSError:
                shutil.copyfile(source, target)
        except OSError:
            target.unlink(missing_ok=True)
            return None
        return entry


@cache
def code_version() -> str:
    """A hash of the modules that write files, and the versions of the libraries that do."""
    digest = hashlib.sha256(
        f"{pyarrow.__version__} {xlsxwriter.__version__} {sqlite3.sqlite_version}".encode()
    )
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()


def hash_of(*parts: Any) -> str:
    """A short hash of values that JSON can hold: what a file was made of."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:20]
