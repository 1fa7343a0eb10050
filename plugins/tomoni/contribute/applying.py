"""Submissions into rows: all of them or none, after the whole catalog was checked as it would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tomoni.catalog import Catalog, Package, Problem, TomoniError, load_checked, load_package, validate

from .change import Change, Fault
from .making import change_of, resource_of
from .removing import hanging, moved_ids, tombstone
from .review import Note, review_notes
from .staging import staged, write_all
from .submission import Submission
from .table_text import TableText


@dataclass(frozen=True)
class Outcome:
    """What became of submissions.

    `changes`: what is written (with `dry_run`: what would be), none when there are `problems`. `unchanged`: how
    many asked for nothing new. `notes`: what a reviewer should look at. `catalog`: all rows as they
    are with the changes, for their words (None with problems; its paths were those of the staged copy).
    """

    changes: tuple[Change, ...] = ()
    unchanged: int = 0
    problems: tuple[Fault, ...] = ()
    notes: tuple[Note, ...] = ()
    files: tuple[str, ...] = ()
    dry_run: bool = False
    catalog: Catalog | None = None

    @property
    def written(self) -> bool:
        """Whether anything was written."""
        return bool(self.changes) and not self.dry_run


def apply_submissions(
    into: Path,
    submissions: Sequence[Submission],
    as_of: date,
    dry_run: bool = False,
    pictures: Mapping[str, bytes] | None = None,
) -> Outcome:
    """Write what the submissions ask for into the package at `into`, or say what keeps them from it.

    `pictures`: files that new rows name, by their path in the package; they are written with the rows.
    One that is wrong keeps all from being written. The same submission twice is one change. Raises TomoniError
    when the package cannot be read, or has errors of its own.
    """
    package = load_package(into)
    tables: dict[str, TableText] = {}
    changes: dict[tuple[str, tuple[str, ...]], Change] = {}
    faults: list[Fault] = []
    moved = moved_ids(package)
    sources: dict[str, dict[tuple[str, ...], str]] = {}
    unchanged = 0
    for submission in submissions:
        resource = resource_of(package, submission)
        if isinstance(resource, Fault):
            faults.append(resource)
            continue
        if resource.name not in tables:
            tables[resource.name] = TableText(resource)
        earlier = sources.setdefault(resource.name, {})
        change = change_of(submission, tables[resource.name], as_of, moved.get(resource.name), earlier)
        if isinstance(change, Change):
            change = _joined(changes.get((change.table, change.key)), change)
        if change is None:
            unchanged += 1
        elif isinstance(change, Fault):
            faults.append(change)
        else:
            _enter(change, package, tables, changes, moved, as_of)
            if change.source:
                earlier[change.key] = change.source
    if faults:
        return Outcome(unchanged=unchanged, problems=tuple(faults), dry_run=dry_run)
    return write_changes(package, tables, tuple(changes.values()), as_of, unchanged, dry_run, pictures)


def write_changes(
    package: Package,
    tables: dict[str, TableText],
    changes: tuple[Change, ...],
    as_of: date,
    unchanged: int = 0,
    dry_run: bool = False,
    pictures: Mapping[str, bytes] | None = None,
) -> Outcome:
    """Check the catalog with the edited `tables`, then write them; or the outcome that says what is wrong."""
    texts = {path: text for table in tables.values() for path, text in table.texts().items()}
    added = _named_first(changes, pictures or {}, package.base)
    with staged(package, texts, added) as base:
        catalog, report = load_checked(base, as_of)
    if report.problems:
        problems = _told(package, tables, changes, report.problems, as_of)
        return Outcome(unchanged=unchanged, problems=problems, dry_run=dry_run)
    if catalog is None:
        raise AssertionError("a valid package has a catalog")
    if texts and not dry_run:
        original = {path: text for table in tables.values() for path, text in table.original.items()}
        write_all(texts, original, added)
    return Outcome(
        changes,
        unchanged,
        (),
        review_notes(changes, catalog),
        tuple(sorted(path.relative_to(package.base).as_posix() for path in (*texts, *added))),
        dry_run,
        catalog,
    )


def _enter(
    change: Change,
    package: Package,
    tables: dict[str, TableText],
    changes: dict[tuple[str, tuple[str, ...]], Change],
    moved: dict[str, dict[str, str]],
    as_of: date,
) -> None:
    """Put the change into its table; where a row with an id goes, a row that says so comes into `redirects`."""
    changes[(change.table, change.key)] = change
    if change.after is not None:
        tables[change.table].put(change.after)
        return
    tables[change.table].remove(change.key)
    left = tombstone(package, change, as_of)
    if left is not None and left.after is not None:
        if left.table not in tables:
            tables[left.table] = TableText(package.resources[left.table])
        tables[left.table].put(left.after)
        changes[(left.table, left.key)] = left
        moved.setdefault(change.table, {})[change.key[0]] = ""


def _named_first(changes: Sequence[Change], pictures: Mapping[str, bytes], base: Path) -> dict[Path, bytes]:
    """The pictures that new rows name: where a row is there already, so is its picture."""
    named = {cell for change in changes if change.is_new for cell in (change.after or {}).values()}
    return {base / name: content for name, content in pictures.items() if name in named}


def _joined(first: Change | None, second: Change) -> Change | Fault:
    """Two changes of one row as one; a fault where they want different things."""
    if first is not None and second.after is None:
        return Fault(
            f"同じ行（{'・'.join(second.key)}）を、直すことと消すことの両方が書かれています。",
            "どちらか1つにしてください。",
            source=second.source,
            table=second.table,
        )
    if first is None or first.after is None or second.before is None or second.after is None:
        return second
    start = first.before or {}
    for name in second.changed_columns:
        if name != "updated_on" and first.after.get(name, "") != start.get(name, ""):
            return Fault(
                f"同じ行（{'・'.join(second.key)}）の「{name}」に、ちがう値が2つあります。",
                "どちらか1つにしてください。",
                source=second.source,
                table=second.table,
                field=name,
            )
    return replace(second, before=first.before)


def _told(
    package: Package,
    tables: dict[str, TableText],
    changes: tuple[Change, ...],
    problems: Sequence[Problem],
    as_of: date,
) -> tuple[Fault, ...]:
    """The problems as their sender can understand them; those that were there before are not the sender's.

    Raises TomoniError when there are no others.
    """
    old = {_same(problem) for problem in validate(package.base, as_of).problems}
    new = [problem for problem in problems if _same(problem) not in old]
    if not new:
        raise TomoniError(
            f"もとのデータに、直すところが{len(problems)}か所あります。送られた内容のせいではありません。",
            str(package.base),
            "`tomoni validate` で確かめ、先に直してください。",
        )
    by_key = {(change.table, change.key): change for change in changes}
    rows = {
        (Path(path).relative_to(package.base).as_posix(), line): key
        for table in tables.values()
        for (path, line), key in table.lines().items()
    }
    hang, rest = hanging(package, changes, new, rows)
    order = {change.source: number for number, change in enumerate(changes)}
    faults = (*hang, *(_fault(problem, by_key, rows) for problem in rest))
    return tuple(sorted(faults, key=lambda fault: order.get(fault.source, len(order))))


def _fault(
    problem: Problem,
    changes: dict[tuple[str, tuple[str, ...]], Change],
    rows: dict[tuple[str, int], tuple[str, ...]],
) -> Fault:
    key = rows.get((problem.file, problem.line or 0))
    change = changes.get((problem.table, key)) if key else None
    column = problem.detail.get("title") or problem.field or ""
    place = f"「{column}」" if column else ""
    if change is None:
        place = f"{problem.file}" + (f" {problem.line}行目" if problem.line else "") + place
    return Fault(
        problem.message("ja"),
        problem.hint("ja"),
        place,
        change.source if change else "",
        problem.table,
        problem.field or "",
    )


def _same(problem: Problem) -> tuple[str, str | None, str, str | None]:
    return problem.table, problem.field, problem.code, problem.value
