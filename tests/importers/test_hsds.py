"""HSDS: organizations and services with their hours; no persons, no street, nothing lost without a word."""

import datetime
import json

import pytest
from tomoni.catalog import TomoniError, load_catalog, validate
from tomoni.importers import Action, import_file
from tomoni.publish.opendata.exchange.hsds import hsds_organizations, hsds_services
from tomoni.publish.opendata.exchange.hsds_parts import uuid_of
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.site import Site

from tests.conftest import ROOT
from tests.importers.conftest import REAL
from tests.importers.empty_package import empty_package

DAY = datetime.date(2026, 11, 23)
OWNER = "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"
SERVICE = "ac148810-d857-441c-9679-408f346de14b"
ORGANIZATION = {
    "id": OWNER,
    "name": "海の会",
    "alternate_name": "Umi no Kai",
    "description": "海辺で子どもの居場所を開いています。",
    "website": "https://umi.example/",
    "legal_status": "NPO法人",
    "organization_identifiers": [{"identifier_scheme": "JP-JCN", "identifier": "7010505002095"}],
    "locations": [
        {
            "location_type": "physical",
            "addresses": [
                {
                    "address_1": "芝1丁目2番3号",
                    "city": "港区",
                    "state_province": "東京都",
                    "postal_code": "105-0014",
                    "country": "JP",
                }
            ],
        }
    ],
}
GIVEN = {
    "id": SERVICE,
    "organization_id": OWNER,
    "name": "放課後の居場所",
    "description": "宿題とおやつの時間です。\n\n平日の午後に開いています。",
    "status": "active",
    "eligibility_description": "小学生",
    "schedules": [{"freq": "WEEKLY", "byday": "MO,WE", "opens_at": "15:00+09:00", "closes_at": "18:00:00"}],
    "languages": [{"code": "ja"}, {"code": "tlh"}],
}


@pytest.fixture
def taken(tmp_path):
    def take(document, into=None):
        package = into or empty_package(tmp_path / "data")
        (tmp_path / "hsds.json").write_text(json.dumps(document), encoding="utf-8")
        report = import_file("hsds", tmp_path / "hsds.json", package, DAY)
        return load_catalog(package), report

    return take


def test_an_organization_comes_in_as_imported_with_its_ward_only(taken):
    catalog, _ = taken(ORGANIZATION)
    (row,) = catalog.rows("organizations")
    assert (row["id"], row["corporate_number"]) == ("jcn-7010505002095", "7010505002095")
    assert (row["name"], row["name_en"], row["legal_form"]) == ("海の会", "Umi no Kai", "npo")
    assert (row["area"], row["address"], row["postal_code"]) == ("13103", "東京都港区", None)
    assert (row["listing"], row["address_public"], row["source"]) == ("imported", "ward", "HSDS")


@pytest.mark.parametrize(
    "document",
    [
        {**ORGANIZATION, "services": [GIVEN]},
        {**GIVEN, "organization": ORGANIZATION},
        [ORGANIZATION, GIVEN],
        {"contents": [ORGANIZATION, GIVEN]},
        {"services": [GIVEN], "organizations": [ORGANIZATION]},
    ],
    ids=["organization-in-full", "service-in-full", "list", "page", "two-lists"],
)
def test_a_service_belongs_to_its_organization_in_every_shape_of_file(taken, document):
    catalog, _ = taken(document)
    (service,) = catalog.rows("services")
    assert (service["id"], service["organization"]) == (f"hsds-{SERVICE}", "jcn-7010505002095")
    assert (service["title"], service["summary"]) == ("放課後の居場所", "宿題とおやつの時間です。")
    assert (service["description"], service["for_whom"]) == ("平日の午後に開いています。", "小学生")
    assert (service["status"], service["languages"]) == ("open", ("ja",))
    hours = [(row["weekday"], row["opens"].hour, row["closes"].hour) for row in catalog.rows("service_hours")]
    assert hours == [("mon", 15, 18), ("wed", 15, 18)]


def test_hours_are_replaced_as_a_whole_and_the_rest_stays_the_same(taken, tmp_path):
    taken([ORGANIZATION, GIVEN])
    schedule = {**GIVEN["schedules"][0], "byday": "FR"}
    catalog, report = taken([ORGANIZATION, {**GIVEN, "schedules": [schedule]}], into=tmp_path / "data")
    assert [row["weekday"] for row in catalog.rows("service_hours")] == ["fri"]
    assert report.count(Action.UNCHANGED) == 2


