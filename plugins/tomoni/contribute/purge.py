"""Taking an entry out for good: a withdrawn consent, or a person's or an organization's wish to be gone.

The row goes, and what hangs on it: list items and optional cells that name it are emptied, rows that cannot stand
without it go as well, files that no other row uses are deleted. A tombstone (`redirects`) says that something was
there, and its id is never used again. What history and caches hold, Git hosts and readers must be asked for.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tomoni.catalog import Package, Resource, Row, TomoniError, load_package, validate, write_rows
from tomoni.catalog.files import is_link, leads_outside
from tomoni.catalog.rows import read_numbered_rows

from .media import media_columns
from .purge_history import cleaned_of
from .purge_mentions import Mention, mentions, names_of
from .staging import write_all

Key = tuple[Any, ...]
REASON = "ご本人や団体の申し出により、掲載をやめたため"
_MOST_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Purged:
    """What was taken out: rows as (table, key), cells as (table, key, column), files, and rows that still speak of it."""

    rows: tuple[tuple[str, Key], ...]
    cells: tuple[tuple[str, Key, str], ...]
    files: tuple[str, ...]
    mentions: tuple[Mention, ...]
    changed: tuple[str, ...]
    """Paths of the files that hold or held it, relative to the package: what history has to be cleaned of."""
    digests: tuple[str, ...] = ()
    """SHA-256 of the deleted files: what is made of a picture is kept under it."""
    history: tuple[str, ...] = ()
    """Lines of the list of what history is to be cleaned of (purge_history)."""


@dataclass
class _Draft:
    """All rows of the package while rows are taken out of it."""

    package: Package
    files: dict[str, dict[Path, list[Row]]]
    original: dict[Path, str]
    rows: dict[tuple[str, Key], Row] = field(default_factory=dict)
    cells: dict[tuple[str, Key, str], None] = field(default_factory=dict)
    media: dict[str, None] = field(default_factory=dict)
    touched: set[Path] = field(default_factory=set)
    tombstone: bool = True

    def tables(self) -> Iterator[tuple[Resource, Path, list[Row]]]:
        for name, by_path in self.files.items():
            for path, rows in by_path.items():
                yield self.package.resources[name], path, rows


def purge(
    data: Path, table: str, key: Sequence[str], as_of: date, reason: str = REASON, tombstone: bool = True
) -> Purged:
    """Take the row with that key (its parts as text) out of the package in `data`, in one go or not at all.

    Without `tombstone` not even its id stays (where the id itself says who it is).
    Raises `TomoniError` when there is no such table or row, or when the rest would not be valid any more than it
    was before.
    """
    package = load_package(data)
    if table not in package.resources or package.resources[table].is_codelist or table == "redirects":
        raise TomoniError(
            f"「{table}」という表はありません。",
            str(data),
            "docs/data-package.md にある表の名前（例：organizations）を書いてください。",
        )
    draft = _read(package)
    draft.tombstone = tombstone
    wanted = next(
        (row for _, row in _rows_of(draft, table) if _key_text(row, package.resources[table]) == tuple(key)),
        None,
    )
    if wanted is None:
        raise TomoniError(
            f"「{' '.join(key)}」という行は、表「{package.resources[table].title}」にありません。",
            str(data),
            "ページのアドレスの最後の部分（.html の前）が id です。",
        )
    before = {(problem.table, problem.code, problem.value) for problem in validate(data, as_of).problems}
    names = names_of(wanted)
    _remove(draft, table, wanted)
    with tempfile.TemporaryDirectory(prefix="tomoni-purge-") as folder:
        trial = Path(folder) / "data"
        shutil.copytree(package.base, trial, symlinks=True)
        for _ in range(_MOST_ROUNDS):
            _write(draft, trial, as_of, reason)
            problems = [
                problem
                for problem in validate(trial, as_of).problems
                if (problem.table, problem.code, problem.value) not in before
            ]
            if not problems:
                break
            if not _remove_broken(draft, trial, [(item.table, item.file, item.line) for item in problems]):
                first = problems[0]
                raise TomoniError(first.message("ja"), f"{first.file} 行{first.line}", first.hint("ja"))
        texts = _texts(draft, trial)
    _keep_used_media(draft)
    gone = [package.base / name for name in draft.media]
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in gone if path.is_file()]
    write_all(texts, {path: draft.original[path] for path in texts}, gone=gone)
    removed = {
        str(row["id"])
        for (name, _), row in draft.rows.items()
        if package.resources[name].schema.primary_key == ("id",)
    }
    found = tuple(mentions(((resource, rows) for resource, _, rows in draft.tables()), removed, names))
    spoken = {word for mention in found for word in mention.words}
    history = cleaned_of(
        ((name, package.resources[name].schema, row) for (name, _), row in draft.rows.items()),
        set() if tombstone else removed - spoken,
        names - spoken,
    )
    return Purged(
        tuple(draft.rows),
        tuple(item for item in draft.cells if item[:2] not in draft.rows),
        tuple(draft.media),
        found,
        (*(path.relative_to(package.base).as_posix() for path in sorted(draft.touched)), *draft.media),
        tuple(digests),
        tuple(history),
    )


def _read(package: Package) -> _Draft:
    files: dict[str, dict[Path, list[Row]]] = {}
    original: dict[Path, str] = {}
    for resource in package.tables:
        original |= {path: path.read_bytes().decode("utf-8", errors="replace") for path in resource.paths}
        by_path: dict[Path, list[Row]] = {path: [] for path in resource.paths}
        for path, _, row in read_numbered_rows(resource, {}):
            by_path[path].append(row)  # type: ignore[arg-type]
        files[resource.name] = by_path
    return _Draft(package, files, original)


def _rows_of(draft: _Draft, table: str) -> Iterator[tuple[Path, Row]]:
    for path, rows in draft.files[table].items():
        for row in rows:
            yield path, row


def _key(row: Mapping[str, Any], resource: Resource) -> Key:
    return tuple(row[name] for name in resource.schema.primary_key)


def _key_text(row: Mapping[str, Any], resource: Resource) -> tuple[str, ...]:
    return tuple(_text(part) for part in _key(row, resource))


def _text(part: Any) -> str:
    return str(part.isoformat()) if isinstance(part, date) else str(part)


def _remove(draft: _Draft, table: str, row: Row) -> None:
    """Take a row out, then everything that names it."""
    resource = draft.package.resources[table]
    key = _key(row, resource)
    if (table, key) in draft.rows:
        return
    draft.rows[(table, key)] = row
    for path, rows in draft.files[table].items():
        if any(other is row for other in rows):
            draft.files[table][path] = [other for other in rows if other is not row]
            draft.touched.add(path)
    for name in media_columns(resource):
        if (
            row.get(name)
            and not leads_outside(row[name])
            and not is_link(draft.package.base / row[name], draft.package.base)
        ):
            draft.media[row[name]] = None
    for other, path, rows in list(draft.tables()):
        if other.name == "redirects":  # a former address leads to what is said of it, no further
            for one in [one for one in rows if (one["table"], one["new_id"]) == (table, key[0])]:
                _let_go(draft, other, path, one, "new_id", None)
        for foreign in other.schema.foreign_keys:
            if foreign.resource == table:
                value = tuple(row[name] for name in foreign.reference_fields)
                for one in [
                    one
                    for one in rows
                    if tuple(one[name] for name in foreign.fields) == value and one is not row
                ]:
                    _let_go(draft, other, path, one, foreign.fields[0], None)
        for column in other.schema.fields:
            if column.references == table and column.is_list:
                for one in [one for one in rows if key[0] in one[column.name]]:
                    rest = tuple(item for item in one[column.name] if item != key[0])
                    _let_go(draft, other, path, one, column.name, rest)


def _let_go(draft: _Draft, resource: Resource, path: Path, row: Row, name: str, rest: Any) -> None:
    """Empty a cell, or remove the row where the cell must not be empty."""
    if not rest and (resource.schema.field(name).required or name in resource.schema.primary_key):
        _remove(draft, resource.name, row)
        return
    row[name] = rest
    draft.cells[(resource.name, _key(row, resource), name)] = None
    draft.touched.add(path)


def _remove_broken(draft: _Draft, trial: Path, places: Sequence[tuple[str, str, int | None]]) -> bool:
    """Remove the rows that break a rule because a cell of theirs was emptied; whether there was one."""
    package = load_package(trial)
    emptied = {item[:2] for item in draft.cells}
    lines = {(table, file, line) for table, file, line in places}
    found = [
        (name, _key(row, package.resources[name]))
        for name in {table for table, _, _ in places if table in package.resources}
        for path, line, row in read_numbered_rows(package.resources[name], {})
        if isinstance(row, dict) and (name, path.relative_to(package.base).as_posix(), line) in lines
    ]
    broken = [item for item in found if item in emptied and item not in draft.rows]
    for table, key in broken:
        for _, row in list(_rows_of(draft, table)):
            if _key(row, draft.package.resources[table]) == key:
                _remove(draft, table, row)
    return bool(broken)


def _write(draft: _Draft, base: Path, as_of: date, reason: str) -> None:
    for resource, path, rows in draft.tables():
        if path in draft.touched:
            write_rows(base / path.relative_to(draft.package.base), resource.schema, rows)
    redirects = draft.package.resources.get("redirects")
    if redirects is None or not draft.tombstone:
        return
    path = redirects.paths[-1]
    rows = [*draft.files["redirects"][path], *_tombstones(draft, as_of, reason)]
    write_rows(base / path.relative_to(draft.package.base), redirects.schema, rows)


def _tombstones(draft: _Draft, as_of: date, reason: str) -> Iterator[Row]:
    for (table, key), row in draft.rows.items():
        if draft.package.resources[table].schema.primary_key == ("id",):
            yield {
                "old_id": key[0],
                "table": table,
                "new_id": None,
                "reason": reason,
                "on": as_of,
                "demo": row.get("demo"),
            }


def _texts(draft: _Draft, trial: Path) -> dict[Path, str]:
    """What `_write` made of the package's files in the copy that was checked."""
    redirects = draft.package.resources.get("redirects")
    written = {*draft.touched, *(redirects.paths[-1:] if redirects else ())}
    texts = {path: (trial / path.relative_to(draft.package.base)).read_bytes().decode() for path in written}
    return {path: text for path, text in texts.items() if text != draft.original[path]}


def _keep_used_media(draft: _Draft) -> None:
    """Only files that no row names any more are deleted."""
    for resource, _, rows in draft.tables():
        for name in media_columns(resource):
            for row in rows:
                draft.media.pop(row.get(name) or "", None)
