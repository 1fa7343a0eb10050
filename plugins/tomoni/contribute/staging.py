"""A package as it would be: a copy in which some files differ, and the step from the copy to the real one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tomoni.catalog import Package, TomoniError


@contextmanager
def staged(
    package: Package, texts: Mapping[Path, str], pictures: Mapping[Path, bytes] | None = None
) -> Iterator[Path]:
    """A folder with the whole package in which the files of `texts` and `pictures` hold those; gone afterwards.

    Other files are hard links where the file system can, copies where not (the check refuses symbolic links).
    """
    contents = {path: text.encode() for path, text in texts.items()} | dict(pictures or {})
    with tempfile.TemporaryDirectory(prefix="tomoni-") as folder:
        base = Path(folder) / "data"
        shutil.copytree(package.base, base, copy_function=_link, ignore=_hidden, symlinks=True)
        for path, content in contents.items():
            copy = base / path.relative_to(package.base)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.unlink(missing_ok=True)
            copy.write_bytes(content)
        yield base


def write_all(
    texts: Mapping[Path, str],
    original: Mapping[Path, str],
    pictures: Mapping[Path, bytes] | None = None,
    gone: Iterable[Path] = (),
) -> None:
    """Replace all the files of `texts`, add all the `pictures` and delete all that are `gone`, or do none of it.

    Raises TomoniError where a file is not any more what was read (`original`), or a picture's name is taken.
    A picture comes before the rows that name it, and goes after them.
    """
    done = ExitStack()  # what has to be undone when something fails
    prepared: list[tuple[Path, Path]] = []
    try:
        for path, text in texts.items():
            temporary = _beside(path, text.encode())
            prepared.append((temporary, path))
            shutil.copymode(path, temporary)
        for path in texts:
            if path.read_bytes().decode("utf-8", errors="replace") != original[path]:
                raise TomoniError(
                    "読んでいる間に、だれかがファイルを書きかえました。",
                    str(path),
                    "もう一度、同じように送ってください。",
                )
        for path, content in (pictures or {}).items():
            _add_picture(path, content, done)
        for temporary, path in prepared:
            temporary.replace(path)
            done.callback(path.write_text, original[path], encoding="utf-8", newline="")
        for path in gone:
            if path.is_file():
                content = path.read_bytes()
                path.unlink()
                done.callback(path.write_bytes, content)
    except BaseException:
        done.close()
        raise
    finally:
        for temporary, _ in prepared:
            temporary.unlink(missing_ok=True)


def _add_picture(path: Path, content: bytes, done: ExitStack) -> None:
    """Write a new file that is whole as soon as it is there; folders that it needs are made, and undone with it."""
    if path.is_file() and path.read_bytes() == content:
        return
    for folder in (path.parent.parent, path.parent):
        if not folder.exists():
            folder.mkdir()
            done.callback(folder.rmdir)
    if path.exists():
        raise TomoniError(
            "同じ名前の、ちがう写真があります。",
            str(path),
            "使われていないなら消して、もう一度試してください。",
        )
    temporary = _beside(path, content)
    temporary.chmod(0o644)
    temporary.replace(path)
    done.callback(path.unlink)


def _beside(path: Path, content: bytes) -> Path:
    """A hidden file in the folder of `path` that holds `content`."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return Path(name)


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
    return target


def _hidden(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name.startswith(".")]
