"""`tomoni validate`: files, cells, keys, references and rules, every problem with its place and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from .catalog import Catalog, load_catalog
from .errors import PackageError
from .nearest import near
from .package import Package, Resource, load_package
from .quarantine import Fault, quarantine
from .report import Problem, Report
from .rows import Row
from .rules import ROW_RULES, TABLE_RULES, Finding, Scope, parameters
from .table_reading import Placed, TableReading, read_table


def validate(path: Path, as_of: date) -> Report:
    """Check the package at `path` (a folder or its datapackage.json) as it stands on `as_of`.

    Never raises for wrong data: a package that cannot be read at all is a problem like any other.
    """
    try:
        package = load_package(path)
    except PackageError as error:
        detail = {"what": error.what, "how": error.how}
        return Report((Problem("", error.where or str(path), None, None, "package", None, detail),))
    readings = {name: read_table(package, resource) for name, resource in package.resources.items()}
    keys = {name: _keys(reading) for name, reading in readings.items()}
    scope = Scope(as_of, package, {name: _by_key(reading) for name, reading in readings.items()})
    problems: list[Problem] = []
    for reading in readings.values():
        found = [
            *reading.problems,
            *_repeated_keys(reading),
            *_lost_references(reading, package, readings, keys),
            *_broken_rules(reading, scope),
        ]
        order = {
            path.relative_to(package.base).as_posix(): number
            for number, path in enumerate(reading.resource.paths)
        }
        problems.extend(sorted(found, key=lambda problem: (order.get(problem.file, 0), problem.line or 0)))
    return Report(
        tuple(problems),
        rows=sum(reading.total for reading in readings.values()),
        screened=sum(reading.screened for reading in readings.values()),
        truncated=tuple(name for reading in readings.values() for name in reading.truncated),
    )


def load_checked(path: Path, as_of: date, *, leave_out: bool = False) -> tuple[Catalog | None, Report]:
    """The catalog and the report of its validation.

    With problems the catalog is None; with `leave_out` it comes without the rows that have problems and what
    hangs on them (`Report.left_out`), unless a whole file is wrong: then it is None all the same.
    """
    report = validate(path, as_of)
    if report.valid:
        return load_catalog(path), report
    if not leave_out or any(problem.line is None or problem.line == 1 for problem in report.problems):
        return None, report
    faults = [
        Fault(problem.table, problem.file, problem.line or 0, problem.message("ja"))
        for problem in report.problems
    ]
    catalog, left_out = quarantine(load_package(path), faults)
    return catalog, replace(report, left_out=tuple(left_out))


def _key(resource: Resource, row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in resource.schema.primary_key)


def _keys(reading: TableReading) -> set[Any]:
    key = reading.resource.schema.primary_key
    return {placed.row[key[0]] for placed in reading.rows} if len(key) == 1 else set()


def _by_key(reading: TableReading) -> dict[Any, Row]:
    key = reading.resource.schema.primary_key
    return {placed.row[key[0]]: placed.row for placed in reading.rows} if len(key) == 1 else {}


def _repeated_keys(reading: TableReading) -> Iterator[Problem]:
    seen: dict[tuple[Any, ...], Placed] = {}
    resource = reading.resource
    if not resource.schema.primary_key:
        return
    for placed in reading.rows:
        key = _key(resource, placed.row)
        first = seen.setdefault(key, placed)
        if first is not placed:
            value = " / ".join(map(str, key))
            where = str(first.line) if first.file == placed.file else f"{first.file} {first.line}"
            yield _problem(
                placed,
                resource,
                Finding(resource.schema.primary_key[0], "primary-key", value, {"first": where}),
            )


def _lost_references(
    reading: TableReading,
    package: Package,
    readings: Mapping[str, TableReading],
    keys: Mapping[str, set[Any]],
) -> Iterator[Problem]:
    """References and codes that lead nowhere; tables that could not be read whole are not held against anybody."""
    resource = reading.resource
    single = [
        (reference.fields[0], reference.resource or resource.name)
        for reference in resource.schema.foreign_keys
        if len(reference.fields) == 1
    ]
    referring = {name for name, _ in single}
    single += [
        (field.name, field.codelist)
        for field in resource.schema.fields
        if field.codelist and not field.is_list and field.name not in referring
    ]
    several = [
        (field.name, field.references or field.codelist or "")
        for field in resource.schema.fields
        if field.is_list and (field.references or field.codelist)
    ]
    for placed in reading.rows:
        for name, target in single:
            value = placed.row[name]
            if value is not None:
                yield from _lost(placed, resource, name, target, [value], package, readings, keys)
        for name, target in several:
            if placed.row[name]:
                yield from _lost(placed, resource, name, target, placed.row[name], package, readings, keys)


def _lost(
    placed: Placed,
    resource: Resource,
    name: str,
    target: str,
    values: Any,
    package: Package,
    readings: Mapping[str, TableReading],
    keys: Mapping[str, set[Any]],
) -> Iterator[Problem]:
    if target not in package.resources or not readings[target].complete:
        return
    field = resource.schema.field(name)
    for number, value in enumerate(values):
        if value in keys[target]:
            if value == "any" and field.codelist and not field.allow_any:
                yield _problem(placed, resource, Finding(name, "any-not-allowed", value))
            if value in values[:number]:
                yield _problem(placed, resource, Finding(name, "list-item-twice", value))
            continue
        other = package.resources[target]
        labels = {
            str(item.row[other.schema.primary_key[0]]): [
                str(item.row[column])
                for column in ("label", "name", "title", "kana", "name_kana", "label_easy")
                if item.row.get(column)
            ]
            for item in readings[target].rows
        }
        code = "code-list" if field.codelist and field.is_list else "foreign-key"
        detail = {"target": target, "target_title": other.title, **near(value, labels)}
        yield _problem(placed, resource, Finding(name, code, value, detail))


def _broken_rules(reading: TableReading, scope: Scope) -> Iterator[Problem]:
    resource = reading.resource
    rows = [placed.row for placed in reading.rows]
    for check in resource.schema.checks:
        given = parameters(check)
        if check["name"] in TABLE_RULES:
            for index, finding in TABLE_RULES[check["name"]](rows, scope, **given):
                yield _problem(reading.rows[index], resource, finding)
            continue
        try:
            rule = ROW_RULES[check["name"]]
        except KeyError:
            raise PackageError(
                f"「{check['name']}」という検査はありません。",
                f"schemas/{resource.name}.json",
                "checks の名前を docs/data-package.md で確かめてください。",
            ) from None
        for placed in reading.rows:
            for finding in rule(placed.row, scope, **given):
                yield _problem(placed, resource, finding)


def _problem(placed: Placed, resource: Resource, finding: Finding) -> Problem:
    field = resource.schema.field(finding.field)
    detail = {
        "table_title": resource.title,
        "title": field.title,
        "description": field.description,
        **finding.detail,
    }
    return Problem(
        resource.name, placed.file, placed.line, finding.field, finding.code, finding.value, detail
    )
