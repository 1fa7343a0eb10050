"""iCalendar (RFC 5545) from dates: days and times in Japan, nothing that changes from build to build.

Written here and not by a library, because a date stands in several calendars: it becomes text once. The
tests read every calendar with icalendar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_FOLD = 75
_ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nTZNAME:JST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
_JAPAN = timedelta(hours=9)
_FIRST_DAY = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """Something that happens on a day (`starts` a date) or at a time (datetimes in Japan)."""

    uid: str
    title: str
    starts: date
    ends: date | None
    changed: date
    text: str = ""
    place: str = ""
    point: tuple[float, float] | None = None
    url: str = ""
    kind: str = ""
    cancelled: bool = False

    @property
    def last_day(self) -> date:
        """The day on which it is over."""
        last = self.ends or self.starts
        return last.date() if isinstance(last, datetime) else last


def escaped(text: str) -> str:
    """A TEXT value: backslash, comma, semicolon and line breaks escaped; control characters left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(letter for letter in text if letter >= " " or letter in "\n\t")
    text = text.replace("\x7f", "")
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def line(name: str, value: str) -> str:
    """A content line, folded after at most 75 octets and never within a character."""
    text = f"{name}:{value}"
    if len(text) * 4 <= _FOLD or len(text.encode()) <= _FOLD:
        return f"{text}\r\n"
    parts: list[str] = []
    part: list[str] = []
    size = 0
    for letter in text:
        width = len(letter.encode())
        if size + width > _FOLD:
            parts.append("".join(part))
            part, size = [], 1  # the space that begins the next line counts
        part.append(letter)
        size += width
    parts.append("".join(part))
    return "\r\n ".join(parts) + "\r\n"


def event_text(event: CalendarDate) -> str:
    """A VEVENT. A whole day ends, as the standard has it, on the next."""
    changed = datetime.combine(event.changed, datetime.min.time()) - _JAPAN
    stamp = changed.strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VEVENT\r\n",
        line("UID", event.uid),
        line("DTSTAMP", stamp),
        line("LAST-MODIFIED", stamp),
        line("SEQUENCE", str(max(0, (event.changed - _FIRST_DAY).days))),
        *_when(event),
        line("SUMMARY", escaped(event.title)),
    ]
    if event.text:
        lines.append(line("DESCRIPTION", escaped(event.text)))
    if event.place:
        lines.append(line("LOCATION", escaped(event.place)))
    if event.point:
        lines.append(line("GEO", f"{event.point[0]:.6f};{event.point[1]:.6f}"))
    if event.url:
        lines.append(line("URL", event.url))
    if event.kind:
        lines.append(line("CATEGORIES", escaped(event.kind)))
    lines.append(line("STATUS", "CANCELLED" if event.cancelled else "CONFIRMED"))
    lines.append("END:VEVENT\r\n")
    return "".join(lines)


def _when(event: CalendarDate) -> list[str]:
    if isinstance(event.starts, datetime):
        ends = event.ends if isinstance(event.ends, datetime) else event.starts
        return [
            line("DTSTART;TZID=Asia/Tokyo", event.starts.strftime("%Y%m%dT%H%M%S")),
            line("DTEND;TZID=Asia/Tokyo", ends.strftime("%Y%m%dT%H%M%S")),
        ]
    after = (event.ends or event.starts) + timedelta(days=1)
    return [
        line("DTSTART;VALUE=DATE", event.starts.strftime("%Y%m%d")),
        line("DTEND;VALUE=DATE", after.strftime("%Y%m%d")),
        line("TRANSP", "TRANSPARENT"),  # a deadline does not make the day a busy one
    ]


def calendar_text(name: str, description: str, events: Iterable[str]) -> str:
    """A calendar to subscribe to: read again once a day."""
    head = [
        "BEGIN:VCALENDAR\r\n",
        line("VERSION", "2.0"),
        line("PRODID", "-//Tomoni//Calendar//JA"),
        line("CALSCALE", "GREGORIAN"),
        line("METHOD", "PUBLISH"),
        line("NAME", escaped(name)),
        line("X-WR-CALNAME", escaped(name)),
        line("X-WR-TIMEZONE", "Asia/Tokyo"),
        line("REFRESH-INTERVAL;VALUE=DURATION", "P1D"),
        line("X-PUBLISHED-TTL", "P1D"),
    ]
    if description:
        head.append(line("DESCRIPTION", escaped(description)))
    return "".join([*head, _ZONE, *events, "END:VCALENDAR\r\n"])
