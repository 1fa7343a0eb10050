"""Calendars agree with the rows: events at their times, deadlines as whole days, sessions of openings."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.standing import opening_deadline, opening_state
from tomoni.publish.opendata.feeds import channels
from tomoni.publish.opendata.feeds.channels import Channel, calendars, codes
from tomoni.publish.opendata.feeds.dates import KEPT
from tomoni.publish.opendata.feeds.extension import feed_files
from tomoni.publish.opendata.feeds.icalendar_text import (
    CalendarDate,
    calendar_text,
    event_text,
    line,
)
from tomoni.publish.pages.views.grants import DATES

from tests.conftest import DAY

TODAY = date.fromisoformat(DAY)
TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture(scope="module")
def read(demo_site):
    return lambda path: icalendar.Calendar.from_ical((demo_site / path).read_bytes())


def events_of(calendar):
    return list(calendar.walk("VEVENT"))


def test_every_calendar_is_read_and_has_what_the_standard_asks_for(demo_site, plain_site, read):
    paths = sorted((demo_site / "calendars").rglob("*.ics"))
    assert {channel.calendar_path for channel in calendars(plain_site)} <= {
        path.relative_to(demo_site).as_posix() for path in paths
    }
    for path in paths:
        raw = path.read_bytes()
        assert all(len(row) <= 75 for row in raw.split(b"\r\n"))
        assert b"\n" not in raw.replace(b"\r\n", b"")
        calendar = read(path)
        assert calendar["VERSION"] == "2.0"
        assert not calendar.errors
        events = events_of(calendar)
        uids = [event["UID"] for event in events]
        assert len(uids) == len(set(uids)), path
        for event in events:
            assert event["DTSTAMP"].dt.date() <= TODAY
            assert not event.errors


def test_an_event_stands_at_its_time_in_japan(read, plain_site):
    for row in plain_site.catalog.rows("events"):
        (event,) = events_of(read(f"calendars/events/{row['id']}.ics"))
        assert event["SUMMARY"] == row["title"]
        assert event["DTSTART"].dt == row["starts_at"].replace(tzinfo=TOKYO)
        assert event["DTEND"].dt == row["ends_at"].replace(tzinfo=TOKYO)
        assert event["DTSTART"].dt.utcoffset() == timedelta(hours=9)
        assert (event["STATUS"] == "CANCELLED") == (row["status"] == "cancelled")
        if row["place"]:
            assert event["LOCATION"] == row["place"]


def test_a_deadline_is_a_whole_day(read, plain_site):
    for row in plain_site.catalog.rows("grants"):
        days = sorted(row[name] for name, _ in DATES if row[name])
        if not days:
            continue
        events = events_of(read(f"calendars/grants/{row['id']}.ics"))
        assert sorted(event["DTSTART"].dt for event in events) == days, "the days that its page lists"
        for event in events:
            assert not isinstance(event["DTSTART"].dt, datetime)
            assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
            assert row["title"] in event["SUMMARY"]


def test_openings_have_sessions_and_deadlines(read, plain_site):
    found = {(event["SUMMARY"], event["DTSTART"].dt) for event in events_of(read("calendars/openings.ics"))}
    sessions = plain_site.catalog.by("opening_sessions", "opening")
    counted = 0
    for row in plain_site.catalog.rows("openings"):
        if opening_state(row, TODAY) != "open":
            continue
        deadline = opening_deadline(row)
        if deadline:
            assert (f"【募集はこの日まで】{row['title']}", deadline) in found
            counted += 1
        for session in sessions.get(row["id"], []):
            if session["starts_at"].date() >= TODAY:
                assert (row["title"], session["starts_at"].replace(tzinfo=TOKYO)) in found
                counted += 1
    assert counted > 40


def test_a_wards_calendar_holds_its_own_and_what_is_open_to_all(plain_site):
    found = calendars(plain_site)
    ward = found[Channel("area", "13104")]
    assert ward
    for dated in ward:
        assert set(dated.areas) & {"13104", "13100", "any"}
    everywhere = [dated for dated in found[Channel("all")] if {"13100", "any"} & set(dated.areas)]
    assert everywhere
    for code in codes(plain_site, "area"):
        assert all(dated in found[Channel("area", code)] for dated in everywhere)


def test_what_is_long_over_leaves_the_calendars_of_many(plain_site):
    for days in calendars(plain_site).values():
        assert all(dated.last_day >= TODAY - KEPT for dated in days)


def test_a_calendar_of_very_many_dates_holds_the_next_ones(plain_site, monkeypatch):
    monkeypatch.setattr(channels, "DATES", 10)
    found = calendars(plain_site)[Channel("all")]
    assert len(found) == 10
    assert all(dated.last_day >= TODAY for dated in found)
    assert found[-1].last_day <= TODAY + timedelta(days=14)


def test_nothing_changes_from_build_to_build_but_what_changed(make_site):
    row = make_site().catalog.rows("events")[0]
    path = f"calendars/events/{row['id']}.ics"
    before = dict(feed_files(make_site()))
    assert before == dict(feed_files(make_site()))
    moved = {**row, "ends_at": row["ends_at"] + timedelta(hours=1), "updated_on": TODAY}
    after = dict(feed_files(make_site(rows={("events", row["id"]): moved})))
    old, new = (events_of(icalendar.Calendar.from_ical(files[path]))[0] for files in (before, after))
    assert old["UID"] == new["UID"]
    assert new["SEQUENCE"] > old["SEQUENCE"], "so that a reader's calendar takes the new time"


def test_links_are_to_the_page_where_the_site_has_an_address(make_site):
    site = make_site("https://tomoni.example")
    key = site.catalog.rows("events")[0]["id"]
    (event,) = events_of(icalendar.Calendar.from_ical(dict(feed_files(site))[f"calendars/events/{key}.ics"]))
    assert event["URL"] == f"https://tomoni.example/events/{key}.html"


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
)
def test_any_text_comes_back(title, text):
    """Commas, semicolons, backslashes, line breaks, BEGIN:VEVENT, four-byte kanji across a fold."""
    event = CalendarDate("urn:uuid:1", title, date(2026, 11, 23), None, date(2026, 11, 1), text, "所、在;地")
    raw = calendar_text("名前", "", [event_text(event)])
    assert all(len(row.encode()) <= 75 for row in raw.split("\r\n"))
    (found,) = events_of(icalendar.Calendar.from_ical(raw))
    assert str(found["SUMMARY"]) == title
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(letter for letter in lines if letter in "\n\t" or letter >= " ").replace("\x7f", "")
    assert str(found.get("DESCRIPTION", "")) == kept
    assert found["LOCATION"] == "所、在;地"


def test_lines_fold_between_characters():
    folded = line("SUMMARY", "𠮷" * 40)
    assert folded.replace("\r\n ", "") == "SUMMARY:" + "𠮷" * 40 + "\r\n"
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))
