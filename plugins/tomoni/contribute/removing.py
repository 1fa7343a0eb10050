"""Taking single rows out at their owner's word: what stays behind of an id, and what still hangs on the row.

Only a row that nothing names goes this way; `tomoni purge` takes out an entry with all that belongs to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from tomoni.catalog import Package, Problem, cell_text, read_rows
from tomoni.catalog.rows import read_numbered_rows

from .change import Change, Fault

REDIRECTS = "redirects"
REASON = "団体の申し出により、掲載をやめたため"
_LOST = frozenset({"foreign-key", "list-reference", "code-list"})


def moved_ids(package: Package) -> dict[str, dict[str, str]]:
    """By table, the ids that it had once, each with the id that followed it ('' where there is none)."""
    found: dict[str, dict[str, str]] = {}
    resource = package.resources.get(REDIRECTS)
    for row in read_rows(resource) if resource else ():
        found.setdefault(str(row["table"]), {})[str(row["old_id"])] = row["new_id"] or ""
    return found


def tombstone(package: Package, removed: Change, as_of: date) -> Change | None:
    """The row of `redirects` that says that something was there; None where a row has no id, or nobody keeps them."""
    resource = package.resources.get(REDIRECTS)
    if resource is None or package.resources[removed.table].schema.primary_key != ("id",):
        return None
    cells = {
        "old_id": removed.key[0],
        "table": removed.table,
        "reason": REASON,
        "on": as_of.isoformat(),
        "demo": (removed.before or {}).get("demo", ""),
    }
    after = {field.name: cells.get(field.name, "") for field in resource.schema.fields}
    key = tuple(after[name] for name in resource.schema.primary_key)
    return Change(REDIRECTS, key, None, after, removed.by, removed.why, removed.source)


def hanging(
    package: Package,
    changes: Sequence[Change],
    problems: Sequence[Problem],
    rows: Mapping[tuple[str, int], tuple[str, ...]],
) -> tuple[list[Fault], list[Problem]]:
    """Of the problems of the package without removed rows, those about rows that name one, as faults; and the rest.

    `rows`: the keys of rows of edited tables by file and line, as they would be written.
    """
    gone = {(change.table, "/".join(change.key)): change for change in changes if change.after is None}
    faults, rest = [], []
    for problem in problems:
        value = (problem.value or "").replace(" / ", "/")
        change = gone.get((problem.detail.get("target", ""), value)) if problem.code in _LOST else None
        if change is None:
            rest.append(problem)
            continue
        key = rows.get((problem.file, problem.line or 0)) or _key_at(package, problem)
        resource = package.resources[problem.table]
        faults.append(
            Fault(
                f"{resource.title}の行「{'・'.join(key)}」が、この行（{'・'.join(change.key)}）を使っているので、消せません。",
                f"先にその行の「{resource.schema.field(problem.field or '').title}」を直すか、その行も消してください。"
                "つながりごと消すときは、運営が `tomoni purge` を使います。",
                f"{problem.file} {problem.line}行目",
                change.source,
                problem.table,
                problem.field or "",
            )
        )
    return faults, rest


def _key_at(package: Package, problem: Problem) -> tuple[str, ...]:
    """The key of the row on that line of a file that nobody edits."""
    resource = package.resources[problem.table]
    for path, line, row in read_numbered_rows(resource, {}):
        if line == problem.line and path == package.base / Path(problem.file) and isinstance(row, dict):
            schema = resource.schema
            return tuple(cell_text(schema.field(name), row[name]) for name in schema.primary_key)
    return ("?",)
