"""`tomoni validate`: files, cells, keys, references and rules, every problem with its place and its words."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from .catalog import Catalog, load_catalog
from .description import description_problems
from .errors import PackageError
from .ledger import PROBLEMS_SHOWN, Ledger
from .messages import WHOLE_FILE
from .package import Package, load_described, load_package
from .quarantine import Fault, quarantine
from .references import References
from .report import Problem, Report
from .rows import Row
from .rule_running import broken_rules
from .rules import Scope
from .table_reading import Placed, TableReading, read_table


def validate(path: Path, as_of: date, *, bound: int = PROBLEMS_SHOWN) -> Report:
    """Check the package at `path` (a folder or its datapackage.json) as it stands on `as_of`.

    At most `bound` problems of one file are listed (`Report.truncated` names the files that have more).
    Never raises for wrong data: a package that cannot be read at all is a problem like any other.
    """
    with _without_collection():
        return _validate(path, as_of, bound)


def _validate(path: Path, as_of: date, bound: int) -> Report:
    try:
        package, errors = load_described(path)
    except PackageError as error:
        detail = {"what": error.what, "how": error.how}
        return Report((Problem("", error.where or str(path), None, None, "package", None, detail),))
    ledger = Ledger(bound)
    described = list(description_problems(package, errors))
    ledger.take(described)
    if any(problem.code == "description" for problem in described):
        return Report(tuple(ledger.problems), base=_seen_from_here(package.base))
    readings = {name: read_table(package, resource, bound) for name, resource in package.resources.items()}
    references = References(package, readings, ledger.room)
    scope = scope_of(package, readings, as_of)
    order: dict[str, int] = {}
    for reading in readings.values():
        for file in reading.resource.paths:
            order[file.relative_to(package.base).as_posix()] = len(order)
        ledger.take(table_problems(reading, references, scope))
    problems = sorted(ledger.problems, key=lambda problem: (order.get(problem.file, -1), problem.line or 0))
    return Report(
        tuple(problems),
        rows=sum(reading.total for reading in readings.values()),
        base=_seen_from_here(package.base),
        screened=sum(reading.screened for reading in readings.values()),
        truncated=ledger.truncated,
    )


@contextmanager
def _without_collection() -> Iterator[None]:
    """Rows stay until the end: the garbage collector would only walk them again and again (a sixth of the time)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def table_problems(reading: TableReading, references: References, scope: Scope) -> Iterator[Problem]:
    """All that is wrong with one table, once every table was read."""
    yield from reading.problems
    yield from references.problems(reading)
    yield from broken_rules(reading, scope)


def load_checked(path: Path, as_of: date, *, leave_out: bool = False) -> tuple[Catalog | None, Report]:
    """The catalog and the report of its validation.

    With problems the catalog is None; with `leave_out` it comes without the rows that have problems and what
    hangs on them (`Report.left_out`), unless a whole file is wrong: then it is None all the same.
    """
    report = validate(path, as_of)
    if report.valid:
        return load_catalog(path), report
    if not leave_out or any(
        problem.line is None or problem.code in WHOLE_FILE for problem in report.problems
    ):
        return None, report
    package = load_package(path)
    every = validate(path, as_of, bound=sys.maxsize) if report.truncated else report
    faults = [
        Fault(problem.table, str(package.base / problem.file), problem.line or 0, problem.message("ja"))
        for problem in every.problems
    ]
    catalog, left_out = quarantine(package, faults, lambda left: _broken_rules(left, as_of))
    return catalog, replace(report, left_out=tuple(left_out))


def _broken_rules(catalog: Catalog, as_of: date) -> Iterator[tuple[str, int, str]]:
    """Table, number and message of every row of a catalog that breaks a rule."""
    readings = {
        name: TableReading(
            resource, sys.maxsize, [Placed(row, "", number) for number, row in enumerate(catalog.rows(name))]
        )
        for name, resource in catalog.package.resources.items()
    }
    scope = scope_of(catalog.package, readings, as_of)
    for name, reading in readings.items():
        for problem in broken_rules(reading, scope):
            yield name, problem.line or 0, problem.message("ja")


def scope_of(package: Package, readings: Mapping[str, TableReading], as_of: date) -> Scope:
    """What rules may know besides their row."""
    redirects = readings["redirects"].rows if "redirects" in readings else []
    return Scope(
        as_of,
        package,
        {name: _by_key(reading) for name, reading in readings.items()},
        {(str(placed.row.get("old_id")), str(placed.row.get("table"))) for placed in redirects},
    )


def _by_key(reading: TableReading) -> dict[Any, Row]:
    key = reading.resource.schema.primary_key
    return {placed.row[key[0]]: placed.row for placed in reading.rows} if len(key) == 1 else {}


def _seen_from_here(base: Path) -> str:
    relative = os.path.relpath(base)
    return base.as_posix() if relative.startswith("..") else Path(relative).as_posix()
