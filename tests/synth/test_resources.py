"""Invented gifts, rooms, needs and projects: amounts, food within its dates, residents behind a centre."""

from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from tomoni.synth import Draft, companies, organizations, resources, support
from tomoni.synth.package import read_base

BASE = Path(__file__).parents[2] / "data"
AS_OF = date(2026, 11, 23)
CODES = read_base(BASE)
DAYS = [AS_OF, date(2027, 4, 1), date(2026, 3, 31), date(2028, 2, 29)]


@cache
def drafted(as_of: date = AS_OF, amount: int = 150, seed: int = 23) -> Draft:
    draft = Draft(seed, as_of, amount, amount == 150, BASE, codes=CODES)
    for step in (organizations, companies, support, resources):
        step.fill(draft)
    return draft


def test_amounts_at_the_shipped_size() -> None:
    draft = drafted()
    offers, needs = draft.rows("resource_offers"), draft.rows("resource_needs")
    assert len(offers) + len(needs) == 120
    assert len(draft.rows("projects")) == 30
    assert {row["category"] for row in offers} | {row["category"] for row in needs} == set(
        draft.codes_of("resource_categories")
    )
    assert {row["kind"] for row in offers} == {row["kind"] for row in needs} == {"goods", "space", "money"}
    assert {row["kind"] for row in draft.rows("projects")} == set(draft.codes_of("project_kinds"))
    assert {row["status"] for row in draft.rows("projects")} == {"open", "preparing", "succeeded", "ended"}
    assert {row["provider_kind"] for row in offers} == {"company", "individual", "organization", "government"}
    assert sum(row["status"] == "available" for row in offers) >= 40
    assert sum(row["status"] == "open" for row in needs) >= 30
    assert len({row["description"] for row in (*offers, *needs)}) == 120


def test_same_seed_same_rows_another_seed_others() -> None:
    first, other = drafted(), drafted(seed=24)
    drafted.cache_clear()
    assert drafted().tables == first.tables
    assert other.rows("resource_offers") != first.rows("resource_offers")


@pytest.mark.parametrize("day", DAYS)
def test_food_is_never_past_its_date(day: date) -> None:
    food = [row for row in drafted(day).rows("resource_offers") if row["category"] == "food"]
    assert len(food) == 14
    for row in food:
        assert row["storage"] and row["opened"] is False
        assert (row["expiry_kind"] is None) == (row["expires_on"] is None)
        if row["expires_on"]:
            assert row["expires_on"] >= day
            assert row["available_until"] <= row["expires_on"]
        if row["status"] in ("available", "reserved") and row["expiry_kind"] == "消費期限":
            assert row["expires_on"] > day + timedelta(days=30)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("amount", [1, 150, 700])
def test_who_offers_can_be_reached(day: date, amount: int) -> None:
    draft = drafted(day, amount)
    centers = {row["id"] for row in draft.rows("centers")}
    hosts = {row["id"] for row in draft.rows("organizations") if row["listing"] == "claimed"}
    senders = {row["id"] for row in draft.rows("companies")}
    for row in draft.rows("resource_offers"):
        kind = row["provider_kind"]
        assert row["demo"] is True
        if kind in ("individual", "government"):
            assert row["contact_center"] in centers and not row.get("contact_url")
        else:
            assert ".example/" in row["contact_url"]
            assert row.get("company") in senders if kind == "company" else row["organization"] in hosts
        if kind == "individual":
            assert row["latitude"] is None and row["place"] is None
        assert row["available_until"] is None or row["available_from"] <= row["available_until"]
        assert row["published_on"] <= row["updated_on"] <= day
        assert row["confirmed_on"] is None or row["confirmed_on"] <= day
    for row in draft.rows("resource_needs"):
        assert row["organization"] in hosts
        assert row["published_on"] <= row["updated_on"] <= day
        assert not (row["needed_from"] and row["needed_by"]) or row["needed_from"] <= row["needed_by"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("amount", [150, 700])
def test_projects_stand_as_their_days_say(day: date, amount: int) -> None:
    for row in drafted(day, amount).rows("projects"):
        assert len(row["title"]) <= 100 and len(row["summary"]) <= 120
        assert row["published_on"] <= row["updated_on"] <= day
        assert (row["donee"] == "municipality") == (row["kind"] == "furusato") == bool(row["municipality"])
        if row["kind"] == "bequest":
            assert row["target_yen"] is None and row["raised_yen"] is None and row["ends_on"] is None
            continue
        if row["status"] == "preparing":
            assert row["starts_on"] > day and row["raised_yen"] is None
            continue
        assert row["starts_on"] <= row["raised_as_of"] <= day
        assert row["donors"] > 0
        reached = row["raised_yen"] >= row["target_yen"]
        if row["status"] == "open":
            assert row["ends_on"] is None or row["ends_on"] >= day
        else:
            assert row["ends_on"] < day
            assert reached == (row["status"] == "succeeded")


def test_projects_that_close_within_the_week() -> None:
    rows = [row for row in drafted().rows("projects") if row["status"] == "open" and row["ends_on"]]
    assert any(row["ends_on"] <= AS_OF + timedelta(days=7) for row in rows)


def test_ids_differ_and_figures_vary_at_size() -> None:
    draft = drafted(amount=700)
    for table in ("resource_offers", "resource_needs", "projects"):
        rows = draft.rows(table)
        assert len({row["id"] for row in rows}) == len(rows)
    titles = Counter(row["title"] for row in draft.rows("resource_offers"))
    assert max(titles.values()) <= 5
