"""Our rules as Frictionless checks, so that stock validation can run them by their names.

`register` makes every rule known to Frictionless: a checklist descriptor such as
`{"checks": [{"type": "end-before-start", "fields": ["starts_on", "ends_on"]}]}` then resolves.
`checklist` is the one that a table's schema declares, lists of codes and of ids included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from frictionless import Check, Checklist, Plugin, errors, system

from .package import Field, Resource
from .references import references_of, target_words
from .report import Problem, words_of
from .rows import Row
from .rule_running import found_in
from .rules import ROW_RULES, TABLE_RULES, Finding, Scope, parameters

LIST_ITEMS = "list-items"
"""The check of lists whose items are codes or ids, which foreign keys cannot express."""


class RuleError(errors.RowError):
    """A row that breaks a rule of ours; `note` is the message, `finding` what the rule found."""

    type = "rule-error"
    title = "Rule Error"
    description = "The row breaks a rule that goes beyond one cell."
    template = "Row at position {rowNumber}: {note}"
    finding: Finding


class RuleCheck(Check):
    """A check that runs one rule of ours over the rows of a table."""

    Errors: ClassVar[list[Any]] = [RuleError]
    rule: ClassVar[str]
    table: ClassVar[Resource]
    scope: ClassVar[Scope]

    @classmethod
    def metadata_select_class(cls, type: str | None) -> Any:
        """Itself: the class of a rule is made for one table."""
        return cls

    @property
    def given(self) -> Mapping[str, Any]:
        """What the schema's check gives the rule: the descriptor's own properties."""
        return dict(self.custom)

    def validate_row(self, row: Any) -> Iterator[Any]:
        """The rule's findings of one row; what it finds in cells that are wrong themselves is left out."""
        typed, wrong = typed_row(row, self.table)
        for finding in found_in(self.rule, typed, self.scope, self.given, wrong):
            yield rule_error(row, finding, self.table)


class TableCheck(RuleCheck):
    """A check that needs all rows of a table."""

    def validate_start(self) -> Iterator[Any]:
        """Begin a table."""
        self._rows: list[tuple[Any, Row]] = []
        yield from ()

    def validate_row(self, row: Any) -> Iterator[Any]:
        """Keep the row for the end."""
        self._rows.append((row, typed_row(row, self.table)[0]))
        yield from ()

    def validate_end(self) -> Iterator[Any]:
        """The rule's findings over all rows."""
        rule = TABLE_RULES[self.rule]
        for index, finding in rule([typed for _, typed in self._rows], self.scope, **self.given):
            yield rule_error(self._rows[index][0], finding, self.table)


class ListItemsCheck(RuleCheck):
    """Items of lists that are no code of their codelist, or no id of their table."""

    def validate_row(self, row: Any) -> Iterator[Any]:
        """Items that are not there, stand twice, or are `any` where it may not stand."""
        typed, wrong = typed_row(row, self.table)
        for reference in references_of(self.table):
            name = reference.names[0]
            if not (reference.is_list or self.table.schema.field(name).codelist) or name in wrong:
                continue
            value = typed[name]
            items = value if reference.is_list else () if value is None else (value,)
            for number, item in enumerate(items):
                if code := self._fault(item, items[:number], reference.target, self.table.schema.field(name)):
                    target = self.scope.package.resources[reference.target]
                    yield rule_error(row, Finding(name, code, str(item), target_words(target)), self.table)

    def _fault(self, item: str, before: tuple[str, ...], target: str, field: Field) -> str | None:
        if item not in self.scope.rows.get(target, {}):
            return ("code-list" if field.codelist else "list-reference") if field.is_list else None
        if item == "any" and field.codelist and not field.allow_any:
            return "any-not-allowed"
        return "list-item-twice" if item in before else None


class RulesPlugin(Plugin):
    """Tells Frictionless of the rules of one table."""

    def __init__(self, table: Resource, scope: Scope) -> None:
        made = [_check_class(RuleCheck, name, table, scope) for name in ROW_RULES]
        made += [_check_class(TableCheck, name, table, scope) for name in TABLE_RULES]
        made.append(_check_class(ListItemsCheck, LIST_ITEMS, table, scope))
        self._classes = {check.type: check for check in made}

    def select_check_class(self, type: str | None = None) -> type[RuleCheck] | None:
        """The check class of a rule's name."""
        return self._classes.get(type or "")


def register(table: Resource, scope: Scope) -> None:
    """Make the rules known to Frictionless by name, for the rows of `table`."""
    system.register("tomoni", RulesPlugin(table, scope))


def checklist(table: Resource, scope: Scope) -> Checklist:
    """The checks that the table's schema declares, for `frictionless.Resource.validate`."""
    plugin = RulesPlugin(table, scope)
    checks = []
    for declared in ({"name": LIST_ITEMS}, *table.schema.checks):
        name = stock_type(declared["name"])
        made = plugin.select_check_class(name)
        if made is not None:
            checks.append(made.from_descriptor({"type": name, **parameters(declared)}))
    return Checklist(checks=checks)


def stock_type(name: str) -> str:
    """A rule's name as Frictionless allows it: letters and hyphens only."""
    return name.replace("100", "hundred")


def typed_row(row: Any, table: Resource) -> tuple[Row, frozenset[str]]:
    """A row of Frictionless's as our rules know it, and the fields whose cells are wrong."""
    wrong: set[str] = set()
    for error in row.errors:
        names = (
            [error.field_name] if getattr(error, "field_name", "") else getattr(error, "field_names", None)
        )
        if error.type in ("extra-cell", "missing-cell", "blank-row"):
            names = [field.name for field in table.schema.fields]
        if error.type in ("primary-key", "foreign-key"):
            names = []
        wrong.update(names or [])
    typed: Row = {}
    for field in table.schema.fields:
        value = row.get(field.name)
        if field.is_list:
            value = tuple(str(item) for item in value or ())
        elif field.type == "number" and value is not None:
            value = float(value)
        typed[field.name] = None if field.name in wrong and not field.is_list else value
    return typed, frozenset(wrong)


def rule_error(row: Any, finding: Finding, table: Resource) -> RuleError:
    """A finding as an error of Frictionless's, worded in Japanese."""
    detail = {**words_of(table, table.schema.field(finding.field)), **finding.detail}
    problem = Problem(table.name, "", None, finding.field, finding.code, finding.value, detail)
    error: RuleError = RuleError.from_row(row, note=problem.message("ja"))
    error.finding = finding
    return error


def _check_class(base: type[RuleCheck], name: str, table: Resource, scope: Scope) -> type[RuleCheck]:
    members = {"type": stock_type(name), "rule": name, "table": table, "scope": scope}
    return type(base.__name__, (base,), members)
