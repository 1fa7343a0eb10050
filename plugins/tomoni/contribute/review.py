"""What a person should look at before a change is taken: links, money, words, possible doubles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tomoni.catalog import Catalog, Field, kind_of

from .change import Change
from .doubles import NAMES, Doubles
from .making import new_id


@dataclass(frozen=True)
class Note:
    """One thing to look at: `code` (link, money, words, double, vouched, imported, claimed, ended, returned, other-sender),
    the row,
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


def review_notes(changes: tuple[Change, ...], catalog: Catalog) -> tuple[Note, ...]:
    """The notes on changes that are in the `catalog` already, in the order of the changes."""
    doubles = Doubles(catalog)
    return tuple(note for change in changes for note in _notes(change, catalog, doubles))


def _notes(change: Change, catalog: Catalog, doubles: Doubles) -> Iterator[Note]:
    if change.after is None:
        yield _note(change, "ended", "行がなくなります。")
        return
    schema = catalog.package.resources[change.table].schema
    for name in change.changed_columns:
        cell = change.after[name]
        yield from _cell_notes(change, schema.field(name), cell)
    if change.is_new:
        yield from _returned(change, catalog)
        for column, other in doubles.one_key_apart(change.table, change.after):
            words = f"「{schema.field(column).title}」だけがちがう、同じ内容の行があります。書きまちがいではないか確かめてください。"
            yield _note(change, "double", words, f"{other} → {change.after[column]}")
    if change.is_new or set(change.changed_columns) & {*NAMES, "address", "corporate_number"}:
        for what, other in doubles.of(change.table, change.after):
            yield _note(change, "double", _SHARED[what], other)
    if change.after.get("listing") == "imported" and not change.after.get("confirmed_on"):
        yield _note(
            change,
            "imported",
            "登録簿から取り込んだ行です。「団体が確認した日」がないと、次の取り込みで元に戻ることがあります。",
        )
    if (change.before or {}).get("listing") == "imported" and change.after.get("listing") == "claimed":
        yield _note(
            change,
            "claimed",
            "名簿から取り込んだページを、団体が引きつぎます。送った人がこの団体の人か、公式の連絡先に確かめてください。",
            change.by,
        )
    owner = change.after.get("organization") or (change.key[0] if change.table == "organizations" else "")
    if change.by and owner and change.by != owner and catalog.get("organizations", change.by):
        yield _note(
            change, "other-sender", "送った団体と、内容の団体がちがいます。", f"{change.by} → {owner}"
        )
    if owner:
        yield from _other_host(change, catalog, owner)
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


_SHARED = {
    "corporate_number": "同じ法人番号の行が、もうあります。",
    "name": "同じ名前の行が、もうあります。",
    "address": "同じ住所の行が、もうあります。",
}


def _returned(change: Change, catalog: Catalog) -> Iterator[Note]:
    """A new entry that was taken out once, by its owner's word or a purge: somebody may not want it back."""
    schema = catalog.package.resources[change.table].schema
    if schema.primary_key != ("id",) or "redirects" not in catalog.package.resources:
        return
    once = new_id(kind_of(change.table), schema, change.table, change.after or {})
    for row in catalog.rows("redirects"):
        if (row["table"], row["old_id"]) == (change.table, once) and not row["new_id"]:
            yield _note(
                change,
                "returned",
                f"{row['on']}に掲載をやめたものと同じ内容です。もう一度載せてよいか、本人に確かめてください。",
                once,
            )


def _other_host(change: Change, catalog: Catalog, owner: str) -> Iterator[Note]:
    """Who says by mail address or website who they are, and whose host is none of the organization's."""
    said = _HOST.search(change.by)
    row = catalog.get("organizations", owner)
    if said is None or row is None:
        return
    cells = change.before if change.table == "organizations" and change.before else row
    known = {host for name in ("email", "website") if (host := _host_of(cells.get(name) or ""))}
    host = said[1].lower().removeprefix("www.")
    if known and host not in known:
        yield _note(
            change,
            "other-sender",
            "送った人のアドレスが、団体のメールやウェブサイトのものとちがいます。",
            f"{host} → {' '.join(sorted(known))}",
        )


_HOST = re.compile(r"(?:@|https?://)([A-Za-z0-9.-]+\.[A-Za-z]{2,})")


def _host_of(address: str) -> str:
    found = _HOST.search(address)
    return found[1].lower().removeprefix("www.") if found else ""


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
