"""Rows that still speak of what was taken out: for a person to look at, since no program can tell what is meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tomoni.catalog import Resource, Row

from .doubles import without_legal_form

_NAMES = ("name", "name_kana", "name_en", "title", "display_name", "quote")
_SHORTEST = 2
"""Characters of a name that is looked for within texts; a name of one stands in too many words."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A cell of what is left that still says it: its table, the row's key, the column, and the words found there."""

    table: str
    key: tuple[Any, ...]
    column: str
    words: tuple[str, ...]


def names_of(row: Row) -> set[str]:
    """What an entry is called, and what a voice says: each as it stands, and without the legal form."""
    said = {str(row[column]) for column in _NAMES if row.get(column)}
    return {name for one in said for name in (one, without_legal_form(one)) if name}


def mentions(
    tables: Iterable[tuple[Resource, Sequence[Row]]], ids: Collection[str], names: Collection[str]
) -> Iterator[Mention]:
    """The cells of `tables` that say an id (as a whole) or a name; of lists and nested values every part is read.

    Full and half width are one, and blanks do not count (みどり の会). Names of two characters are looked for
    too, since they are common in Japanese: what only looks like one is for the reader to pass over.
    """
    any_id = "|".join(map(re.escape, sorted(ids, key=len, reverse=True)))
    whole = re.compile(f"(?<![a-z0-9-])(?:{any_id})(?![a-z0-9-])" if ids else "(?!)")
    folded = {word: _folded(word) for word in names}
    for resource, rows in tables:
        if resource.name == "redirects":
            continue
        for row in rows:
            for column, value in row.items():
                texts = list(_texts(value))
                plain = [_folded(text) for text in texts]
                found = sorted({word for text in texts for word in whole.findall(text)})
                found += [
                    word
                    for word, name in folded.items()
                    if any(name in text if len(name) >= _SHORTEST else name == text for text in plain)
                ]
                if found:
                    key = tuple(row[name] for name in resource.schema.primary_key)
                    yield Mention(resource.name, key, column, tuple(found))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
