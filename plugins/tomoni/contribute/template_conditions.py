"""What a template says of columns that a check on several of them may require, in a sentence each.

What depends on the answer to one question is said by `tomoni.catalog.condition_words`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tomoni.catalog import Schema

_OF_FIELDS: Mapping[str, str] = {
    "contact-missing": "{titles}のどれか1つは、必ず書きます。",
    "exactly-one": "{titles}のうち、ちょうど1つを書きます。",
}
"""Checks that name the columns that they may require."""

_OF_COLUMN: Mapping[str, tuple[str, str]] = {
    "photo-consent": ("consent", "人が写っているときは、同意が要ります。"),
    "verified-needs-date": ("checked_on", "確かめたものは、その日を必ず書きます。"),
    "outside-ward": ("latitude", "「{longitude}」と、両方を書くか、両方を空けます。"),
}
"""Checks that may require one column: that column, and the sentence with the titles of others."""

CONDITIONS: frozenset[str] = frozenset({*_OF_FIELDS, *_OF_COLUMN})
"""The checks that have a sentence."""


def conditions(schema: Schema) -> dict[str, tuple[str, ...]]:
    """By column, sentences that say when it must be filled; columns without a condition are left out."""
    found: dict[str, tuple[str, ...]] = {}
    titles = {field.name: field.title for field in schema.fields}
    for check in schema.checks:
        for name, words in _sentences(check, titles):
            if name in schema:
                found[name] = (*found.get(name, ()), words)
    return found


def _sentences(check: Mapping[str, Any], titles: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    name = str(check.get("name"))
    if name in _OF_FIELDS:
        columns = [str(column) for column in check["fields"]]
        named = "".join(f"「{titles.get(column, column)}」" for column in columns)
        return [(column, _OF_FIELDS[name].format(titles=named)) for column in columns]
    if name in _OF_COLUMN:
        column, words = _OF_COLUMN[name]
        return [(column, words.format_map(titles))]
    return []
