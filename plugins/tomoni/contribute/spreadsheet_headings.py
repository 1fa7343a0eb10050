"""Which column of our table a heading of somebody's spreadsheet means."""

from __future__ import annotations

import dataclasses
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tomoni.catalog import Schema
from tomoni.catalog.nearest import Nearest, fold

from .template_marks import MARK_COLUMN

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("ID", "管理番号", "掲載番号"),
    "name": (
        "団体の名前",
        "法人名",
        "法人の名称",
        "法人名称",
        "団体名称",
        "会社名",
        "企業名",
        "名称",
        "名前",
        "施設名",
    ),
    "name_kana": ("フリガナ", "ふりがな", "カナ", "読み", "団体名カナ", "法人名カナ", "団体名（カナ）"),
    "organization": ("団体ID", "団体名", "実施団体", "主催団体", "募集団体", "法人名", "主催者"),
    "title": ("題名", "タイトル", "件名", "募集名", "催しの名前", "講座名", "事業名", "品名", "名称"),
    "summary": ("概要", "要約", "紹介", "紹介文", "ひとこと"),
    "description": ("詳細", "説明", "活動内容", "仕事の内容"),
    "legal_form": ("法人の種類", "法人種別", "団体の種類", "団体種別"),
    "fields": ("分野", "活動の分野"),
    "topics": ("テーマ", "課題", "関係するテーマ"),
    "area": ("区", "区名", "地区", "地域", "所在区", "主な事務所の区", "活動区"),
    "place": ("場所", "会場", "開催場所", "活動場所"),
    "address": ("所在地", "住所", "主たる事務所の所在地"),
    "phone": ("電話番号", "TEL", "ＴＥＬ", "連絡先電話番号"),
    "apply_phone": ("電話番号", "申込電話", "申込先電話"),
    "email": ("メールアドレス", "Eメール", "E-mail", "mail"),
    "apply_email": ("メールアドレス", "申込メール", "申込先メール"),
    "website": ("ホームページ", "HP", "URL", "ウェブサイトのアドレス", "サイト"),
    "apply_url": ("申込URL", "申込ページ", "申し込み先URL", "申込フォーム"),
    "starts_on": ("開始日", "活動日", "開始", "実施日"),
    "ends_on": ("終了日", "終了"),
    "starts_at": ("開始日時", "日時", "開催日時", "開始"),
    "ends_at": ("終了日時", "終了"),
    "apply_by": ("締切", "締切日", "申込締切", "申込期限", "応募締切"),
    "people_needed": ("人数", "募集人数", "必要人数", "定員"),
    "capacity": ("定員", "人数"),
    "time_slots": ("曜日と時間", "活動時間帯", "活動時間"),
    "mode": ("参加方法", "形式", "実施方法"),
    "fee_yen": ("参加費", "費用", "料金"),
    "what_to_bring": ("持ち物", "服装", "持物"),
    "quantity": ("数", "数量", "個数"),
    "status": ("状態", "状況", "募集状況"),
    "corporate_number": ("法人番号",),
    "postal_code": ("郵便番号", "〒"),
    "representative": ("代表者名", "代表者氏名", "理事長"),
    "fiscal_year": ("年度", "事業年度"),
    "date": ("日付", "実施日", "活動日"),
    "note": ("備考", "メモ"),
    "body": ("本文", "報告", "内容"),
}
"""Words for columns besides their title, their English title and their name; a title goes before them."""

_ORNAMENTS = re.compile(
    r"[※*＊:：　\s]|\(必須\)|\(任意\)|\[必須\]|【必須】|\(円\)|\(人\)|\(名\)|\(yyyy[^)]*\)"
)
IGNORED = ""


@dataclass(frozen=True)
class Headings:
    """What was understood of the headings: `columns` by place (from 0), `asked` the questions that are left."""

    columns: Mapping[int, str]
    shown: Mapping[str, str]
    """Heading as it stands to the column that it was taken for."""
    asked: tuple[tuple[str, str], ...]
    """What is not clear, and what to do about it."""
    mark: int | None = None
    """The place of the column in which our template marks rows that are not the sender's."""
    others: Mapping[int, str] = dataclasses.field(default_factory=dict)
    """Of a wide table: headings that are no columns of ours but values of one, by place."""


