"""Rows held against the rules that their schema names, before they are written: what `tomoni validate` would refuse."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from tomoni.catalog import Catalog, Problem, Resource, Row
from tomoni.catalog.rules import ROW_RULES, Scope, parameters
from tomoni.importers.outside_formats import Remark
from tomoni.importers.report import Action


class Rules:
    """The rules for single rows of one table."""

    def __init__(
        self,
        resource: Resource,
        catalog: Catalog,
        as_of: datetime.date,
        known: Mapping[str, Mapping[Any, Row]],
    ) -> None:
        """`known`: tables that the rows may refer to, by key, in the state after the import."""
        self._resource = resource
        self._scope = Scope(as_of, catalog.package, known)
        self._checks = [
            (ROW_RULES[check["name"]], parameters(check))
            for check in resource.schema.checks
            if check["name"] in ROW_RULES
        ]

    def mend(self, row: Row) -> tuple[list[Remark], str | None]:
        """Takes out of the row what breaks a rule; what was taken, and why the row cannot stay (None: it can)."""
        remarks: list[Remark] = []
        for _ in range(len(self._resource.schema.fields)):
            problem = next(self._problems(row), None)
            if problem is None:
                return remarks, None
            field = self._resource.schema.field(problem.field or "")
            reason = problem.message("ja")
            if field.required or row[field.name] in (None, ()):
                return remarks, reason
            shown = row[field.name]
            row[field.name] = () if field.is_list else None
            remarks.append(Remark(field.name, str(shown)[:60], reason, Action.VALUE_LEFT_OUT))
        return remarks, "決まりに合いません"

    def _problems(self, row: Row) -> Any:
        for rule, given in self._checks:
            for finding in rule(row, self._scope, **given):
                titles = {"title": self._resource.schema.field(finding.field).title} | dict(finding.detail)
                yield Problem(
                    self._resource.name, "", None, finding.field, finding.code, finding.value, titles
                )
