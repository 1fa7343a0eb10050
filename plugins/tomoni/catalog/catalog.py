"""The catalog: every row of a valid package, by table, by key, and by what it refers to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from .errors import PackageError
from .package import Package, load_package
from .rows import Row, read_rows

LABEL_FIELDS = {"ja": "label", "en": "label_en", "easy": "label_easy"}
"""The codelist column that holds the label of each register."""


class Catalog:
    """Typed rows of a data package.

    Rows are shared, never copied: who changes one changes it for all, so nobody does.
    """

    def __init__(self, package: Package, tables: Mapping[str, Sequence[Row]]) -> None:
        self.package = package
        self._tables = {name: tuple(rows) for name, rows in tables.items()}
        self._keys: dict[str, dict[Any, Row]] = {}
        self._groups: dict[tuple[str, str], dict[Any, list[Row]]] = {}

    def rows(self, table: str) -> tuple[Row, ...]:
        """All rows of a table, in file order (sorted by key in a canonical file)."""
        try:
            return self._tables[table]
        except KeyError:
            raise PackageError(
                f"表「{table}」がデータパッケージにありません。", str(self.package.base)
            ) from None

    def get(self, table: str, key: object) -> Row | None:
        """The row with that key in a table with a key of one column; None where there is none."""
        if table not in self._keys:
            (name,) = self.package.resources[table].schema.primary_key
            self._keys[table] = {row[name]: row for row in self.rows(table)}
        return self._keys[table].get(key)

    def by(self, table: str, field: str) -> dict[Any, list[Row]]:
        """Rows grouped by the value of a field; a row with a list stands under each of its items."""
        group = self._groups.get((table, field))
        if group is None:
            group = {}
            for row in self.rows(table):
                value = row[field]
                for item in value if isinstance(value, tuple) else (value,):
                    if item is not None:
                        group.setdefault(item, []).append(row)
            self._groups[(table, field)] = group
        return group

    def label(self, codelist: str, code: str, register: str = "ja") -> str:
        """The label of a code in a register (falls back to Japanese, then to the code itself)."""
        labels = self._labels.get((codelist, code))
        return labels[register] if labels else code

    def category(self, table: str, field: str, value: str, register: str = "ja") -> str:
        """The label of a value of an inline enumeration (falls back to the value itself)."""
        for category in self.package.resources[table].schema.field(field).categories:
            if category.value == value:
                return {"ja": category.label, "en": category.label_en, "easy": category.label_easy}[register]
        return value

    def field_title(self, table: str, field: str, register: str = "ja") -> str:
        """The title of a column in a register (falls back to Japanese where there is none in easy Japanese)."""
        described = self.package.resources[table].schema.field(field)
        return {"ja": described.title, "en": described.title_en, "easy": described.title_easy}[register]

    @cached_property
    def _labels(self) -> dict[tuple[str, str], dict[str, str]]:
        labels = {}
        for name, resource in self.package.resources.items():
            if resource.is_codelist and "label" in resource.schema:
                for row in self._tables[name]:
                    labels[(name, row["code"])] = {
                        register: row.get(column) or row["label"] for register, column in LABEL_FIELDS.items()
                    }
        return labels


def load_catalog(path: Path) -> Catalog:
    """Read every row of the package at `path` (a folder or its datapackage.json).

    The package must be valid (`tomoni validate`); otherwise `PackageError` or `RowError`.
    """
    package = load_package(path)
    return Catalog(package, {name: read_rows(resource) for name, resource in package.resources.items()})
