"""A coordinator's proposals: every pair explained, everybody who was left told why, safe in page and workbook."""

import io
import json
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from tomoni.publish.pages.wording import Wording
from tomoni.publish.proposals import FORMATS, propose_volunteers

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
        own = [pair.opening for pair in found.pairs if pair.talent is talent]
        if talent["hours_per_month"] is None:
            assert len(own) == 1
            continue
        hours = [
            row["hours_per_session"] * row["sessions_per_month"]
            for row in own
            if row["hours_per_session"] and row["sessions_per_month"]
        ]
        assert sum(hours) <= talent["hours_per_month"]


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
    "arguments", [("--kind", "cats"), ("--format", "pdf"), ("--format", "xlsx")], ids=lambda pair: pair[1]
)
def test_a_wrong_call_is_told(arguments):
    done = tomoni("propose", *arguments, check=False)
    assert done.returncode == 2
    assert arguments[0].removeprefix("--") in done.stderr or "--output" in done.stderr
