"""What a person should look at before a change is taken: links, money, words, possible doubles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from tomoni.catalog import Catalog, Field, Row, kind_of
from tomoni.catalog.nearest import fold

from .change import Change


@dataclass(frozen=True)
class Note:
    """One thing to look at: `code` (link, money, words, double, vouched, imported, ended, other-sender), the row,
    the words that say why, and what was sent (`value`, shown as it is, never as markup)."""

    code: str
    table: str
    key: tuple[str, ...]
    words: str
    value: str = ""


WORDS_TO_LOOK_AT: tuple[tuple[str, str], ...] = (
    (
        r"高収入|儲か|もうか|副業|投資|仮想通貨|暗号資産|必ず増え|マルチ商法|ネットワークビジネス",
        "もうけ話の勧誘",
    ),
    (r"入信|布教|信者|教団|祈祷|霊感", "宗教活動（特定非営利活動促進法2条では、主な目的にできません）"),
    (r"選挙|投票し|候補者|政党|公認候補|後援会", "選挙や政党（特定非営利活動促進法2条）"),
    (
        r"LINE(?:を|に|で)?(?:追加|登録)|個別に連絡|DMで|密室|二人きり|ふたりきり",
        "個別の連絡や二人きりになる誘い",
    ),
    (r"死ね|殺す|殺し|自殺|ガイジ|土人|在日.{0,4}(?:帰れ|出て)", "人を傷つける言葉"),
    (r"マイナンバー|個人番号|口座番号|暗証番号|パスワード", "番号や暗証をたずねる言葉"),
    (r"病気が治る|がんが消え|免疫力が上が", "病気が治るという言葉（薬機法66条・68条）"),
)
_WORDS = tuple((re.compile(pattern), why) for pattern, why in WORDS_TO_LOOK_AT)
_VOUCHED = frozenset(
    {"verified_on", "verified_by", "main_npo", "main_npo_basis", "certification", "certified_from"}
    | {
        "certified_until",
        "tax_benefits",
        "certified_on",
        "level",
        "registration_checked_on",
        "source_row",
        "demo",
    }
)
_ENDS = frozenset(
    {"closed", "ended", "withdrawn", "cancelled", "dissolved", "merged", "revoked", "dormant", "given"}
)
_NAMES = ("name", "title", "display_name")


def review_notes(changes: tuple[Change, ...], catalog: Catalog) -> tuple[Note, ...]:
    """The notes on changes that are in the `catalog` already, in the order of the changes."""
    return tuple(note for change in changes for note in _notes(change, catalog))


def _notes(change: Change, catalog: Catalog) -> Iterator[Note]:
    if change.after is None:
        yield _note(change, "ended", "行がなくなります。")
        return
    schema = catalog.package.resources[change.table].schema
    for name in change.changed_columns:
        cell = change.after[name]
        yield from _cell_notes(change, schema.field(name), cell)
    if change.is_new or set(change.changed_columns) & {*_NAMES, "address", "corporate_number"}:
        yield from _doubles(change, catalog)
    if change.after.get("listing") == "imported" and not change.after.get("confirmed_on"):
        yield _note(
            change,
            "imported",
            "登録簿から取り込んだ行です。「団体が確認した日」がないと、次の取り込みで元に戻ることがあります。",
        )
    owner = change.after.get("organization") or (change.key[0] if change.table == "organizations" else "")
    if change.by and owner and change.by != owner and catalog.get("organizations", change.by):
        yield _note(
            change, "other-sender", "送った団体と、内容の団体がちがいます。", f"{change.by} → {owner}"
        )
    kind = kind_of(change.table)
    if kind and not kind.may_be_public(change.after):
        yield _note(
            change,
            "personal",
            "個人の情報が入ることがある表です。公開のissueではなく、センターで確かめてください。",
        )


def _cell_notes(change: Change, field: Field, cell: str) -> Iterator[Note]:
    before = (change.before or {}).get(field.name, "")
    if cell and (field.format in ("uri", "email") or "://" in cell):
        yield _note(
            change, "link", f"「{field.title}」のリンク先が、この団体のものか確かめてください。", _hosts(cell)
        )
    if field.unit == "yen":
        yield _note(
            change,
            "money",
            f"「{field.title}」の金額が変わります。",
            f"{before or '（空）'} → {cell or '（空）'}",
        )
    if field.name in _VOUCHED and (cell or before) and not (field.name == "demo" and cell != "true"):
        yield _note(
            change, "vouched", f"「{field.title}」は、書類などで確かめた人だけが変える項目です。", cell
        )
    if field.name == "status" and cell in _ENDS:
        yield _note(change, "ended", "掲載や活動の終わりです。本人の申し出か確かめてください。", cell)
    if field.type == "string" and not field.codelist and not field.categories:
        folded = unicodedata.normalize("NFKC", cell)
        for pattern, why in _WORDS:
            if (found := pattern.search(folded)) and not pattern.search(
                unicodedata.normalize("NFKC", before)
            ):
                yield _note(
                    change, "words", f"「{field.title}」に、見てほしい言葉があります：{why}。", found[0]
                )


def _doubles(change: Change, catalog: Catalog) -> Iterator[Note]:
    after = change.after or {}
    schema = catalog.package.resources[change.table].schema
    name = next((column for column in _NAMES if column in schema), None)
    kind = kind_of(change.table)
    beside = [
        column
        for column in (kind.identity if kind else ())
        if column in ("organization", "center", "company")
    ]
    for row in catalog.rows(change.table):
        if "id" not in row or row["id"] == change.key[0]:
            continue
        if after.get("corporate_number") and row.get("corporate_number") == after["corporate_number"]:
            yield _note(change, "double", "同じ法人番号の行が、もうあります。", row["id"])
        elif name and after.get(name) and _alike(row, after, name, beside):
            yield _note(change, "double", "同じ名前の行が、もうあります。", row["id"])
        elif (
            after.get("address")
            and change.table in ("organizations", "centers")
            and _same_address(row, after)
        ):
            yield _note(change, "double", "同じ住所の行が、もうあります。", row["id"])


def _alike(row: Row, after: Mapping[str, str], name: str, beside: list[str]) -> bool:
    return bool(
        row.get(name)
        and _folded(row[name]) == _folded(after[name])
        and all((row.get(column) or "") == after.get(column, "") for column in beside)
    )


def _same_address(row: Row, after: Mapping[str, str]) -> bool:
    return bool(row.get("address") and _folded(row["address"]) == _folded(after["address"]))


_LEGAL_FORMS = re.compile(
    "(?:特定非営利活動法人|NPO法人|npo法人|認定|一般社団法人|公益社団法人|一般財団法人|公益財団法人|社会福祉法人|株式会社|合同会社)"
)


def without_legal_form(name: str) -> str:
    """A name as people say it: みどりの会 of 特定非営利活動法人 みどりの会."""
    return _LEGAL_FORMS.sub("", unicodedata.normalize("NFKC", name)).strip()


def _folded(text: str) -> str:
    """A name without its legal form, spaces and marks, as people compare it."""
    bare = without_legal_form(text)
    return re.sub(r"[\s・,、。\-‐−ー丁目番地号]", "", fold(bare))


def _hosts(cell: str) -> str:
    hosts = []
    for part in re.split(r"[\s;]+", cell):
        try:
            host = urlsplit(part).hostname if "://" in part else part
        except ValueError:
            host = part
        if host:
            hosts.append(host)
    return " ".join(hosts)


def _note(change: Change, code: str, words: str, value: str = "") -> Note:
    return Note(code, change.table, change.key, words, value)
