"""What a change shows: the entry's title, its columns, and values before and after, as far as they are still public."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from tomoni.catalog import Field, Resource, cell_text, parser

from ...pages.site import TITLES, Site
from ...pages.wording import Wording
from .comparison import Cells, RowChange

_SHOWN = 120
"""Letters of a text that are shown around what changed in it."""

GUARDED_TABLES = frozenset({"photos", "voices", "talents", "matches"})
"""Tables that stand on somebody's consent: of what was, nothing is shown."""

GUARDED_FIELDS = frozenset(
    {"address", "place", "postal_code", "latitude", "longitude", "representative", "speaker", "logo", "photo"}
    | {"email", "phone", "contact_phone", "apply_email", "apply_phone"}
)
"""Columns that people take back: that they changed is told, not what they held."""

_CONTACT = re.compile(r"[\w.+-]@[\w-]|(?<!\d)0\d{1,4}-\d{1,4}-\d{3,4}")
"""What a text may have lost because it names a person's mail or telephone."""

Shown = dict[str, Any]


def show_change(site: Site, resource: Resource, change: RowChange, wording: Wording) -> Shown:
    """Title, link and fields of one change, ready to be written down.

    Of a row that is gone, or that the site leaves out, only its id is told: what was taken out of the data does not
    come back through this page.
    """
    table, key = resource.name, "/".join(change.key)
    gone = change.key not in _keys_of(site, resource)
    link = site.link(table, key, wording.register) if not gone and len(change.key) == 1 else None
    title = key if gone else _title(site, resource, change.after, wording) or key
    return {
        "kind": change.kind,
        "key": key,
        "title": title,
        "link": link,
        "lang": "ja" if wording.register == "en" and title != key else None,
        "fields": [] if gone else [_field(site, resource, name, change, wording) for name in change.fields],
    }


def _keys_of(site: Site, resource: Resource) -> frozenset[tuple[str, ...]]:
    """The keys of the rows that the site has now, as the files write them."""
    known = ("keys as written", resource.name)
    if known not in site.kept:
        fields = [resource.schema.field(name) for name in resource.schema.primary_key]
        site.kept[known] = frozenset(
            tuple(cell_text(field, row[field.name]) for field in fields)
            for row in site.catalog.rows(resource.name)
        )
    found: frozenset[tuple[str, ...]] = site.kept[known]
    return found


def _field(site: Site, resource: Resource, name: str, change: RowChange, wording: Wording) -> Shown:
    field = resource.schema.field(name)
    before, after = change.before[name], change.after[name]
    guarded = name in GUARDED_FIELDS or resource.name in GUARDED_TABLES
    free_text = field.type == "string" and not (field.codelist or field.categories or field.references)
    # A text that was emptied was taken back; a number or a code says nothing about anybody.
    withheld = guarded or (free_text and (not after or bool(_CONTACT.search(before))))
    old, new = (
        _around_difference(before, after)
        if free_text
        else (_value(site, resource, field, before, wording), _value(site, resource, field, after, wording))
    )
    return {
        "title": wording.title(resource.name, name),
        "before": None if withheld or not before else old,
        "after": None if guarded or not after else new,
        "withheld": withheld,
        "emptied": not after,
        "filled": not before,
    }


def _title(site: Site, resource: Resource, row: Cells, wording: Wording) -> str:
    """What an entry is called; one that has no name of its own, by what it belongs to."""
    if resource.name in GUARDED_TABLES:
        return ""
    if wording.register == "en" and row.get("label_en"):
        return row["label_en"]
    for name in (*TITLES, "label"):
        if row.get(name):
            return row[name]
    parts = []
    for name in resource.schema.primary_key:
        field = resource.schema.field(name)
        if row.get(name):
            parts.append(_value(site, resource, field, row[name], wording))
    return "・".join(parts)


def _value(site: Site, resource: Resource, field: Field, text: str, wording: Wording) -> str:
    """A cell in words: labels of codes, titles of entries, dates and amounts as the site writes them."""
    if not text:
        return ""
    if field.categories and not field.is_list:
        return wording.category(resource.name, field.name, text)
    try:
        value = parser(field)(text)
    except ValueError:
        return text
    target = field.codelist or field.references or _referred(resource, field)
    if isinstance(value, tuple):
        return "、".join(_named(site, target, item, wording) for item in value)
    if isinstance(value, bool):
        return wording._("はい") if value else wording._("いいえ")
    if isinstance(value, datetime):
        return f"{wording.date_long(value)} {wording.time(value)}"
    if isinstance(value, date):
        return wording.date_long(value)
    if isinstance(value, (int, float)):
        if field.unit == "yen":
            return wording.money(value)
        return wording.number(value) if field.unit else text
    return _named(site, target, str(value), wording)


def _named(site: Site, target: str | None, key: str, wording: Wording) -> str:
    return site.title(target, key, wording.register)[0] if target else key


def _referred(resource: Resource, field: Field) -> str | None:
    return next((key.resource for key in resource.schema.foreign_keys if key.fields == (field.name,)), None)


def _around_difference(before: str, after: str) -> tuple[str, str]:
    """Two texts cut down to where they differ, with a few letters on either side."""
    if max(len(before), len(after)) <= _SHOWN:
        return before, after
    start = next(
        (place for place, (one, other) in enumerate(zip(before, after, strict=False)) if one != other),
        min(len(before), len(after)),
    )
    start = max(0, start - 20)

    def cut(text: str) -> str:
        end = start + _SHOWN
        return f"{'…' if start else ''}{text[start:end]}{'…' if len(text) > end else ''}"

    return cut(before), cut(after)
