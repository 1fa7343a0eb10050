"""Which feeds and calendars there are: of everything, of a table, of a ward, a field, a problem, an organization."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...pages.site import Site
from ...pages.wording import Wording
from ..linked import has_row_files, tables_with_pages
from .dates import Dated, current, dates
from .updates import DATED, Update, updates

NEWEST = 50
"""Entries in a feed."""

NEWEST_OF_ONE = 20
"""Entries in the feed of one organization."""

DATES = 500
"""Dates in a calendar to subscribe to: the next ones, where there are more."""

CODELISTS = {"area": "areas", "field": "activity_fields", "topic": "topics"}
"""The codelists by which there are feeds and calendars, by the name that stands in their addresses."""

CALENDAR_TABLES = ("events", "grants", "openings")

_ALL_WARDS = "13100"


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed or calendar is of: kind `all`, `table`, `area`, `field`, `topic` or `npos`, and a code of it."""

    kind: str
    code: str = ""

    @property
    def feed_path(self) -> str:
        """`feeds/all.atom`, `feeds/openings.atom`, `feeds/area/13104.atom`, `feeds/npos/ID.atom`."""
        return f"feeds/{self._name}.atom"

    @property
    def calendar_path(self) -> str:
        """`calendars/all.ics`, `calendars/events.ics`, `calendars/area/13104.ics`."""
        return f"calendars/{self._name}.ics"

    @property
    def _name(self) -> str:
        if self.kind in ("all", "table"):
            return self.code or "all"
        return f"{self.kind}/{self.code}"

    def title(self, site: Site, wording: Wording) -> str:
        """What it is of, in words: 大田区; 募集; the organization's name; すべて."""
        if self.kind == "all":
            return wording._("すべて")
        if self.kind == "table":
            resource = site.catalog.package.resources[self.code]
            return resource.title_en if wording.register == "en" else resource.title
        if self.kind == "npos":
            return site.title("organizations", self.code, wording.register)[0]
        return wording.label(CODELISTS[self.kind], self.code)

    def page(self, site: Site) -> str:
        """The page that it belongs to."""
        sections = tables_with_pages(site)
        if self.kind == "table" and site.has(f"{sections.get(self.code)}/index.html"):
            return f"{sections[self.code]}/index.html"
        if self.kind == "npos":
            return f"{sections['organizations']}/{self.code}.html"
        if self.kind in CODELISTS:
            return f"{sections[CODELISTS[self.kind]]}/{self.code}.html"
        return "index.html"


def codes(site: Site, kind: str) -> list[str]:
    """The codes of a kind that have a page, in their order."""
    rows = sorted(site.catalog.rows(CODELISTS[kind]), key=lambda row: (row.get("sort") or 0, row["code"]))
    return [row["code"] for row in rows if row["code"] not in ("any", _ALL_WARDS)]


def by_code(site: Site) -> Iterator[Channel]:
    """Every ward, field and problem."""
    for kind in CODELISTS:
        for code in codes(site, kind):
            yield Channel(kind, code)


def feeds(site: Site) -> dict[Channel, list[Update]]:
    """Every feed with its entries, newest first. An organization has one as soon as it has news."""
    found: dict[Channel, list[Update]] = {Channel("all"): []}
    found |= {Channel("table", table): [] for table in DATED}
    found |= {channel: [] for channel in by_code(site)}
    for update in updates(site):
        channels = [Channel("all"), Channel("table", update.table), *_of_codes(update)]
        if update.organization:
            npo = Channel("npos", update.organization)
            found.setdefault(npo, [])
            channels.append(npo)
        for channel in channels:
            entries = found.get(channel)
            if entries is not None and len(entries) < (NEWEST_OF_ONE if channel.kind == "npos" else NEWEST):
                entries.append(update)
    return found


def calendars(site: Site) -> dict[Channel, list[Dated]]:
    """Every calendar to subscribe to with its dates. What is open to all wards stands in each ward's."""
    found: dict[Channel, list[Dated]] = {Channel("all"): []}
    found |= {Channel("table", table): [] for table in CALENDAR_TABLES}
    found |= {channel: [] for channel in by_code(site)}
    wards = tuple(codes(site, "area"))
    for dated in dates(site):
        if not current(site, dated):
            continue
        areas = wards if {"any", _ALL_WARDS} & set(dated.areas) else dated.areas
        for channel in (
            Channel("all"),
            Channel("table", dated.table),
            *_of_codes(dated, areas),
        ):
            if channel in found:
                found[channel].append(dated)
    return {channel: _next_dates(site, days) for channel, days in found.items()}


def _next_dates(site: Site, days: list[Dated]) -> list[Dated]:
    """At most `DATES`: what is over goes first, then what is farthest away."""
    if len(days) <= DATES:
        return days
    coming = sorted(
        (dated for dated in days if dated.last_day >= site.as_of),
        key=lambda dated: (dated.last_day, dated.table, dated.key),
    )
    return coming[:DATES]


def single_calendars(site: Site) -> dict[str, list[Dated]]:
    """One calendar for each event and each grant, by its path."""
    found: dict[str, list[Dated]] = {}
    tables = [table for table in ("events", "grants") if has_row_files(site, table)]
    for dated in dates(site):
        if dated.table in tables:
            found.setdefault(f"calendars/{dated.table}/{dated.key}.ics", []).append(dated)
    return found


def has_feed(site: Site, organization: str) -> bool:
    """Whether an organization has a feed."""
    known: frozenset[str] | None = site.kept.get("organizations with feeds")
    if known is None:
        known = site.kept["organizations with feeds"] = frozenset(
            update.organization for update in updates(site) if update.organization
        )
    return organization in known


def _of_codes(entry: Update | Dated, areas: Iterable[str] | None = None) -> Iterator[Channel]:
    for kind, found in (
        ("area", entry.areas if areas is None else areas),
        ("field", entry.fields),
        ("topic", entry.topics),
    ):
        for code in dict.fromkeys(found):
            yield Channel(kind, code)
