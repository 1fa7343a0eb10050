"""Numbers with a check digit: corporate numbers and local-government codes."""

from __future__ import annotations

from collections.abc import Iterator

from ..rows import Row
from .rule import Finding, Scope, row_rule


def corporate_number_holds(number: str) -> bool:
    """Whether the check digit (the first of 13) of a corporate number (法人番号) is right.

    With the 12 other digits counted from the right (n = 1 … 12): 9 − (Σ Pₙ·Qₙ mod 9), Qₙ = 1 for odd n, 2 for
    even n (法人の番号の指定等に関する省令 第2条).
    """
    if len(number) != 13 or not number.isascii() or not number.isdigit():
        return False
    total = sum(int(digit) * (1 if n % 2 else 2) for n, digit in enumerate(reversed(number[1:]), 1))
    return int(number[0]) == 9 - total % 9


def local_government_code_holds(code: str) -> bool:
    """Whether the check digit (the last of 6) of a 全国地方公共団体コード is right.

    r = (6·d₁ + 5·d₂ + 4·d₃ + 3·d₄ + 2·d₅) mod 11; the check digit is (11 − r) mod 10.
    """
    if len(code) != 6 or not code.isascii() or not code.isdigit():
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(code[:5], (6, 5, 4, 3, 2), strict=True)) % 11
    return int(code[5]) == (11 - rest) % 10


@row_rule("corporate-number")
def corporate_number(row: Row, _: Scope, *, field: str) -> Iterator[Finding]:
    """The check digit of a corporate number is wrong. It is reported, never repaired."""
    if row[field] and not corporate_number_holds(row[field]):
        yield Finding(field, "corporate-number", row[field])


@row_rule("local-government-code")
def local_government_code(row: Row, _: Scope, *, field: str) -> Iterator[Finding]:
    """The check digit of a local-government code is wrong."""
    if row[field] and not local_government_code_holds(row[field]):
        yield Finding(field, "local-government-code", row[field])
