"""Atom (RFC 4287) from news.

Written here and not by a library, because an entry stands in up to eight feeds: it becomes text once. The
tests read every feed with feedparser.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from ...pages.site import Site
from ..linked import address, page_path, root_of, row_path
from .updates import Update

# What XML 1.0 cannot carry, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MIDNIGHT = "T00:00:00+09:00"


def identifier(site: Site, name: str) -> str:
    """A lasting identifier of something of this site, the same in every build: `urn:uuid:…`.

    Of the site's address where it has one, else of the data package's name: the same id in two wards' data
    names two things.
    """
    base = site.settings.address or str(site.catalog.package.descriptor.get("name", ""))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{base}/{name}')}"


def plain(text: str) -> str:
    """Text for an element of XML."""
    return escape(_NOT_XML.sub("", text))


def attribute(text: str) -> str:
    """A quoted attribute of XML."""
    return quoteattr(_NOT_XML.sub("", text))


def target(site: Site, table: str, key: str) -> str:
    """Where an entry can be read, from the site's root: its page, else its row."""
    return page_path(site, table, key) or row_path(table, key)


def atom_entry(site: Site, update: Update, kind: str, root: str) -> str:
    """One entry; `kind` is what its table is called, `root` the way from the feed to the site's root."""
    link = address(site, target(site, update.table, update.key), root)
    organization = site.catalog.get("organizations", update.organization) if update.organization else None
    author = f"<author><name>{plain(organization['name'])}</name></author>\n" if organization else ""
    published = (
        f"<published>{update.published.isoformat()}{_MIDNIGHT}</published>\n" if update.published else ""
    )
    summary = f"<summary>{plain(update.summary)}</summary>\n" if update.summary else ""
    return (
        f"<entry>\n<id>{identifier(site, f'{update.table}/{update.key}')}</id>\n"
        f"<title>{plain(update.title)}</title>\n"
        f'<link rel="alternate" href={attribute(link)}/>\n'
        f"<updated>{update.updated.isoformat()}{_MIDNIGHT}</updated>\n{published}{author}"
        f"<category term={attribute(update.table)} label={attribute(kind)}/>\n{summary}</entry>\n"
    )


def atom_feed(site: Site, path: str, title: str, page: str, entries: Iterable[str], newest: date) -> str:
    """A feed at `path` (from the site's root) that belongs to the page at `page`."""
    root = root_of(path)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja">\n'
        f"<id>{identifier(site, path)}</id>\n<title>{plain(title)}</title>\n"
        f"<updated>{newest.isoformat()}{_MIDNIGHT}</updated>\n"
        f'<link rel="self" type="application/atom+xml" href={attribute(address(site, path, root))}/>\n'
        f'<link rel="alternate" type="text/html" href={attribute(address(site, page, root))}/>\n'
        f"<author><name>{plain(site.settings.site_name)}</name></author>\n"
        "<rights>CC BY 4.0 https://creativecommons.org/licenses/by/4.0/</rights>\n"
        + "".join(entries)
        + "</feed>\n"
    )
