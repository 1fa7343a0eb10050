"""What a person probably meant by a cell that its type refuses: yes and no, amounts, dates as people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_YES = frozenset(("はい", "有", "有り", "あり", "可", "○", "〇", "◯", "yes", "y", "1", "true"))
_NO = frozenset(("いいえ", "無", "無し", "なし", "不可", "×", "✕", "no", "n", "0", "false"))
_FIRST_YEARS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
_LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}
_DATE = re.compile(
    r"(?:(?P<era>明治|大正|昭和|平成|令和|[mtshr])\.?)?(?P<year>元|[0-9]{1,4})[年./-]"
    r"(?P<month>[0-9]{1,2})[月./-](?P<day>[0-9]{1,2})日?(?:\(.\))?"
)
_UNITS = re.compile(r"(円|人|名|時間|回|個|件|年|か月|ヶ月|日|%|km|m2|¥)")


def meant(value: str, kind: str) -> str:
    """The cell that would be right for the type, or nothing where it is not clear."""
    text = unicodedata.normalize("NFKC", value).strip().lower()
    if kind == "boolean":
        return "true" if text in _YES else "false" if text in _NO else ""
    if kind in ("integer", "number"):
        number = _UNITS.sub("", text).replace(",", "").strip()
        form = r"-?[0-9]+" if kind == "integer" else r"-?[0-9]+(\.[0-9]+)?"
        return number if re.fullmatch(form, number) else ""
    return _date(text) if kind == "date" else ""


def _date(text: str) -> str:
    found = _DATE.fullmatch(text.replace(" ", ""))
    if not found:
        return ""
    year = 1 if found["year"] == "元" else int(found["year"])
    if era := found["era"]:
        year += _FIRST_YEARS[_LETTERS.get(era, era)] - 1
    try:
        return date(year, int(found["month"]), int(found["day"])).isoformat() if year > 1800 else ""
    except ValueError:
        return ""
