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
        self._starting: dict[str, list[str]] = {}
        for word in sorted(self._readings, key=len, reverse=True):
            self._starting.setdefault(word[0], []).append(word)
        starts = "".join(map(re.escape, self._starting))
        self._start = re.compile(f"[{starts}]") if starts else None

    def annotate(self, html: str, own: Mapping[str, str] | None = None) -> str:
        """The same HTML with readings above the known words in its text; `own` are words of this page alone."""
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
            elif not skipping and not part.isascii():
                parts[index] = self._with_own(part, own) if own else self._with_readings(part)
        return "".join(parts)

    def _with_own(self, text: str, own: Mapping[str, str]) -> str:
        for word, reading in own.items():
            if word in text:
                before, _, after = text.partition(word)
                return self._with_own(before, own) + _ruby(word, reading) + self._with_own(after, own)
        return self._with_readings(text)

    def _with_readings(self, text: str) -> str:
        """A word inside a longer run of kanji could read otherwise there: only whole runs get a reading."""
        if self._start is None:
            return text
        done, position = [], 0
        while found := self._start.search(text, position):
            start = found.start()
            word = self._word_at(text, start)
            if word is None:
                done.append(text[position : start + 1])
                position = start + 1
            else:
                done.append(text[position:start] + _ruby(word, self._readings[word]))
                position = start + len(word)
        return "".join(done) + text[position:]

    def _word_at(self, text: str, start: int) -> str | None:
        if start and text[start - 1] in _KANJI_SET:
            return None
        for word in self._starting[text[start]]:
            end = start + len(word)
            if text.startswith(word, start) and (end == len(text) or text[end] not in _KANJI_SET):
                return word
        return None


class _Kanji:
    """Characters that continue a run of kanji."""

    def __contains__(self, character: object) -> bool:
        return isinstance(character, str) and ("一" <= character <= "龠" or character in "々〆ヶ")


_KANJI_SET = _Kanji()


def _ruby(word: str, reading: str) -> str:
    return f"<ruby>{word}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"
