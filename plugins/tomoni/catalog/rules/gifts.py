"""The resource bank is for gifts and loans: no prices, no exchanges. What a gift costs to send may be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..rows import Row
from .rule import Finding, Scope, row_rule


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in a text; a hit with `unless` in its clause (with WORDS_AFTER characters behind it) is harmless."""

    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None


WORDS_AFTER = 6
_PRICE_WORD = "(販売|売ります|売りたい|価格|代金|値段|税込|税抜|レンタル料)"
_DIGITS = "0-9０-９〇一二三四五六七八九十百千万,，"
_AMOUNT = rf"[{_DIGITS}]+\s*円"
_GIVE = "(お?譲|お?ゆず|さしあげ|差し?上げ|あげます|お?分け|お?わけ|お?渡し|お?わたし|提供|お?貸し|お?かし(?:します|だし)|使え|利用)"
_TAKE = "(いただきます|いただく|いただけ|頂きます|頂戴|ちょうだい|もらいます|お支払)"
_THING = "(個|箇|枚|本|袋|台|脚|冊|箱|点|着|足|組|缶|斤|丁|パック|ケース|セット|キロ|kg|ｋｇ|時間|日|泊|か月|ヶ月|月)"
_COSTS = re.compile(
    r"送料|実費|交通費|運賃|運搬|配送|ガソリン|燃料|光熱|クリーニング|材料費|保険料|相当|定価|参加費|会費|駐車|[0-9０-９一]\s*食|時給"
)
_WORD_AND_AMOUNT = re.compile(
    rf"{_PRICE_WORD}[^。、\n]{{0,12}}?{_AMOUNT}|{_AMOUNT}[^。、\n]{{0,8}}?{_PRICE_WORD}"
)
_ASKED = re.compile(
    rf"{_AMOUNT}\s*(?:ほど|くらい|ぐらい|程度)?で[^。、\n]{{0,6}}?{_GIVE}|{_AMOUNT}[^。、\n]{{0,6}}?{_TAKE}"
    rf"|(?:[1１一]|各)\s*{_THING}\s*(?:につき|あたり|当たり|ごとに)?\s*{_AMOUNT}"
)
"""An amount for which a thing is given, that is taken, or by the piece."""
_EXCHANGE = re.compile(
    "物々交換(?!で?は(?:お断り|しません|できません|ありません|ない)|不可)"
    "|(?:と|との)の?交換(?:を|で)?(?:希望|条件|お願い|できる方|できれば|してくれる|してくださる|していただける|してもらえ)"
    "|(?<![のを品池球券換])交換(?:を)?(?:希望|条件)"
)
_IN_RETURN = re.compile("(?:と|に)?(?:引き?換え|引き?替え|ひきかえ)に")
_SPARE = re.compile("新しい|新品|部品|電池|電球|バッテリー|フィルター|タイヤ|古い")
"""Beside these, something is replaced, not exchanged."""
_TICKET = re.compile("券|票|札|証|カード")
"""Who brings one of these gets what is free."""

SEARCHES: dict[str, tuple[Search, ...]] = {
    "price-refused": (Search(_WORD_AND_AMOUNT), Search(_ASKED, _COSTS)),
    "exchange-refused": (Search(_EXCHANGE, _SPARE), Search(_IN_RETURN, _TICKET)),
}
"""What each rule refuses; the forms of the site look for the same."""


@row_rule("price-refused")
def price_refused(row: Row, _: Scope, *, fields: Sequence[str]) -> Iterator[Finding]:
    """The text asks for a price; the resource bank is for gifts and loans."""
    yield from _refused(row, fields, "price-refused")


@row_rule("exchange-refused")
def exchange_refused(row: Row, _: Scope, *, fields: Sequence[str]) -> Iterator[Finding]:
    """The text asks for something in exchange; the resource bank is for gifts and loans."""
    yield from _refused(row, fields, "exchange-refused")


def _refused(row: Row, fields: Sequence[str], code: str) -> Iterator[Finding]:
    for name in fields:
        found = _first(SEARCHES[code], row[name] or "")
        if found:
            yield Finding(name, code, found)


def _first(searches: Sequence[Search], text: str) -> str | None:
    """The first hit in whose clause nothing stands that makes it harmless."""
    for search in searches:
        for found in search.pattern.finditer(text):
            if search.unless is None or not search.unless.search(_clause(text, found)):
                return found.group(0)
    return None


def _clause(text: str, found: re.Match[str]) -> str:
    """The match with what stands around it: back to the last full stop, comma or line break, and a few words on."""
    start = max(text.rfind(mark, 0, found.start()) for mark in "。、\n")
    after = re.split("[。、\n]", text[found.end() : found.end() + WORDS_AFTER])[0]
    return text[start + 1 : found.end()] + after
