"""Text folded so that spellings of one word meet: NFKC, lower case, katakana read as hiragana."""

from __future__ import annotations

import unicodedata

_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def fold(text: str) -> str:
    """The folded text; white space runs become one blank. The same function is theme/static/js/list/fold.js."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().translate(_TO_HIRAGANA).split())
