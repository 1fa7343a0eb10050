"""Stock readers open every file of the demonstration and agree with the rows, cell by cell."""

import hashlib
import json
import sqlite3
import subprocess
import sys
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from tomoni.catalog import cell_text
from tomoni.publish.opendata.files import harmless, planned_files
from tomoni.publish.opendata.files.table import Table
from tomoni.publish.opendata.files.workbook import column_headings


@pytest.fixture(scope="module")
def data(demo_site):
    return demo_site / "data"


@pytest.fixture(scope="module")
def tables(demo_catalog):
    """The columns of every table, as they are published."""
    return {
        name: Table.of(resource, demo_catalog.rows(name))
        for name, resource in demo_catalog.package.resources.items()
    }


def rows_of(table):
    return [list(row) for row in zip(*table.columns, strict=True)]


def test_the_list_names_every_planned_file_with_its_size_and_checksum(data, demo_catalog):
    listing = json.loads((data / "files.json").read_text(encoding="utf-8"))
    assert [entry["path"] for entry in listing["files"]] == [
        file.path for file in planned_files(demo_catalog)
    ]
    for entry in listing["files"]:
        content = (data.parent / entry["path"]).read_bytes()
        assert len(content) == entry["bytes"]
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        assert entry["version"].startswith("2026-11-23-")
    assert listing["version"].startswith("2026-11-23-")


def test_sha256sum_reads_the_checksums(data):
    done = subprocess.run(["sha256sum", "--check", "--quiet", "checksums.txt"], cwd=data, check=False)
    assert done.returncode == 0


def test_pandas_reads_both_kinds_of_csv(data, tables):
    for name, table in tables.items():
        expected = [[harmless(cell) for cell in row] for row in zip(*table.cells, strict=True)]
        numbers = [field.type in ("integer", "number") for field in table.fields]
        expected = [
            [exact if number else cell for cell, exact, number in zip(row, cells, numbers, strict=True)]
            for row, cells in zip(expected, zip(*table.cells, strict=True), strict=True)
        ]
        for suffix in ("csv", "bom.csv"):
            frame = pd.read_csv(data / f"{name}.{suffix}", dtype=str, keep_default_na=False)
            assert list(frame.columns) == [field.name for field in table.fields]
            assert frame.to_numpy().tolist() == expected, name


