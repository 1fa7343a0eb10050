"""The resource bank is for gifts and loans: no prices, no exchanges. What a gift costs to send may be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..rows import Row
from .rule import Finding, Scope, row_rule

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
    "|(?:と|に)?(?:引き?換え|引き?替え|ひきかえ)に"
)
_SPARE = re.compile("新しい|新品|部品|電池|電球|バッテリー|フィルター|タイヤ|古い")
"""Beside these, something is replaced, not exchanged."""
_TICKET = re.compile("券|票|札|証|カード")
"""Who brings one of these gets what is free."""


_AFTER = 6


@row_rule("price-refused")
def price_refused(row: Row, _: Scope, *, fields: Sequence[str]) -> Iterator[Finding]:
    """The text asks for a price; the resource bank is for gifts and loans."""
    for name in fields:
        text = row[name] or ""
        found = _WORD_AND_AMOUNT.search(text) or _first(_ASKED, text, _COSTS)
        if found:
            yield Finding(name, "price-refused", found.group(0))


@row_rule("exchange-refused")
def exchange_refused(row: Row, _: Scope, *, fields: Sequence[str]) -> Iterator[Finding]:
    """The text asks for something in exchange; the resource bank is for gifts and loans."""
    for name in fields:
        text = row[name] or ""
        for found in _EXCHANGE.finditer(text):
            reason = _TICKET if "えに" in found.group(0) else _SPARE
            if not reason.search(_clause(text, found)):
                yield Finding(name, "exchange-refused", found.group(0))
                break


def _first(pattern: re.Pattern[str], text: str, unless: re.Pattern[str]) -> re.Match[str] | None:
    """The first match in whose clause nothing stands that makes it harmless."""
    return next((one for one in pattern.finditer(text) if not unless.search(_clause(text, one))), None)


def _clause(text: str, found: re.Match[str]) -> str:
    """The match with what stands around it: back to the last full stop, comma or line break, and a few words on."""
    start = max(text.rfind(mark, 0, found.start()) for mark in "。、\n")
    after = re.split("[。、\n]", text[found.end() : found.end() + _AFTER])[0]
    return text[start + 1 : found.end()] + after
