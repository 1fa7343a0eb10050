"""Regular expressions of Python as those of a browser: the same characters, the same hits."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = r"\p{L}\p{N}_"
_BLANK = r" \t\n\r\f\v\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What `\\s` means in Python: str.isspace."""
_CLASSES = {"d": r"\p{Nd}", "w": _WORD, "s": _BLANK}
_SYNTAX = frozenset("^$\\.*+?()[]{}|/-")
"""What a browser lets stand behind a backslash as itself."""
_CONTROLS = "tnrfv"


def browser_pattern(pattern: re.Pattern[str] | str) -> dict[str, str]:
    """`{"source", "flags"}` for `new RegExp`, meaning what `pattern` means in Python.

    `\\d`, `\\w`, `\\s`, `\\b` and `.` mean other characters there and are written out. Raises ValueError for what
    has no counterpart.
    """
    compiled = re.compile(pattern) if isinstance(pattern, str) else pattern
    if compiled.flags & ~(re.UNICODE | re.IGNORECASE | re.DOTALL):
        raise ValueError(f"flags of {compiled.pattern!r}")
    dot = r"[^]" if compiled.flags & re.DOTALL else r"[^\n]"
    flags = "iu" if compiled.flags & re.IGNORECASE else "u"
    return {"source": "".join(_parts(compiled.pattern, dot)), "flags": flags}


def _parts(text: str, dot: str) -> Iterator[str]:
    inside, position = False, 0
    while position < len(text):
        one = text[position]
        if one == "\\":
            position += 1
            yield _escaped(text[position], inside, text)
        elif inside:
            inside = one != "]"
            yield f"\\{one}" if one == "[" else one
        elif one == "[":
            inside = True
            yield one
            if text[position + 1] == "^":
                position += 1
                yield "^"
        elif one == ".":
            yield dot
        elif text.startswith("(?", position) and not re.match(r"\(\?(?:[:=!]|<[=!])", text[position:]):
            raise ValueError(f"a group of {text!r}")
        else:
            yield one if ord(one) >= 32 else f"\\x{ord(one):02x}"
        position += 1


def _escaped(one: str, inside: bool, text: str) -> str:
    if one in _CLASSES:
        return _CLASSES[one] if inside else f"[{_CLASSES[one]}]"
    if one in ("D", "W", "S") and not inside:
        return f"[^{_CLASSES[one.lower()]}]"
    if one == "b" and not inside:
        return f"(?:(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}]))"
    if one in _SYNTAX or one in _CONTROLS or one in ("x", "u"):
        return f"\\{one}"
    if not one.isalnum():
        return one
    raise ValueError(f"\\{one} in {text!r}")
