"""Versions: a date and a hash of the rows, for every table and for the whole; the earlier ones stay listed.

A table keeps its version, date included, for as long as its rows stay the same, so that its files keep their
bytes. What came before is read from `versions.json` in the package where one is kept there, else from the
site that the build replaces; a build without either lists one version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

HASH_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Version:
    """What the whole was on a day: `name` is DATE-HASH; `tables` are the versions of the tables whose rows changed."""

    name: str
    day: date
    tables: Mapping[str, str]


def version_name(day: date, content_hash: str) -> str:
    """`2026-11-23-1a2b3c4d5e`."""
    return f"{day.isoformat()}-{content_hash[:HASH_DIGITS]}"


def hash_of_all(hashes: Mapping[str, str]) -> str:
    """The hash of the whole: of the tables' names and hashes, by name."""
    return hashlib.sha256("".join(f"{name} {hashes[name]}\n" for name in sorted(hashes)).encode()).hexdigest()


def read_versions(path: Path) -> list[Version]:
    """The versions that a `versions.json` lists; none where there is no such file or it is something else."""
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))["versions"]
        return [
            Version(str(item["version"]), date.fromisoformat(item["date"]), dict(item["tables"]))
            for item in listed
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def versions_with(
    today: date, hashes: Mapping[str, str], earlier: Sequence[Version]
) -> tuple[list[Version], dict[str, str]]:
    """All versions, the newest first, and the version of each table now. A day has one version, its last.

    >>> versions_with(date(2026, 11, 23), {"areas": "ab" * 32}, [])[1]
    {'areas': '2026-11-23-ababababab'}
    """
    past = sorted((item for item in earlier if item.day < today), key=lambda item: item.day, reverse=True)
    known: dict[str, str] = {}
    for item in reversed(past):
        known.update(item.tables)
    current = {
        name: known[name]
        if known.get(name, "").endswith(f"-{digest[:HASH_DIGITS]}")
        else version_name(today, digest)
        for name, digest in hashes.items()
    }
    whole = hash_of_all(hashes)
    if past and past[0].name.endswith(f"-{whole[:HASH_DIGITS]}"):
        return past, current
    changed = {name: version for name, version in current.items() if known.get(name) != version}
    return [Version(version_name(today, whole), today, changed), *past], current


def versions_text(versions: Sequence[Version]) -> str:
    """`versions.json`: the newest first, each with the tables whose rows changed."""
    listed: list[dict[str, Any]] = [
        {"version": item.name, "date": item.day.isoformat(), "tables": dict(item.tables)} for item in versions
    ]
    return json.dumps({"versions": listed}, ensure_ascii=False, indent=1) + "\n"
