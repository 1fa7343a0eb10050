"""Dates as Japanese offices write them: era years, 年月日, slashes, full-width digits."""

import datetime
import re
from dataclasses import dataclass

from tomoni.importers.folding import fold, is_blank

# The year before the first one: 平成元年 (1989) is 1988 + 1.
# Source: 改元 by 政令 (元号法); the letters M, T, S, H, R are those of JIS X 0301.
_YEAR_BEFORE_ERA = {
    "明治": 1867,
    "大正": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
    "M": 1867,
    "T": 1911,
    "S": 1925,
    "H": 1988,
    "R": 2018,
}
_FIRST_GREGORIAN_YEAR = 1873  # 明治6年; before it Japan counted months by the moon (明治5年太政官布告第337号)

_DATE = re.compile(
    r"""
    (?: (?P<era>明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSHR]) \s*\.? \s* (?P<era_year>元|\d{1,2})
      | (?<!\d)(?P<year>\d{4})
    )
    \s* (?: 年\s*(?P<m1>\d{1,2})\s*月\s*(?P<d1>\d{1,2})(?!\d)\s*日?
          | (?P<mark>[/.-])\s*(?P<m2>\d{1,2})\s*(?P=mark)\s*(?P<d2>\d{1,2})(?!\d)
        )
    """,
    re.VERBOSE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(?::00)?$")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*(?:[/.-]|月)\s*(\d{1,2})\s*日?")


class NotADate(ValueError):
    """The text is not a date, or a day that no calendar has; the message (Japanese) says which."""


@dataclass(frozen=True, slots=True)
class DatedText:
    """One dated passage of a longer text: the day and the words up to the next date."""

    on: datetime.date
    text: str


def read_date(text: str) -> datetime.date | None:
    """The date that the cell holds, or None for a blank cell.

    Takes `2004/05/18`, `2004-05-18`, `2004.5.18`, `20040518`, `2004年05月18日`, `平成16年5月18日`, `令和元年5月1日`,
    `H16.5.18`, each also in full-width and with a time of midnight behind it. A year beyond the end of its era
    (平成36年) is a year all the same: periods were written so before the era changed.
    Raises NotADate for anything else, lunar dates before 明治6年 included.
    """
    if is_blank(text):
        return None
    folded = _MIDNIGHT.sub("", fold(text))
    if compact := _COMPACT.fullmatch(folded):
        return _day(int(compact[1]), int(compact[2]), int(compact[3]), folded)
    match = _DATE.fullmatch(folded)
    if match is None:
        raise NotADate(f"「{folded}」は日付として読めません")
    return _day_of(match)


def read_month_day(text: str) -> str | None:
    """The day of the year as `MM-DD`, from `04/01` or `4月1日`; None for a blank cell; else NotADate."""
    if is_blank(text):
        return None
    folded = fold(text)
    match = _MONTH_DAY.fullmatch(folded)
    if match is None:
        raise NotADate(f"「{folded}」は月日として読めません")
    return _day(2000, int(match[1]), int(match[2]), folded).strftime("%m-%d")


def dated_passages(text: str) -> list[DatedText]:
    """Every date in a text, in its order, each with the words that follow it up to the next date.

    `2004年05月18日 社員総会の決議` gives one passage with the text `社員総会の決議`. Raises NotADate for an impossible day.
    """
    folded = fold(text)
    matches = list(_DATE.finditer(folded))
    ends = [*(match.start() for match in matches[1:]), len(folded)][: len(matches)]
    return [
        DatedText(_day_of(match), folded[match.end() : end].strip(" 、,;；"))
        for match, end in zip(matches, ends, strict=True)
    ]


def read_periods(text: str) -> list[tuple[datetime.date, datetime.date]]:
    """The periods of `平成19年11月1日から平成21年10月31日まで`, one after another, each as first and last day.

    Raises NotADate where the dates do not pair up as から … まで, or a period ends before it starts.
    """
    passages = dated_passages(text)
    if not passages or len(passages) % 2:
        raise NotADate(f"「{fold(text)}」は期間として読めません")
    periods = []
    for first, last in zip(passages[::2], passages[1::2], strict=True):
        if not first.text.startswith(("から", "~", "〜", "-", "より")) or last.on < first.on:
            raise NotADate(f"「{fold(text)}」は期間として読めません")
        periods.append((first.on, last.on))
    return periods


def _day_of(match: re.Match[str]) -> datetime.date:
    era = match["era"]
    if era is None:
        year = int(match["year"])
    else:
        year_of_era = 1 if match["era_year"] == "元" else int(match["era_year"])
        if year_of_era == 0:
            raise NotADate(f"「{match.group()}」: 0年はありません")
        year = _YEAR_BEFORE_ERA[era] + year_of_era
        if year < _FIRST_GREGORIAN_YEAR:
            raise NotADate(f"「{match.group()}」は旧暦の日付です（明治5年まで）")
    return _day(year, int(match["m1"] or match["m2"]), int(match["d1"] or match["d2"]), match.group())


def _day(year: int, month: int, day: int, shown: str) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise NotADate(f"「{shown}」という日はありません") from None
