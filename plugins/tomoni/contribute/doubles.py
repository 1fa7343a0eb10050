"""Rows that may be of one and the same thing: the same corporate number, the same folded name, the same address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from tomoni.catalog import Catalog, Row, Schema, cell_text, kind_of
from tomoni.catalog.nearest import fold

NAMES = ("name", "title", "display_name")
"""Columns that hold what a row is called; a table has one of them at most."""
_WITH_ADDRESS = frozenset({"organizations", "centers"})
_OWNERS = frozenset({"organization", "center", "company"})
_STANDING = frozenset({"updated_on", "published_on", "confirmed_on", "source_row", "demo"})
_ENOUGH = 2
"""So many cells have to be filled: rows that say hardly anything are alike by nature."""
_LEGAL_FORMS = re.compile(
    "(?:特定非営利活動法人|NPO法人|npo法人|認定|一般社団法人|公益社団法人|一般財団法人|公益財団法人|社会福祉法人|株式会社|合同会社)"
)


class Doubles:
    """Finds doubles in a catalog; what it compares is gathered once for each table."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._tables: dict[str, dict[str, dict[str, list[Row]]]] = {}
        self._said: dict[str, dict[tuple[str, ...], list[tuple[str, ...]]]] = {}

    def of(self, table: str, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What other rows share with one (`corporate_number`, `name`, `address`), each with the other's id."""
        index = self._index(table)
        kind = kind_of(table)
        beside = [column for column in (kind.identity if kind else ()) if column in _OWNERS]
        told = {cells.get("id")}
        for what, said in _compared(table, cells).items():
            for row in index[what].get(said, ()):
                if row["id"] in told or (
                    what == "name" and any((row.get(one) or "") != cells.get(one, "") for one in beside)
                ):
                    continue
                told.add(row["id"])
                yield what, row["id"]

    def one_key_apart(self, table: str, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Rows of a table with a key of several columns that say the same, but for one of these columns.

        Somebody may have mistyped it, and meant that row. Gives the column and what stands there in the other row.
        """
        schema = self._catalog.package.resources[table].schema
        if len(schema.primary_key) < 2:
            return
        if table not in self._said:
            said: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
            for row in self._catalog.rows(table):
                texts = {field.name: cell_text(field, row[field.name]) for field in schema.fields}
                said.setdefault(_content(schema, texts), []).append(_key(schema, texts))
            self._said[table] = said
        content, key = _content(schema, cells), _key(schema, cells)
        if sum(cell != "" for cell in content) < _ENOUGH:
            return
        for other in self._said[table].get(content, ()):
            apart = [
                name for name, own, one in zip(schema.primary_key, key, other, strict=True) if own != one
            ]
            if len(apart) == 1:
                yield apart[0], other[schema.primary_key.index(apart[0])]

    def _index(self, table: str) -> Mapping[str, Mapping[str, list[Row]]]:
        if table not in self._tables:
            found: dict[str, dict[str, list[Row]]] = {"corporate_number": {}, "name": {}, "address": {}}
            for row in self._catalog.rows(table):
                if "id" in row:
                    for what, said in _compared(table, row).items():
                        found[what].setdefault(said, []).append(row)
            self._tables[table] = found
        return self._tables[table]


def _key(schema: Schema, cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells.get(name, "") for name in schema.primary_key)


def _content(schema: Schema, cells: Mapping[str, str]) -> tuple[str, ...]:
    """What a row says beside its key, and beside what says when and from where it came."""
    beside = {*schema.primary_key, *_STANDING}
    return tuple(cells.get(field.name, "") for field in schema.fields if field.name not in beside)


def _compared(table: str, row: Mapping[str, str | None]) -> dict[str, str]:
    """What a row is compared by: its corporate number, its name and its address, as far as it has them."""
    found = {"corporate_number": row.get("corporate_number") or ""}
    column = next((name for name in NAMES if name in row), None)
    if column:
        found["name"] = _folded(row[column] or "")
    if table in _WITH_ADDRESS:
        found["address"] = _folded(row.get("address") or "")
    return {what: said for what, said in found.items() if said}


def without_legal_form(name: str) -> str:
    """A name as people say it: みどりの会 of 特定非営利活動法人 みどりの会."""
    return _LEGAL_FORMS.sub("", unicodedata.normalize("NFKC", name)).strip()


def _folded(text: str) -> str:
    """A name without its legal form, spaces and marks, as people compare it."""
    bare = without_legal_form(text)
    return re.sub(r"[\s・,、。\-‐−ー丁目番地号]", "", fold(bare))
