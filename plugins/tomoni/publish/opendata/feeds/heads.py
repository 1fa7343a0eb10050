"""Which feeds, calendars and oEmbed responses the head of a page names, so that readers find them by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...pages.listing import ListPage
from ...pages.page import PageRef, register_prefix
from ...pages.site import Site
from ..linked import entry_of, has_row_files, tables_with_pages
from .channels import CALENDAR_TABLES, CODELISTS, Channel, has_feed
from .embedding import oembed_path
from .updates import DATED

_KINDS = {codelist: kind for kind, codelist in CODELISTS.items()}


def feed_links(site: Site, ref: PageRef) -> Iterator[Mapping[str, str]]:
    """`<link rel="alternate">` of a page."""
    found = entry_of(site, ref)
    if found:
        yield from _of_entry(site, ref, *found)
    elif isinstance(ref.key, ListPage):
        yield from _of_list(site, ref, ref.key)
    elif ref.path.removeprefix(register_prefix(ref.register)) in ("index.html", "feeds/index.html"):
        yield _feed(site, ref, Channel("all"))
        yield _calendar(site, ref, Channel("all"))
    elif ref.path.removeprefix(register_prefix(ref.register)) == "grants/calendar.html":
        yield _feed(site, ref, Channel("table", "grants"))
        yield _calendar(site, ref, Channel("table", "grants"))


def _of_entry(site: Site, ref: PageRef, table: str, key: str) -> Iterator[Mapping[str, str]]:
    if table in _KINDS:
        channel = Channel(_KINDS[table], key)
        yield _feed(site, ref, channel)
        yield _calendar(site, ref, channel)
    elif table == "organizations":
        if has_feed(site, key):
            yield _feed(site, ref, Channel("npos", key))
        row = site.catalog.get(table, key)
        if row and row["listing"] == "claimed":
            yield {"rel": "alternate", "type": "application/json+oembed", "href": oembed_path(key)}
    elif table == "reports":
        row = site.catalog.get(table, key)
        if row and has_feed(site, row["organization"]):
            yield _feed(site, ref, Channel("npos", row["organization"]))
    elif table == "events" and has_row_files(site, table):
        yield _single(site, ref, table, key)
    elif table == "grants" and has_row_files(site, table):
        row = site.catalog.get(table, key)
        if row and any(row[name] for name in ("closes_on", "consultation_by", "briefing_on")):
            yield _single(site, ref, table, key)


def _of_list(site: Site, ref: PageRef, page: ListPage) -> Iterator[Mapping[str, str]]:
    section = ref.path.removeprefix(register_prefix(ref.register)).rpartition("/")[0]
    table = next((table for table, folder in tables_with_pages(site).items() if folder == section), None)
    channels = [Channel("table", table)] if table in DATED and table else []
    if page.facet in CODELISTS:
        channels.append(Channel(page.facet, page.code))
    for channel in channels:
        yield _feed(site, ref, channel)
        if channel.kind != "table" or channel.code in CALENDAR_TABLES:
            yield _calendar(site, ref, channel)


def _feed(site: Site, ref: PageRef, channel: Channel) -> Mapping[str, str]:
    wording = site.wording(ref.register)
    title = wording._("新着：%(of)s") % {"of": channel.title(site, wording)}
    return {
        "rel": "alternate",
        "type": "application/atom+xml",
        "title": title,
        "href": channel.feed_path,
    }


def _calendar(site: Site, ref: PageRef, channel: Channel) -> Mapping[str, str]:
    wording = site.wording(ref.register)
    title = wording._("日程：%(of)s") % {"of": channel.title(site, wording)}
    return {"rel": "alternate", "type": "text/calendar", "title": title, "href": channel.calendar_path}


def _single(site: Site, ref: PageRef, table: str, key: str) -> Mapping[str, str]:
    return {
        "rel": "alternate",
        "type": "text/calendar",
        "title": site.wording(ref.register)._("この予定をカレンダーに入れる"),
        "href": f"calendars/{table}/{key}.ics",
    }
