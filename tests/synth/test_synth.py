"""The invented catalog: the same for the same seed, valid, coherent, and nobody's real data."""

import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tomoni.catalog import validate
from tomoni.synth import Draft, generate, write

BASE = Path(__file__).parents[2] / "data"
AS_OF = date(2026, 11, 23)


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return found.hexdigest()


@pytest.fixture(scope="module")
def demo() -> Draft:
    return generate(23, 150, AS_OF, BASE)


@pytest.fixture(scope="module")
def written(demo: Draft, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write(demo, BASE, folder)
    return folder


def open_on(opening: dict[str, Any], day: date) -> bool:
    if opening["status"] != "open" or (opening["apply_by"] and opening["apply_by"] < day):
        return False
    if opening["expires_on"] and opening["expires_on"] < day:
        return False
    return bool((opening["confirmed_on"] or opening["published_on"]) >= day - timedelta(days=90))


def test_same_seed_same_bytes_in_another_process(tmp_path: Path) -> None:
    script = (
        "import sys; from datetime import date; from pathlib import Path; from tomoni.synth import generate, write;"
        "base, into, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]);"
        "write(generate(seed, 20, date(2026, 11, 23), base), base, into)"
    )
    for name, seed, hash_seed in (("a", 5, "1"), ("b", 5, "2"), ("c", 6, "1")):
        subprocess.run(
            [sys.executable, "-c", script, BASE, tmp_path / name, str(seed)],
            check=True,
            env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": ":".join(sys.path), "TZ": f"UTC-{hash_seed}"},
        )
    assert digest(tmp_path / "a") == digest(tmp_path / "b")
    assert digest(tmp_path / "a") != digest(tmp_path / "c")


@pytest.mark.parametrize(("organizations", "seed"), [(1, 1), (30, 7), (150, 23)])
def test_frictionless_accepts_it(organizations: int, seed: int, tmp_path: Path) -> None:
    from frictionless import Package

    path = write(generate(seed, organizations, AS_OF, BASE), BASE, tmp_path)
    report = Package(str(path)).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "message"])[:10] == []


@pytest.mark.parametrize(
    ("day", "organizations"), [(AS_OF, 150), (date(2027, 1, 1), 40), (date(2028, 2, 29), 150)]
)
def test_our_own_rules_accept_it_on_any_day(day: date, organizations: int, tmp_path: Path) -> None:
    write(generate(23, organizations, day, BASE), BASE, tmp_path)
    assert validate(tmp_path, day).problems == ()


