"""A coordinator's proposals: every pair explained, everybody who was left told why, safe in page and workbook."""

import io
import json
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from tomoni.insight.assignment_several import Availability, Demand
from tomoni.publish.pages.wording import Wording
from tomoni.publish.proposals import FORMATS, propose_volunteers
from tomoni.publish.proposals.held import Held

from tests.conftest import DAY, ROOT, tomoni


@pytest.fixture(scope="module")
def wording(demo_catalog):
    return Wording("ja", demo_catalog, ROOT / "theme")


@pytest.fixture(scope="module")
def proposals(demo_catalog, wording):
    return propose_volunteers(demo_catalog, date.fromisoformat(DAY), wording)


def test_everybody_is_in_a_pair_or_told_why_not(proposals, demo_catalog):
    published = [
        row["id"] for row in demo_catalog.rows("talents") if row["expires_on"] >= date.fromisoformat(DAY)
    ]
    paired = [pair.talent["id"] for pair in proposals.pairs]
    left = [one.row["id"] for one in proposals.left if one.table == "talents"]
    assert sorted(paired + left) == sorted(published)
    assert len(set(paired)) == len(paired)
    assert all(pair.reasons for pair in proposals.pairs)
    assert all(one.reason for one in proposals.left)
    assert proposals.total == sum(pair.score for pair in proposals.pairs) == proposals.bound


def test_no_opening_gets_more_people_than_it_needs(proposals):
    for pair in proposals.pairs:
        same = [other for other in proposals.pairs if other.opening is pair.opening]
        assert len(same) <= pair.opening["people_needed"] - (pair.opening["people_found"] or 0)


def test_several_openings_stay_within_the_hours(demo_catalog, wording, proposals):
    found = propose_volunteers(demo_catalog, date.fromisoformat(DAY), wording, several=True)
    assert found.total >= proposals.total
    assert 0 <= found.gap <= 1
    for talent in {pair.talent["id"]: pair.talent for pair in found.pairs}.values():
        own = [pair for pair in found.pairs if pair.talent is talent]
        slots = [pair.slot for pair in own if pair.slot]
        assert len(slots) == len(set(slots))
        assert "anytime" in talent["time_slots"] or set(slots) <= set(talent["time_slots"])
        hours = [
            row["hours_per_session"] * row["sessions_per_month"]
            if row["hours_per_session"] and row["sessions_per_month"]
            else None
            for row in (pair.opening for pair in own)
        ]
        if talent["hours_per_month"] is None or None in hours:
            assert len(own) == 1
        else:
            assert sum(hours) <= talent["hours_per_month"]
    assert all(one.reason for one in found.left)
    paired = {pair.talent["id"] for pair in found.pairs}
    assert not [one for one in found.left if one.row["id"] in paired]


def test_the_sheets_of_several_openings_say_slots_and_how_they_were_limited(demo_catalog, wording):
    found = propose_volunteers(demo_catalog, date.fromisoformat(DAY), wording, several=True)
    slots = [one["slot"] for one in json.loads(FORMATS["json"](found, wording))["proposals"]]
    assert any(slots) and slots == [pair.slot for pair in found.pairs]
    page = FORMATS["html"](found, wording).decode()
    assert "時間のわからない募集を受け持つ人" in page
    pair = next(pair for pair in found.pairs if pair.slot)
    assert f"<td>{wording.label('time_slots', pair.slot)}</td>" in page
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"](found, wording)))
    column = [cell.value for cell in book["案"][1]].index("受け持つ時間") + 1
    labels = [wording.label("time_slots", slot) if slot else None for slot in slots]
    assert [book["案"].cell(row, column).value or None for row in range(2, len(slots) + 2)] == labels
    assert "時間のわからない募集" in book["組にならなかったもの"].cell(len(found.left) + 2, 1).value


def test_who_is_left_for_lack_of_hours_is_told_so(demo_catalog, wording):
    """Everybody has half an hour a month: only openings that tell no hours remain possible."""
    short = replace_rows(demo_catalog, "talents", hours_per_month=0.5)
    found = propose_volunteers(short, date.fromisoformat(DAY), wording, several=True)
    told = [row for row in (pair.opening for pair in found.pairs) if row["sessions_per_month"]]
    assert not [row for row in told if row["hours_per_session"]]
    reasons = [one.reason for one in found.left if one.table == "talents"]
    assert [reason for reason in reasons if "月に使える時間より長い時間がかかります" in reason]
    places = [one.reason for one in found.left if one.table == "openings"]
    assert [reason for reason in places if "月に使える時間が足りない人" in reason]


