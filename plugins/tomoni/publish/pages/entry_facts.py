"""A row as title and value of each column, in the words of a register: for entries with a plain page."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from tomoni.catalog import Row

from .entry_kinds import EntryKind, foreign
from .page import Register
from .site import Site
from .wording import Wording

_LONG = 80
_NOT_SHOWN = frozenset(
    {"id", "demo", "consent", "publish_consent", "latitude", "longitude", "photo", "photo_alt"}
)
_SAFE_LINK = re.compile(r"https?://")


def entry_facts(kind: EntryKind, site: Site, row: Row, register: Register) -> list[tuple[str, Any]]:
    """(title, value) of every filled column that is neither in the head of the page nor a long text."""
    wording = site.wording(register)
    shown_above = {kind.title, kind.kind, *kind.by[:1], *kind.summary[:1], *kind.act}
    facts = []
    for field in site.catalog.package.resources[kind.table].schema.fields:
        value = row[field.name]
        if field.name in _NOT_SHOWN | shown_above or value in (None, "", (), []) or _is_long(value):
            continue
        facts.append(
            (wording.title(kind.table, field.name), _value(kind.table, field, value, site, register))
        )
    return facts


def entry_texts(kind: EntryKind, site: Site, row: Row, register: Register) -> list[tuple[str, str]]:
    """(title, text) of every long text of the row; those in other registers only on their pages."""
    wording = site.wording(register)
    return [
        (wording.title(kind.table, field.name), row[field.name])
        for field in site.catalog.package.resources[kind.table].schema.fields
        if field.name not in (kind.title, *kind.summary[:1])
        and not field.name.endswith(("_en", "_easy"))
        and _is_long(row[field.name])
    ]


def _is_long(value: Any) -> bool:
    return isinstance(value, str) and (len(value) > _LONG or "\n" in value) and not _SAFE_LINK.match(value)


def _value(table: str, field: Any, value: Any, site: Site, register: Register) -> Any:
    wording, lang = site.wording(register), foreign(register)
    target = _target(site, table, field)
    if field.is_list or isinstance(value, list):
        if target:
            return [_entry(target, code, site, register) for code in value]
        return [(item if isinstance(item, str) else _figure(item), lang) for item in value]
    if target:
        return _entry(target, value, site, register)
    if field.categories:
        return wording.category(table, field.name, value)
    if isinstance(value, bool):
        return wording._("はい") if value else wording._("いいえ")
    if isinstance(value, datetime):
        return wording.moment(value)
    if isinstance(value, date):
        return wording.date_long(value)
    if isinstance(value, (int, float)):
        return _number(field, value, wording)
    return value, lang


def _target(site: Site, table: str, field: Any) -> str | None:
    """The table that a column names rows of: a codelist, or another table."""
    if field.codelist or field.references:
        return str(field.codelist or field.references)
    for key in site.catalog.package.resources[table].schema.foreign_keys:
        if key.fields == (field.name,) and key.reference_fields in (("id",), ("code",)):
            return key.resource or table
    return None


def _entry(target: str, code: str, site: Site, register: Register) -> Any:
    return site.link(target, code, register) or (site.title(target, code, register)[0], None)


def _number(field: Any, value: float, wording: Wording) -> str:
    if field.unit == "yen":
        return wording.money(value)
    if field.name.endswith("fiscal_year"):
        return wording.fiscal_year(int(value))
    if field.unit == "percent":
        return wording.percent(value / 100)
    plain = isinstance(value, int) and field.name.endswith(("year", "month", "position"))
    return str(value) if plain else wording.number(value)


def _figure(item: Any) -> str:
    """A figure of a case study: label, value, unit."""
    return " ".join(
        str(item[name]) for name in ("label", "value", "unit") if item.get(name) not in (None, "")
    )
