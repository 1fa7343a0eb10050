"""What the weekly check of outside links found is shown on the page on the state of the data."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from tomoni.catalog import TomoniError
from tomoni.publish.pages.link_check import STATES, link_check_shown, read_link_check
from tomoni.publish.pages.page import Link
from tomoni.publish.pages.wording import Wording

from tests.conftest import ROOT

FOUND = {
    "version": 1,
    "checked_on": "2026-11-22",
    "counts": {"ok": 80, "gone": 1, "moved": 1},
    "links": [
        {
            "address": "https://www.city.example/old",
            "state": "gone",
            "status": 404,
            "moved_to": None,
            "entries": [
                {"table": "grants", "key": "adachi-kodomo-shokudo-2027", "field": "source_url"},
                {"table": "grants", "key": "removed-since", "field": "source_url"},
            ],
        }
    ],
}


@pytest.fixture
def result(tmp_path):
    path = tmp_path / "links.json"
    path.write_text(json.dumps(FOUND), encoding="utf-8")
    return read_link_check(str(path))


def test_the_result_names_what_to_mend_with_a_link_to_the_entry(demo_catalog, result):
    page = Link("grants/adachi-kodomo-shokudo-2027.html", "助成", False, None)
    site = SimpleNamespace(
        settings=SimpleNamespace(options={"link_check": result}), catalog=demo_catalog, link=lambda *_: page
    )
    shown = link_check_shown(site, Wording("ja", demo_catalog, Path(ROOT / "theme")))
    assert shown["counts"] == [["つながる", "80"], ["引っ越した", "1"], ["ページがない", "1"]]
    assert shown["found"][0][2] == page
    assert shown["found"][1][2].endswith("removed-since")


def test_without_a_result_nothing_is_shown(demo_catalog, tmp_path):
    assert read_link_check("") is None and read_link_check(str(tmp_path / "none.json")) is None
    site = SimpleNamespace(settings=SimpleNamespace(options={}))
    assert link_check_shown(site, None) is None


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2}', '{"version": 1, "checked_on": "soon"}'])
def test_a_file_that_is_no_result_is_told(tmp_path, text):
    path = tmp_path / "links.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TomoniError, match="読めません"):
        read_link_check(str(path))


def test_every_state_has_words():
    from tomoni.contribute.link_visits import State

    assert set(STATES) == set(State.__args__)
