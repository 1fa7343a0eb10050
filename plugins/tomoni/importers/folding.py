"""Texts of outside files made comparable: width, space, invisible characters, variants of one letter."""

import re
import unicodedata

_INVISIBLE = re.compile(
    r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_WHITE_SPACE = re.compile(r"[ \n]+")
_HALF_WIDTH_KANA = re.compile(r"[\uff61-\uff9f]+")
_PRIVATE_USE = re.compile(r"[\ue000-\uf8ff]")
_DASH_FOR_LONG_VOWEL = re.compile(r"(?<=[ァ-ヺ])[-‐‑–—―−]")
_EDGES_OF_LINES = re.compile(r" *\n *")
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}

MISSING_GLYPH = "〓"
"""Printers' mark for a letter they do not have; stands for a 外字 whose shape the file does not carry."""


def tidy(text: str) -> str:
    """The text with its letters left as they are, but without what cannot be seen.

    Spaces of every kind become one space, line ends become LF, control and invisible characters go,
    half-width katakana become full-width. Names keep the width of their Latin letters: it is part of them.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    text = _HALF_WIDTH_KANA.sub(lambda run: unicodedata.normalize("NFKC", run.group()), text)
    return _EDGES_OF_LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def fold(text: str) -> str:
    """The text in NFKC (full-width digits and letters become half-width), tidied, on one line."""
    return _WHITE_SPACE.sub(" ", tidy(unicodedata.normalize("NFKC", text)))


def comparison_key(text: str) -> str:
    """The folded text without any space, in lower case: equal for what people write in different ways."""
    return fold(text).replace(" ", "").casefold()


def is_blank(text: str) -> bool:
    """True for an empty cell and for what people type into one: spaces, `-`, `―`, 「なし」, 「不明」, `N/A`."""
    return comparison_key(text) in _BLANKS


_BLANKS = frozenset(
    {"", "-", "--", "―", "ー", "‐", "–", "—", "なし", "無し", "不明", "n/a", "na", "null", "nan"}
)


def katakana(text: str) -> str:
    """The reading in full-width katakana: hiragana and half-width kana are turned into it, a dash behind a letter into ー."""
    return _DASH_FOR_LONG_VOWEL.sub("ー", fold(text).translate(_HIRAGANA_TO_KATAKANA))


def mark_missing_glyphs(text: str) -> tuple[str, int]:
    """The text with each private-use character (外字) shown as 〓, and how many there were.

    CP932 decodes F040–F9FC to the private-use area of Unicode: what the letter looks like stands in a font
    on somebody else's machine, so it must not be published as if it were known.
    """
    if not _PRIVATE_USE.search(text):
        return text, 0
    return _PRIVATE_USE.subn(MISSING_GLYPH, text)
