"""Corporate numbers (法人番号) as they arrive: padded, prefixed, or ruined by a spreadsheet."""

import re

from tomoni.importers.folding import comparison_key, is_blank

_PADDING = re.compile(r"法人番号|[:：'’\"=‐\-]")
_EXPONENT = re.compile(r"\d(?:\.\d+)?e\+?\d+")
_ROUNDED = re.compile(r"\d+0{6}")


class NotACorporateNumber(ValueError):
    """The cell holds something that is not a corporate number; the message (Japanese) says why."""


def check_digit(base: str) -> int:
    """The first digit of the number whose other 12 digits are `base`.

    9 − (Σ Pₙ·Qₙ mod 9), n counted from the right, Qₙ = 1 for odd n and 2 for even n.
    Source: 法人番号の指定等に関する省令 第2条 (財務省令).
    """
    total = sum(int(digit) * (1 if n % 2 else 2) for n, digit in enumerate(reversed(base), start=1))
    return 9 - total % 9


def read_corporate_number(text: str) -> str | None:
    """The 13 digits, or None for a blank cell. `法人番号 ７０１０…` and `'7010…` are understood.

    Raises NotACorporateNumber for a wrong check digit, a wrong length, and for what spreadsheets make of long
    numbers (`7.01E+12`, `2010010000000`). A wrong number is never repaired: what it should be is not known.
    """
    if is_blank(text):
        return None
    shown = comparison_key(text)
    if _EXPONENT.fullmatch(shown):
        raise NotACorporateNumber("表計算ソフトが指数の形に変えた番号です")
    digits = _PADDING.sub("", shown)
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit()):
        raise NotACorporateNumber("数字でない文字があります")
    if len(digits) != 13:
        raise NotACorporateNumber(f"13桁ではなく{len(digits)}桁です")
    if _ROUNDED.fullmatch(digits):
        raise NotACorporateNumber("表計算ソフトが下の桁を0に丸めた番号です")
    if int(digits[0]) != check_digit(digits[1:]):
        raise NotACorporateNumber("検査数字（先頭の数字）が合いません")
    return digits
