"""What a cell of somebody's spreadsheet means, said as the cell of our table; what is not clear is asked, never guessed."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tomoni.catalog import Catalog, Field, TomoniError, cell_text, parser
from tomoni.catalog.meant import meant
from tomoni.catalog.nearest import Nearest, fold

EMPTIED = "空にする"
"""What somebody writes to empty a cell: an empty cell of a spreadsheet changes nothing."""

_LIST_SURE = re.compile(r"[;；\n]+")
_LIST_LIKELY = re.compile(r"[;；\n、,，/／]+")
_CODE_BEHIND = re.compile(r"[（(]([^（）()]+)[）)]$")
_MINUTES = re.compile(r"(午前|午後|am|pm)?\s*(\d{1,2})(?::|時)\s*(\d{1,2})?分?(?::00)?")
_DAY_AND_TIME = re.compile(r"(.*?(?:日|\d)(?:\s*\(.\))?)[\s tT]+((?:午前|午後)?\s*\d{1,2}(?::|時).*)")
_AMOUNT = re.compile(
    r"¥?([-−▲△])?¥?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:円|人|名|時間|回|個|件|年|歳|か月|ヶ月|日|%|km|m2)?"
)
_COMPACT_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_YEAR_NOUGHT = re.compile(r"^(?:明治|大正|昭和|平成|令和|[mtshrMTSHR]\.?)0+[年./-]")
_DASHES = re.compile("[‐-―−－ー]")
_WEEKDAYS = "月火水木金土日"
_MOST_EXACT = 10**15
_NAMES = ("name", "title", "display_name")
_ANY = frozenset({"any", "どれでも", "どこでも", "だれでも", "誰でも", "指定なし"})


PlaceCode = Callable[[str], str | None]
"""Finds the 5-digit code of a municipality by its name, where only one is called so."""
_PLACE_COLUMN = "municipality_code"


class Unclear(TomoniError):
    """A cell that could mean several things, or nothing; `how` says what to write."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The codes of one column and the words that people use for them."""

    codes: Mapping[str, tuple[str, ...]]
    nearest: Nearest
    label: str

    @classmethod
    def of(cls, codes: Mapping[str, Iterable[str]], label: str) -> Choice:
        """The choice among these codes with their words."""
        words: dict[str, list[str]] = {}
        for code, names in codes.items():
            for word in dict.fromkeys(fold(one) for one in (code, *names) if one):
                words.setdefault(word, []).append(code)
        return cls({word: tuple(found) for word, found in words.items()}, Nearest(codes), label)

    def find(self, text: str) -> str | None:
        """The one code that the text names; None where there is none. Raises Unclear where there are several."""
        found = self.codes.get(fold(text), ())
        if not found and (behind := _CODE_BEHIND.search(text)):
            inner = self.codes.get(fold(behind[1]), ())
            outer = self.codes.get(fold(text[: behind.start()]), inner)
            found = tuple(code for code in inner if code in outer)
        if len(found) > 1:
            raise Unclear(
                f"「{text[:40]}」は{len(found)}つあります（{'、'.join(found[:5])}）。",
                how="どれかを、IDで書いてください。",
            )
        return found[0] if found else None

    def refuse(self, text: str) -> Unclear:
        """Why a text is none of the choices, with the nearest one."""
        near = self.nearest.near(text)
        how = f"「{near['near_label']}」（{near['near_code']}）ですか？" if near else ""
        if not how and len(set(self.codes.values())) <= 30:
            how = "選べるもの：" + "、".join(
                dict.fromkeys(code for codes in self.codes.values() for code in codes)
            )
        return Unclear(
            f"「{text[:40]}」は「{self.label}」にありません。", how=how or "一覧から選んでください。"
        )


