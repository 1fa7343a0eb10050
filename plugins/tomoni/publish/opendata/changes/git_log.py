"""The Git history of a folder: which files changed on which day, and what they held before and after.

Three processes at most, whatever the length of the history: `rev-parse`, `log --raw`, `cat-file --batch`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

COMMITS_READ = 2_000
"""The newest commits of the data that are looked at."""
_SECONDS = 20
_JST = timezone(timedelta(hours=9))
_NOTHING = "0" * 40


class GitUnreadable(Exception):
    """There is no Git, no repository, or no commit to read here."""


@dataclass(slots=True)
class ChangedFiles:
    """The files that one day changed: path within the folder to the blob before and after (None: no such file)."""

    day: date
    files: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Log:
    """Changed files by day, newest day first; `cut` when older changes exist that this copy does not hold."""

    days: tuple[ChangedFiles, ...]
    cut: bool


def read_log(folder: Path, first: date, last: date) -> Log:
    """The days from `first` to `last` on which files in `folder` changed. Raises `GitUnreadable`.

    A day is one of Japan's, by the time of the commit; merges count with what they bring to the main line.
    """
    shallow_list, prefix = _run(folder, "rev-parse", "--git-path", "shallow", "--show-prefix").split("\n")[:2]
    shallow_file = folder / shallow_list
    shallow = set(shallow_file.read_text(encoding="ascii").split()) if shallow_file.is_file() else set()
    text = _run(
        folder,
        *("-c", "log.showRoot=true", "log", "--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames"),
        *("-z", f"--max-count={COMMITS_READ}", "--format=%x02%H %ct", "HEAD", "--", "."),
    )
    commits = [part for part in text.split("\x02") if part.strip("\0\n")]
    cut = len(commits) == COMMITS_READ
    days: list[ChangedFiles] = []
    latest = last
    for commit in commits:
        head, *changes = [part for part in commit.split("\0") if part]
        name, seconds = head.split()
        # Clocks differ: a commit is never of a later day than the one that came after it, nor than the site.
        day = latest = min(latest, datetime.fromtimestamp(int(seconds), UTC).astimezone(_JST).date())
        if day < first:
            break
        if name in shallow:
            # Its parent is not here, so all its files would look new.
            cut = True
            break
        if not days or days[-1].day != day:
            days.append(ChangedFiles(day))
        for meta, path in zip(changes[::2], changes[1::2], strict=True):
            _, _, before, after, _ = meta.lstrip("\n:").split()
            known = days[-1].files.get(path.removeprefix(prefix))
            newest = known[1] if known else _blob(after)
            days[-1].files[path.removeprefix(prefix)] = (_blob(before), newest)
    return Log(tuple(days), cut)


def read_blobs(folder: Path, names: Iterable[str], most_bytes: int) -> Mapping[str, bytes]:
    """What the blobs hold, by name, as far as they are here and fit into `most_bytes` together."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    sizes = _run(folder, "cat-file", "--batch-check", feed="\n".join(wanted) + "\n")
    fitting, total = [], 0
    for line in sizes.splitlines():
        parts = line.split()
        if len(parts) == 3 and parts[1] == "blob" and total + int(parts[2]) <= most_bytes:
            fitting.append(parts[0])
            total += int(parts[2])
    content = _run_bytes(folder, "cat-file", "--batch", feed="\n".join(fitting) + "\n") if fitting else b""
    return dict(_batch(content))


def _batch(content: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at < len(content):
        end = content.index(b"\n", at)
        name, _, size = content[at:end].split()
        yield name.decode(), content[end + 1 : end + 1 + int(size)]
        at = end + 1 + int(size) + 1


def _blob(name: str) -> str | None:
    return None if name == _NOTHING[: len(name)] or set(name) == {"0"} else name


def _run(folder: Path, *arguments: str, feed: str = "") -> str:
    return _run_bytes(folder, *arguments, feed=feed).decode("utf-8", errors="replace")


def _run_bytes(folder: Path, *arguments: str, feed: str = "") -> bytes:
    # What a copy fetched in part lacks is not fetched for this; nobody's own settings change what is read.
    environment = os.environ | {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=feed.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env=environment,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise GitUnreadable(str(error)) from None
    return done.stdout
