"""Invented support: centres, advisers, events with one host each, the academy, and what centres report."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tomoni.synth import Draft, companies, organizations, support
from tomoni.synth.package import read_base

BASE = Path(__file__).parents[2] / "data"
AS_OF = date(2026, 11, 23)
CODES = read_base(BASE)
DAYS = [AS_OF, date(2026, 4, 1), date(2026, 12, 31), date(2028, 2, 29)]
HOSTS = ("center", "organization", "company", "cohort")


def drafted(as_of: date = AS_OF, amount: int = 150, seed: int = 23) -> Draft:
    draft = Draft(seed, as_of, amount, amount == 150, BASE, codes=CODES)
    organizations.fill(draft)
    companies.fill(draft)
    support.fill(draft)
    return draft


def fiscal_year(row: dict[str, Any]) -> int:
    day = row["starts_at"].date()
    return int(day.year - (day.month < 4))


def test_amounts_at_the_shipped_size() -> None:
    draft = drafted()
    centers = draft.rows("centers")
    assert len(centers) == len({row["area"] for row in centers}) == 6
    assert len({row["kind"] for row in centers}) == 4
    assert len(draft.rows("center_years")) == 18
    assert len(draft.rows("advisors")) == 25
    assert 80 <= len(draft.rows("events")) <= 140
    assert len(draft.rows("cohorts")) >= 3
    assert len(draft.rows("bequest_contacts")) == 4
    assert not draft.rows("learning_steps")
    assert {row["kind"] for row in draft.rows("events")} == set(draft.codes_of("event_kinds"))


def test_same_seed_same_rows_another_seed_others() -> None:
    first, again, other = drafted(), drafted(), drafted(seed=24)
    assert first.tables == again.tables
    assert first.rows("events") != other.rows("events")


@pytest.mark.parametrize("day", DAYS)
def test_centers_hold_two_dozen_courses_a_year(day: date) -> None:
    done = [row for row in drafted(day).rows("events") if row["kind"] == "training" and row.get("center")]
    held = Counter(fiscal_year(row) for row in done if row["status"] == "done")
    running = day.year - (day.month < 4)
    assert held[running - 1] >= 24 and held[running - 2] >= 24
    year_back = [row for row in done if 0 < (day - row["starts_at"].date()).days <= 365]
    assert sum(row["status"] == "done" for row in year_back) >= 24


@pytest.mark.parametrize("day", DAYS)
def test_events_have_one_host_and_a_status_that_fits_the_day(day: date) -> None:
    draft = drafted(day)
    known = {
        "center": draft.rows("centers"),
        "organization": draft.rows("organizations"),
        "company": draft.rows("companies"),
        "cohort": draft.rows("cohorts"),
    }
    ids = {host: {row["id"] for row in rows} for host, rows in known.items()}
    for row in draft.rows("events"):
        given = [host for host in HOSTS if row.get(host)]
        assert len(given) == 1 and row[given[0]] in ids[given[0]]
        assert row["starts_at"] < row["ends_at"]
        assert row["updated_on"] <= day
        assert row["apply_by"] <= row["starts_at"].date()
        past = row["starts_at"].date() < day
        assert row["status"] in (("done", "cancelled") if past else ("open", "full", "planned", "cancelled"))
        assert (row["participants"] is not None) == (row["status"] == "done")
        assert row["participants"] is None or row["participants"] <= row["capacity"]
    coming = [row for row in draft.rows("events") if row["starts_at"].date() > day]
    coming = [row for row in coming if row["status"] != "cancelled"]
    assert len(coming) >= 20
    assert sum(row["starts_at"].date() <= day + timedelta(days=7) for row in coming) >= 1
    assert sum(row["starts_at"].date() <= day + timedelta(days=14) for row in coming) >= 3


def test_events_at_a_center_are_when_it_is_open() -> None:
    draft = drafted()
    open_at = {(row["center"], row["weekday"]): row for row in draft.rows("center_hours")}
    closed = {(row["center"], row["date"]) for row in draft.rows("center_closures")}
    for row in draft.rows("events"):
        if not row.get("center"):
            continue
        weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[row["starts_at"].weekday()]
        hours = open_at[row["center"], weekday]
        assert hours["opens"] <= row["starts_at"].time() and row["ends_at"].time() <= hours["closes"]
        assert (row["center"], row["starts_at"].date()) not in closed


def test_a_series_stays_in_its_place_and_order() -> None:
    rows = [row for row in drafted().rows("events") if row.get("series") and row.get("center")]
    for before, after in pairwise(rows):
        if before["series"] == after["series"] and before["position"] + 1 == after["position"]:
            assert before["center"] == after["center"]
            assert before["starts_at"] < after["starts_at"]


def test_reports_of_centers_are_no_less_than_the_tables_show() -> None:
    draft = drafted()
    main = {row["id"] for row in draft.rows("organizations") if row["main_npo"]}
    for year in draft.rows("center_years"):
        users = {
            row["organization"]
            for row in draft.rows("center_uses")
            if (row["center"], row["fiscal_year"]) == (year["center"], year["fiscal_year"])
        }
        assert len(users) <= year["organizations_using"]
        assert len(users & main) <= year["main_organizations_using"] <= year["organizations_using"]
    keys = [
        (row["center"], row["organization"], row["fiscal_year"], row["kind"])
        for row in draft.rows("center_uses")
    ]
    assert len(set(keys)) == len(keys)


def test_registered_professions_were_looked_up() -> None:
    draft = drafted()
    registered = {row["code"] for row in CODES["professions"] if row["registration_required"] == "true"}
    for row in draft.rows("advisors"):
        assert (row["registration_checked_on"] is not None) == (row["profession"] in registered)
    assert {row["profession"] for row in draft.rows("advisors")} == set(draft.codes_of("professions"))


@pytest.mark.parametrize("amount", [1, 30, 1200])
def test_codes_are_known_at_any_size(amount: int) -> None:
    draft = drafted(amount=amount)
    codelists = {
        "skills": "skills", "course_topics": "course_topics", "topics": "topics", "areas": "areas", "modes": "participation_modes",
        "time_slots": "time_slots", "access_features": "access_features", "growth_stages": "growth_stages", "area": "areas", "mode": "participation_modes",
    }  # fmt: skip
    known = {name: set(draft.codes_of(codelist)) for name, codelist in codelists.items()}
    known["time_slots"].add("anytime")
    for table in ("centers", "advisors", "events", "bequest_contacts"):
        ids = [row["id"] for row in draft.rows(table)]
        assert len(set(ids)) == len(ids)
        for row in draft.rows(table):
            assert row["demo"] is True
            for name in known.keys() & row.keys():
                value = row[name]
                items = value if isinstance(value, tuple) else (value,) if value else ()
                assert set(items) <= known[name], (table, name, items)
