"""Texts that a spreadsheet would run as a formula, made harmless so that the text can be had back.

The rule: a text that begins with any number of apostrophes and then with one of `STARTS` gets one apostrophe
more in front. Taking one apostrophe away from every such text gives the exact text back.
Source of the list: OWASP, CSV Injection; the full-width signs because Japanese spreadsheets read them likewise.
"""

from __future__ import annotations

import re

STARTS = "=+\\-@＝＋－＠\x00-\x1f\x7f"
"""What a spreadsheet may take for the beginning of a formula, as a class of characters."""

_LIVE = re.compile(f"'*[{STARTS}]")
_TAMED = re.compile(f"''*[{STARTS}]")


def harmless(text: str) -> str:
    """The text as it stands in CSV and XLSX.

    >>> harmless("=1+1"), harmless("'=1"), harmless("東京"), harmless("it's")
    ("'=1+1", "''=1", '東京', "it's")
    """
    return f"'{text}" if _LIVE.match(text) else text


def original(text: str) -> str:
    """The exact text of what `harmless` gave.

    >>> original(harmless("-5%")), original(harmless("'=1")), original("'94")
    ('-5%', "'=1", "'94")
    """
    return text[1:] if _TAMED.match(text) else text
