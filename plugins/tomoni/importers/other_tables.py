"""Rows of a source for tables other than `organizations`: fitted, held against the rules, joined with what is there."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tomoni.catalog import Catalog, Resource, Row, Schema, cell_text
from tomoni.importers.broken_rules import Rules
from tomoni.importers.fitting import Fitting
from tomoni.importers.merge import Merged
from tomoni.importers.outside_formats import Candidate, Extract, Remark
from tomoni.importers.report import Action, ReportLine

_GIVEN_HERE = frozenset({"id", "updated_on", "demo"})
_ORPHAN = "属する行を取り込めないので、取り込みません"


@dataclass(slots=True)
class Others:
    """The rows of each table after the import, and what to report."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    lines: list[ReportLine] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """What the children of a table need to know of their parents."""

    known: dict[str, Mapping[Any, Row]]
    identities: dict[int, str]
    kept: set[int] = field(default_factory=set)


def take_others(
    catalog: Catalog, extract: Extract, merged: Merged, as_of: datetime.date, updated_on: datetime.date
) -> Others:
    """The candidates for other tables, joined with the rows that stand there.

    A candidate is the row of its id, or the one that carries its `source_id`. What its source does not know stays as it
    is, so that what people added is not lost; a row that its organization confirmed, or that belongs to one that claimed
    its entry, is not touched. Children of a row (its hours) are replaced as a whole.
    """
    known = known_rows(catalog)
    known["organizations"] = merged.rows
    identities = {id(candidate): identity for identity, candidate in merged.seen.items()}
    state, others = _State(known, identities), Others()
    for table, candidates in extract.others.items():
        resource = catalog.package.resources[table]
        rows = _Rows(resource, catalog, as_of, updated_on, state)
        for candidate in candidates:
            others.lines += rows.take(candidate)
        others.lines += rows.vanished(extract)
        others.rows[table] = list(rows.rows.values())
        if len(resource.schema.primary_key) == 1:
            state.known[table] = {key[0]: row for key, row in rows.rows.items()}
    return others


def empty_row(schema: Schema) -> Row:
    """A row of the table in which nothing is known yet: None, or an empty tuple for a list."""
    return {field.name: () if field.is_list else None for field in schema.fields}


def codes_of(schema: Schema, catalog: Catalog) -> dict[str, frozenset[str]]:
    """The codes of each codelist that the schema's fields refer to."""
    names = sorted({field.codelist for field in schema.fields if field.codelist is not None})
    return {name: frozenset(row["code"] for row in catalog.rows(name)) for name in names}


def known_rows(catalog: Catalog) -> dict[str, Mapping[Any, Row]]:
    """The rows of every table with a key of one column, by that key."""
    return {
        name: {row[resource.schema.primary_key[0]]: row for row in catalog.rows(name)}
        for name, resource in catalog.package.resources.items()
        if len(resource.schema.primary_key) == 1
    }


