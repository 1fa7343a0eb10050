"""Invented collaborations: weights add up, rules have what they need, both sides are heard, challenges link."""

from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tomoni.synth import Draft, collaboration, companies, organizations, support
from tomoni.synth.package import read_base

BASE = Path(__file__).parents[2] / "data"
AS_OF = date(2026, 11, 23)
CODES = read_base(BASE)
DAYS = [AS_OF, date(2027, 4, 1), date(2026, 12, 31), date(2028, 2, 29)]


@cache
def drafted(as_of: date = AS_OF, amount: int = 150, seed: int = 23) -> Draft:
    draft = Draft(seed, as_of, amount, amount == 150, BASE, codes=CODES)
    for step in (organizations, companies, support, collaboration):
        step.fill(draft)
    return draft


def test_amounts_and_kinds_at_the_shipped_size() -> None:
    draft = drafted()
    rows = draft.rows("collaborations")
    assert len(rows) == 25
    assert len(draft.rows("challenges")) == 8
    assert len({row["collaboration"] for row in draft.rows("outcomes")}) == 10
    assert {row["rule"] for row in draft.rows("outcomes")} == {"linear", "threshold", "steps"}
    assert {row["direction"] for row in draft.rows("outcomes")} == {"up", "down"}
    assert {row["status"] for row in rows} == {"proposed", "adopted", "running", "finished", "stopped"}
    assert {row["scheme"] for row in rows} == set(draft.codes_of("collaboration_schemes"))
    assert {row["route"] for row in rows if row["route"]} == set(draft.codes_of("collaboration_routes"))
    assert sum(len(row["organizations"]) > 1 for row in rows) >= 12


def test_same_seed_same_rows_another_seed_others() -> None:
    first, other = drafted(), drafted(seed=24)
    drafted.cache_clear()
    assert drafted().tables == first.tables
    assert other.rows("evaluations") != first.rows("evaluations")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("amount", [1, 150, 700])
def test_outcomes_can_be_paid_for(day: date, amount: int) -> None:
    draft = drafted(day, amount)
    by_id = {row["id"]: row for row in draft.rows("collaborations")}
    weights: dict[str, float] = defaultdict(float)
    for row in draft.rows("outcomes"):
        weights[row["collaboration"]] += row["weight_percent"]
        assert row["target"] != row["baseline"]
        assert (row["target"] > row["baseline"]) == (row["direction"] == "up")
        assert (row["rule"] == "threshold") == (row["threshold_percent"] is not None)
        assert (row["rule"] == "steps") == bool(row["steps"])
        reached = [float(step.split(":")[0]) for step in row["steps"]]
        assert reached == sorted(set(reached))
        assert (row["actual"] is None) == (row["measured_on"] is None)
        host = by_id[row["collaboration"]]
        if host["status"] == "finished":
            assert row["actual"] is not None
        if row["measured_on"]:
            assert host["starts_on"] <= row["measured_on"] <= day
        assert host["payment_basis"] in ("contract", "subsidy")
        assert host["fixed_payment_yen"] + host["outcome_payment_max_yen"] == host["budget_yen"]
    assert all(total == 100 for total in weights.values())


@pytest.mark.parametrize("day", DAYS)
def test_both_sides_say_what_they_think(day: date) -> None:
    draft = drafted(day)
    said: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in draft.rows("evaluations"):
        assert 1 <= row["score"] <= 5
        said[row["collaboration"]].add((row["evaluator"], row["dimension"]))
    dimensions = set(draft.codes_of("evaluation_dimensions"))
    for row in draft.rows("collaborations"):
        if row["status"] in ("finished", "stopped"):
            for evaluator in ("organization", "department"):
                assert {dim for who, dim in said[row["id"]] if who == evaluator} == dimensions
        if row["status"] in ("proposed", "adopted"):
            assert row["id"] not in said
    assert any(row["comment"] for row in draft.rows("evaluations"))


@pytest.mark.parametrize("day", DAYS)
def test_collaborations_and_reports_point_at_each_other(day: date) -> None:
    draft = drafted(day)
    hosts = {row["id"]: row for row in draft.rows("organizations")}
    reports = {row["id"]: row for row in draft.rows("reports")}
    departments = set(draft.codes_of("departments"))
    for row in draft.rows("collaborations"):
        assert row["demo"] is True
        assert set(row["departments"]) <= departments
        assert all(
            hosts[host]["status"] == "active" and hosts[host]["area"] == row["area"]
            for host in row["organizations"]
        )
        assert (row.get("report") is not None) == (row["status"] == "finished")
        if row.get("report"):
            report = reports[row["report"]]
            assert report["collaboration"] == row["id"]
            assert row["ends_on"] <= report["date"] <= report["published_on"] <= day
        assert not (row["starts_on"] and row["ends_on"]) or row["starts_on"] < row["ends_on"]
        assert row["status"] != "running" or row["starts_on"] <= day


@pytest.mark.parametrize("amount", [1, 150, 700])
def test_challenges_are_open_or_led_to_something(amount: int) -> None:
    draft = drafted(amount=amount)
    known = {row["id"]: row for row in draft.rows("collaborations")}
    centers = {row["id"] for row in draft.rows("centers")}
    for row in draft.rows("challenges"):
        assert row["opens_on"] < row["closes_on"] and row["updated_on"] <= AS_OF
        assert (row["status"] == "open") == (row["closes_on"] >= AS_OF)
        assert (row["status"] == "matched") == bool(row["collaboration"])
        if row["collaboration"]:
            assert known[row["collaboration"]]["area"] == row["area"]
        assert row["contact_center"] in centers
        assert ".example/" in row["propose_url"]


@pytest.mark.parametrize("amount", [1, 150, 700])
def test_answers_come_from_somebody_and_one_at_most_is_chosen(amount: int) -> None:
    draft = drafted(amount=amount)
    asked = {row["id"]: row for row in draft.rows("challenges")}
    known = {row["id"]: row for row in draft.rows("collaborations")}
    hosts = {row["id"] for row in draft.rows("organizations")}
    senders = {row["id"] for row in draft.rows("companies")}
    chosen = []
    for row in draft.rows("proposals"):
        challenge = asked[row["challenge"]]
        assert challenge["opens_on"] <= row["published_on"] <= min(challenge["closes_on"], AS_OF)
        assert row["publish_consent"] is True and row["demo"] is True
        assert (
            row.get("organization") in hosts if row["proposer_kind"] == "NPO" else not row.get("organization")
        )
        assert row.get("company") in senders if row["proposer_kind"] == "company" else not row.get("company")
        if row["status"] == "chosen":
            chosen.append(row["challenge"])
            assert known[challenge["collaboration"]]["organizations"][0] == row["organization"]
    assert len(chosen) == len(set(chosen))
    assert set(chosen) == {row["id"] for row in asked.values() if row["status"] == "matched"}
    if amount == 150:
        assert len(draft.rows("proposals")) >= 18
        assert {row["status"] for row in draft.rows("proposals")} == {
            "received",
            "in-talks",
            "chosen",
            "not-chosen",
        }
