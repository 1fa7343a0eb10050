"""`/feeds/`: every feed and calendar, for people: by ward, by field, by problem, by kind of entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...pages.page import Link, PageRef, register_prefix
from ...pages.site import Site
from ...pages.translations import N_
from ...pages.wording import Wording
from .channels import CALENDAR_TABLES, Channel, codes
from .updates import DATED

_GROUPS = (("area", N_("区ごと")), ("field", N_("分野ごと")), ("topic", N_("課題ごと")))


class FeedPages:
    """View of the page that lists them."""

    name = "feeds"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """In Japanese and English."""
        for register in site.settings.registers:
            if register != "easy":
                yield PageRef(f"{register_prefix(register)}feeds/index.html", "feeds.html", register)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """Tables of names with their feed and, where there is one, their calendar."""
        wording = site.wording(ref.register)
        title = wording._("新着とカレンダーを受け取る")
        everything = [Channel("all"), *(Channel("table", table) for table in DATED)]
        return {
            "title": title,
            "description": wording._("新しい募集や助成金の締め切りが、お使いのアプリに自動でとどきます。"),
            "breadcrumb": [
                {"label": wording._("ホーム"), "path": f"{register_prefix(ref.register)}index.html"},
                {"label": title, "path": None},
            ],
            "groups": [
                {
                    "id": "kinds",
                    "heading": wording._("種類ごと"),
                    "rows": [_row(site, channel, wording) for channel in everything],
                },
                *(
                    {
                        "id": kind,
                        "heading": wording._(heading),
                        "rows": [_row(site, Channel(kind, code), wording) for code in codes(site, kind)],
                    }
                    for kind, heading in _GROUPS
                ),
            ],
        }


def _row(site: Site, channel: Channel, wording: Wording) -> list[Any]:
    has_calendar = channel.kind != "table" or channel.code in CALENDAR_TABLES
    return [
        channel.title(site, wording),
        Link(channel.feed_path, wording._("新着（Atom）")),
        Link(channel.calendar_path, wording._("カレンダー（iCalendar）")) if has_calendar else "—",
    ]
