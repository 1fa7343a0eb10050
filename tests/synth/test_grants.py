"""Invented calls and awards: alive around the day, coherent conditions, funders that are nobody."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from tomoni.synth import Draft, companies, grants, organizations
from tomoni.synth.package import read_base

BASE = Path(__file__).parents[2] / "data"
AS_OF = date(2026, 11, 23)
CODES = read_base(BASE)
DAYS = [AS_OF, date(2027, 4, 1), date(2026, 12, 31), date(2028, 2, 29), date(2026, 11, 28)]


@cache
def drafted(as_of: date = AS_OF, amount: int = 150, seed: int = 23) -> Draft:
    draft = Draft(seed, as_of, amount, amount == 150, BASE, codes=CODES)
    for step in (organizations, companies, grants):
        step.fill(draft)
    return draft


def test_amounts_and_kinds_at_the_shipped_size() -> None:
    draft = drafted()
    calls = draft.rows("grants")
    assert len(calls) == 40
    assert len(draft.rows("awards")) == 200
    assert {row["funder_kind"] for row in calls} == set(draft.codes_of("funder_kinds"))
    assert {row["type"] for row in calls} == set(draft.codes_of("grant_types"))
    assert sum(row["conditions_complete"] for row in calls) >= 36
    assert len({row["summary"] for row in calls}) == 40


def test_same_seed_same_rows_another_seed_others() -> None:
    first, other = drafted(), drafted(seed=24)
    drafted.cache_clear()
    assert drafted().tables == first.tables
    assert other.rows("awards") != first.rows("awards")


@pytest.mark.parametrize("day", DAYS)
def test_many_calls_are_open_and_some_close_within_the_week(day: date) -> None:
    calls = drafted(day).rows("grants")
    ahead = [row for row in calls if row["closes_on"] >= day]
    assert len(ahead) >= 25
    assert sum(row["opens_on"] > day for row in ahead) >= 5
    assert sum(row["closes_on"] <= day + timedelta(days=7) for row in ahead) >= 3
    assert sum(row["closes_on"] < day for row in calls) >= 5


@pytest.mark.parametrize("amount", [1, 150, 700])
def test_days_amounts_and_conditions_fit_together(amount: int) -> None:
    draft = drafted(amount=amount)
    known = {
        "fields": "activity_fields",
        "topics": "topics",
        "office_areas": "areas",
        "activity_areas": "areas",
        "legal_forms": "legal_forms",
    }
    codes = {name: {row["code"] for row in CODES[codelist]} for name, codelist in known.items()}
    rows = draft.rows("grants")
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["funder"].startswith("（デモ）") and row["demo"] is True
        assert all(".example/" in row[name] for name in ("apply_url", "source_url"))
        assert row["opens_on"] < row["closes_on"]
        assert row["closes_on"].weekday() < 5
        assert (row["closes_on"].month, row["closes_on"].day) not in ((12, 31), (1, 1))
        for name in ("briefing_on", "consultation_by"):
            assert row[name] is None or row["opens_on"] <= row[name] <= row["closes_on"]
        assert row["decision_on"] is None or row["closes_on"] < row["decision_on"]
        assert row["adopted_last"] <= row["applicants_last"]
        assert row["checked_on"] <= AS_OF
        least, most, budget = (row[name] for name in ("amount_min_yen", "amount_max_yen", "budget_yen"))
        assert least is None or least <= most <= budget
        for name, codelist in codes.items():
            assert row[name] and set(row[name]) <= codelist
            assert row[name] == ("any",) or "any" not in row[name]


@pytest.mark.parametrize("day", DAYS)
def test_awards_went_to_who_could_get_them(day: date) -> None:
    draft = drafted(day)
    calls = {row["id"]: row for row in draft.rows("grants")}
    organizations_ = {row["id"]: row for row in draft.rows("organizations")}
    for row in draft.rows("awards"):
        assert row["amount"] > 0 and row["currency"] == "JPY"
        assert row["awarded_on"] <= day
        assert row["awarded_on"] <= row["starts_on"] < row["ends_on"]
        assert row["funder"].startswith("（デモ）")
        if row["organization"]:
            host = organizations_[row["organization"]]
            assert row["recipient_name"] == host["name"]
            assert host["founded_on"] < row["awarded_on"]
            assert host["ended_on"] is None or row["awarded_on"] < host["ended_on"]
        if row["grant"]:
            call = calls[row["grant"]]
            assert row["awarded_on"] == call["decision_on"]
            assert row["funder"] == call["funder"]
            assert (call["amount_min_yen"] or 0) <= row["amount"] <= call["amount_max_yen"]
    assert sum(bool(row["grant"]) for row in draft.rows("awards")) >= 5
    years = {row["awarded_on"].year for row in draft.rows("awards")}
    assert len(years) >= 3
