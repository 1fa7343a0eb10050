"""When things happen: opening hours as text, the days a time slot allows, the next such day."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS_JA = "月火水木金土日"


def hours(text: str) -> list[tuple[str, time, time]]:
    """Weekday, opening, closing time for each day of a text like `mon,wed 10:00-12:00;sat 9:00-12:00`."""
    found: list[tuple[str, time, time]] = []
    for part in text.split(";"):
        days, span = part.split(" ")
        opens, closes = clock(span)
        found.extend((day, opens, closes) for day in days.split(","))
    return found


def clock(span: str) -> tuple[time, time]:
    """First and last minute of a text like `16:00-19:30`."""
    first, last = span.split("-")
    return _time(first), _time(last)


def slots(text: str) -> tuple[str, ...]:
    """The codes of `time_slots` that these hours touch."""
    order = [
        f"{kind}-{part}" for kind in ("weekday", "weekend") for part in ("morning", "afternoon", "evening")
    ]
    found = set()
    for day, opens, closes in hours(text):
        kind = "weekend" if day in ("sat", "sun") else "weekday"
        if opens < time(12):
            found.add(f"{kind}-morning")
        if opens < time(17) and closes > time(13):
            found.add(f"{kind}-afternoon")
        if closes > time(18):
            found.add(f"{kind}-evening")
    return tuple(slot for slot in order if slot in found)


def next_day(after: date, wanted: Iterable[str], weekday: str = "") -> date:
    """The first day from `after` on that one of the time slots allows (any day for `anytime`).

    `weekday` (mon … sun) asks for just that one.
    """
    kinds = {slot.split("-")[0] for slot in wanted}
    day = after
    if weekday:
        return after + timedelta(days=(DAYS.index(weekday) - after.weekday()) % 7)
    while True:
        kind = "weekend" if day.weekday() >= 5 else "weekday"
        if kind in kinds or "anytime" in kinds:
            return day
        day += timedelta(days=1)


def at(day: date, when: time) -> datetime:
    """That minute of that day, Japan Standard Time without a zone."""
    return datetime.combine(day, when)


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))
