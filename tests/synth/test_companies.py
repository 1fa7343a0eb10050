"""Invented companies: how many, their certificates, the staff they sent, nobody real among them."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from tomoni.synth import Draft, companies, organizations
from tomoni.synth.package import read_base

BASE = Path(__file__).parents[2] / "data"
AS_OF = date(2026, 11, 23)
CODES = read_base(BASE)


def drafted(seed: int = 23, amount: int = 150, as_of: date = AS_OF) -> Draft:
    draft = Draft(seed, as_of, amount, amount == 150, BASE, codes=CODES)
    organizations.fill(draft)
    companies.fill(draft)
    return draft


def test_amounts_go_with_the_organizations() -> None:
    draft = drafted()
    assert len(draft.rows("companies")) == 20
    assert len(draft.rows("placements")) == 15
    assert len(drafted(amount=600).rows("companies")) == 80
    assert len(drafted(amount=1).rows("companies")) == 1


def test_same_seed_same_rows_another_seed_others() -> None:
    assert drafted().rows("companies") == drafted().rows("companies")
    assert drafted().rows("placements") == drafted().rows("placements")
    assert drafted().rows("placements") != drafted(seed=24).rows("placements")


@pytest.mark.parametrize("day", [AS_OF, date(2027, 4, 1), date(2028, 2, 29), date(2026, 3, 31)])
def test_certificates_say_how_they_stand(day: date) -> None:
    rows = drafted(as_of=day).rows("companies")
    assert {row["status"] for row in rows} == {"certified", "expired", "applying"}
    for row in rows:
        assert row["updated_on"] <= day
        if row["status"] == "applying":
            assert row["certified_on"] is None and row["certified_until"] is None
            continue
        assert row["certified_on"] <= min(day, row["certified_until"])
        assert (row["certified_until"] >= day) == (row["status"] == "certified")


@pytest.mark.parametrize("day", [AS_OF, date(2026, 11, 30), date(2028, 2, 29)])
def test_placements_are_over_or_running(day: date) -> None:
    draft = drafted(as_of=day)
    hosts = {row["id"]: row for row in draft.rows("organizations")}
    senders = {row["id"]: row for row in draft.rows("companies")}
    for row in draft.rows("placements"):
        assert hosts[row["organization"]]["listing"] == "claimed"
        assert set(row["skills"]) <= set(senders[row["company"]]["skills"])
        assert day - timedelta(days=600) < row["starts_on"] < day
        assert row["hours"] > 0
        assert (row["ends_on"] is None) == (row["result"] is None)
        assert row["ends_on"] is None or row["starts_on"] < row["ends_on"] < day


def test_nobody_real_is_among_them() -> None:
    rows = drafted(amount=1200).rows("companies")
    assert len({row["name"] for row in rows}) == len(rows) == 160
    codes = {name: {row["code"] for row in CODES[name]} for name in ("areas", "skills", "topics")}
    for row in rows:
        assert row["demo"] is True and row["name"].startswith("（デモ）")
        assert not row.get("corporate_number")
        assert ".example/" in row["website"] and ".example/" in row["contact_url"]
        assert row["area"] in codes["areas"]
        assert set(row["skills"]) <= codes["skills"] and set(row["topics"]) <= codes["topics"]
