"""Furigana on the easy pages: readings from the data and from a reviewed list of words, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_LEFT_ALONE = re.compile(
    r"<(script|style|title|textarea|option|rt|rp|ruby|svg|code|pre)\b[^>]*(?<!/)>.*?</\1\s*>", re.DOTALL
)
_TEXT = re.compile(r"(?:(?<=>)|\A)[^<]*[^\x00-\x7f<][^<]*")
"""Text between tags with at least one letter that is not ASCII."""

KEPT = 50_000
"""Annotated texts that are remembered: most of a page (menu, facets, cards) stands on many others."""


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
        self._kept: dict[str, str] = {}
        self._start = re.compile(f"[{starts}]") if starts else None

    def annotate(self, html: str, own: Mapping[str, str] | None = None) -> str:
        """The same HTML with readings above the known words in its text; `own` are words of this page alone."""
        done, position = [], 0

        def annotated(found: re.Match[str]) -> str:
            text = found.group()
            if own and any(word in text for word in own):
                return self._with_own(text, own)
            return self._remembered(text)

        for left_alone in _LEFT_ALONE.finditer(html):
            done.append(_TEXT.sub(annotated, html[position : left_alone.start()]))
            done.append(left_alone.group())
            position = left_alone.end()
        done.append(_TEXT.sub(annotated, html[position:]))
        return "".join(done)

    def _remembered(self, text: str) -> str:
        known = self._kept.get(text)
        if known is None:
            known = self._with_readings(text)
            if len(self._kept) < KEPT:
                self._kept[text] = known
        return known

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
