"""What has a date: events, the deadlines of grants, the sessions and deadlines of openings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tomoni.catalog import Row

from ...pages.opening_standing import deadline_of, state_of
from ...pages.site import Site
from ..linked import page_path
from .atom import identifier
from .icalendar_text import CalendarDate, event_text

KEPT = timedelta(days=31)
"""How long something that is over stays in calendars of many."""

_GRANT_DAYS = (
    ("closes_on", "【締め切り】"),
    ("consultation_by", "【事前相談はこの日まで】"),
    ("briefing_on", "【説明会】"),
    ("opens_on", "【受け付けの始まり】"),
    ("decision_on", "【決定の知らせ】"),
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with what it belongs to; `text` is its VEVENT."""

    table: str
    key: str
    last_day: date
    areas: tuple[str, ...]
    fields: tuple[str, ...]
    topics: tuple[str, ...]
    text: str


def dates(site: Site) -> list[Dated]:
    """All dates, by table and key."""
    found: list[Dated] | None = site.kept.get("dates")
    if found is None:
        found = site.kept["dates"] = [*_events(site), *_grants(site), *_openings(site)]
    return found


def current(site: Site, dated: Dated) -> bool:
    """Whether a date belongs in a calendar that people subscribe to."""
    return dated.last_day >= site.as_of - KEPT


def _events(site: Site) -> Iterator[Dated]:
    for row in site.catalog.rows("events"):
        host = site.catalog.get("organizations", row["organization"]) if row["organization"] else None
        event = CalendarDate(
            uid=identifier(site, f"events/{row['id']}"),
            title=row["title"],
            starts=row["starts_at"],
            ends=row["ends_at"],
            changed=row["updated_on"],
            text=_lines(row["description"], _apply(row["apply_url"], row["apply_by"])),
            place=row["place"] or ("オンライン" if row["mode"] == "online" else ""),
            point=_point(row),
            url=_url(site, "events", row["id"], row["apply_url"]),
            kind=site.catalog.label("event_kinds", row["kind"]),
            cancelled=row["status"] == "cancelled",
        )
        areas = (row["area"],) if row["area"] else ()
        fields = host["fields"] if host else ()
        yield _dated("events", row, event, areas, fields, row["topics"])


def _grants(site: Site) -> Iterator[Dated]:
    for row in site.catalog.rows("grants"):
        for column, prefix in _GRANT_DAYS:
            day = row[column]
            if day is None:
                continue
            last = column == "closes_on"
            rule = site.catalog.category("grants", "deadline_rule", row["deadline_rule"]) if last else ""
            hour = f"{row['closes_time'].strftime('%H:%M')}まで" if last and row["closes_time"] else ""
            event = CalendarDate(
                uid=identifier(site, f"grants/{row['id']}/{column}"),
                title=prefix + row["title"],
                starts=day,
                ends=None,
                changed=row["checked_on"],
                text=_lines(row["summary"], hour, rule, row["funder"], _apply(row["apply_url"], None)),
                url=_url(site, "grants", row["id"], row["apply_url"]),
                kind=site.catalog.label("grant_types", row["type"]),
            )
            areas = tuple(dict.fromkeys((*row["activity_areas"], *row["office_areas"])))
            yield _dated("grants", row, event, areas, row["fields"], row["topics"])


def _openings(site: Site) -> Iterator[Dated]:
    sessions = site.catalog.by("opening_sessions", "opening")
    for row in site.catalog.rows("openings"):
        if state_of(site, row) not in ("open", "filled"):
            continue
        organization = site.catalog.get("organizations", row["organization"])
        by = organization["name"] if organization else ""
        url = _url(site, "openings", row["id"], row["apply_url"])
        kind = site.catalog.label("engagement_types", row["engagement"])
        text = _lines(row["summary"], by, _apply(row["apply_url"], row["apply_by"]))
        areas = (row["area"],) if row["area"] else ()
        for session in sessions.get(row["id"], []):
            event = CalendarDate(
                uid=identifier(site, f"openings/{row['id']}/{session['starts_at']:%Y-%m-%dT%H:%M}"),
                title=row["title"],
                starts=session["starts_at"],
                ends=session["ends_at"],
                changed=row["updated_on"],
                text=text,
                place=session["place"] or row["place"] or "",
                point=None if session["place"] else _point(row),
                url=url,
                kind=kind,
                cancelled=session["status"] == "cancelled",
            )
            yield _dated("openings", row, event, areas, row["fields"], row["topics"])
        deadline = deadline_of(site, row)
        if deadline is not None and row["status"] == "open":
            event = CalendarDate(
                uid=identifier(site, f"openings/{row['id']}/deadline"),
                title=f"【募集はこの日まで】{row['title']}",
                starts=deadline,
                ends=None,
                changed=row["updated_on"],
                text=text,
                url=url,
                kind=kind,
            )
            yield _dated("openings", row, event, areas, row["fields"], row["topics"])


def _dated(
    table: str,
    row: Row,
    event: CalendarDate,
    areas: tuple[str, ...],
    fields: tuple[str, ...],
    topics: tuple[str, ...],
) -> Dated:
    return Dated(table, row["id"], event.last_day, areas, fields, topics, event_text(event))


def _lines(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)


def _apply(url: str | None, until: date | None) -> str:
    words = [f"申し込み：{url}" if url else "", f"申し込みは{until.isoformat()}まで" if until else ""]
    return _lines(*words)


def _point(row: Row) -> tuple[float, float] | None:
    return (row["latitude"], row["longitude"]) if row["latitude"] is not None else None


def _url(site: Site, table: str, key: str, own: str | None) -> str:
    """An entry's page where the site has an address (a calendar's links are absolute), else its own link."""
    page = page_path(site, table, key)
    return f"{site.settings.address}/{page}" if page and site.settings.address else own or ""
