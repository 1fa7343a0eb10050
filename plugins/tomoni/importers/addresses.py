"""The ward or municipality that an address names, and nothing finer than that.

`municipalities.csv` (code, prefecture, name; wards of designated cities as 「札幌市中央区」) is taken from
code4fukui/localgovjp, edition of 2024, CC0 1.0: https://github.com/code4fukui/localgovjp
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from tomoni.importers.folding import comparison_key, fold

_T = TypeVar("_T")
_TABLE = Path(__file__).with_name("municipalities.csv")

# Letters of place names that are written in more than one way: 龍ケ崎/竜ヶ崎, 塩竈/塩釜, 檜原/桧原, 檮原/梼原.
_VARIANTS = str.maketrans("ヶヵが龍竈檜檮驒廣邊邉澤濱嶋惠國", "ケカケ竜釜桧梼騨広辺辺沢浜島恵国")
_COUNTY = re.compile(r"^.{1,5}?郡")
_ISLAND = re.compile(r"^.{1,3}?島")
_WHOLE = "13100"  # 特別区全体: an area of its own for statistics, never where an office stands


@dataclass(frozen=True, slots=True)
class Place:
    """Where an office stands, as far as it may be shown; fields are None where the address does not tell.

    `name` is 「東京都新宿区」, 「神奈川県横浜市」 or, when only that is known, the prefecture. Exactly one of `area`
    (a code of the areas codelist) and `municipality_code` (5 digits, anywhere else) is set once the
    municipality is known. Wards of designated cities are not municipalities: their city stands for them.
    """

    name: str | None = None
    area: str | None = None
    municipality_code: str | None = None

    @property
    def is_known(self) -> bool:
        return self.area is not None or self.municipality_code is not None


@dataclass(frozen=True, slots=True)
class _Municipality:
    code: str
    prefecture: str
    name: str


def beginning(address: str) -> str:
    """At most eight letters of an address, none of them behind its first digit: enough to see what was not understood,
    too little to find the house."""
    return re.split(r"\d", fold(address), maxsplit=1)[0][:8]


class Gazetteer:
    """Finds places by the beginnings of addresses; `areas` maps the codes of the areas codelist to labels."""

    def __init__(self, areas: Mapping[str, str]) -> None:
        municipalities, city_wards = _municipalities()
        self._areas = {code for code in areas if code != _WHOLE and code.isdigit()}
        self._prefectures = sorted({place.prefecture for place in municipalities}, key=len, reverse=True)
        self._by_prefecture: dict[str, dict[str, _Municipality]] = {name: {} for name in self._prefectures}
        self._anywhere: dict[str, list[_Municipality]] = {}
        self._designated: dict[str, _Municipality] = {}
        cities_with_wards = {city for city, _ in city_wards}
        for place in [*municipalities, *self._named_by_codelist(areas, municipalities)]:
            key = _key(place.name)
            self._by_prefecture[place.prefecture][key] = place
            known = self._anywhere.setdefault(key, [])
            if place not in known:
                known.append(place)
            if place.name in cities_with_wards:
                self._designated[place.name] = place
        # 中央区, 港区, 北区 are also wards of other cities: alone, without a prefecture, they name no place.
        for city, ward in city_wards:
            self._anywhere.setdefault(_key(ward), []).append(self._designated[city])
        self._longest = max(len(key) for key in self._anywhere)

    def locate(self, address: str, jurisdiction: str = "") -> Place:
        """The place that an address names; `Place()` for a blank one or where nothing in it can be relied on.

        Where the address leaves the prefecture out, it follows from `jurisdiction` (所轄庁: a prefecture or a
        designated city), but never from 内閣府, which looked after organizations of several prefectures.
        """
        rest = _key(address)
        if not rest:
            return Place()
        prefecture, rest = self._split_prefecture(rest)
        seat = self._designated.get(jurisdiction.strip())
        if prefecture is None and seat is not None:
            prefecture = seat.prefecture
            if self._match(self._by_prefecture[prefecture], rest) is None and _starts_with_ward(
                seat.name, rest
            ):
                return self._place(seat)
        if prefecture is None and jurisdiction.strip() in self._by_prefecture:
            prefecture = jurisdiction.strip()
        if prefecture is None:
            candidates = self._match(self._anywhere, rest) or []
            return self._place(candidates[0]) if len(candidates) == 1 else Place()
        found = self._match(self._by_prefecture[prefecture], rest)
        for leading in (_COUNTY, _ISLAND):
            if found is None:
                found = self._match(self._by_prefecture[prefecture], leading.sub("", rest, count=1))
        return self._place(found) if found else Place(name=prefecture)

    def _split_prefecture(self, key: str) -> tuple[str | None, str]:
        for prefecture in self._prefectures:
            if key.startswith(prefecture):
                return prefecture, key[len(prefecture) :]
        return None, key

    def _match(self, table: Mapping[str, _T], key: str) -> _T | None:
        for length in range(min(self._longest, len(key)), 1, -1):
            if (found := table.get(key[:length])) is not None:
                return found
        return None

    def _place(self, found: _Municipality) -> Place:
        name = found.prefecture + found.name
        if found.code in self._areas:
            return Place(name=name, area=found.code)
        return Place(name=name, municipality_code=found.code)

    def _named_by_codelist(
        self, areas: Mapping[str, str], municipalities: Iterable[_Municipality]
    ) -> list[_Municipality]:
        prefecture_of = {place.code: place.prefecture for place in municipalities}
        return [
            _Municipality(code, prefecture_of[code], areas[code])
            for code in sorted(self._areas)
            if code in prefecture_of
        ]


def _key(text: str) -> str:
    return comparison_key(text).translate(_VARIANTS)


def _starts_with_ward(city: str, key: str) -> bool:
    return any(key.startswith(_key(ward)) for of_city, ward in _municipalities()[1] if of_city == city)


@cache
def _municipalities() -> tuple[tuple[_Municipality, ...], tuple[tuple[str, str], ...]]:
    """Municipalities, and the wards of designated cities as (city, ward)."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = [_Municipality(row["code"], row["prefecture"], row["name"]) for row in csv.DictReader(file)]
    cities = [row for row in rows if row.name.endswith("市")]
    wards = []
    municipalities = []
    for row in rows:
        city = next(
            (c for c in cities if c.prefecture == row.prefecture and _is_ward_of(row.name, c.name)),
            None,
        )
        if city is None:
            municipalities.append(row)
        else:
            wards.append((city.name, row.name[len(city.name) :]))
    return tuple(municipalities), tuple(wards)


def _is_ward_of(name: str, city: str) -> bool:
    return len(name) > len(city) and name.startswith(city) and name.endswith("区")
