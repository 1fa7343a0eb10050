"""The rules that a schema names in `checks`, run over its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .package import Resource
from .report import Problem, words_of
from .rows import Row
from .rules import ROW_RULES, TABLE_RULES, Finding, Scope, parameters
from .table_reading import Placed, TableReading


class WatchedRow(dict[str, Any]):
    """A row with wrong cells that remembers whether a rule looked at one: what it then finds is not to be trusted."""

    def __init__(self, row: Row, wrong: frozenset[str]) -> None:
        super().__init__(row)
        self._wrong = wrong
        self.misled = False

    def __getitem__(self, name: str) -> Any:
        self.misled = self.misled or name in self._wrong
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """As a dict's, remembering the look."""
        self.misled = self.misled or name in self._wrong
        return super().get(name, default)


def broken_rules(reading: TableReading, scope: Scope) -> Iterator[Problem]:
    """What the table's rules find; a rule that its schema misnames or misfits is a problem of the schema."""
    resource = reading.resource
    for check in resource.schema.checks:
        name = check.get("name", "")
        if name not in ROW_RULES and name not in TABLE_RULES:
            yield _misfit(resource, "check-unknown", str(name))
            continue
        try:
            if unknown := [field for field in _fields_named(check) if field not in resource.schema]:
                yield _misfit(resource, "check-misfit", f"{name}: {', '.join(map(str, unknown))}")
                continue
            yield from _findings(reading, scope, check)
        except (AttributeError, IndexError, KeyError, TypeError) as error:
            yield _misfit(resource, "check-misfit", f"{name}: {error}")


def found_in(
    rule_name: str, row: Row, scope: Scope, given: Mapping[str, Any], wrong: frozenset[str]
) -> list[Finding]:
    """What a row rule finds in one row, of which some cells may be wrong."""
    rule = ROW_RULES[rule_name]
    if not wrong:
        return list(rule(row, scope, **given))
    watched = WatchedRow(row, wrong)
    found = list(rule(watched, scope, **given))
    return [] if watched.misled else found


def _findings(reading: TableReading, scope: Scope, check: Mapping[str, Any]) -> Iterator[Problem]:
    name, given, resource = check["name"], parameters(check), reading.resource
    if name in TABLE_RULES:
        rows = [placed.row for placed in reading.rows]
        for index, finding in TABLE_RULES[name](rows, scope, **given):
            yield _problem(reading.rows[index], resource, finding)
        return
    rule = ROW_RULES[name]
    for placed in reading.rows:
        findings: Iterable[Finding]
        if placed.wrong:
            findings = found_in(name, placed.row, scope, given, placed.wrong)
        else:
            findings = rule(placed.row, scope, **given)
        for finding in findings:
            yield _problem(placed, resource, finding)


def _fields_named(check: Mapping[str, Any]) -> list[str]:
    named = [check[key] for key in ("field", "total", "part", "whole", "area") if key in check]
    return [*named, *check.get("fields", ()), *check.get("parts", ())]


def _problem(placed: Placed, resource: Resource, finding: Finding) -> Problem:
    detail = {**words_of(resource, resource.schema.field(finding.field)), **finding.detail}
    return Problem(
        resource.name, placed.file, placed.line, finding.field, finding.code, finding.value, detail
    )


def _misfit(resource: Resource, code: str, value: str) -> Problem:
    schema = resource.descriptor.get("schema")
    file = schema if isinstance(schema, str) else "datapackage.json"
    return Problem(resource.name, file, None, None, code, value, words_of(resource))