class _Rows:
    """The rows of one table while candidates come in."""

    def __init__(
        self,
        resource: Resource,
        catalog: Catalog,
        as_of: datetime.date,
        updated_on: datetime.date,
        state: _State,
    ) -> None:
        self._resource, self._schema, self._state = resource, resource.schema, state
        self._updated_on = updated_on
        self._fitting = Fitting(self._schema, codes_of(self._schema, catalog), _GIVEN_HERE | self._parents())
        self._rules = Rules(resource, catalog, as_of, state.known)
        self.rows = {self._key(row): row for row in catalog.rows(resource.name)}
        self._before = dict(self.rows)
        self._by_source = {
            row["source_id"]: key for key, row in self.rows.items() if row.get("source_id") is not None
        }
        self._seen: dict[tuple[str, ...], int] = {}
        self._replaced: set[str] = set()

    def take(self, candidate: Candidate) -> list[ReportLine]:
        """Join one candidate; what to report of it."""
        for name, parent in candidate.parents.items():
            identity = self._state.identities.get(id(parent))
            if identity is None:
                return [self._line(Action.LEFT_OUT, candidate, candidate.digest_id, _ORPHAN)]
            candidate.values[name] = identity
        reason = self._fitting.fit(candidate) or self._missing_target(candidate)
        if reason is not None:
            return [self._line(Action.LEFT_OUT, candidate, candidate.digest_id, reason)]
        if "id" in self._schema:
            candidate.values["id"] = candidate.digest_id
        key = self._by_source.get(candidate.values.get("source_id")) or self._key(candidate.values)
        shown = "/".join(key)
        if key in self._seen:
            reason = f"{self._seen[key]}件目と同じ行です"
            return [self._line(Action.LEFT_OUT, candidate, shown, reason)]
        self._seen[key] = candidate.row
        if self._is_kept(candidate, self._before.get(key)):
            self._state.kept.add(id(candidate))
            return [self._line(Action.KEPT, candidate, shown, "団体が登録または確認した行なので、変えません")]
        return self._join(candidate, key)

    def vanished(self, extract: Extract) -> list[ReportLine]:
        """Rows that the file would name and does not."""
        if extract.covers is None:
            return []
        reason = "前回まで元のデータにありましたが、今回はありません。行は残しました"
        return [
            ReportLine(Action.VANISHED, None, "/".join(key), str(row.get("title") or ""), "", "", reason)
            for key, row in sorted(self._before.items())
            if key not in self._seen and extract.covers(self._resource.name, row)
        ]

    def _join(self, candidate: Candidate, key: tuple[str, ...]) -> list[ReportLine]:
        self._drop_children(candidate)
        old = self._before.get(key)
        brought = {name: value for name, value in candidate.values.items() if value not in (None, ())}
        new = (empty_row(self._schema) | {"demo": False} if old is None else old) | brought
        if old is not None and "id" in self._schema:
            new["id"] = old["id"]
        if "demo" not in self._schema:
            new.pop("demo", None)
        if "updated_on" in self._schema and new["updated_on"] is None:
            new["updated_on"] = self._updated_on
        remarks, reason = self._rules.mend(new)
        lines = [
            self._line(remark.action, candidate, "/".join(key), remark.reason, remark)
            for remark in [*candidate.remarks, *remarks]
        ]
        if reason is not None:
            return [self._line(Action.LEFT_OUT, candidate, "/".join(key), reason)]
        changed = [name for name in new if old is not None and new[name] != old[name]]
        if changed and "updated_on" in self._schema:
            new["updated_on"] = self._updated_on
        self.rows[key] = new
        if "id" in self._schema:
            self._state.identities[id(candidate)] = new["id"]
        action = Action.ADDED if old is None else Action.CHANGED if changed else Action.UNCHANGED
        first = self._line(action, candidate, "/".join(key), "", Remark("・".join(changed), "", ""))
        return [first, *lines]

    def _drop_children(self, candidate: Candidate) -> None:
        """A row without an id of its own is part of its parent, whose parts come in all at once."""
        if "id" in self._schema:
            return
        for name in candidate.parents:
            parent = candidate.values[name]
            if parent not in self._replaced:
                self._replaced.add(parent)
                self.rows = {key: row for key, row in self.rows.items() if row[name] != parent}

    def _is_kept(self, candidate: Candidate, old: Row | None) -> bool:
        if any(id(parent) in self._state.kept for parent in candidate.parents.values()):
            return True
        if old is None:
            return False
        owner = self._state.known["organizations"].get(old.get("organization"))
        claimed = "confirmed_on" in old and owner is not None and owner["listing"] == "claimed"
        return old.get("confirmed_on") is not None or claimed

    def _missing_target(self, candidate: Candidate) -> str | None:
        """Takes out what names no row; returns why the row has to stay out where it cannot do without."""
        for foreign in self._schema.foreign_keys:
            (name,) = foreign.fields
            value = candidate.values.get(name)
            if value is not None and value not in self._state.known[foreign.resource]:
                if self._schema.field(name).required:
                    return _ORPHAN
                candidate.values[name] = None
                reason = "指している行がありません"
                candidate.remarks.append(Remark(name, str(value), reason, Action.VALUE_LEFT_OUT))
        return None

    def _key(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(cell_text(self._schema.field(name), row.get(name)) for name in self._schema.primary_key)

    def _parents(self) -> frozenset[str]:
        return frozenset(name for foreign in self._schema.foreign_keys for name in foreign.fields)

    def _line(
        self, action: Action, candidate: Candidate, key: str, reason: str, about: Remark | None = None
    ) -> ReportLine:
        field, value = (about.field, about.value) if about else ("", "")
        return ReportLine(action, candidate.row, key, candidate.name, field, value, reason)
