"""Many small files, quickly: each folder is made once, each file is one system call for its bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def write_files(folder: Path, files: Iterable[tuple[str, str]]) -> int:
    """Write texts under `folder`, as UTF-8; the number of files."""
    made: set[str] = set()
    root = str(folder)
    count = 0
    for path, text in files:
        parent = os.path.dirname(path)  # noqa: PTH120 — a Path for each of 100,000 files costs more than writing it
        if parent not in made:
            os.makedirs(f"{root}/{parent}", exist_ok=True)  # noqa: PTH103
            made.add(parent)
        descriptor = os.open(f"{root}/{path}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
        try:
            left = memoryview(text.encode("utf-8"))
            while left:
                left = left[os.write(descriptor, left) :]
        finally:
            os.close(descriptor)
        count += 1
    return count
