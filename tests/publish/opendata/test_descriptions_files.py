"""Stock readers take the described files of the built site: Frictionless, Croissant's, pandas, DuckDB, rdflib."""

import hashlib
import html
import json
import math
import os
import re
import subprocess
import sys
from urllib.parse import urljoin

import duckdb
import mlcroissant
import pandas
import pytest
from rdflib import DCAT, Graph
from tomoni.catalog import load_catalog

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def catalog():
    return load_catalog(ROOT / "data")


@pytest.fixture(scope="module")
def data(demo_site):
    return demo_site / "data"


def test_frictionless_finds_the_package_beside_the_files_valid(data):
    from frictionless import validate

    report = validate(str(data / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "message"])[:5]


def test_sizes_and_checksums_are_those_of_the_files(data):
    for resource in json.loads((data / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        content = (data / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_every_file_that_the_catalog_names_is_there(demo_site, data):
    graph = Graph().parse(data / "catalog.ttl", publicID="http://here/data/catalog.ttl")
    addresses = {str(node) for node in graph.objects(None, DCAT.downloadURL)}
    assert len(addresses) > 79
    assert not [each for each in addresses if not (demo_site / each.removeprefix("http://here/")).is_file()]


def test_data_json_names_files_that_are_there(demo_site):
    listed = json.loads((demo_site / "data.json").read_text(encoding="utf-8"))
    for entry in listed["dataset"]:
        assert entry["distribution"]
        for file in entry["distribution"]:
            address = urljoin("http://here/data.json", file["downloadURL"])
            assert (demo_site / address.removeprefix("http://here/")).is_file()


def test_a_machine_learning_tool_reads_the_records_through_croissant(data, catalog):
    dataset = mlcroissant.Dataset(jsonld=data / "croissant.json")
    assert not dataset.metadata.issues.errors
    for table, column in (("openings", "people_needed"), ("areas", "label"), ("finances", "revenue_total")):
        read = [record[f"{table}/{column}"] for record in dataset.records(table)]
        wanted = [row[column] for row in catalog.rows(table)]
        assert [value.decode() if isinstance(value, bytes) else value for value in read] == wanted


def code(data, table, language):
    page = (data / f"{table}.html").read_text(encoding="utf-8")
    return html.unescape(
        re.search(rf'<code data-language="{language}"[^>]*>(.*?)</code>', page, re.DOTALL)[1]
    )


@pytest.mark.parametrize("table", ["openings", "areas", "finances"])
def test_the_python_code_of_a_page_runs_beside_its_file(data, catalog, table):
    program = f"{code(data, table, 'python')}\nprint(len({table}), list({table}.columns))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=data, capture_output=True, text=True, check=True, env=os.environ
    )
    fields = [field.name for field in catalog.package.resources[table].schema.fields]
    assert done.stdout.strip() == f"{len(catalog.rows(table))} {fields}"


def test_codes_of_digits_stay_text_as_the_page_reads_them(data, catalog):
    given = re.search(r"dtype=(\{.*?\})", code(data, "openings", "python"))[1]
    read = pandas.read_csv(data / "openings.csv", dtype=json.loads(given))
    wanted = [row["area"] or math.nan for row in catalog.rows("openings")]
    assert [value if isinstance(value, str) else math.nan for value in read["area"]] == pytest.approx(
        wanted, nan_ok=True
    )


@pytest.mark.parametrize("table", ["openings", "areas", "finances", "organizations"])
def test_the_duckdb_code_of_a_page_runs_beside_its_file(data, catalog, table, monkeypatch):
    monkeypatch.chdir(data)
    queries = [query for query in code(data, table, "sql").split(";") if query.strip()]
    first, *others = [duckdb.sql(query).fetchall() for query in queries]
    assert len(first) == min(10, len(catalog.rows(table)))
    for counted in others:
        assert 0 < sum(count for _, count in counted) <= len(catalog.rows(table))
        assert [count for _, count in counted] == sorted((count for _, count in counted), reverse=True)
