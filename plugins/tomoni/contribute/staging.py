"""A package as it would be: a copy in which some files differ, and the step from the copy to the real one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tomoni.catalog import Package, TomoniError


@contextmanager
def staged(package: Package, texts: Mapping[Path, str]) -> Iterator[Path]:
    """A folder with the whole package in which the files of `texts` hold those texts; gone afterwards.

    Other files are hard links where the file system can, copies where not (the check refuses symbolic links).
    """
    with tempfile.TemporaryDirectory(prefix="tomoni-") as folder:
        base = Path(folder) / "data"
        shutil.copytree(package.base, base, copy_function=_link, ignore=_hidden, symlinks=True)
        for path, text in texts.items():
            copy = base / path.relative_to(package.base)
            copy.unlink()
            copy.write_text(text, encoding="utf-8", newline="")
        yield base


def write_all(texts: Mapping[Path, str], original: Mapping[Path, str]) -> None:
    """Replace all the files, or none. Raises TomoniError where one is not any more what was read (`original`)."""
    prepared: list[tuple[Path, Path]] = []
    done: list[Path] = []
    try:
        for path, text in texts.items():
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            prepared.append((Path(name), path))
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            shutil.copymode(path, name)
        for path in texts:
            if path.read_bytes().decode("utf-8", errors="replace") != original[path]:
                raise TomoniError(
                    "読んでいる間に、だれかがファイルを書きかえました。",
                    str(path),
                    "もう一度、同じように送ってください。",
                )
        for temporary, path in prepared:
            temporary.replace(path)
            done.append(path)
    except BaseException:
        for path in done:
            path.write_text(original[path], encoding="utf-8", newline="")
        raise
    finally:
        for temporary, _ in prepared:
            temporary.unlink(missing_ok=True)


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
    return target


def _hidden(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name.startswith(".")]
