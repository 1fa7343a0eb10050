"""Wrong entries are left out with everything that hangs on them; the rest stays whole.

A row is left out for an error of its own, or because a row that it refers to was left out. An item of a
list that refers to a row that was left out is taken from the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .catalog import Catalog
from .package import Package, Resource
from .rows import Row, read_numbered_rows


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was left out: its table, its key in words, where it stands (`file:line`), and why."""

    table: str
    key: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of one row: the table, the file and the line on which the row begins, and what is wrong."""

    table: str
    file: str
    line: int
    reason: str


Judge = Callable[[Catalog], Iterable[tuple[str, int, str]]]
"""What is wrong in a catalog: table, number of the row (from 0), and why."""


def quarantine(
    package: Package, faults: Sequence[Fault], judge: Judge = lambda _: ()
) -> tuple[Catalog, list[LeftOut]]:
    """The catalog without the rows that have faults and without what hangs on them, and what was left out.

    Every remaining row satisfies the keys and references of the schemas, and `judge` finds nothing in them:
    what is right beside a row may be wrong without it (the weights of a collaboration's other outcomes).
    """
    reasons = {(fault.table, fault.file, fault.line): fault.reason for fault in reversed(faults)}
    tables: dict[str, list[Row]] = {}
    left_out: list[LeftOut] = []
    wrong = {fault.table for fault in faults}
    for name, resource in package.resources.items():
        kept: list[Row] = []
        for path, line, read in read_numbered_rows(
            resource, skipped=wrong_lines(resource, reasons) if name in wrong else {}
        ):
            reason = reasons.get((name, path.name, line)) or reasons.get((name, str(path), line))
            if reason is None and not isinstance(read, str):
                kept.append(read)
            else:
                key = read if isinstance(read, str) else _key(resource, read)
                left_out.append(LeftOut(name, key, f"{path.name}:{line}", reason or ""))
        tables[name] = kept
    while True:
        catalog = _settle(package, tables, left_out)
        broken = {(table, number): reason for table, number, reason in judge(catalog)}
        if not broken:
            return catalog, left_out
        for table in {table for table, _ in broken}:
            rows = catalog.rows(table)
            tables[table] = [row for number, row in enumerate(rows) if (table, number) not in broken]
        for (table, number), reason in broken.items():
            key = _key(package.resources[table], catalog.rows(table)[number])
            left_out.append(LeftOut(table, key, "", reason))


def wrong_lines(resource: Resource, reasons: Mapping[tuple[str, str, int], str]) -> dict[str, set[int]]:
    """The lines of each file of a table that have an error: they are not parsed."""
    lines: dict[str, set[int]] = {}
    for table, file, line in reasons:
        if table == resource.name:
            lines.setdefault(file, set()).add(line)
    return lines


def _settle(package: Package, tables: dict[str, list[Row]], left_out: list[LeftOut]) -> Catalog:
    """Leave out what refers to rows that are gone, again and again, until nothing does."""
    changed = True
    while changed:
        changed = False
        keys = {name: _keys(package.resources[name], rows) for name, rows in tables.items()}
        for name, rows in tables.items():
            resource = package.resources[name]
            kept = []
            for row in rows:
                broken = _broken_reference(resource, row, keys)
                if broken:
                    left_out.append(LeftOut(name, _key(resource, row), "", broken))
                    changed = True
                else:
                    kept.append(_without_lost_items(resource, row, keys))
            tables[name] = kept
    return Catalog(package, tables)


def _keys(resource: Resource, rows: Sequence[Row]) -> set[Any]:
    key = resource.schema.primary_key
    return {row[key[0]] for row in rows} if len(key) == 1 else set()


def _broken_reference(resource: Resource, row: Row, keys: Mapping[str, set[Any]]) -> str | None:
    for reference in resource.schema.foreign_keys:
        if len(reference.fields) == 1:
            value = row[reference.fields[0]]
            if value is not None and value not in keys[reference.resource or resource.name]:
                title = resource.schema.field(reference.fields[0]).title
                return f"{title}「{value}」がのぞかれたため"
    for field in resource.schema.fields:
        target = field.references or field.codelist
        least = field.descriptor.get("constraints", {}).get("minLength", 1 if field.required else 0)
        if (
            field.is_list
            and target
            and len(_kept(row[field.name], keys[target])) < least <= len(row[field.name])
        ):
            return f"{field.title}がのぞかれたため"
    return None


def _without_lost_items(resource: Resource, row: Row, keys: Mapping[str, set[Any]]) -> Row:
    for field in resource.schema.fields:
        target = field.references or field.codelist
        if field.is_list and target and row[field.name]:
            items = _kept(row[field.name], keys[target])
            if len(items) != len(row[field.name]):
                row = {**row, field.name: items}
    return row


def _kept(items: tuple[str, ...], keys: set[Any]) -> tuple[str, ...]:
    return tuple(item for item in items if item in keys)


def _key(resource: Resource, row: Row) -> str:
    return "/".join(str(row[name]) for name in resource.schema.primary_key)