class HeadingReader:
    """Finds the headings of one table; `given` is what the sender said (heading to column, '' to pass it over)."""

    def __init__(self, schema: Schema, given: Mapping[str, str]) -> None:
        self._schema = schema
        self._given = {_key(heading): column for heading, column in given.items()}
        self._meaning: dict[str, tuple[str, ...]] = {}
        self._nearest = Nearest({field.name: (field.title, field.title_en) for field in schema.fields})
        for words in (
            {field.name: (field.name, field.title, field.title_en) for field in schema.fields},
            {name: found for name, found in SYNONYMS.items() if name in schema},
        ):
            level: dict[str, list[str]] = {}
            for name, found in words.items():
                for word in dict.fromkeys(map(_key, found)):
                    level.setdefault(word, []).append(name)
            for word, names in level.items():
                self._meaning.setdefault(word, tuple(names))

    def count(self, cells: Sequence[Any]) -> int:
        """How many cells of a row are headings that are known."""
        keys = {_key(str(cell)) for cell in cells if isinstance(cell, str)}
        return sum(key in self._meaning or key in self._given for key in keys)

    def read(self, cells: Sequence[Any], filled: Sequence[bool], wide: bool = False) -> Headings:
        """What each heading of the row means; `filled` says which columns hold anything below.

        `wide`: headings that are no columns are values, not questions.
        """
        columns: dict[int, str] = {}
        shown: dict[str, str] = {}
        asked: list[tuple[str, str]] = []
        others: dict[int, str] = {}
        mark = None
        for place, cell in enumerate(cells):
            text = "" if cell is None else " ".join(str(cell).split())
            if text == MARK_COLUMN:
                mark = place
                continue
            if not text:
                if place < len(filled) and filled[place]:
                    asked.append(
                        (f"{place + 1}列目に見出しがありません。", "見出しを書くか、その列を消してください。")
                    )
                continue
            if wide and not self._means(text):
                if place < len(filled) and filled[place]:
                    others[place] = text
                continue
            name = self._one(text, asked, place < len(filled) and filled[place])
            if not name:
                continue
            if name in columns.values():
                title = self._schema.field(name).title
                asked.append((f"「{title}」の列が2つあります（{text}）。", "どちらか1つにしてください。"))
                continue
            columns[place] = name
            shown[text] = name
        for place in range(len(cells), len(filled)):
            if filled[place]:
                asked.append(
                    (f"{place + 1}列目に見出しがありません。", "見出しを書くか、その列を消してください。")
                )
        return Headings(columns, shown, tuple(asked), mark, others)

    def _means(self, text: str) -> bool:
        """Whether a heading is one of a column, or was explained."""
        return _key(text) in self._meaning or _key(text) in self._given

    def _one(self, text: str, asked: list[tuple[str, str]], filled: bool) -> str:
        key = _key(text)
        if key in self._given:
            return self._given[key]
        names = self._meaning.get(key, ())
        if len(names) == 1:
            return names[0]
        if names:
            titles = "、".join(f"{self._schema.field(name).title}（{name}）" for name in names)
            asked.append(
                (f"見出し「{text[:40]}」は、どの列かわかりません：{titles}。", self._how(text, names[0]))
            )
        elif filled:
            near = self._nearest.near(text).get("near_code", "")
            guess = f"「{self._schema.field(near).title}」ですか？ " if near else ""
            asked.append((f"知らない見出し「{text[:40]}」があります。", guess + self._how(text, near)))
        return IGNORED

    def _how(self, text: str, name: str) -> str:
        meant, passed = shlex.quote(f"{text}={name or '列の名前'}"), shlex.quote(f"{text}=")
        return f"見出しを直すか、--column {meant} と書いてください（読まない列は --column {passed}）。"


def _key(heading: str) -> str:
    return _ORNAMENTS.sub("", fold(heading))
