"""Furigana on the easy pages: readings from the data and from a reviewed list of words, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_TAGS = re.compile(r"(<[^>]*>)")
_SKIPPED = frozenset(
    {"script", "style", "title", "textarea", "option", "rt", "rp", "ruby", "svg", "code", "pre"}
)
_TAG_NAME = re.compile(r"</?\s*([a-zA-Z0-9]+)")


def load_readings(path: Path) -> dict[str, str]:
    """The reviewed words: a line `word<TAB>reading` each, `#` starts a comment. Raises ValueError for a bad line."""
    readings = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        word, separator, reading = line.partition("\t")
        if not separator or not word.strip() or not reading.strip():
            raise ValueError(f"{path}:{number}: expected a word, a tab and its reading")
        readings[word.strip()] = reading.strip()
    return readings


class Furigana:
    """Puts `<ruby>` around the words whose reading is known. Longest word first; markup is never touched."""

    def __init__(self, readings: Mapping[str, str]) -> None:
        self._readings = dict(readings)
        words = sorted(self._readings, key=len, reverse=True)
        # A word inside a longer run of kanji could read otherwise there: only whole runs are annotated.
        self._words = (
            re.compile("(?<![一-龠々〆ヶ])(" + "|".join(map(re.escape, words)) + ")(?![一-龠々〆ヶ])")
            if words
            else None
        )

    def annotate(self, html: str) -> str:
        """The same HTML with readings above the known words in its text."""
        if self._words is None:
            return html
        parts = _TAGS.split(html)
        skipping: list[str] = []
        for index, part in enumerate(parts):
            if index % 2:
                match = _TAG_NAME.match(part)
                name = match.group(1).lower() if match else ""
                if name in _SKIPPED and not part.endswith("/>"):
                    if part.startswith("</"):
                        if skipping and skipping[-1] == name:
                            skipping.pop()
                    else:
                        skipping.append(name)
            elif part and not skipping:
                parts[index] = self._words.sub(self._ruby, part)
        return "".join(parts)

    def _ruby(self, match: re.Match[str]) -> str:
        word = match.group(1)
        return f"<ruby>{word}<rp>（</rp><rt>{self._readings[word]}</rt><rp>）</rp></ruby>"
