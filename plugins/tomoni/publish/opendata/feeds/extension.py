"""Feeds, calendars and oEmbed as an extension of the site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ...pages.extension import Extension
from ...pages.page import PageRef
from ...pages.site import Site, View
from ..linked import root_of, write_files
from .atom import atom_entry, atom_feed
from .channels import calendars, feeds, single_calendars
from .embedding import embeddable, oembed, oembed_path
from .heads import feed_links
from .icalendar_text import calendar_text
from .pages import FeedPages
from .updates import Update


class Feeds(Extension):
    """`feeds/….atom`, `calendars/….ics`, `oembed/…` and the page that lists them."""

    name = "feeds"

    def views(self) -> Sequence[View]:
        """The page for people who look for a feed or a calendar."""
        return [FeedPages()]

    def links(self, site: Site, ref: PageRef) -> Iterable[Mapping[str, str]]:
        """A page names the feed and the calendar of what it shows."""
        return feed_links(site, ref)

    def headers(self) -> Mapping[str, Mapping[str, str]]:
        """Readers in pages of other hosts may read them."""
        return {
            f"/{folder}/*": {"Access-Control-Allow-Origin": "*"}
            for folder in ("feeds", "calendars", "oembed")
        }

    def write(self, site: Site, folder: Path) -> int:
        """Every feed, calendar and oEmbed response."""
        return write_files(folder, feed_files(site))


def feed_files(site: Site) -> Iterator[tuple[str, str]]:
    """Path and text of every feed, calendar and oEmbed response."""
    wording = site.wording("ja")
    name = site.settings.site_name
    texts: dict[tuple[str, str, str], str] = {}

    def entry(update: Update, root: str) -> str:
        key = (update.table, update.key, root)
        text = texts.get(key)
        if text is None:
            kind = site.catalog.package.resources[update.table].title
            text = texts[key] = atom_entry(site, update, kind, root)
        return text

    for channel, entries in feeds(site).items():
        title = f"{channel.title(site, wording)}の新着｜{name}"
        newest = max((update.updated for update in entries), default=site.as_of)
        path, root = channel.feed_path, root_of(channel.feed_path)
        texts_of = (entry(update, root) for update in entries)
        yield path, atom_feed(site, path, title, channel.page(site), texts_of, newest)
    for channel, days in calendars(site).items():
        title = f"{channel.title(site, wording)}の日程｜{name}"
        yield channel.calendar_path, calendar_text(title, "", (dated.text for dated in days))
    for path, days in single_calendars(site).items():
        yield path, calendar_text(name, "", (dated.text for dated in days))
    for row in embeddable(site):
        yield oembed_path(row["id"]), json.dumps(oembed(site, row), ensure_ascii=False)
