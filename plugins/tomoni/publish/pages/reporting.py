"""How a reader tells the site's keepers that an entry is wrong or worrying: on the page of every entry.

By mail the text is prepared: table, id and address of the page. Without a contact in the settings, the centre of the
entry's ward is named, else the list of centres; so no page is without a way.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from tomoni.catalog import Row

from .centers import where_to_turn
from .edit_links import table_of
from .page import PageRef
from .site import Site


def report_way(site: Site, ref: PageRef) -> dict[str, Any] | None:
    """`url` to write to, or `turn` of centers.py to speak to; None for a page that is not an entry's."""
    found = _entry(site, ref)
    if found is None:
        return None
    table, key, row = found
    contact = site.settings.contact_email
    if "@" in contact:
        return {"url": _mail(site, ref, table, key, contact), "turn": None}
    if contact.startswith("https://"):
        return {"url": contact, "turn": None}
    at = {**row, "area": key} if table == "areas" else row
    return {"url": "", "turn": where_to_turn(site, at, ref.register)}


def _entry(site: Site, ref: PageRef) -> tuple[str, str, Row] | None:
    """Table, key and row of the page's entry."""
    table = table_of(site, ref)
    row = site.catalog.get(table, ref.key) if table else None
    return None if table is None or row is None else (table, str(ref.key), row)


def _mail(site: Site, ref: PageRef, table: str, key: str, contact: str) -> str:
    """A mailto link (RFC 6068) whose text says which entry it is about."""
    say = site.wording(ref.register)._
    address = f"{site.settings.address}/{ref.path}" if site.settings.address else ref.path
    lines = (say("気がついたこと："), "", "", say("情報：") + f"{table} {key}", say("ページ：") + address)
    subject = say("掲載内容について") + f" {key}"
    body = "\r\n".join(lines)
    return f"mailto:{contact}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
