"""The SQL that makes the tables, links, indexes and views of the database."""

from __future__ import annotations

from collections.abc import Iterator

from tomoni.catalog import Field, Package, Resource

from ...pages.site import TITLES

INDEX_OF_TEXTS = """
CREATE TABLE dictionary (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE dictionary_tables (
  name TEXT PRIMARY KEY, title TEXT, title_en TEXT, description TEXT, rows INTEGER, version TEXT, licence TEXT
);
CREATE TABLE dictionary_fields (
  "table" TEXT REFERENCES dictionary_tables (name), position INTEGER, name TEXT, title TEXT, title_en TEXT,
  type TEXT, unit TEXT, refers_to TEXT, description TEXT, PRIMARY KEY ("table", name)
) WITHOUT ROWID;
CREATE TABLE dictionary_values (
  "table" TEXT, field TEXT, value TEXT, label TEXT, label_en TEXT, label_easy TEXT,
  PRIMARY KEY ("table", field, value)
) WITHOUT ROWID;
CREATE TABLE entries (number INTEGER PRIMARY KEY, "table" TEXT, "key" TEXT, title TEXT);
CREATE VIRTUAL TABLE fulltext USING fts5 (title, text, content='', tokenize='trigram');
"""
"""What stands beside the tables: their dictionary, and an index of texts whose rowid is `entries.number`."""

_TYPES = {"integer": "INTEGER", "year": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def title_field(resource: Resource) -> Field | None:
    """The column that says what a row is called."""
    name = next((name for name in (*TITLES, "label") if name in resource.schema), None)
    return resource.schema.field(name) if name else None


def referenced(resource: Resource, field: Field, package: Package) -> tuple[str, str] | None:
    """The table and column that the values of a field (or the items of a list) name, if any."""
    for key in resource.schema.foreign_keys:
        if key.fields == (field.name,):
            return key.resource or resource.name, key.reference_fields[0]
    target = field.codelist or field.references
    if target and target in package.resources and len(package.resources[target].schema.primary_key) == 1:
        return target, package.resources[target].schema.primary_key[0]
    return None


def link_fields(resource: Resource, package: Package) -> list[Field]:
    """The lists whose items name rows of another table."""
    if not resource.schema.primary_key:
        return []
    return [
        field for field in resource.schema.fields if field.is_list and referenced(resource, field, package)
    ]


def create_table(resource: Resource) -> str:
    """The table with its key and its links to other tables."""
    lines = [
        f"{quoted(field.name)} {_TYPES.get(field.type, 'TEXT')}{' NOT NULL' if field.required else ''}"
        for field in resource.schema.fields
    ]
    if resource.schema.primary_key:
        lines.append(f"PRIMARY KEY ({_names(resource.schema.primary_key)})")
    for key in resource.schema.foreign_keys:
        lines.append(
            f"FOREIGN KEY ({_names(key.fields)}) "
            f"REFERENCES {quoted(key.resource or resource.name)} ({_names(key.reference_fields)})"
        )
    return f"CREATE TABLE {quoted(resource.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def create_linked(resource: Resource, field: Field) -> str:
    """TABLE__FIELD: the row's key, the item's place in the list, and the item."""
    key = resource.schema.primary_key
    target = field.codelist or field.references or ""
    columns = [
        f"{quoted(name)} {_TYPES.get(resource.schema.field(name).type, 'TEXT')} NOT NULL" for name in key
    ]
    lines = [
        *columns,
        "position INTEGER NOT NULL",
        f"item TEXT NOT NULL REFERENCES {quoted(target)}",
        f"PRIMARY KEY ({_names(key)}, position)",
        f"FOREIGN KEY ({_names(key)}) REFERENCES {quoted(resource.name)} ({_names(key)})",
    ]
    table = quoted(f"{resource.name}__{field.name}")
    return f"CREATE TABLE {table} (\n  " + ",\n  ".join(lines) + "\n) WITHOUT ROWID"


def create_indexes(resource: Resource, package: Package) -> Iterator[str]:
    """An index on every column that names another row, and on the items of lists."""
    for key in resource.schema.foreign_keys:
        if key.fields != resource.schema.primary_key[: len(key.fields)]:
            name = quoted(f"{resource.name}_by_{'_'.join(key.fields)}")
            yield f"CREATE INDEX {name} ON {quoted(resource.name)} ({_names(key.fields)})"
    for field in link_fields(resource, package):
        linked = f"{resource.name}__{field.name}"
        yield f"CREATE INDEX {quoted(f'{linked}_by_item')} ON {quoted(linked)} (item)"


def create_view(resource: Resource, package: Package) -> str | None:
    """TABLE_labelled: every column, and behind each code or id the name of what it stands for; None without any.

    Names of codes come in Japanese (`FIELD_label`) and English (`FIELD_label_en`), names of rows as they are.
    """
    columns, joins, labelled = [], [], False
    for number, field in enumerate(resource.schema.fields):
        columns.append(f"t.{quoted(field.name)}")
        target = referenced(resource, field, package)
        if target is not None:
            other = package.resources[target[0]]
            named = title_field(other)
            if named is None:
                continue
            labelled = True
            names = [(named.name, f"{field.name}_label")]
            if other.is_codelist and "label_en" in other.schema:
                names.append(("label_en", f"{field.name}_label_en"))
            alias = f"r{number}"
            if field.is_list:
                if resource.schema.primary_key:
                    columns += [_joined(resource, field, target, column, name) for column, name in names]
                continue
            joins.append(
                f"LEFT JOIN {quoted(other.name)} AS {alias} "
                f"ON {alias}.{quoted(target[1])} = t.{quoted(field.name)}"
            )
            columns += [f"{alias}.{quoted(column)} AS {quoted(name)}" for column, name in names]
        elif field.categories and not field.is_list:
            labelled = True
            alias = f"v{number}"
            joins.append(
                f"LEFT JOIN dictionary_values AS {alias} ON {alias}.\"table\" = '{resource.name}' "
                f"AND {alias}.field = '{field.name}' AND {alias}.value = t.{quoted(field.name)}"
            )
            columns += [
                f"{alias}.{column} AS {quoted(f'{field.name}_{column}')}" for column in ("label", "label_en")
            ]
    if not labelled:
        return None
    body = ",\n  ".join(columns)
    return (
        f"CREATE VIEW {quoted(f'{resource.name}_labelled')} AS SELECT\n  {body}\n"
        f"FROM {quoted(resource.name)} AS t\n" + "\n".join(joins)
    )


def _joined(resource: Resource, field: Field, target: tuple[str, str], column: str, name: str) -> str:
    """The names of a list's items, in their order."""
    same = " AND ".join(f"l.{quoted(key)} = t.{quoted(key)}" for key in resource.schema.primary_key)
    separator = ", " if column.endswith("_en") else "、"
    return (
        f"(SELECT group_concat(n, '{separator}') FROM (SELECT o.{quoted(column)} AS n "
        f"FROM {quoted(f'{resource.name}__{field.name}')} AS l "
        f"JOIN {quoted(target[0])} AS o ON o.{quoted(target[1])} = l.item WHERE {same} ORDER BY l.position)) "
        f"AS {quoted(name)}"
    )


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(quoted(name) for name in names)
