"""What a cross-row rule is: a named function of a typed row, declared in a schema's `checks`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date
from pathlib import Path
from types import CodeType
from typing import Any

from ..package import Package
from ..rows import Row


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in a row: the field to mend, the code of the message, and what the message needs."""

    field: str
    code: str
    value: str | None = None
    detail: dict[str, str] = made_by(default_factory=dict)


@dataclass(slots=True)
class Scope:
    """What a rule may know besides its row: the day, the package, and rows of other tables by key."""

    as_of: date
    package: Package
    rows: Mapping[str, Mapping[Any, Row]]
    """Table name to key to row, for tables with a key of one column."""
    moved: Collection[tuple[str, str]] = frozenset()
    """Old id and table of every redirect."""

    @property
    def base(self) -> Path:
        """The folder of the package."""
        return self.package.base

    def get(self, table: str, key: object) -> Row | None:
        """A row of another table; None where there is none (references have checks of their own)."""
        return self.rows.get(table, {}).get(key)


RowRule = Callable[..., Iterator[Finding]]
"""(row, scope, **what the schema declares) → findings."""

TableRule = Callable[..., Iterator[tuple[int, Finding]]]
"""(rows, scope, **what the schema declares) → (index of the row, finding)."""

ROW_RULES: dict[str, RowRule] = {}
TABLE_RULES: dict[str, TableRule] = {}


def row_rule(name: str) -> Callable[[RowRule], RowRule]:
    """Register a rule that looks at one row."""

    def register(rule: RowRule) -> RowRule:
        ROW_RULES[name] = rule
        return rule

    return register


def table_rule(name: str) -> Callable[[TableRule], TableRule]:
    """Register a rule that looks at all rows of a table."""

    def register(rule: TableRule) -> TableRule:
        TABLE_RULES[name] = rule
        return rule

    return register


def parameters(check: Mapping[str, Any]) -> dict[str, Any]:
    """What a schema's check gives its rule: everything but the name."""
    return {name: value for name, value in check.items() if name != "name"}


def patterns_of(rule: RowRule) -> dict[str, re.Pattern[str]]:
    """The patterns of its module that a rule looks for, by their names: whoever checks the same elsewhere takes them from here."""
    found = {name: getattr(rule, "__globals__", {}).get(name) for name in _names_in(rule.__code__)}
    return {name: value for name, value in found.items() if isinstance(value, re.Pattern)}


def words_in(rule: RowRule) -> frozenset[str]:
    """The texts that stand in a rule itself, among them the codes of what it finds."""
    return frozenset(value for value in _constants_in(rule.__code__) if isinstance(value, str))


def _names_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names_in(inner)


def _constants_in(code: CodeType) -> Iterator[Any]:
    for value in code.co_consts:
        if isinstance(value, CodeType):
            yield from _constants_in(value)
        else:
            yield value
