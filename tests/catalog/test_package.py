"""The description of a package: what is read of it, and that nothing in it makes a check fail to speak."""

import copy
import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tomoni.catalog import PackageError, load_catalog, load_package, resolve_inside, validate
from tomoni.catalog.rules import ROW_RULES, TABLE_RULES

from .small_package import AS_OF, SHIPPED

PACKAGE = load_package(SHIPPED)


def test_a_package_is_its_folder_or_its_description():
    assert load_package(SHIPPED / "datapackage.json").resources.keys() == PACKAGE.resources.keys()
    assert PACKAGE.base == SHIPPED


def test_what_a_schema_says_of_its_columns():
    openings = PACKAGE.resources["openings"].schema

    assert openings.primary_key == ("id",)
    area = openings.field("area")
    assert (area.type, area.codelist, area.is_list, area.title) == ("string", "areas", False, "活動する区")
    skills = openings.field("skills_welcome")
    assert (skills.codelist, skills.is_list) == ("skills", True)
    status = openings.field("status")
    assert status.required
    assert status.categories[0].label == "募集中"
    assert "area" in openings and "nowhere" not in openings
    with pytest.raises(KeyError):
        openings.field("nowhere")


@pytest.mark.parametrize("name", PACKAGE.resources)
def test_a_resource_and_its_schema_have_one_title(name):
    resource = PACKAGE.resources[name]
    entry, schema = resource.descriptor, resource.schema.descriptor

    assert entry["title"] == schema["title"] == resource.title
    assert resource.title_en == schema["title_en"]
    assert resource.is_codelist == entry["path"].startswith("codelists/")


@pytest.mark.parametrize("name", PACKAGE.resources)
def test_the_keys_references_and_checks_of_a_schema_lead_somewhere(name):
    schema = PACKAGE.resources[name].schema

    assert schema.primary_key and all(key in schema for key in schema.primary_key)
    for key in schema.foreign_keys:
        target = PACKAGE.resources[key.resource or name].schema
        assert all(field in schema for field in key.fields)
        assert all(field in target for field in key.reference_fields)
    single = {key.fields[0]: key.resource for key in schema.foreign_keys if len(key.fields) == 1}
    for field in schema.fields:
        for target in filter(None, (field.codelist, field.references)):
            assert target in PACKAGE.resources, field.name
        if field.codelist and not field.is_list:
            assert single.get(field.name) == field.codelist, field.name
        if field.is_list:
            assert field.name not in single
            assert field.descriptor["delimiter"] == ";"
    for check in schema.checks:
        assert check["name"] in ROW_RULES or check["name"] in TABLE_RULES
        assert check.get("table", name) == name


def test_the_catalog_finds_rows_by_key_and_by_what_they_refer_to(whole_package):
    catalog = load_catalog(whole_package)

    assert catalog.get("organizations", "kodomo-no-ie")["area"] == "13104"
    assert catalog.get("organizations", "nobody") is None
    assert [row["id"] for row in catalog.by("openings", "organization")["kodomo-no-ie"]] == ["gohan-tetsudai"]
    assert len(catalog.by("organizations", "fields")["01"]) == 2
    assert catalog.label("areas", "13104") == "新宿区"
    assert catalog.label("areas", "13104", "en") == "Shinjuku City"
    assert catalog.label("areas", "99999") == "99999"
    assert catalog.category("openings", "status", "open") == "募集中"
    assert catalog.category("openings", "status", "open", "en") == "Open"
    assert catalog.field_title("openings", "area", "en") == "Ward"
    with pytest.raises(PackageError, match="no-such-table"):
        catalog.rows("no-such-table")


@pytest.mark.parametrize("path", ["a.csv", "people/a.csv", "people/..a.csv", "people/a..csv"])
def test_paths_inside(tmp_path, path):
    assert resolve_inside(tmp_path, path, "") == tmp_path / path


