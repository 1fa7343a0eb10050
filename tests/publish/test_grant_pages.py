"""Calls: what decides an application, the calendar of deadlines, and which organization may answer which."""

import re
from datetime import date

import pytest
from tomoni.insight.eligibility import applicant_of, call_of_grant, eligibility
from tomoni.publish.pages.views.grants import next_month

TODAY = date(2026, 11, 23)


def test_a_call_shows_money_conditions_dates_and_documents(demo_site):
    text = (demo_site / "grants" / "adachi-kodomo-shokudo-2027.html").read_text(encoding="utf-8")
    for said in ("5万円から36万円まで", "概算払", "61件中58件（95.1％）", "足立区に事務所がある", "17:00"):
        assert said in text, said
    assert text.count('<input type="checkbox">') == 4
    assert 'calendars/grants/adachi-kodomo-shokudo-2027.ics"' in text


def test_the_calendar_names_every_open_call_once(demo_site, demo_catalog):
    text = (demo_site / "grants" / "calendar.html").read_text(encoding="utf-8")
    shown = re.findall(r'class="card-title">.*?href="[^"]*/([^"/]+)\.html"', text)
    open_calls = [
        row["id"]
        for row in demo_catalog.rows("grants")
        if row["closes_on"] is None or row["closes_on"] >= TODAY
    ]
    assert sorted(shown) == sorted(open_calls)
    for row in demo_catalog.rows("grants"):
        if row["closes_on"] and row["closes_on"] >= TODAY:
            assert f'id="d-{row["closes_on"]}"' in text
    assert "次の募集の見こみ" in text


def test_an_organizations_page_of_calls_says_what_the_rows_say(demo_site, demo_catalog):
    row = demo_catalog.get("organizations", "midorino-kodomono-shokutaku")
    text = (demo_site / "npos" / row["id"] / "grants.html").read_text(encoding="utf-8")
    who = applicant_of(row, demo_catalog.by("finances", "organization")[row["id"]])
    calls = [
        call
        for call in demo_catalog.rows("grants")
        if call["closes_on"] is None or call["closes_on"] >= TODAY
    ]
    found = [eligibility(who, call_of_grant(call), TODAY).answer for call in calls]
    for answer in ("yes", "unknown", "no"):
        assert text.count(f'class="verdict {answer}"') == found.count(answer)
    profile = (demo_site / "npos" / f"{row['id']}.html").read_text(encoding="utf-8")
    said = re.sub(r"<[^>]+>", "", profile)
    assert f"応募できる{found.count('yes')}件、確かめる{found.count('unknown')}件" in said


def test_the_check_lists_every_condition_without_scripts(demo_site):
    text = (demo_site / "grants" / "check.html").read_text(encoding="utf-8")
    assert "活動を始めて3年以上" in text
    assert "書かれていません" in text, "what a call does not tell is said"
    assert 'class="verdict yes"' not in text


@pytest.mark.parametrize(
    "opens, closes, month, today, expected",
    [
        ("2026-10-16", "2026-11-20", 11, "2026-11-23", "2027-11-01"),
        ("2026-10-06", "2026-11-20", 10, "2026-11-23", "2027-10-01"),
        ("2026-09-24", "2026-11-13", 12, "2026-11-23", "2026-12-01"),
        (None, "2026-11-20", 11, "2026-11-23", "2027-11-01"),
        ("2025-12-20", "2026-01-15", 12, "2026-11-23", "2026-12-01"),
        ("2024-04-01", "2024-05-15", 4, "2026-11-23", "2027-04-01"),
        ("2025-10-01", "2025-11-05", 11, "2026-11-23", "2026-11-01"),
        ("2026-10-16", "2026-11-25", 11, "2026-11-23", None),
    ],
)
def test_the_next_round_is_never_the_one_that_has_just_ended(opens, closes, month, today, expected):
    def day(text):
        return date.fromisoformat(text) if text else None

    row = {"recurring": True, "expected_month": month, "opens_on": day(opens), "closes_on": day(closes)}
    assert next_month(row, day(today)) == day(expected)
    assert next_month(row | {"recurring": False}, day(today)) is None


def test_every_call_that_is_over_promises_a_month_after_it_closed(demo_catalog):
    late = date(2026, 12, 26)
    over = [row for row in demo_catalog.rows("grants") if row["closes_on"] and row["closes_on"] < late]
    promised = [(row, month) for row in over if (month := next_month(row, late))]
    assert len(promised) > 10
    for row, month in promised:
        assert month > row["closes_on"] and month.month == row["expected_month"]
