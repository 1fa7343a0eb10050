"""How an entry is put right: its form, the forms of its parts, or a message about what no form asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from urllib.parse import quote, urlencode

from tomoni.catalog import KINDS, Kind, Row, kind_of

from .page import PageRef, register_prefix
from .site import Site
from .wording import Wording

_MOST_PARTS = 12
"""So many rows of one kind are linked from an entry, the newest; the workbook holds all."""


def table_of(site: Site, ref: PageRef) -> str | None:
    """The table whose entry a page shows; None for lists and other pages."""
    bare = ref.path.removeprefix(register_prefix(ref.register))
    folder, _, name = bare.rpartition("/")
    if not isinstance(ref.key, str) or name != f"{ref.key}.html":
        return None
    table = site.table_at(folder)
    return table if table and site.catalog.get(table, ref.key) is not None else None


def edit_link(site: Site, ref: PageRef, wording: Wording, address: str) -> str:
    """Where the page's entry is put right: its form with the entry in it, else a prepared issue or mail; '' for neither.

    `address` is that of the page, for a message.
    """
    table = table_of(site, ref)
    if table is None:
        return ""
    form = _form(site, table, ref)
    if form:
        return f"{form}?{urlencode({'id': ref.key})}"
    subject = f"{wording._('直してほしいところ')}：{site.title(table, ref.key, ref.register)[0]}"
    body = "\n".join(
        [
            f"{wording._('ページ')}：{address or ref.path}",
            f"{wording._('表')}：{table}",
            f"ID：{ref.key}",
            "",
            f"{wording._('どこを、どう直すか')}：",
            "",
            f"{wording._('情報のもと（アドレスなど）')}：",
            "",
        ]
    )
    repository = site.settings.repository.rstrip("/")
    if repository:
        return f"{repository}/issues/new?{urlencode({'title': subject, 'body': body})}"
    contact = site.settings.contact_email
    if "@" not in contact:
        return ""
    return f"mailto:{contact}?subject={quote(subject)}&body={quote(body.replace(chr(10), chr(13) + chr(10)))}"


def edit_parts(site: Site, ref: PageRef, wording: Wording) -> list[dict[str, Any]]:
    """The rows that hang on the page's entry, to be put right one by one: `{table, title, add, rows: [(label, path)]}`.

    None on pages in easy Japanese, which are kept short and light: the page in Japanese has them.
    """
    table = table_of(site, ref)
    return list(_parts(site, table, ref, wording)) if table and ref.register != "easy" else []


def _parts(site: Site, table: str, ref: PageRef, wording: Wording) -> Iterator[dict[str, Any]]:
    for kind in KINDS:
        column, resource = kind.hangs_on or kind.part_of, site.catalog.package.resources.get(kind.table)
        if not column or resource is None:
            continue
        keys = resource.schema.foreign_keys
        form = _form(site, kind.table, ref)
        if not form or not any(key.fields == (column,) and key.resource == table for key in keys):
            continue
        rows = site.catalog.by(kind.table, column).get(ref.key, [])
        newest = sorted(rows, key=lambda row: str(row[kind.identity[-1]]), reverse=True)[:_MOST_PARTS]
        names = dict.fromkeys((*resource.schema.primary_key, column))
        yield {
            "table": kind.table,
            "title": resource.title_en if wording.register == "en" else resource.title,
            "add": f"{form}?{urlencode({column: ref.key})}",
            "rows": [
                (
                    _label(site, kind, row, column, wording),
                    f"{form}?{urlencode({name: _query(row[name]) for name in names})}",
                )
                for row in newest
            ],
        }


def _form(site: Site, table: str, ref: PageRef) -> str:
    if kind_of(table) is None:
        return ""
    path = f"{register_prefix(ref.register)}submit/{table}.html"
    return path if site.has(path) else ""


def _label(site: Site, kind: Kind, row: Row, parent: str, wording: Wording) -> str:
    schema = site.catalog.package.resources[kind.table].schema
    words = []
    for name in kind.identity:
        value, field = row[name], schema.field(name)
        if value is None or name == parent:
            continue
        if field.codelist:
            words.append(wording.label(field.codelist, value))
        elif field.categories:
            words.append(wording.category(kind.table, name, value))
        elif name == "fiscal_year":
            words.append(wording.fiscal_year(value))
        elif isinstance(value, datetime):
            words.append(wording.moment(value))
        elif isinstance(value, date):
            words.append(wording.date_long(value))
        elif isinstance(value, time):
            words.append(wording.time(value))
        else:
            words.append(str(value))
    return " ".join(words)


def _query(value: Any) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)
