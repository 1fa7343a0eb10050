"""Text to the terms of the index: one way of writing for what people write in many ways, then pairs of letters.

docs/search.md gives the definition; theme/static/js/search/terms.js is the same in JavaScript, and
tests/vectors/terms.jsonl holds the two together. Nothing here depends on the version of Unicode: letters
outside the scripts listed in `_KNOWN` are spaces.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from .variants import OLD_TO_NEW

_KNOWN = (
    "\u0020-\u007e\u00a0-\u024f\u0300-\u036f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u2000-\u206f\u2070-\u209f"
    "\u2100-\u218f\u2190-\u21ff\u2200-\u22ff\u2460-\u24ff\u2500-\u257f\u2e80-\u2fdf\u3000-\u30ff\u31f0-\u33ff"
    "\u3400-\u4dbf\u4e00-\u9fef\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U0001d400-\U0001d7ff\U00020000-\U0002fa1f"
)
_UNKNOWN = re.compile(f"[^{_KNOWN}]")
_WITH_CASE = (*range(0x250), *range(0x370, 0x500), *range(0x1E00, 0x1F00))
_LOWER = {code: chr(code).lower() for code in _WITH_CASE if len(chr(code).lower()) == 1}
_LOWER[0x130] = "i"  # İ
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_DASH_AS_LONG_VOWEL = re.compile(
    "(?<=[ァ-ヺ])[-\u2010-\u2015\u2212\u2500~\u301c](?=[ァ-ヺ]|[^0-9a-zぁ-ゖ一-龯]|$)"
)
_WAVE_AS_LONG_VOWEL = re.compile("(?<=[ぁ-ゖァ-ヺ])[~\u301c](?=[ぁ-ゖァ-ヺ])")
_LAST_LONG_VOWEL = re.compile("([ァ-ヺ・ー]{3})ー+(?![ァ-ヺー])")
_LONG_VOWELS = re.compile("ー{2,}")
_TO_HIRAGANA = {code: code - 0x60 for code in [*range(0x30A1, 0x30F7), 0x30FD, 0x30FE]}
_KANJI = "々\u3400-\u4dbf\u4e00-\u9fef\U00020000-\U0002fa1f"
_SMALL_KA_COUNTER = re.compile("[ゕゖ](?=[月所国年条])")
_SMALL_KA_BETWEEN = re.compile(f"(?<=[{_KANJI}])[ゕゖけ](?=[{_KANJI}])")
_VU = (("ゔぁ", "ば"), ("ゔぃ", "び"), ("ゔぇ", "べ"), ("ゔぉ", "ぼ"), ("ゔ", "ぶ"))
_SMALL_VOWELS = str.maketrans("ぁぃぅぇぉ", "あいうえお")
_REPEATED_KANJI = re.compile("([\u3400-\u4dbf\u4e00-\u9fef\U00020000-\U0002fa1f])々")
_REPEATED_KANA = re.compile("([ぁ-ゔ])ゝ")
_REPEATED_VOICED = re.compile("([かきくけこさしすせそたちつてとはひふへほ])ゞ")
_VARIANTS = str.maketrans(OLD_TO_NEW[::2], OLD_TO_NEW[1::2])
_COMMA = re.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_COUNTERS = "丁目|万円|万人|区|年|月|日|か月|時|分|人|名|回|円|歳|才|階|件|団体|週|食|番地|条"
_NUMERAL = re.compile(f"[〇一二三四五六七八九十百千]+(?=(?:{_COUNTERS}))")
_DIGITS = {letter: digit for digit, letter in enumerate("〇一二三四五六七八九")}
_TENS = {"十": 10, "百": 100, "千": 1000}

JAPANESE = "ぁ-ゖー゛゜ゝゞ\u30f7-\u30fa\u31f0-\u31ff々〆〇\u3400-\u4dbf\u4e00-\u9fef\uf900-\ufaff\U00020000-\U0002fa1f"
"""The letters whose runs are cut into pairs (after folding)."""

WORD = "0-9a-z\u00df-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\uac00-\ud7a3"
"""The letters whose runs are words: Latin and digits, Greek, Cyrillic, Hangul."""

_RUN = re.compile(f"([{JAPANESE}]+)|([{WORD}]+)")
_WORD_RUN = re.compile(f"[{WORD}]+")


def fold(text: str) -> str:
    """The text in the one way in which it is compared. Folding twice changes nothing more for what people write."""
    text = _UNKNOWN.sub(" ", text)
    text = unicodedata.normalize("NFKC", text)
    text = _UNKNOWN.sub(" ", text).translate(_LOWER)
    if not text.isascii():
        text = _ACCENTED.sub(_without_accents, text)
        text = _DASH_AS_LONG_VOWEL.sub("ー", text)
        text = _WAVE_AS_LONG_VOWEL.sub("ー", text)
        text = _LONG_VOWELS.sub("ー", text)
        text = _LAST_LONG_VOWEL.sub(r"\1", text)
        text = text.translate(_TO_HIRAGANA)
        for written, folded in _VU:
            text = text.replace(written, folded)
        text = text.translate(_SMALL_VOWELS)
        text = text.translate(_VARIANTS)
        text = _repeated(text)
        text = _SMALL_KA_BETWEEN.sub("が", _SMALL_KA_COUNTER.sub("か", text))
        text = _NUMERAL.sub(_number, text)
    return _COMMA.sub("", text)


def runs(folded: str) -> list[tuple[str, bool]]:
    """The runs of letters of a folded text, in order; True for those that are Japanese."""
    return [(run.group(), run.group(1) is not None) for run in _RUN.finditer(folded)]


def word_runs(folded: str) -> list[str]:
    """The words alone: runs of letters that are not Japanese, in order."""
    return _WORD_RUN.findall(folded)


def run_terms(run: str, japanese: bool) -> list[str]:
    """The terms of one run: a word is one; a Japanese run is its pairs of letters and its last letter.

    The last letter makes every letter the first of some term, so that one letter can be looked for as a prefix.
    """
    if not japanese:
        return [run]
    letters = list(run)
    return [first + second for first, second in pairwise(letters)] + letters[-1:]


def index_terms(text: str) -> list[str]:
    """All terms of a text, in order, as often as they occur."""
    return [term for run, japanese in runs(fold(text)) for term in run_terms(run, japanese)]


def _without_accents(letter: re.Match[str]) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFD", letter.group()))


def _repeated(text: str) -> str:
    if "々" in text:
        text = _until_settled(_REPEATED_KANJI, r"\1\1", text)
    if "ゝ" in text:
        text = _until_settled(_REPEATED_KANA, r"\1\1", text)
    if "ゞ" in text:
        text = _REPEATED_VOICED.sub(lambda found: found.group(1) + chr(ord(found.group(1)) + 1), text)
    return text


def _until_settled(pattern: re.Pattern[str], replacement: str, text: str) -> str:
    """々々 repeats twice; each round settles at least one of a row, and a row is bounded by the text."""
    for _ in range(4):
        text = pattern.sub(replacement, text)
    return text


def _number(found: re.Match[str]) -> str:
    """A numeral in kanji that a counter follows, in digits: 二十三 is 23, 二〇二五 is 2025, 千 is 1000."""
    letters = found.group()
    if not any(letter in _TENS for letter in letters):
        return "".join(str(_DIGITS[letter]) for letter in letters)
    total = current = 0
    for letter in letters:
        if letter in _TENS:
            total += (current or 1) * _TENS[letter]
            current = 0
        else:
            current = _DIGITS[letter]
    return str(total + current)
