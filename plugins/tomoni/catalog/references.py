"""Keys and references across all files of all tables: repeated keys, rows and codes that are not there.

The meaning is Frictionless's (primaryKey, foreignKeys, unique); lists of codes and of ids, which the
standard cannot express, are checked item by item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .nearest import Nearest
from .package import Package, Resource
from .report import Problem, words_of
from .table_reading import Placed, TableReading

Room = Callable[[str], bool]
"""Whether another problem of a file would be listed."""

_WORDS = ("label", "name", "title", "display_name", "kana", "name_kana", "label_easy", "label_en")
"""Columns by which people know a row."""


@dataclass(frozen=True, slots=True)
class _Reference:
    names: tuple[str, ...]
    target: str
    target_names: tuple[str, ...]
    is_list: bool = False


class References:
    """Keys of every table, gathered once."""

    def __init__(self, package: Package, readings: Mapping[str, TableReading], room: Room) -> None:
        self._package, self._readings, self._room = package, readings, room
        self._keys: dict[tuple[str, tuple[str, ...]], set[Any]] = {}
        self._nearest: dict[str, Nearest] = {}

    def problems(self, reading: TableReading) -> Iterator[Problem]:
        """Repeated keys and lost references of a table."""
        yield from self._repeated(reading, reading.resource.schema.primary_key, "primary-key")
        for field in reading.resource.schema.fields:
            if field.descriptor.get("constraints", {}).get("unique"):
                yield from self._repeated(reading, (field.name,), "unique")
        for reference in references_of(reading.resource):
            yield from self._lost(reading, reference)

    def _repeated(self, reading: TableReading, names: tuple[str, ...], code: str) -> Iterator[Problem]:
        if len(names) == 1 and not _doubled(reading.rows, names[0]):
            return
        seen: dict[tuple[Any, ...], Placed] = {}
        for placed in reading.rows if names else ():
            key = tuple(placed.row[name] for name in names)
            if all(value is None for value in key) or (len(names) == 1 and names[0] in placed.wrong):
                continue
            first = seen.setdefault(key, placed)
            if first is not placed:
                value = " / ".join(str(part) for part in key if part is not None)
                japanese = (
                    f"{first.line}行目" if first.file == placed.file else f"{first.file} の{first.line}行目"
                )
                english = f"line {first.line}" + ("" if first.file == placed.file else f" of {first.file}")
                words = {"first": japanese, "first_en": english}
                yield _problem(placed, reading.resource, names[0], code, value, words)

    def _lost(self, reading: TableReading, reference: _Reference) -> Iterator[Problem]:
        resource = reading.resource
        name = reference.names[0]
        target = self._package.resources.get(reference.target)
        if target is None or not all(part in target.schema for part in reference.target_names):
            return  # the description's problem
        if not self._readings[reference.target].complete:
            return
        keys = self._keys_of(reference.target, reference.target_names)
        field = resource.schema.field(name)
        any_refused = bool(field.codelist) and not field.allow_any
        right = keys - {"any"} if any_refused else keys
        single = len(reference.names) == 1
        for placed in reading.rows:
            first = placed.row[name]
            if single and (first is None or first == () or (not reference.is_list and first in right)):
                continue
            if not placed.wrong.isdisjoint(reference.names):
                continue
            if len(reference.names) > 1:
                compound: Any = tuple(placed.row[part] for part in reference.names)
                values: tuple[Any, ...] = () if all(part is None for part in compound) else (compound,)
            elif reference.is_list:
                values = placed.row[name]
            else:
                values = () if placed.row[name] is None else (placed.row[name],)
            for number, value in enumerate(values):
                if value not in keys:
                    yield self._not_there(placed, resource, reference, value)
                elif value == "any" and any_refused:
                    yield _problem(placed, resource, name, "any-not-allowed", value, {})
                elif reference.is_list and value in values[:number]:
                    yield _problem(placed, resource, name, "list-item-twice", value, {})

    def _not_there(self, placed: Placed, resource: Resource, reference: _Reference, value: Any) -> Problem:
        field = resource.schema.field(reference.names[0])
        target = self._package.resources[reference.target]
        code = "code-list" if field.codelist else "list-reference" if reference.is_list else "foreign-key"
        text = " / ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        words = target_words(target)
        if self._room(placed.file) and len(reference.names) == 1:
            nearest = self._words_of(reference)
            words |= (nearest.near_list(text) if reference.is_list else {}) or nearest.near(text)
        return _problem(placed, resource, field.name, code, text, words)

    def _keys_of(self, table: str, names: tuple[str, ...]) -> set[Any]:
        keys = self._keys.get((table, names))
        if keys is None:
            rows = self._readings[table].rows
            if len(names) == 1:
                keys = {placed.row[names[0]] for placed in rows}
            else:
                keys = {tuple(placed.row[name] for name in names) for placed in rows}
            self._keys[(table, names)] = keys
        return keys

    def _words_of(self, reference: _Reference) -> Nearest:
        nearest = self._nearest.get(reference.target)
        if nearest is None:
            target = self._package.resources[reference.target]
            columns = [name for name in _WORDS if name in target.schema]
            (key,) = reference.target_names
            nearest = self._nearest[reference.target] = Nearest(
                {
                    str(placed.row[key]): [placed.row[column] for column in columns if placed.row[column]]
                    for placed in self._readings[reference.target].rows
                }
            )
        return nearest


def target_words(target: Resource) -> dict[str, str]:
    """What a message needs to name the table that a reference leads to."""
    path = target.descriptor["path"]
    return {
        "target": target.name,
        "target_title": target.title,
        "target_title_en": target.title_en,
        "target_file": path if isinstance(path, str) else path[0],
    }


def _doubled(rows: list[Placed], name: str) -> bool:
    values = [placed.row[name] for placed in rows]
    return len(set(values)) < len(values)


def references_of(resource: Resource) -> list[_Reference]:
    """Every reference that a schema declares: foreign keys, codelists of single codes and of lists, lists of ids."""
    schema = resource.schema
    found = [
        _Reference(key.fields, key.resource or resource.name, key.reference_fields)
        for key in schema.foreign_keys
    ]
    single = {reference.names for reference in found}
    for field in schema.fields:
        if field.is_list and (field.codelist or field.references):
            target = field.codelist or field.references or ""
            found.append(_Reference((field.name,), target, ("code" if field.codelist else "id",), True))
        elif field.codelist and (field.name,) not in single:
            found.append(_Reference((field.name,), field.codelist, ("code",)))
    return found


def _problem(
    placed: Placed, resource: Resource, name: str, code: str, value: str, words: Mapping[str, str]
) -> Problem:
    detail = {**words_of(resource, resource.schema.field(name)), **words}
    return Problem(resource.name, placed.file, placed.line, name, code, value, detail)