@pytest.mark.parametrize(
    "path", ["", ".", "..", "../a", "a/../../b", "/a", "C:/a", "a\\b", "file:///a", "s3://b/c"]
)
def test_paths_outside(tmp_path, path):
    with pytest.raises(PackageError, match="外を指しています"):
        resolve_inside(tmp_path, path, "datapackage.json")


DESCRIPTIONS = {
    "nested without end": "[" * 100_000,
    "objects nested without end": '{"resources":' * 50_000,
    "a number without end": '{"resources": ' + "9" * 10_000 + "}",
    "not an object": "[]",
    "null": "null",
    "resources that are no list": '{"resources": {}}',
    "a resource that is no object": '{"resources": [1, null, "x", []]}',
    "a resource without a name": '{"resources": [{"path": "a.csv"}]}',
    "a path that is no text": '{"resources": [{"name": "a", "path": 1, "schema": {"fields": []}}]}',
    "no path": '{"resources": [{"name": "a", "path": [], "schema": {"fields": []}}]}',
    "in UTF-16": '{"resources": []}'.encode("utf-16"),
    "empty": "",
    "with a mark at its start": b"\xef\xbb\xbf{}",
}


@pytest.mark.parametrize("content", DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_a_description_that_cannot_be_read(tmp_path, content):
    path = tmp_path / "datapackage.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

    report = validate(tmp_path, AS_OF)

    assert not report.valid
    assert all(problem.message("ja") and problem.hint("ja") for problem in report.problems)
    with pytest.raises(PackageError):
        load_package(tmp_path)


@pytest.mark.parametrize(
    "content",
    ["[" * 100_000, "{", "1", '"x"', "[]", '{"fields": 1}', '{"fields": [{"type": "string"}]}', "{}"],
)
def test_a_schema_that_cannot_be_read_stops_no_other_table(package, content):
    (package.base / "schemas/proposals.json").write_text(content, "utf-8")
    package.set("finances", revenue_total="1")

    codes = {problem.code for problem in validate(package.base, AS_OF).problems}

    assert codes == {"package", "parts-over-total"}


def test_a_description_that_is_a_folder(tmp_path):
    (tmp_path / "datapackage.json").mkdir()

    assert not validate(tmp_path, AS_OF).valid


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_description_that_may_not_be_read(package):
    (package.base / "datapackage.json").chmod(0)

    assert not validate(package.base, AS_OF).valid


def test_two_tables_of_one_name(package):
    package.descriptor["resources"].append(dict(package.descriptor["resources"][-1]))
    package.save()

    report = validate(package.base, AS_OF)

    assert any("2つあります" in problem.message("ja") for problem in report.problems)


WRONG = st.sampled_from(
    [
        None,
        1,
        -1,
        True,
        "",
        "x",
        "../x",
        "string",
        [],
        {},
        [1],
        {"x": 1},
        "any",
        "日本",
        1e308,
        "redirects",
        "areas",
    ]
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_description_makes_the_check_itself_fail(package, data):
    described = copy.deepcopy(package.descriptor)
    described["resources"] = [
        entry for entry in described["resources"] if entry["name"] in ("redirects", "areas")
    ]
    entry = data.draw(st.sampled_from(described["resources"]))
    if data.draw(st.booleans()):
        name = data.draw(st.sampled_from([*entry, "dialect", "compression", "extrapaths", "hash", "fields"]))
        entry[name] = data.draw(WRONG)
    else:
        schema = json.loads((package.base / entry["schema"]).read_text("utf-8"))
        part = data.draw(
            st.sampled_from([schema, schema["fields"][0], schema["fields"][3], *schema.get("checks", [])[:2]])
        )
        name = data.draw(
            st.sampled_from([*part, "missingValues", "constraints", "categories", "codelist", "references"])
        )
        part[name] = data.draw(WRONG)
        entry["schema"] = schema
    path = package.base / "datapackage.json"
    before = path.read_bytes()
    path.write_text(json.dumps(described), "utf-8")

    try:
        report = validate(package.base, AS_OF)
    finally:
        path.write_bytes(before)

    for problem in report.problems[:20]:
        assert problem.message("ja") and problem.message("en")