class CellReader:
    """Reads the cells of one table's columns; what it looks up is prepared once."""

    def __init__(self, catalog: Catalog, table: str, places: PlaceCode | None = None) -> None:
        self._catalog, self._table, self._places = catalog, table, places
        self._choices: dict[str, Choice | None] = {}
        self._shown: dict[str, dict[str, str]] = {}
        self._targets = {
            key.fields[0]: key.resource
            for key in catalog.package.resources[table].schema.foreign_keys
            if len(key.fields) == 1
        }

    def read(self, field: Field, value: Any) -> str | None:
        """The cell for our table; None where nothing is said. Raises Unclear with what to write instead.

        `value` is what the spreadsheet holds: a text, a number, a date, true or false.
        """
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, str) and fold(value) == fold(EMPTIED):
            return ""
        if field.type == "boolean":
            return self._boolean(field, value)
        if isinstance(value, bool):
            raise Unclear("TRUE か FALSE が入っています。", how="文字で書いてください。")
        if field.is_list:
            return ";".join(self._items(field, _plain_text(field, value)))
        if (choice := self.choice(field)) is not None:
            text = _plain_text(field, value)
            code = choice.find(text)
            if code is None:
                raise choice.refuse(text)
            return code
        if field.type in ("date", "datetime", "time"):
            return _moment(field, value)
        if field.type in ("integer", "number", "year"):
            return _number(field, value)
        if field.name == _PLACE_COLUMN and self._places is not None:
            return self._place(_text(field, value), self._places)
        return _text(field, value)

    def _place(self, text: str, find: PlaceCode) -> str:
        """The code of a municipality that is written as its name; a code stays what it is."""
        if text.isascii():
            return text
        code = find(text)
        if code is None:
            raise Unclear(
                f"「{text[:40]}」という市区町村は、ないか、いくつもあります。",
                how="都道府県から書くか（例：愛媛県松山市）、5桁のコードを書いてください。",
            )
        return code

    def words(self, field: Field) -> list[str]:
        """The words that one may choose from in a column, each unmistakable; none where it is free."""
        choice = self.choice(field)
        if choice is None:
            return []
        return [self._unmistakable(field, code) for code in self._labels(field)]

    def shown(self, field: Field, cell: str) -> str:
        """How a cell of our table stands in a workbook: labels for codes, はい and いいえ; `read` understands it."""
        if field.type == "boolean":
            return {"true": "はい", "false": "いいえ"}.get(cell, cell)
        if self.choice(field) is None or not cell:
            return cell
        parts = cell.split(";") if field.is_list else [cell]
        return "；".join(self._unmistakable(field, part) for part in parts)

    def _unmistakable(self, field: Field, code: str) -> str:
        """The label of a code, with the code behind it where another code is called so too."""
        label = self._labels(field).get(code, code)
        choice = self.choice(field)
        if choice is None or (label == code or len(choice.codes.get(fold(label), ())) == 1):
            return label
        return f"{label}（{code}）"

    def _boolean(self, field: Field, value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        text = meant(str(value), "boolean")
        if not text:
            raise Unclear(
                f"「{str(value)[:40]}」は、はい・いいえのどちらかわかりません。",
                how="「はい」か「いいえ」と書いてください。",
            )
        return text

    def _items(self, field: Field, text: str) -> list[str]:
        choice = self.choice(field)
        if choice is None:
            return [part.strip() for part in _LIST_SURE.split(text) if part.strip()]
        found: list[str] = []
        for part in (part.strip() for part in _LIST_SURE.split(text)):
            if not part:
                continue
            whole = choice.find(part)
            pieces = (
                [part] if whole else [piece.strip() for piece in _LIST_LIKELY.split(part) if piece.strip()]
            )
            for piece in pieces:
                code = choice.find(piece)
                if code is None:
                    raise choice.refuse(piece)
                found.append(code)
        return list(dict.fromkeys(found))

    def choice(self, field: Field) -> Choice | None:
        """The codes that a column chooses from, by their words; None where it is free."""
        if field.name not in self._choices:
            words = self._all_words(field)
            self._choices[field.name] = None if words is None else Choice.of(words, field.title)
        return self._choices[field.name]

    def _all_words(self, field: Field) -> dict[str, list[str]] | None:
        if field.categories:
            return {item.value: [item.label, item.label_en, item.label_easy] for item in field.categories}
        table = field.codelist or field.references or self._targets.get(field.name)
        if table is None:
            return None
        key = self._catalog.package.resources[table].schema.primary_key
        columns = ("label", "label_en", "label_easy", "kana") if field.codelist else (*_NAMES, "name_kana")
        if len(key) != 1:
            return None
        found = {
            str(row[key[0]]): [row[name] for name in columns if row.get(name)]
            for row in self._catalog.rows(table)
        }
        if field.allow_any:
            found["any"] = [*found.get("any", []), *_ANY]
        elif field.codelist:
            found.pop("any", None)
        return found

    def _labels(self, field: Field) -> dict[str, str]:
        if field.name not in self._shown:
            words = self._all_words(field) or {}
            self._shown[field.name] = {code: (names[0] if names else code) for code, names in words.items()}
        return self._shown[field.name]


def _plain_text(field: Field, value: Any) -> str:
    if isinstance(value, (datetime.date, datetime.time)):
        raise Unclear(
            f"日付か時刻（{value}）が入っています。",
            how="セルの書式を「文字列」にして、もう一度書いてください。",
        )
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _text(field: Field, value: Any) -> str:
    if (isinstance(value, float) and abs(value) >= _MOST_EXACT) or (
        isinstance(value, int) and abs(value) >= _MOST_EXACT
    ):
        raise Unclear(
            f"数（{value}）が長く、終わりの桁が変わっているかもしれません。",
            how="セルの書式を「文字列」にして、もう一度書いてください。",
        )
    text = _plain_text(field, value).replace("\r\n", "\n").replace("\r", "\n").strip()
    pattern = field.descriptor.get("constraints", {}).get("pattern", "")
    if not text.isascii() and (
        "[0-9]" in pattern or "0-9A-Za-z" in pattern or field.format in ("uri", "email")
    ):
        half = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
        # 「法人番号7000012050002」: the column's own name before what has its form.
        bare = half.removeprefix(field.title).lstrip(" :")
        if pattern and bare != half and re.fullmatch(pattern.strip("^$"), bare):
            return bare
        return half if half.isascii() else text
    return text


def _number(field: Field, value: Any) -> str:
    if isinstance(value, (datetime.date, datetime.time)):
        raise Unclear(f"日付（{value}）が入っています。", how="数だけを書いてください。")
    if isinstance(value, (int, float)):
        text = cell_text(field, value)
    else:
        found = _AMOUNT.fullmatch(unicodedata.normalize("NFKC", value).replace(" ", ""))
        text = ("-" if found[1] else "") + found[2].replace(",", "") + (found[3] or "") if found else ""
    if not text or (field.type != "number" and "." in text):
        whole = "" if field.type == "number" else "（小数のない数）"
        raise Unclear(
            f"「{str(value)[:40]}」は、数{whole}として読めません。",
            how=f"数だけを書いてください。例：{field.descriptor.get('example', 3)}",
        )
    return text


def _moment(field: Field, value: Any) -> str:
    try:
        found = _read_moment(field.type, value)
    except ValueError:
        found = ""
    if not found:
        form = {"date": "2026年11月28日", "datetime": "2026年11月28日 14:00", "time": "14:00"}[field.type]
        raise Unclear(
            f"「{str(value)[:40]}」は、{'時刻' if field.type == 'time' else '日付'}として読めません。",
            how=f"年から書いてください。例：{form}" if field.type != "time" else f"例：{form}",
        )
    parser(field)(found)
    return found


def _read_moment(kind: str, value: Any) -> str:
    if isinstance(value, datetime.datetime):
        if kind == "date":
            return value.date().isoformat() if value.time() == datetime.time() else ""
        return value.strftime("%Y-%m-%dT%H:%M") if kind == "datetime" and not value.second else ""
    if isinstance(value, datetime.date):
        return value.isoformat() if kind == "date" else ""
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M") if kind == "time" else ""
    if isinstance(value, int):
        return _date(str(value)) if kind == "date" else ""
    if not isinstance(value, str):
        return ""
    text = unicodedata.normalize("NFKC", value).strip()
    if kind == "date":
        return _date(text)
    if kind == "time":
        return _time(text)
    parts = _DAY_AND_TIME.fullmatch(text)
    return f"{_date(parts[1])}T{_time(parts[2])}" if parts and _date(parts[1]) and _time(parts[2]) else ""


def _date(text: str) -> str:
    """The date; '' also where the weekday beside it is not that day's."""
    if compact := _COMPACT_DAY.fullmatch(text):
        return datetime.date(int(compact[1]), int(compact[2]), int(compact[3])).isoformat()
    if _YEAR_NOUGHT.match(text):
        return ""
    bare = re.sub(r"曜日?(?=\))", "", re.sub(r"[ T]0{1,2}:00(:00)?$", "", text))
    found = meant(bare, "date")
    weekday = re.search(rf"\(([{_WEEKDAYS}])\)$", bare)
    if found and weekday and _WEEKDAYS[datetime.date.fromisoformat(found).weekday()] != weekday[1]:
        return ""
    return found


def _time(text: str) -> str:
    found = _MINUTES.fullmatch(text.strip().lower())
    if not found:
        return ""
    hour, minute = int(found[2]), int(found[3] or 0)
    if found[1] in ("午後", "pm") and hour < 12:
        hour += 12
    return datetime.time(hour, minute).strftime("%H:%M")
