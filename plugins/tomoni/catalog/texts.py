"""Texts that the standard allows and we do not: blanks around them, control characters, words for "not known"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from .package import Field, Resource
from .report import Problem, words_of

NOT_KNOWN = frozenset(
    {"-", "‐", "―", "ー", "N/A", "n/a", "NA", "NULL", "null", "None", "不明", "未定", "なし", "該当なし"}
)
"""Words that stand for "not known": the cell should be empty."""

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that no text may hold."""
_LONGEST_WORD = max(map(len, NOT_KNOWN))


class Texts:
    """The text columns of a table whose values are not fixed by a list of choices."""

    def __init__(self, resource: Resource) -> None:
        self._resource = resource
        self._fields = [
            (field, "\\d" in field.descriptor.get("constraints", {}).get("pattern", ""))
            for field in resource.schema.fields
            if field.type == "string" and not field.codelist and not field.categories
        ]

    def problems(
        self, row: Mapping[str, Any], line: int, file: str, wrong: Collection[str] = ()
    ) -> Iterator[Problem]:
        """What is wrong with the texts of a row; cells in columns that are `wrong` already are passed over."""
        for field, digits in self._fields:
            value = row[field.name]
            if not value or (digits and not value.isascii()):
                pass
            elif value.isprintable() and len(value) > _LONGEST_WORD and value[0] != " " != value[-1]:
                continue
            code = fault(value, digits) if value and field.name not in wrong else None
            if code:
                yield self._problem(field, value, line, file, code)

    def _problem(self, field: Field, value: str, line: int, file: str, code: str) -> Problem:
        words = words_of(self._resource, field)
        if code == "full-width":
            words["half"] = unicodedata.normalize("NFKC", value)
        return Problem(self._resource.name, file, line, field.name, code, value, words)


def fault(value: str, digits: bool) -> str | None:
    """The code of what is wrong with a text, or None; `digits` where its form is made of ASCII digits."""
    if value != value.strip():
        return "surrounding-blank"
    if value in NOT_KNOWN:
        return "not-known-word"
    if digits and not value.isascii():
        return "full-width"  # the pattern's digits are those of every script
    if not value.isprintable() and CONTROL.search(value):
        return "control-character"
    return None
