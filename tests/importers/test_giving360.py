"""360Giving: grants become awards; nothing is converted, guessed or lost without a word."""

import datetime
import json

import pytest
from tomoni.catalog import TomoniError, load_catalog, validate
from tomoni.importers import Action, import_file
from tomoni.importers.giving360 import award_id
from tomoni.publish.opendata.exchange.giving360 import grants_package
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.site import Site

from tests.conftest import ROOT
from tests.importers.conftest import REAL
from tests.importers.empty_package import empty_package

DAY = datetime.date(2026, 11, 23)
GRANT = {
    "id": "360G-minato-2025-014",
    "title": "夏休みの食事と学習の支援",
    "description": "昼食と宿題の時間を開きます。",
    "currency": "JPY",
    "amountAwarded": 800000,
    "awardDate": "2025-06-20",
    "recipientOrganization": [{"id": "JP-JCN-7010505002095", "name": "海の会"}],
    "fundingOrganization": [{"id": "JP-JCN-1010405000001", "name": "みなと財団"}],
}


@pytest.fixture
def taken(tmp_path):
    """Imports these grants into a package without rows; gives the awards and the report."""

    def take(*grants, into=None):
        package = into or empty_package(tmp_path / "data")
        file = tmp_path / "grants.json"
        file.write_text(json.dumps({"grants": grants}), encoding="utf-8")
        report = import_file("360giving", file, package, DAY)
        return load_catalog(package).rows("awards"), report

    return take


def reasons(report, action=None):
    return [line.reason for line in report.lines if line.reason and (action is None or line.action == action)]


def test_a_grant_becomes_an_award(taken):
    (award,), report = taken(GRANT)
    assert award["id"] == "360g-minato-2025-014"
    assert (award["funder"], award["recipient_name"]) == ("みなと財団", "海の会")
    assert (award["amount"], award["currency"]) == (800000, "JPY")
    assert award["awarded_on"] == datetime.date(2025, 6, 20)
    assert award["organization"] is None
    assert award["demo"] is False
    assert report.count(Action.ADDED) == 1


def test_twice_the_same_file_changes_nothing(taken, tmp_path):
    taken(GRANT)
    before = (tmp_path / "data/grants/awards.csv").read_bytes()
    _, report = taken(GRANT, into=tmp_path / "data")
    assert report.count(Action.UNCHANGED) == 1
    assert (tmp_path / "data/grants/awards.csv").read_bytes() == before


def test_what_people_added_stays_when_the_source_changes(taken, tmp_path):
    taken(GRANT)
    path = tmp_path / "data/grants/awards.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",,,,,360G", ",,,13103,,360G"), encoding="utf-8")
    (award,), report = taken({**GRANT, "amountAwarded": 900000}, into=tmp_path / "data")
    assert (award["amount"], award["area"]) == (900000, "13103")
    assert report.count(Action.CHANGED) == 1


def test_a_grant_that_is_gone_stays_and_is_told(taken, tmp_path):
    taken(GRANT, {**GRANT, "id": "360G-minato-2025-015"})
    awards, report = taken(GRANT, into=tmp_path / "data")
    assert len(awards) == 2
    assert [line.id for line in report.lines if line.action == Action.VANISHED] == ["360g-minato-2025-015"]


def test_persons_are_not_taken(taken):
    person = {key: value for key, value in GRANT.items() if key != "recipientOrganization"}
    awards, report = taken({**person, "recipientIndividual": {"id": "x", "name": "架空 花子"}})
    assert not awards
    assert report.count(Action.LEFT_OUT) == 1
    assert "架空" not in str(report.lines)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amountAwarded": None},
        {"amountAwarded": "800000"},
        {"amountAwarded": True},
        {"amountAwarded": -1},
        {"awardDate": "2025-02-30"},
        {"awardDate": "2027-01-01"},
        {"awardDate": "05/06/2025"},
        {"currency": "yen"},
        {"title": ""},
        {"description": None},
        {"id": ""},
        {"fundingOrganization": []},
    ],
)
def test_a_grant_that_cannot_be_relied_on_stays_out_with_its_reason(taken, wrong):
    awards, report = taken({**GRANT, **wrong})
    assert not awards
    assert report.count(Action.LEFT_OUT) == 1
    assert reasons(report, Action.LEFT_OUT)[0]


