"""How dates, money and numbers read in a register, and which text of a row a reader is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import budoux
from babel.dates import format_date, get_day_names
from markupsafe import Markup, escape

from tomoni.catalog import Catalog

from .translations import translations

_WEEKDAYS = "月火水木金土日"


@lru_cache(maxsize=8192)
def _english_date(day: dt.date, pattern: str) -> str:
    return format_date(day, pattern, locale="en")


@lru_cache(maxsize=1)
def _phrase_parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


class Wording:
    """The words of one register: formatting, labels, interface texts, and the choice of a row's text."""

    def __init__(self, register: str, catalog: Catalog, theme: Path) -> None:
        self.register, self.catalog, self.theme = register, catalog, theme

    @cached_property
    def _translations(self) -> Any:
        return translations(self.theme, self.register)

    def _(self, message: str) -> str:
        """The interface text in this register (the Japanese text where it has none)."""
        text: str = self._translations.gettext(message)
        return text

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The interface text for a number of things."""
        text: str = self._translations.ngettext(singular, plural, number)
        return text

    def date(self, day: dt.date | dt.datetime) -> str:
        """11月28日（土）; Sat 28 Nov."""
        if self.register == "en":
            return _english_date(_day(day), "EEE d MMM")
        return f"{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）"

    def date_long(self, day: dt.date | dt.datetime) -> str:
        """2026年11月28日（土）; Sat 28 Nov 2026."""
        if self.register == "en":
            return _english_date(_day(day), "EEE d MMM y")
        return f"{day.year}年{self.date(day)}"

    def weekdays(self) -> list[str]:
        """月, 火, … 日; Mon, Tue, … Sun."""
        if self.register == "en":
            names = get_day_names("abbreviated", locale="en")
            return [names[number] for number in range(7)]
        return list(_WEEKDAYS)

    def month(self, day: dt.date) -> str:
        """2026年11月; Nov 2026."""
        return _english_date(day, "MMM y") if self.register == "en" else f"{day.year}年{day.month}月"

    def time(self, moment: dt.datetime | dt.time) -> str:
        """18:30."""
        return moment.strftime("%H:%M")

    def moment(self, moment: dt.datetime) -> str:
        """11月28日（土）18:30; Sat 28 Nov, 18:30."""
        return f"{self.date(moment)}{', ' if self.register == 'en' else ' '}{self.time(moment)}"

    def fiscal_year(self, year: int) -> str:
        """令和7年度（2025年度）; FY 2025. The fiscal year is named by the calendar year in which it starts."""
        if self.register == "en":
            return f"FY {year}"
        if self.register == "easy" or year < 2019:
            return f"{year}年度"
        era = year - 2018
        return f"令和{'元' if era == 1 else era}年度（{year}年度）"

    def number(self, value: float) -> str:
        """12,480; decimals only where there are any, at most two."""
        if float(value).is_integer():
            return f"{int(value):,}"
        return f"{value:,.2f}".rstrip("0").rstrip(".")

    def percent(self, share: float) -> str:
        """A share from 0 to 1 as 58%."""
        return f"{self.number(round(share * 100, 1))}{'%' if self.register == 'en' else '％'}"

    def money(self, yen: float) -> str:
        """1万2,000円; ¥12,000; 12,000円 on the easy pages. Whole yen."""
        amount = round(yen)
        if self.register == "en":
            return f"¥{amount:,}"
        if self.register == "easy" or abs(amount) < 10_000:
            return f"{amount:,}円"
        sign, rest = ("−" if amount < 0 else ""), abs(amount)
        parts = []
        for size, word in ((10**12, "兆"), (10**8, "億"), (10**4, "万")):
            if rest >= size:
                parts.append(f"{rest // size:,}{word}")
                rest %= size
        if rest:
            parts.append(f"{rest:,}")
        return f"{sign}{''.join(parts)}円"

    def km(self, distance: float) -> str:
        """1.2 km."""
        return f"{distance:.1f} km"

    def label(self, codelist: str, code: str) -> str:
        """The label of a code in this register."""
        return self.catalog.label(codelist, code, self.register)

    def labels(self, codelist: str, codes: tuple[str, ...]) -> list[str]:
        """The labels of several codes."""
        return [self.label(codelist, code) for code in codes]

    def category(self, table: str, field: str, value: str | None) -> str:
        """The label of a value of an inline enumeration; '' for None."""
        return self.catalog.category(table, field, value, self.register) if value else ""

    def title(self, table: str, field: str) -> str:
        """The title of a column in this register."""
        return self.catalog.field_title(table, field, self.register)

    def text(self, row: Mapping[str, Any], field: str) -> tuple[str, str | None]:
        """A row's text in this register, and its language where it falls back to Japanese (`ja`), else None."""
        own = row.get(f"{field}_{self.register}") if self.register != "ja" else None
        if own:
            return own, None
        text = row.get(field) or ""
        return text, ("ja" if self.register == "en" and text else None)

    def phrases(self, text: str) -> Markup:
        """A heading that may break only between phrases (BudouX): `<wbr>` at each place."""
        if not text or text.isascii():
            return escape(text)
        return Markup("<wbr>").join(escape(part) for part in _phrase_parser().parse(text))


def _day(day: dt.date | dt.datetime) -> dt.date:
    return day.date() if isinstance(day, dt.datetime) else day