def test_a_service_that_its_organization_confirmed_is_not_touched(taken, tmp_path):
    catalog, _ = taken([ORGANIZATION, GIVEN])
    path = tmp_path / "data/organizations/services.csv"
    text = path.read_text(encoding="utf-8").replace(",open,,", ",open,2026-11-01,")
    path.write_text(text, encoding="utf-8")
    changed = {**GIVEN, "name": "べつの名前", "schedules": []}
    catalog, report = taken([ORGANIZATION, changed], into=tmp_path / "data")
    assert catalog.rows("services")[0]["title"] == "放課後の居場所"
    assert len(catalog.rows("service_hours")) == 2
    assert report.count(Action.KEPT) == 1


def test_a_service_without_its_organization_stays_out(taken):
    catalog, report = taken(GIVEN)
    assert not catalog.rows("services")
    assert report.count(Action.LEFT_OUT) == 1


def test_schedules_that_are_over_and_codes_that_are_not_ours_are_told(taken):
    over = {**GIVEN["schedules"][0], "valid_to": "2020-03-31"}
    catalog, report = taken([ORGANIZATION, {**GIVEN, "schedules": [over]}])
    assert not catalog.rows("service_hours")
    told = {(line.field, line.value) for line in report.lines if line.action == Action.VALUE_LEFT_OUT}
    assert {("hours_note", "2020-03-31"), ("languages", "tlh")} <= told


def test_a_text_with_a_mail_address_is_left_out(taken):
    catalog, report = taken(
        [ORGANIZATION, {**GIVEN, "description": "宿題です。\n\n予約は taro@npo.example へ"}]
    )
    assert catalog.rows("services")[0]["description"] is None
    assert any(line.field == "description" and line.reason for line in report.lines)


def test_persons_are_not_read(taken, tmp_path):
    person = [{"id": "x", "name": "架空 花子", "email": "hanako@umi.example"}]
    _, report = taken([{**ORGANIZATION, "contacts": person}, {**GIVEN, "contacts": person}])
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "data").rglob("*.csv"))
    assert "hanako" not in written
    assert "架空 花子" not in written
    assert "架空 花子" not in str(report.lines)
    assert any(line.field == "contacts" and line.value == "2件" for line in report.lines)


@pytest.mark.parametrize("text", ["1", "{}", "[]", '{"contents": []}', "no json"])
def test_another_file_is_refused(tmp_path, text):
    package = empty_package(tmp_path / "data")
    (tmp_path / "file.json").write_text(text, encoding="utf-8")
    with pytest.raises(TomoniError):
        import_file("hsds", tmp_path / "file.json", package, DAY)


def test_what_the_site_publishes_comes_back(tmp_path):
    """Out of the demonstration and into a package without rows: the same services, hours, topics."""
    catalog = load_catalog(ROOT / "data")
    site = Site(catalog, DAY, Settings(), {})
    document = {"organizations": hsds_organizations(site), "services": hsds_services(site)}
    (tmp_path / "hsds.json").write_text(json.dumps(document), encoding="utf-8")
    into = empty_package(tmp_path / "data")
    import_file("hsds", tmp_path / "hsds.json", into, DAY)
    assert validate(into, as_of=DAY).valid
    found = load_catalog(into)
    back = {row["id"]: row for row in found.rows("services")}
    assert len(back) == len(catalog.rows("services"))
    names = (
        "summary",
        "description",
        "fee_yen",
        "for_whom",
        "how_to_use",
        "topics",
        "fields",
        "languages",
        "mode",
    )
    for row in catalog.rows("services"):
        service = back[f"hsds-{uuid_of(site, 'services', row['id'])}"]
        for name in (*names, "title", "status", "area", "access_features", "contact_url"):
            assert service[name] == row[name], (row["id"], name)
    assert len(found.rows("service_hours")) == len(catalog.rows("service_hours"))


@pytest.mark.parametrize("name", ["organization_full", "service_full"])
def test_the_specifications_own_examples_come_in_and_are_valid(tmp_path, name):
    path = REAL / "human-services-hsds" / f"{name}.json"
    if not path.exists():
        pytest.skip(f"the examples of HSDS are not here: {path}")
    into = empty_package(tmp_path / "data")
    report = import_file("hsds", path, into, DAY)
    assert report.count(Action.ADDED) == 2
    assert validate(into, as_of=DAY).valid
    assert "Ann Persona" not in str(report.lines)
