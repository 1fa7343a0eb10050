"""A submission: what somebody sent about one entry, before anybody knows whether it is right.

It comes as a JSON document (`tomoni-TABLE-YYYYMMDD.json`) from the form of the site, from an issue, or as one row
of a workbook.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tomoni.catalog import TomoniError

VERSION = 1
MAX_CHARACTERS = 1_000_000
"""So long may a document be: many times what a form can hold."""

_HALVES = re.compile("[\ud800-\udfff]")
_AGAIN = "サイトのフォームで作り直してください。"
_PARTS = frozenset({"tomoni", "version", "table", "key", "values", "by", "why", "remove"})


@dataclass(frozen=True)
class Submission:
    """What was sent: `values` holds only the columns that are said, as they would stand in the cells of the CSV.

    `key` names the entry by the columns of its primary key; None for a new one. `source`: where it came from,
    for messages (a file and its row). `remove`: the row is to be taken out; there are no values then.
    """

    table: str
    key: Mapping[str, str] | None
    values: Mapping[str, str]
    by: str = ""
    why: str = ""
    source: str = ""
    remove: bool = False


def parse_submission(text: str, source: str = "") -> Submission:
    """The submission that a JSON document holds.

    `source` names the document in messages. Raises TomoniError for anything that is not exactly a submission.
    Columns and values are not looked at: that is what applying it does.
    """
    where = source or "送られた内容"
    if len(text) > MAX_CHARACTERS:
        raise TomoniError("長すぎます。", where, f"{MAX_CHARACTERS:,}字までにしてください。")
    try:
        document = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_without_doubles)
    except _Doubled as error:
        raise TomoniError(f"「{error}」が2度書かれています。", where, "どちらか1つにしてください。") from None
    except (ValueError, RecursionError):
        raise TomoniError("JSONとして読めません。", where, _AGAIN) from None
    if _HALVES.search(json.dumps(document, ensure_ascii=False)):
        raise TomoniError("こわれた文字があります。", where, "もう一度、作り直してください。")
    if not isinstance(document, dict) or document.get("tomoni") != "submission":
        raise TomoniError("フォームで作られた内容ではありません。", where, _AGAIN)
    if document.get("version") != VERSION or isinstance(document["version"], bool):
        raise TomoniError(
            f"フォームの版（{str(document.get('version'))[:20]}）がちがいます。",
            where,
            f"いまの版は{VERSION}です。フォームを開き直し、もう一度作ってください。",
        )
    if unknown := sorted(set(document) - _PARTS):
        raise TomoniError(f"知らない項目「{unknown[0][:40]}」があります。", where, _AGAIN)
    table = document.get("table")
    if not isinstance(table, str) or not table:
        raise TomoniError("どの表の内容かが書かれていません（table）。", where, _AGAIN)
    key = None if document.get("key") is None else _cells(document["key"], "key", where)
    values = _cells(document.get("values"), "values", where)
    remove = document.get("remove", False)
    if not isinstance(remove, bool) or (remove and (values or key is None)):
        raise TomoniError(
            "「remove」が正しく書かれていません。",
            where,
            "行を消すときは、key だけを書き、values は空にします。",
        )
    by, why = (_words(document.get(part), part, where) for part in ("by", "why"))
    return Submission(table, key, values, by, why, source, remove)


def submission_text(submission: Submission) -> str:
    """The JSON document that stands for a submission; `parse_submission` reads it back (but for `source`)."""
    document = {
        "tomoni": "submission",
        "version": VERSION,
        "table": submission.table,
        "key": None if submission.key is None else dict(submission.key),
        "values": dict(submission.values),
        "by": submission.by,
        "why": submission.why,
        **({"remove": True} if submission.remove else {}),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def submission_name(table: str, on: date) -> str:
    """The file name of a submission made on that day."""
    return f"tomoni-{table}-{on:%Y%m%d}.json"


class _Doubled(Exception):
    """A name that stands twice in one object."""


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Doubled(name[:40])
        found[name] = value
    return found


def _cells(value: Any, part: str, where: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TomoniError(f"「{part}」が正しく書かれていません。", where, _AGAIN)
    for name, cell in value.items():
        if not isinstance(cell, str):
            raise TomoniError(
                f"「{name[:40]}」の値が文字ではありません。",
                where,
                '値はすべて "…" で囲んだ文字で書いてください。例："people_needed": "3"',
            )
    return dict(value)


def _words(value: Any, part: str, where: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TomoniError(f"「{part}」が文字ではありません。", where, _AGAIN)
    return value
