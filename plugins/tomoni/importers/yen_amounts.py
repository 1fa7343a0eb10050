"""Amounts of yen as they stand in cells: full-width digits, thousands marks, words around the number."""

import re

from tomoni.importers.folding import comparison_key, is_blank

_MINUS = "▲△-−"
_UNITS = {"": 1, "円": 1, "千円": 1_000, "百万円": 1_000_000, "億円": 100_000_000}
_AMOUNT = re.compile(
    r"[¥\\]?(?P<minus>[▲△\-−]?)[¥\\]?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?(?P<unit>円|千円|百万円|億円)?-?"
)


class NotAnAmount(ValueError):
    """The cell does not hold exactly one amount; the message (Japanese) says why."""


def read_yen(text: str) -> tuple[int, bool] | None:
    """The amount in yen and whether words stand around it; None for a blank cell.

    `１２，０００円`, `12,345千円`, `▲9,000` and `支払実績総額 2,494,782円` are understood. Raises NotAnAmount where the cell has
    no number, several of them (the old amount and the new one, a price per unit), or a fraction.
    """
    if is_blank(text):
        return None
    shown = comparison_key(text)
    if match := _AMOUNT.fullmatch(shown):
        return _yen(match), False
    numbers = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", shown)
    if len(numbers) > 1:
        raise NotAnAmount(f"数が{len(numbers)}つあり、金額が1つに決まりません")
    match = _AMOUNT.search(shown)
    if match is None or "." in numbers[0] or match["unit"] is None:
        raise NotAnAmount("金額として読めません")
    return _yen(match), True


def _yen(match: re.Match[str]) -> int:
    amount = int(match["digits"].replace(",", "")) * _UNITS[match["unit"] or ""]
    return -amount if match["minus"] and match["minus"] in _MINUS else amount