def test_writing_over_itself_changes_nothing(demo: Draft, written: Path, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    shutil.copytree(written, folder)
    write(generate(23, 150, AS_OF, folder), folder, folder)
    assert digest(folder) == digest(written)


def test_the_committed_rows_are_what_the_script_writes(written: Path) -> None:
    for path in sorted(written.rglob("*.csv")):
        assert path.read_bytes() == (BASE / path.relative_to(written)).read_bytes(), path.name


def test_it_feels_like_a_living_network(demo: Draft) -> None:
    amounts = {table: len(rows) for table, rows in demo.tables.items()}
    assert amounts["organizations"] == 150
    assert amounts["openings"] == 90
    assert 55 <= amounts["services"] <= 65
    assert amounts["talents"] == 40
    assert amounts["reports"] >= 250
    organizations = demo.rows("organizations")
    assert len({row["area"] for row in organizations}) == 23
    assert len({field for row in organizations for field in row["fields"]}) == 20
    topics = {row["code"] for row in demo.codes["topics"]} - {"any"}
    assert topics <= {topic for row in organizations for topic in row.get("topics", ())}
    with_finances = {row["organization"] for row in demo.rows("finances")}
    wards = Counter(row["area"] for row in organizations if row["id"] in with_finances)
    assert sum(count >= 8 for count in wards.values()) >= 4
    assert sum(row["listing"] == "imported" for row in organizations) == 25
    assert {"certified", "special", "ordinance"} <= {row["certification"] for row in organizations}
    assert {"dormant", "dissolved"} <= {row["status"] for row in organizations}
    hidden = [row for row in organizations if row["listing"] == "claimed" and row["address_public"] != "full"]
    assert 8 <= len(hidden) <= 30


@pytest.mark.parametrize("day", [AS_OF, date(2027, 4, 1), date(2028, 2, 29), date(2026, 12, 31)])
def test_openings_are_alive_on_any_day(day: date) -> None:
    draft = generate(23, 150, day, BASE)
    openings = draft.rows("openings")
    alive = [row for row in openings if open_on(row, day)]
    assert len(alive) >= 60
    week = [row for row in alive if row["apply_by"] and row["apply_by"] <= day + timedelta(days=7)]
    assert len(week) >= 4
    for row in openings:
        assert not (row["starts_on"] and row["ends_on"]) or row["starts_on"] <= row["ends_on"]
        assert row["published_on"] <= day and row["updated_on"] <= day
        assert not row["apply_by"] or row["published_on"] <= row["apply_by"], row["id"]
    ids = {row["id"] for row in alive}
    sessions = [row for row in draft.rows("opening_sessions") if row["opening"] in ids]
    assert sessions and all(row["starts_at"].date() >= day for row in sessions)
    assert all(row["starts_at"] < row["ends_at"] for row in sessions)


def test_finances_add_up(demo: Draft) -> None:
    for row in demo.rows("finances"):
        parts = ("membership", "donations", "grants", "operations", "other")
        assert sum(row[f"revenue_{part}"] for part in parts) == row["revenue_total"], row
        assert row["expense_program"] + row["expense_management"] == row["expense_total"]
        assert 0 <= row["revenue_commissioned"] <= row["revenue_operations"]
        assert row["period_end"] < AS_OF
    years = Counter(row["organization"] for row in demo.rows("finances"))
    assert sum(count == 3 for count in years.values()) > len(years) / 2


def test_matches_of_the_running_year(demo: Draft) -> None:
    counted = {
        row["pair_ref"]
        for row in demo.rows("matches")
        if row["kind"] in ("volunteer", "pro-bono")
        and row["channel"] == "site"
        and row["status"] in ("agreed", "started", "done")
        and row["agreed_on"]
        and date(2026, 4, 1) <= row["agreed_on"] <= AS_OF
    }
    assert len(counted) == 318


def test_nobody_real_is_in_it(written: Path, demo: Draft) -> None:
    for path in sorted(written.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row.get("demo") != "true":
                    continue
                assert not row.get("corporate_number")
                assert not row.get("representative")
                text = json.dumps(row, ensure_ascii=False)
                assert all(host.endswith(".example") for host in re.findall(r"[\w.+-]+@([\w.-]+\w)", text)), (
                    text
                )
                assert all(
                    "-0000-" in number for number in re.findall(r"\b0\d{1,3}-\d{2,4}-\d{4}\b", text)
                ), text
    for row in demo.rows("organizations"):
        assert row["demo"] is True
        assert row["address_public"] == "full" or row.get("latitude") is None
    for row in (*demo.rows("openings"), *demo.rows("services")):
        place = next(o for o in demo.rows("organizations") if o["id"] == row["organization"])
        assert place["address_public"] == "full" or (row["latitude"] is None and row["address"] is None)


def test_pictures_are_small_and_say_what_they_are(written: Path, demo: Draft) -> None:
    for row in demo.rows("photos"):
        assert (written / row["file"]).stat().st_size <= 12_000
        assert row["alt"].startswith("デモ用のイラスト：")
        assert row["people_shown"] is False


def test_texts_have_no_holes_left(demo: Draft) -> None:
    for rows in demo.tables.values():
        for row in rows:
            for name, value in row.items():
                if isinstance(value, str):
                    assert not re.search(r"\{\w*\}", value), (name, value)


def test_names_are_all_different_at_any_size() -> None:
    draft = generate(3, 1200, AS_OF, BASE)
    names = [row["name"] for row in draft.rows("organizations")]
    assert len(set(names)) == len(names)
    assert not any("テスト" in name for name in names)
