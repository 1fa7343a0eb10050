"""The right value nearest to a wrong one: 『新宿』→『13104 新宿区』ですか？"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

_SEPARATORS = re.compile("[,、，/／・\\s]+")
_FEW = 400
"""So many words are compared one by one; of more, only those that share pairs of letters with the value."""
_CANDIDATES = 40
_LONGEST = 100
_POSTINGS = 20_000
"""So many words that share a pair are looked at."""
_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


class Nearest:
    """Codes and the words that people use for them (labels, readings), ready to be searched many times."""

    def __init__(self, labels: Mapping[str, Iterable[str]]) -> None:
        self._labels: dict[str, str] = {}
        self._words: dict[str, str] = {}
        for code, names in labels.items():
            listed = [name for name in names if name]
            self._labels[code] = listed[0] if listed else code
            for word in (code, *listed):
                self._words.setdefault(fold(word), code)
        self._pairs: dict[str, list[str]] | None = None
        self._found: dict[str, dict[str, str]] = {}

    def near(self, value: str) -> dict[str, str]:
        """`near_code` and `near_label` of the nearest right value, or nothing when nothing is near."""
        if value not in self._found:
            code = self._code(fold(value)[:_LONGEST])
            self._found[value] = {"near_code": code, "near_label": self._labels[code]} if code else {}
        return self._found[value]

    def near_list(self, value: str) -> dict[str, str]:
        """The codes of a list whose items are not separated by `;`, where every item is a word that is known."""
        words = [fold(word) for word in _SEPARATORS.split(value) if word.strip()]
        if len(words) < 2 or not all(word in self._words for word in words):
            return {}
        codes = ";".join(self._words[word] for word in words)
        return {"near_code": codes, "near_label": codes}

    def _code(self, word: str) -> str | None:
        if not word:
            return None
        if word in self._words:
            return self._words[word]
        candidates = self._candidates(word)
        for other in candidates:
            if len(word) > 1 and len(other) > 1 and (other.startswith(word) or word.startswith(other)):
                return self._words[other]
        close = difflib.get_close_matches(word, candidates, n=1, cutoff=0.6)
        return self._words[close[0]] if close else None

    def _candidates(self, word: str) -> list[str]:
        if len(self._words) <= _FEW:
            return list(self._words)
        if self._pairs is None:
            self._pairs = defaultdict(list)
            for other in self._words:
                for pair in _pairs(other):
                    self._pairs[pair].append(other)
        shared: Counter[str] = Counter()
        looked_at = 0
        # Rare pairs tell more: common ones (of ids that all begin alike) are left out once enough was seen.
        for listed in sorted((self._pairs.get(pair, ()) for pair in _pairs(word)), key=len):
            shared.update(listed[: _POSTINGS - looked_at])
            looked_at += len(listed)
            if looked_at >= _POSTINGS:
                break
        return [other for other, _ in shared.most_common(_CANDIDATES)]


def fold(text: str) -> str:
    """Text as it is compared: width, case and the two kana scripts folded together."""
    return unicodedata.normalize("NFKC", text).strip().lower().translate(_KATAKANA)


def _pairs(word: str) -> set[str]:
    return {word[i : i + 2] for i in range(min(len(word), _LONGEST) - 1)}
