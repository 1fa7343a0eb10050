"""Texts in the encodings that offices use."""

from __future__ import annotations

import codecs
from pathlib import Path

from tomoni.catalog import TomoniError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""What a text begins with that says its encoding."""


def decoded_text(path: Path) -> str:
    """The text of a file: UTF-8 with or without its mark, UTF-16 with it, else CP932.

    Raises TomoniError for anything else, and for half a character, with its line.
    """
    content = path.read_bytes()
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    broken: UnicodeDecodeError | None = None
    for encoding in [marked] if marked else ["utf-8", "cp932"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            if marked or (encoding == "utf-8" and _is_japanese(content[: error.start].decode(encoding))):
                broken = error
                break
    if broken is not None:
        before = content[: broken.start].decode(broken.encoding, errors="replace")
        raise TomoniError(
            f"こわれた文字があります（{broken.encoding.upper()}の文字の半分など）。",
            f"{path.name} {before.count(chr(10)) + 1}行目",
            "その文字を書き直し、表計算ソフトで「CSV UTF-8」を選んで保存し直してください。",
        ) from None
    raise TomoniError(
        "文字コードがわかりません（UTF-8でもShift_JISでもありません）。",
        path.name,
        "表計算ソフトで「CSV UTF-8」を選んで保存し直してください。",
    )


def _is_japanese(text: str) -> bool:
    """Whether text that was read as UTF-8 is meant so: kana and kanji of another encoding do not look like this."""
    return any(sign >= "\u3000" for sign in text)