def test_json_and_json_lines_hold_exact_values(data, tables):
    for name, table in tables.items():
        expected = [
            {
                field.name: cell_text(field, value)
                if isinstance(value, (date, time))
                else list(value)
                if isinstance(value, tuple)
                else value
                for field, value in zip(table.fields, row, strict=True)
            }
            for row in rows_of(table)
        ]
        assert json.loads((data / f"{name}.json").read_text(encoding="utf-8")) == expected
        lines = (data / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        assert [json.loads(line) for line in lines] == expected


def test_geojson_has_a_point_for_every_row_with_a_place(data, tables):
    placed = {file.stem for file in data.glob("*.geojson")}
    assert placed == {name for name, table in tables.items() if "latitude" in table.resource.schema}
    for name in placed:
        table = tables[name]
        features = json.loads((data / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        key = table.resource.schema.primary_key[0]
        assert [(feature["id"], *feature["geometry"]["coordinates"]) for feature in features] == [
            (row_key, longitude, latitude)
            for row_key, latitude, longitude in zip(
                table.column(key), table.column("latitude"), table.column("longitude"), strict=True
            )
            if latitude is not None
        ]
    assert len(json.loads((data / "openings.geojson").read_text(encoding="utf-8"))["features"]) > 10


def typed(table):
    """The rows as Parquet holds them."""
    return [
        [
            list(value) if isinstance(value, tuple) else (cell or None) if field.type == "array" else value
            for field, value, cell in zip(table.fields, row, cells, strict=True)
        ]
        for row, cells in zip(rows_of(table), zip(*table.cells, strict=True), strict=True)
    ]


def test_pyarrow_and_duckdb_read_typed_parquet(data, tables):
    for name, table in tables.items():
        path = data / f"{name}.parquet"
        read = pq.read_table(path)
        assert read.column_names == [field.name for field in table.fields]
        assert [list(row.values()) for row in read.to_pylist()] == typed(table)
        assert read.schema.metadata[b"title"].decode() == table.resource.title
        assert read.schema.metadata[b"version"].startswith(b"2026-11-23-")
        fetched = duckdb.sql(f"SELECT * FROM read_parquet('{path}')").fetchall()
        assert [list(row) for row in fetched] == typed(table)


def test_parquet_is_dictionary_encoded(data):
    file = pq.ParquetFile(data / "openings.parquet")
    column = file.metadata.row_group(0).column(file.schema_arrow.get_field_index("engagement"))
    assert {"PLAIN_DICTIONARY", "RLE_DICTIONARY"} & set(column.encodings)


def test_openpyxl_reads_typed_cells_the_names_of_codes_and_the_dictionary(data, tables, demo_catalog):
    for name, table in tables.items():
        book = openpyxl.load_workbook(data / f"{name}.xlsx", read_only=True)
        header, *read = book.worksheets[0].iter_rows(values_only=True)
        headings = column_headings(table)
        places = [header.index(heading) for heading in headings]
        assert [[in_a_row(row, place) for place in places] for row in read] == [
            [in_a_sheet(field, value) for field, value in zip(table.fields, row, strict=True)]
            for row in rows_of(table)
        ]
        dictionary = list(book["項目の説明"].iter_rows(values_only=True))[1:]
        assert [(row[0], row[1]) for row in dictionary] == [
            (heading, field.name) for heading, field in zip(headings, table.fields, strict=True)
        ]
        if name == "openings":
            label = header.index("関わり方（名前）")
            assert [row[label] for row in read] == [
                demo_catalog.label("engagement_types", code) for code in table.column("engagement")
            ]


def in_a_row(row, place):
    return row[place] if place < len(row) else None  # cells at the end that are empty are not in the file


def in_a_sheet(field, value):
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    if field.type == "array":
        return harmless(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    if isinstance(value, (str, tuple)):
        return harmless(cell_text(field, value)) or None
    return value


def test_sqlite_holds_every_table_with_keys_and_links(data, tables):
    database = sqlite3.connect(f"file:{data / 'tomoni.sqlite'}?mode=ro", uri=True)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for name, table in tables.items():
        read = database.execute(f'SELECT * FROM "{name}"').fetchall()
        assert [list(row) for row in read] == [
            [
                value if field.type in ("string", "integer", "number", "boolean") else cell or None
                for field, value, cell in zip(table.fields, row, cells, strict=True)
            ]
            for row, cells in zip(rows_of(table), zip(*table.cells, strict=True), strict=True)
        ]
        key = [row[1] for row in database.execute(f'PRAGMA table_info("{name}")') if row[5]]
        assert set(key) == set(table.resource.schema.primary_key)
        links = {(row[3], row[2]) for row in database.execute(f'PRAGMA foreign_key_list("{name}")')}
        assert links == {
            (link.fields[0], link.resource or name) for link in table.resource.schema.foreign_keys
        }
    database.close()


def test_sqlite_gives_the_names_of_codes_and_the_items_of_lists(data, tables, demo_catalog):
    database = sqlite3.connect(data / "tomoni.sqlite")
    openings = demo_catalog.rows("openings")
    named = database.execute(
        "SELECT id, engagement_label, engagement_label_en, topics_label, organization_label FROM openings_labelled"
    ).fetchall()
    assert named == [
        (
            row["id"],
            demo_catalog.label("engagement_types", row["engagement"]),
            demo_catalog.label("engagement_types", row["engagement"], "en"),
            "、".join(demo_catalog.label("topics", topic) for topic in row["topics"]) or None,
            demo_catalog.get("organizations", row["organization"])["name"],
        )
        for row in openings
    ]
    items = database.execute("SELECT id, item FROM openings__topics ORDER BY id, position").fetchall()
    assert items == [(row["id"], topic) for row in openings for topic in row["topics"]]
    for (view,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        count = database.execute(f'SELECT count(*) FROM "{view}"').fetchone()[0]
        assert count == tables[view.removesuffix("_labelled")].count
    database.close()


def test_sqlite_finds_words_inside_japanese_texts(data, demo_catalog):
    database = sqlite3.connect(data / "tomoni.sqlite")
    found = database.execute(
        'SELECT entries."key" FROM fulltext JOIN entries ON entries.number = fulltext.rowid '
        "WHERE fulltext MATCH '子ども食堂' AND entries.\"table\" = 'organizations'"
    ).fetchall()
    expected = {
        row["id"]
        for row in demo_catalog.rows("organizations")
        if any(
            "子ども食堂" in row[name] for name in ("name", "summary", "purpose", "activities") if row[name]
        )
    }
    assert expected
    assert expected <= {key for (key,) in found}
    database.close()


def test_stock_frictionless_accepts_the_zip(data):
    report = Package(str(data / "tomoni.zip")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])[:5]


def test_a_site_can_be_built_from_the_zip(data, tmp_path):
    with zipfile.ZipFile(data / "tomoni.zip") as file:
        file.extractall(tmp_path)
        assert {"datapackage.json", "README.md", "schemas/openings.json"} <= set(file.namelist())
    done = subprocess.run(
        [Path(sys.executable).parent / "tomoni", "validate", tmp_path, "--as-of", "2026-11-23"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
