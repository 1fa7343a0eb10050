"""The table of an opening's days: on a phone, whether there is room stands beside the day."""

from datetime import date

from selectolax.lexbor import LexborHTMLParser

from tests.conftest import DAY
from tests.publish.rendering import Pages


def days(catalog, opening):
    """Headings and rows of the table."""
    table = LexborHTMLParser(
        Pages(catalog, date.fromisoformat(DAY)).text(f"openings/{opening}.html")
    ).css_first("section[aria-label=開催日] table")
    rows = [[cell.text(strip=True) for cell in row.css("td, th")] for row in table.css("tr")]
    return rows[0], rows[1:]


def test_a_place_has_a_column_where_a_session_has_a_place_of_its_own(demo_catalog, monkeypatch):
    sessions = demo_catalog.by("opening_sessions", "opening")
    opening = next(
        key
        for key, held in sessions.items()
        if len(held) > 1 and all(one["starts_at"].date().isoformat() >= DAY for one in held)
    )
    headings, rows = days(demo_catalog, opening)
    assert headings == ["日時", "受付"]
    assert [row[1] for row in rows].count("募集中") == len(rows) == len(sessions[opening])
    monkeypatch.setitem(sessions[opening][0], "place", "立石地区センター")
    headings, rows = days(demo_catalog, opening)
    assert headings == ["日時", "受付", "場所"]
    assert {row[2] for row in rows} == {"立石地区センター", ""}