def test_dates_with_slashes_are_read_where_the_file_shows_their_order(taken):
    british = [
        {**GRANT, "id": f"360G-a-{n}", "awardDate": text}
        for n, text in enumerate(("05/06/2014", "22/07/2014"))
    ]
    awards, report = taken(*british)
    assert [award["awarded_on"] for award in awards] == [
        datetime.date(2014, 6, 5),
        datetime.date(2014, 7, 22),
    ]
    assert any("日/月/年" in reason for reason in reasons(report))


def test_other_currencies_are_kept_and_told(taken):
    (award,), report = taken({**GRANT, "currency": "GBP"})
    assert (award["amount"], award["currency"]) == (800000, "GBP")
    assert any("GBP" in reason for reason in reasons(report, Action.NOTED))


def test_what_has_no_place_is_told_once(taken):
    grants = [{**GRANT, "id": f"360G-a-{n}", "amountDisbursed": 1, "x": {"y": 2}} for n in range(3)]
    _, report = taken(*grants)
    assert {(line.field, line.value) for line in report.lines if line.action == Action.VALUE_LEFT_OUT} == {
        ("amountDisbursed", "3行"),
        ("x", "3行"),
    }


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"grants": 1}', "no json", '{"grants": [{"amountAwarded": NaN}]}']
)
def test_another_file_is_refused(tmp_path, text):
    package = empty_package(tmp_path / "data")
    (tmp_path / "file.json").write_text(text, encoding="utf-8")
    with pytest.raises(TomoniError):
        import_file("360giving", tmp_path / "file.json", package, DAY)


def test_ids_are_slugs_and_differ_where_identifiers_differ():
    assert award_id("360G-minato-2025-014") == "360g-minato-2025-014"
    assert award_id("360G-a/1") != award_id("360G-a-1") != award_id("360G-a_1")
    assert len(award_id("360G-" + "あ" * 90)) <= 64


def test_what_the_site_publishes_comes_back_as_it_was(tmp_path):
    """Out of the demonstration and into a package with its organizations and calls: the same awards."""
    catalog = load_catalog(ROOT / "data")
    package = grants_package(Site(catalog, DAY, Settings(), {}))
    (tmp_path / "grants.json").write_text(json.dumps(package), encoding="utf-8")
    into = empty_package(tmp_path / "data")
    import_file("360giving", tmp_path / "grants.json", into, DAY)
    back = {row["source_id"]: row for row in load_catalog(into).rows("awards")}
    names = ("title", "description", "amount", "currency", "awarded_on", "starts_on", "ends_on", "funder")
    for row in catalog.rows("awards"):
        found = back[f"tomoni-{row['id']}"]
        for name in (*names, "recipient_name", "fields", "area", "source_url", "demo"):
            assert found[name] == row[name], (row["id"], name)


def test_the_real_grants_come_in_and_are_valid(tmp_path):
    path = REAL / "grants-360giving" / "a002400000KeYdsAAF.json"
    if not path.exists():
        pytest.skip(f"the real grants are not here: {path}")
    into = empty_package(tmp_path / "data")
    report = import_file("360giving", path, into, DAY)
    assert (report.rows_read, report.count(Action.ADDED)) == (379, 379)
    assert validate(into, as_of=DAY).valid
    awards = load_catalog(into).rows("awards")
    source = {grant["id"]: grant for grant in json.loads(path.read_text(encoding="utf-8"))["grants"]}
    assert {award["source_id"]: award["amount"] for award in awards} == {
        key: grant["amountAwarded"] for key, grant in source.items()
    }
