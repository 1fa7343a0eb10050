"""The right value nearest to a wrong one: 『新宿』→『13104 新宿区』ですか？"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping


def nearest_code(value: str, labels: Mapping[str, Iterable[str]]) -> tuple[str, str] | None:
    """The code whose code, label or reading is nearest to `value`, with its first label; None when nothing is near.

    `labels` maps each code to the words that people use for it, the label first.
    """
    folded = _fold(value)
    words: dict[str, str] = {}
    for code, names in labels.items():
        for word in (code, *names):
            if word:
                words.setdefault(_fold(word), code)
    found = words.get(folded)
    if found is None:
        starts = [
            word
            for word in words
            if folded and (word.startswith(folded) or folded.startswith(word)) and len(word) > 1
        ]
        close = starts[:1] or difflib.get_close_matches(folded, words, n=1, cutoff=0.6)
        if not close:
            return None
        found = words[close[0]]
    return found, next(iter(labels[found]), found)


def near(value: str, labels: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """What a problem's detail carries of the nearest right value: `near_code` and `near_label`, or nothing."""
    found = nearest_code(value, labels)
    return {"near_code": found[0], "near_label": found[1]} if found else {}


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()
