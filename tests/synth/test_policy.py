"""Invented observations for every indicator, the register year by year."""

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest
from tomoni.synth import Draft, companies, organizations, policy, support
from tomoni.synth.package import read_base

BASE = Path(__file__).parents[2] / "data"
AS_OF = date(2026, 11, 23)
CODES = read_base(BASE)


def drafted(as_of: date = AS_OF, amount: int = 150, seed: int = 23) -> Draft:
    draft = Draft(seed, as_of, amount, amount == 150, BASE, codes=CODES)
    for step in (organizations, companies, support):
        step.fill(draft)
    policy.fill(draft)
    return draft


def test_every_indicator_has_years_of_values_for_all_wards_and_some() -> None:
    rows = drafted().rows("observations")
    periods = defaultdict(list)
    for row in rows:
        periods[row["indicator"], row["area"]].append(row["period"])
        assert row["value"] >= 0
        assert row["source_title"] == "デモ用の架空値"
        assert not row.get("source_url")
        assert row["demo"] is True
    for indicator in CODES["indicators"]:
        for area in ("13100", "13112"):
            found = periods[indicator["id"], area]
            assert found == sorted(set(found))
            assert len(found) >= 5
            assert found[-1] in ("2025", "2026-10")


def test_shares_rise_and_stay_below_a_hundred() -> None:
    values = defaultdict(list)
    for row in drafted().rows("observations"):
        values[row["indicator"], row["area"]].append(row["value"])
    for indicator in CODES["indicators"]:
        if indicator["unit"] == "percent":
            course = values[indicator["id"], "13100"]
            assert course[0] < course[-1] <= 100
    assert values["volunteer-share", "13100"][0] == 15.9
    assert 17 <= values["volunteer-share", "13100"][-1] < 18


def test_counts_are_those_of_the_tables() -> None:
    draft = drafted()
    reported = sum(row["trainings_held"] for row in draft.rows("center_years") if row["fiscal_year"] == 2025)
    found = {
        (row["indicator"], row["area"], row["period"]): row["value"] for row in draft.rows("observations")
    }
    assert found["trainings-held", "13100", "2025"] == reported >= 24


@pytest.mark.parametrize("day", [AS_OF, date(2027, 1, 15), date(2028, 2, 29)])
def test_the_register_is_followed_for_years(day: date) -> None:
    draft = drafted(day)
    rows = draft.rows("register_snapshots")
    known = {row["id"]: row for row in draft.rows("organizations")}
    assert len({row["organization"] for row in rows}) == 40
    assert len({(row["organization"], row["on"]) for row in rows}) == len(rows)
    assert len({row["on"] for row in rows}) == 5
    gone = set()
    for row in sorted(rows, key=lambda row: row["on"]):
        assert known[row["organization"]]["founded_on"] <= row["on"] <= day
        assert row["organization"] not in gone or row["status"] != "active"
        if row["status"] != "active":
            gone.add(row["organization"])
    last = max(row["on"] for row in rows)
    assert Counter(row["status"] for row in rows if row["on"] == last)["active"] >= 32


def test_same_seed_same_rows_another_seed_others() -> None:
    assert drafted().tables == drafted().tables
    assert drafted().rows("observations") != drafted(seed=24).rows("observations")
