"""One answer of an issue form to the text of one cell: words to codes, dates and numbers as the table writes them."""

from __future__ import annotations

import re
import unicodedata

from tomoni.catalog import Catalog, Field, TomoniError

from .issue_questions import ERASE, Question, referred_table

_ERASE = frozenset({ERASE, "(消す)", "消す"})
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s*\([日月火水木金土祝・]+\))?"
)
_TIME = re.compile(r"[T\s]*(\d{1,2})(?::|時)(\d{2})?分?")
_NUMBER = re.compile(r"(-?\d{1,3}(?:,\d{3})+|-?\d+)(\.\d+)?\s*(?:円|人|名|時間|回|日|歳|才|%|km|m2|㎡)?")
_BETWEEN = re.compile(r"[,、;；\n]\s*")
_LINK_TYPES = ("uri", "email")
_SHOWN = 8


def answer_cell(question: Question, answer: str, table: str, catalog: Catalog) -> str:
    """The cell that an answer means; '' where it says that the cell is to be emptied.

    Raises TomoniError, worded for the person who wrote the answer. Whether the cell is right for its table is
    not looked at here: that is what applying it does.
    """
    resource = catalog.package.resources[table]
    field = resource.schema.field(question.column)
    plain = unicodedata.normalize("NFKC", answer).strip()
    if answer in _ERASE or plain in _ERASE:
        return ""
    if question.options:
        return _codes(question, field, answer, catalog)
    if question.kind == "line" and "\n" in answer:
        raise _wrong(question, "2行以上になっています。", "1行で書いてください。")
    target = referred_table(field, resource)
    if target:
        return _identifiers(answer, target, field, catalog)
    if field.type == "date":
        return _date(question, plain)
    if field.type == "datetime":
        return _moment(question, plain)
    if field.type in ("integer", "number", "year"):
        return _number(question, plain)
    if field.is_list:
        return ";".join(part.strip() for part in _BETWEEN.split(answer) if part.strip())
    if (
        field.type != "string"
        or field.format in _LINK_TYPES
        or field.descriptor.get("constraints", {}).get("pattern")
    ):
        return plain
    return answer


def _codes(question: Question, field: Field, answer: str, catalog: Catalog) -> str:
    codes = dict(question.options)
    codes |= {code: code for _, code in question.options}
    allowed = set(codes.values())
    codes = {**_other_words(field, catalog, allowed), **codes}
    longest_first = sorted(codes, key=len, reverse=True)
    found: list[str] = []
    rest = answer.strip()
    while rest:
        words = next(
            (
                words
                for words in longest_first
                if rest == words or (_BETWEEN.match(rest[len(words) :]) and rest.startswith(words))
            ),
            None,
        )
        if words is None:
            shown = "、".join(words for words, _ in question.options[:_SHOWN])
            more = "など" if len(question.options) > _SHOWN else ""
            raise _wrong(
                question, f"「{rest.splitlines()[0][:60]}」は選べません。", f"選べるもの：{shown}{more}。"
            )
        if codes[words] not in found:
            found.append(codes[words])
        rest = _BETWEEN.sub("", rest[len(words) :], count=1).strip()
    if len(found) > 1 and not field.is_list:
        raise _wrong(question, "2つ以上選ばれています。", "1つだけ選んでください。")
    return ";".join(found)


def _other_words(field: Field, catalog: Catalog, allowed: set[str]) -> dict[str, str]:
    """Labels in English and easy Japanese, which say the same code."""
    if field.codelist:
        return {
            catalog.label(field.codelist, code, register): code
            for code in allowed
            for register in ("en", "easy")
        }
    if field.type == "boolean":
        return {"Yes": "true", "No": "false", "yes": "true", "no": "false"}
    return {
        words: category.value
        for category in field.categories
        if category.value in allowed
        for words in (category.label_en, category.label_easy)
    }


def _identifiers(answer: str, table: str, field: Field, catalog: Catalog) -> str:
    """Ids as they are; the exact name of one entry alone becomes its id."""
    parts = (
        [part.strip() for part in _BETWEEN.split(answer) if part.strip()]
        if field.is_list
        else [answer.strip()]
    )
    found = []
    for part in parts:
        if catalog.get(table, part) is None:
            named = [
                row["id"]
                for row in catalog.rows(table)
                if part in (row.get("name"), row.get("title"), row.get("display_name"))
            ]
            part = named[0] if len(named) == 1 else part
        found.append(part)
    return ";".join(found)


def _date(question: Question, text: str) -> str:
    matched = _DATE.fullmatch(text)
    if matched is None:
        raise _wrong(question, f"「{text[:40]}」は日付として読めません。", "例：2026-11-28")
    return f"{matched[1]}-{int(matched[2]):02}-{int(matched[3]):02}"


def _moment(question: Question, text: str) -> str:
    day = _DATE.match(text)
    time = _TIME.fullmatch(text[day.end() :]) if day else None
    if day is None or time is None:
        raise _wrong(question, f"「{text[:40]}」は日時として読めません。", "例：2026-11-28T14:00")
    return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}T{int(time[1]):02}:{time[2] or '00'}"


def _number(question: Question, text: str) -> str:
    matched = _NUMBER.fullmatch(text)
    if matched is None:
        raise _wrong(question, f"「{text[:40]}」は数として読めません。", "数字だけで書いてください。例：6")
    return matched[1].replace(",", "") + (matched[2] or "")


def _wrong(question: Question, what: str, how: str) -> TomoniError:
    return TomoniError(what, question.label, how)
