"""SQLite: every table and codelist by its name, with keys, links, indexes, names of codes and full-text search.

Lists stand in one cell, items between semicolons, as in the CSV; a list of codes or ids also has a table of
its own, TABLE__FIELD, one row an item. Dates are ISO 8601 texts, booleans 1 and 0.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tomoni.catalog import Catalog, Field

from .database_schema import (
    INDEX_OF_TEXTS,
    create_indexes,
    create_linked,
    create_table,
    create_view,
    link_fields,
    quoted,
    referenced,
    title_field,
)
from .table import Table


class DatabaseWriter:
    """Writes `tomoni.sqlite` table by table; `add` each, then `finish`."""

    def __init__(self, path: Path, catalog: Catalog, version: str) -> None:
        self._catalog = catalog
        path.unlink(missing_ok=True)
        self._database = sqlite3.connect(path, isolation_level=None)
        # Nobody reads the file before it is whole: no journal, no waiting for the disk.
        for pragma in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            self._database.execute(f"PRAGMA {pragma}")
        self._database.executescript(INDEX_OF_TEXTS)
        self._database.execute("INSERT INTO dictionary VALUES ('version', ?)", (version,))
        self._database.execute("BEGIN")

    def add(self, table: Table, version: str, licence: str) -> None:
        """A table with its rows, the items of its lists, its description and its texts."""
        resource, run = table.resource, self._database
        run.execute(create_table(resource))
        places = ", ".join("?" * len(table.fields))
        run.executemany(
            f"INSERT INTO {quoted(table.name)} VALUES ({places})",
            zip(*(_stored(*column) for column in _columns(table)), strict=True),
        )
        for field in link_fields(resource, self._catalog.package):
            run.execute(create_linked(resource, field))
            run.executemany(
                f"INSERT INTO {quoted(f'{table.name}__{field.name}')} "
                f"VALUES ({', '.join('?' * (len(resource.schema.primary_key) + 2))})",
                self._items(table, field),
            )
        run.execute(
            "INSERT INTO dictionary_tables VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                table.name,
                resource.title,
                resource.title_en,
                resource.description,
                table.count,
                version,
                licence,
            ),
        )
        self._describe(table)
        if not resource.is_codelist:
            self._index_texts(table)

    def finish(self) -> None:
        """Views, indexes; then the file is packed and closed."""
        for resource in self._catalog.package.resources.values():
            for statement in create_indexes(resource, self._catalog.package):
                self._database.execute(statement)
            view = create_view(resource, self._catalog.package)
            if view:
                self._database.execute(view)
        self._database.execute("INSERT INTO fulltext (fulltext) VALUES ('optimize')")
        self._database.execute("COMMIT")
        self._database.execute("ANALYZE")
        self._database.execute("VACUUM")
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _items(self, table: Table, field: Field) -> Iterable[tuple[Any, ...]]:
        columns = {column[0].name: column for column in _columns(table)}
        keys = [_stored(*columns[name]) for name in table.resource.schema.primary_key]
        for *key, items in zip(*keys, table.column(field.name), strict=True):
            for position, item in enumerate(dict.fromkeys(items or ()), 1):
                yield (*key, position, item)

    def _describe(self, table: Table) -> None:
        package = self._catalog.package
        for position, field in enumerate(table.fields, 1):
            target = referenced(table.resource, field, package)
            self._database.execute(
                "INSERT INTO dictionary_fields VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    table.name,
                    position,
                    field.name,
                    field.title,
                    field.title_en,
                    field.type,
                    field.unit,
                    target[0] if target else None,
                    field.description,
                ),
            )
            self._database.executemany(
                "INSERT INTO dictionary_values VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (table.name, field.name, item.value, item.label, item.label_en, item.label_easy)
                    for item in field.categories
                ],
            )

    def _index_texts(self, table: Table) -> None:
        key, title = table.resource.schema.primary_key, title_field(table.resource)
        if len(key) != 1 or title is None:
            return
        texts = [values for field, values, _ in _columns(table) if _is_prose(table, field) and field != title]
        start = self._database.execute("SELECT coalesce(max(number), 0) FROM entries").fetchone()[0]
        titles = table.column(title.name)
        self._database.executemany(
            'INSERT INTO entries (number, "table", "key", title) VALUES (?, ?, ?, ?)',
            (
                (start + place, table.name, row_key, row_title)
                for place, (row_key, row_title) in enumerate(
                    zip(table.column(key[0]), titles, strict=True), 1
                )
            ),
        )
        bodies = zip(*texts, strict=True) if texts else ((),) * table.count
        self._database.executemany(
            "INSERT INTO fulltext (rowid, title, text) VALUES (?, ?, ?)",
            (
                (start + place, row_title, "\n".join(filter(None, parts)))
                for place, (row_title, parts) in enumerate(zip(titles, bodies, strict=True), 1)
            ),
        )


def _columns(table: Table) -> Iterable[tuple[Field, Sequence[Any], Sequence[str]]]:
    return zip(table.fields, table.columns, table.cells, strict=True)


def _stored(field: Field, values: Sequence[Any], cells: Sequence[str]) -> Sequence[Any]:
    """A column as SQLite keeps it: numbers and booleans as they are, all else as the text of its cell."""
    if field.type in ("string", "integer", "number", "year", "boolean"):
        return values
    return [cell or None for cell in cells]


def _is_prose(table: Table, field: Field) -> bool:
    """Whether people wrote sentences or names there: no codes, no ids, no links."""
    described = field.descriptor.get("constraints", {})
    keys = {name for key in table.resource.schema.foreign_keys for name in key.fields}
    return (
        field.type == "string"
        and field.format == "default"
        and not field.codelist
        and field.name not in keys
        and field.name not in table.resource.schema.primary_key
        and "pattern" not in described
        and "enum" not in described
    )
