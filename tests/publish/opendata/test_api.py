"""The static API: what its description promises holds on the built site, and every value is that of the table."""

import csv
import io
import json
from datetime import date, datetime, time
from urllib.parse import urljoin

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.catalog import cell_text
from tomoni.publish.opendata.api import lists
from tomoni.publish.opendata.api.documents import api_files
from tomoni.publish.opendata.api.lists import PAGE_SIZE, facets_of, page_count, parent_of
from tomoni.publish.opendata.api.values import RowWriter, to_json
from tomoni.publish.opendata.files.released import HELD_BACK
from tomoni.publish.opendata.linked import addresses, has_row_files

from tests.conftest import ROOT

API = "api/v1/"


@pytest.fixture(scope="module")
def read(demo_site):
    return lambda path: json.loads((demo_site / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def description(read):
    return read(f"{API}openapi.json")


@pytest.fixture(scope="module")
def check(description):
    """Validates a document against a schema of the description, by its name."""
    validators = {}

    def checked(name, document):
        if name not in validators:
            schema = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
            validators[name] = jsonschema.Draft202012Validator(
                schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
            )
        validators[name].validate(document)

    return checked


def rows_in_files(resource):
    """Every row of a table as its file has it: column to cell, as text. Read by csv alone."""
    for path in resource.paths:
        yield from csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))


def whole_list(read, path):
    """All rows of a list, following `next`."""
    rows = []
    while path:
        page = read(path)
        rows += page["data"]
        path = page["next"] and urljoin(path, page["next"])
    assert len(rows) == page["count"]
    assert page["page"] == page["pages"]
    return rows


def as_cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ";".join(value) if isinstance(value, list) else str(value)