def replace_rows(catalog, table, **values):
    """A catalog with these values in every row of a table."""

    class Other:
        def __getattr__(self, name):
            return getattr(catalog, name)

        def rows(self, name):
            rows = catalog.rows(name)
            return [{**row, **values} for row in rows] if name == table else rows

    return Other()


def test_what_keeps_somebody_from_an_opening_that_fits():
    people = [
        Availability(frozenset({"weekend-morning"}), 8.0),
        Availability(frozenset({"anytime"}), None),
        Availability(frozenset(), 3.0),
    ]
    morning, anytime = frozenset({"weekend-morning"}), frozenset({"anytime"})
    openings = [
        Demand(1, morning, 4.0), Demand(1, morning, 4.0), Demand(1, anytime, 6.0), Demand(1, anytime, None),
        Demand(1, anytime, 2.0),
    ]  # fmt: skip
    pairs = ((0, 0), (1, 4))
    held = Held(pairs, {(0, 0): "weekend-morning", (1, 4): None}, people, openings)
    assert [held.hindrance(0, opening) for opening in (1, 2, 3, 4)] == ["slot", "hours", "one", None]
    assert [held.hindrance(1, opening) for opening in (0, 3)] == ["one", "one"]
    assert [held.hindrance(2, opening) for opening in (0, 3, 4)] == ["hours", None, None]


def test_the_page_is_made_in_any_folder(tmp_path, proposals):
    done = tomoni(
        "propose",
        "--data",
        ROOT / "data",
        "--as-of",
        DAY,
        "--format",
        "html",
        "--output",
        "案.html",
        cwd=tmp_path,
    )
    assert f"{len(proposals.pairs)}組の案を" in done.stderr
    assert proposals.pairs[0].opening["title"] in (tmp_path / "案.html").read_text(encoding="utf-8")


def test_the_settings_weights_count(tmp_path, proposals):
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(
        (ROOT / "pelicanconf.py")
        .read_text(encoding="utf-8")
        .replace(
            "TOMONI_MATCH_WEIGHTS: dict[str, int] = {}", 'TOMONI_MATCH_WEIGHTS = {"time": 40, "skills": 0}'
        ),
        encoding="utf-8",
    )
    done = tomoni("propose", "--as-of", DAY, "--format", "json", "--settings", settings)
    scores = {(one["talent"], one["opening"]): one["score"] for one in json.loads(done.stdout)["proposals"]}
    plain = {(pair.talent["id"], pair.opening["id"]): pair.score for pair in proposals.pairs}
    assert [pair for pair in scores if pair in plain and scores[pair] != plain[pair]]


def test_the_command_writes_json_as_documented(proposals):
    done = tomoni("propose", "--kind", "volunteers", "--as-of", DAY, "--format", "json")
    found = json.loads(done.stdout)
    assert {"proposals", "left", "bound", "gap"} <= set(found)
    assert found["proposals"][0] == {
        "opening": proposals.pairs[0].opening["id"],
        "talent": proposals.pairs[0].talent["id"],
        "score": proposals.pairs[0].score,
        "reasons": list(proposals.pairs[0].reasons),
    }


def test_the_page_has_a_sheet_for_each_opening_and_texts_are_texts(proposals, wording):
    first = proposals.pairs[0]
    mean = replace(first, opening={**first.opening, "title": "<script>alert(1)</script>"})
    text = FORMATS["html"](replace(proposals, pairs=(mean, *proposals.pairs[1:])), wording).decode()
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert text.count("<section>") == len({pair.opening["id"] for pair in proposals.pairs}) + 1


def test_the_workbook_holds_the_same_and_no_formula(proposals, wording):
    first = proposals.pairs[0]
    mean = replace(first, talent={**first.talent, "display_name": '=HYPERLINK("https://x.example")'})
    content = FORMATS["xlsx"](replace(proposals, pairs=(mean, *proposals.pairs[1:])), wording)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["案"]
    assert sheet.max_row == len(proposals.pairs) + 1
    assert sheet["D2"].data_type == "s"
    assert sheet["F2"].value == first.score


@pytest.mark.parametrize(
    "arguments",
    [("--kind", "cats"), ("--format", "pdf"), ("--format", "xlsx"), ("--settings", "none.py")],
    ids=lambda pair: pair[1],
)
def test_a_wrong_call_is_told(arguments):
    done = tomoni("propose", *arguments, check=False)
    assert done.returncode == 2
    assert arguments[0].removeprefix("--") in done.stderr or "--output" in done.stderr
