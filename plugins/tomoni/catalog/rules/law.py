"""Law in daily work: no wages, no food past its date, advice by the registered, children protected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..rows import Row
from .rule import Finding, Scope, row_rule

_WAGE_WORD = "(時給|時間給|日給|日当|週給|月給|年俸|給与|給料|賃金|バイト代)"
_AMOUNT = r"[0-9０-９][0-9０-９,，万千]*\s*円"
_NO_YEN_BUT = r"(?![0-9０-９,，万千人名年月日時か回％%])"
_WAGE = re.compile(
    rf"{_WAGE_WORD}[^。、\n]{{0,12}}?{_AMOUNT}|{_AMOUNT}[^。、\n]{{0,8}}?{_WAGE_WORD}"
    rf"|{_WAGE_WORD}\s*[はが:：]?\s*約?[0-9０-９][0-9０-９,，万千]*{_NO_YEN_BUT}"
)


@row_rule("wage-reward")
def wage_reward(row: Row, _: Scope, *, fields: Sequence[str]) -> Iterator[Finding]:
    """The text offers a wage. Paid work is for Hello Work (職業安定法); expenses and honoraria have fields of their own."""
    for name in fields:
        if found := _WAGE.search(row[name] or ""):
            yield Finding(name, "wage-reward", found.group(0))


@row_rule("food-expired")
def food_expired(row: Row, scope: Scope) -> Iterator[Finding]:
    """Food past its use-by date (消費期限, 食品表示法) is offered."""
    expired = row["expires_on"] is not None and row["expires_on"] < scope.as_of
    if row["expiry_kind"] == "消費期限" and expired and row["status"] in ("available", "reserved"):
        yield Finding("expires_on", "food-expired", str(row["expires_on"]))


@row_rule("registered-profession")
def registered_profession(row: Row, scope: Scope) -> Iterator[Finding]:
    """Advice reserved to a registered profession, without the day on which the centre checked the registration."""
    profession = scope.get("professions", row["profession"])
    if profession and profession.get("registration_required") and row["registration_checked_on"] is None:
        yield Finding("registration_checked_on", "registered-profession", profession["label"])


@row_rule("children-safeguards")
def children_safeguards(row: Row, _: Scope) -> Iterator[Finding]:
    """Work with children, and nothing said of how they are protected."""
    if row["works_with_children"] and not row["safeguards"]:
        yield Finding("safeguards", "children-safeguards")