def test_the_description_is_well_formed(description):
    assert description["openapi"] == "3.1.0"
    for schema in description["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    names = [operation["get"]["operationId"] for operation in description["paths"].values()]
    assert len(names) == len(set(names))


def test_every_example_of_the_description_can_be_called_and_keeps_its_promise(description, read, check):
    """Every path of the description, filled with its examples, is a file of the site of the promised form."""
    base = urljoin(f"{API}openapi.json", description["servers"][0]["url"])
    assert base == API.rstrip("/")
    for pattern, operations in description["paths"].items():
        operation = operations["get"]
        given_values = {
            parameter["name"]: parameter["example"] for parameter in operation.get("parameters", ())
        }
        content = operation["responses"]["200"]["content"]["application/json"]
        document = read(base + pattern.format(**given_values))
        check(content["schema"]["$ref"].rpartition("/")[2], document)


def test_every_row_is_described(description, plain_site, check):
    for resource in plain_site.catalog.package.tables:
        writer = RowWriter(resource)
        for row in plain_site.catalog.rows(resource.name)[:60]:
            check(resource.name, json.loads(to_json(writer.value(row))))


def test_lists_hold_every_row_of_the_tables_cell_by_cell(read, demo_catalog):
    for resource in demo_catalog.package.tables:
        if resource.format == "json":
            continue
        rows = whole_list(read, f"{API}{resource.name}/index.json")
        cells = list(rows_in_files(resource))
        assert len(rows) == len(cells), resource.name
        for row, wanted in zip(rows, cells, strict=True):
            found = {name: as_cell(value) for name, value in row.items()}
            if resource.name == "voices" and not wanted["licence"]:
                assert found["quote"] == HELD_BACK, "passed on only under a licence of its own"
                found["quote"] = wanted["quote"]
            assert found == wanted


def test_cases_are_those_of_their_file(read, demo_catalog):
    (path,) = demo_catalog.package.resources["case_studies"].paths
    wanted = json.loads(path.read_text(encoding="utf-8"))
    for row, case in zip(whole_list(read, f"{API}case_studies/index.json"), wanted, strict=True):
        assert {name: value for name, value in row.items() if value not in (None, [])} == {
            name: value for name, value in case.items() if value not in (None, [])
        }


def test_codelists_are_whole(read, demo_catalog):
    for resource in demo_catalog.package.resources.values():
        if resource.is_codelist:
            codes = read(f"{API}codelists/{resource.name}.json")["data"]
            assert {row["code"] for row in codes} == {row["code"] for row in demo_catalog.rows(resource.name)}


def test_every_row_with_a_key_has_a_file_with_all_that_hangs_on_it(demo_site, plain_site, read):
    catalog = plain_site.catalog
    for resource in catalog.package.tables:
        assert has_row_files(plain_site, resource.name) == (resource.schema.primary_key == ("id",))
        if has_row_files(plain_site, resource.name):
            for row in catalog.rows(resource.name):
                assert (demo_site / API / resource.name / f"{row['id']}.json").is_file()
    for key in ("akiya-hiraku-setagaya", "midorino-kodomono-shokutaku"):
        document = read(f"{API}organizations/{key}.json")
        for table in ("finances", "measures", "photos", "logic_models"):
            rows = catalog.by(table, "organization").get(key, [])
            assert len(document["related"][table]) == len(rows)
        assert "openings" not in document["related"], "these stand by themselves"


def test_what_hangs_on_what():
    assert PAGE_SIZE == 100
    assert [page_count(total) for total in (0, 1, 100, 101)] == [1, 1, 1, 2]


def test_figures_hang_on_their_entry_and_entries_stand_by_themselves(plain_site):
    resources = plain_site.catalog.package.resources
    assert parent_of(plain_site, resources["service_hours"]) == ("service", "services")
    assert parent_of(plain_site, resources["placements"]) == ("company", "companies")
    assert parent_of(plain_site, resources["matches"]) == ("organization", "organizations")
    for table in ("openings", "events", "redirects", "areas", "learning_steps"):
        assert parent_of(plain_site, resources[table]) is None


def test_rows_are_listed_by_ward_field_and_problem(read, plain_site):
    catalog = plain_site.catalog
    for table in ("openings", "organizations", "services", "grants", "events"):
        resource = catalog.package.resources[table]
        for facet in facets_of(plain_site, resource):
            for code in (row["code"] for row in catalog.rows(facet.codelist)):
                rows = whole_list(read, f"{API}{table}/{facet.name}/{code}.json")
                wanted = catalog.by(table, facet.column).get(code, [])
                assert [row["id"] for row in rows] == [row["id"] for row in wanted]


def test_the_index_names_every_table_and_its_ways_in(read, demo_site, demo_catalog):
    index = read(f"{API}index.json")
    assert [table["name"] for table in index["tables"]] == [
        table.name for table in demo_catalog.package.tables
    ]
    for entry in [*index["tables"], *index["codelists"]]:
        assert (demo_site / urljoin(f"{API}index.json", entry["href"])).is_file()
        assert entry["count"] == len(demo_catalog.rows(entry["name"]))


def test_documents_name_each_other(read, demo_site):
    path = f"{API}openings/akiya-hiraku-setagaya-one-off-carpentry.json"
    document = read(path)
    assert urljoin(path, document["page"]) == "openings/akiya-hiraku-setagaya-one-off-carpentry.html"
    assert (demo_site / urljoin(path, document["id"])).is_file()


def test_a_site_with_an_address_names_files_absolutely(make_site):
    site = make_site("https://tomoni.example")
    files = dict(api_files(site))
    index = json.loads(files[f"{API}index.json"])
    assert index["openapi"] == "https://tomoni.example/api/v1/openapi.json"
    assert json.loads(files[index["openapi"].removeprefix("https://tomoni.example/")])["servers"] == [
        {"url": "https://tomoni.example/api/v1"}
    ]
    document = json.loads(files[f"{API}openings/akiya-hiraku-setagaya-one-off-carpentry.json"])
    assert document["id"] == (
        "https://tomoni.example/id/openings/akiya-hiraku-setagaya-one-off-carpentry.html"
    )


def test_programs_in_pages_of_other_hosts_may_read(demo_site):
    headers = (demo_site / "_headers").read_text(encoding="utf-8")
    for folder in ("api", "data", "feeds", "calendars"):
        assert f"\n/{folder}/*\n  Access-Control-Allow-Origin: *\n" in headers


def test_a_very_large_table_is_listed_but_not_split_into_a_file_a_row(make_site, monkeypatch):
    monkeypatch.setattr(addresses, "ROWS_AS_FILES", 100)
    site = make_site()
    files = dict(api_files(site))
    assert has_row_files(site, "organizations"), "what the site is for, always"
    assert not has_row_files(site, "measures")
    assert f"{API}measures/page-13.json" in files
    assert not any(path.startswith(f"{API}reports/") and "-2026" in path for path in files)
    index = json.loads(files[f"{API}index.json"])
    assert {table["name"]: table["row_files"] for table in index["tables"]}["reports"] is False
    assert not facets_of(site, site.catalog.package.resources["reports"])
    assert "/reports/{id}.json" not in json.loads(files[f"{API}openapi.json"])["paths"]


def test_a_table_too_large_to_page_through_points_to_the_download(make_site, monkeypatch):
    monkeypatch.setattr(lists, "LISTED_UP_TO", 1000)
    files = dict(api_files(make_site()))
    tables = {table["name"]: table for table in json.loads(files[f"{API}index.json"])["tables"]}
    assert tables["measures"]["href"] is None
    assert tables["measures"]["dataset"] == "../../data/measures.html"
    assert f"{API}measures/index.json" not in files
    assert "/measures/index.json" not in json.loads(files[f"{API}openapi.json"])["paths"]
    assert f"{API}openings/index.json" in files


def test_words_and_pictures_are_passed_on_only_under_a_licence(plain_site):
    resources = plain_site.catalog.package.resources
    voice = plain_site.catalog.rows("voices")[0]
    writer = RowWriter(resources["voices"])
    assert writer.value({**voice, "licence": None})["quote"] != voice["quote"]
    assert writer.value({**voice, "licence": "CC BY 4.0"})["quote"] == voice["quote"]
    taken_back = {**voice, "licence": "CC BY 4.0", "withdrawn_on": date(2026, 11, 1)}
    assert writer.value(taken_back)["quote"] != voice["quote"]


def test_the_first_page_leads_to_the_description(demo_site):
    head = (demo_site / "index.html").read_text(encoding="utf-8").partition("</head>")[0]
    assert 'rel="service-desc"' in head
    assert 'href="api/v1/openapi.json"' in head


def test_the_page_of_the_api_names_every_table(demo_site, demo_catalog):
    page = (demo_site / "api/index.html").read_text(encoding="utf-8")
    for resource in demo_catalog.package.tables:
        assert f'href="../api/v1/{resource.name}/index.json"' in page


@given(st.data())
def test_any_value_comes_back_exactly(plain_site, data):
    """Commas, quotes, line breaks, emoji, four-byte kanji, leading zeros, days before 1970, formulas."""
    texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    kinds = {
        "string": texts,
        "integer": st.integers(-(10**12), 10**12),
        "number": st.floats(allow_nan=False, allow_infinity=False),
        "boolean": st.booleans(),
        "date": st.dates(date(1868, 1, 1)),
        "datetime": st.datetimes(datetime(1868, 1, 1), datetime(2200, 1, 1)).map(
            lambda moment: moment.replace(second=0, microsecond=0)
        ),
        "time": st.times().map(lambda moment: time(moment.hour, moment.minute)),
        "list": st.lists(texts.filter(bool), max_size=3).map(tuple),
    }
    resource = plain_site.catalog.package.resources[
        data.draw(st.sampled_from(["openings", "events", "grants"]))
    ]
    row = {
        field.name: data.draw(kinds[field.type] if field.is_list else st.none() | kinds[field.type])
        for field in resource.schema.fields
    }
    found = json.loads(to_json(RowWriter(resource).value(row)))
    for field in resource.schema.fields:
        value = row[field.name]
        if isinstance(value, (date, time)):
            assert found[field.name] == cell_text(field, value)
        else:
            assert found[field.name] == (list(value) if isinstance(value, tuple) else value)


def test_the_docs_name_the_limits():
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert f"{addresses.ROWS_AS_FILES:,}" in text
    assert f"{lists.LISTED_UP_TO:,}" in text
    assert f"{PAGE_SIZE} rows" in text
