"""The words of every problem, in Japanese and English: what is wrong, and how to mend it.

Placeholders are filled from the problem: {value}, {title} (the column's title), {table_title}, and what the
rule gives. A code without words of its own is an error of the program, found by a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from .cells import CELLS
from .description import DESCRIPTION
from .facts import FACTS
from .files import FILES
from .people import PEOPLE
from .words import Words

__all__ = ["WHOLE_FILE", "WORDS", "explain"]

WORDS: dict[str, Words] = {**FILES, **DESCRIPTION, **CELLS, **FACTS, **PEOPLE}

WHOLE_FILE = frozenset({**FILES, **DESCRIPTION}) - {"path-outside"}
"""Codes of what is wrong with a whole file or the description: no row can be blamed. (A photo's path can.)"""


def explain(code: str, language: str, words: Mapping[str, str]) -> tuple[str, str]:
    """Message and hint of a code, with the placeholders filled; what a problem does not give is left out."""
    japanese, japanese_hint, english, english_hint = WORDS[code]
    message, hint = (japanese, japanese_hint) if language == "ja" else (english, english_hint)
    return _fill(message, words), _fill(hint, words).strip()


def _fill(template: str, words: Mapping[str, str]) -> str:
    filled = []
    for literal, name, _, _ in Formatter().parse(template):
        filled.append(literal)
        if name is not None:
            filled.append(str(words.get(name, "")))
    return "".join(filled)
