"""Whatever stands in a cell comes back from every format, equal to the row."""

import json
import re
import sqlite3
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tomoni.catalog import Catalog, Package, Resource, Schema, cell_text, load_catalog
from tomoni.publish.opendata.files import original
from tomoni.publish.opendata.files.extension import write_files
from tomoni.publish.opendata.files.sheet_rows import CUT, LONGEST_CELL

FIELDS = {
    "id": "string",
    "text": "string",
    "items": "list",
    "whole": "integer",
    "number": "number",
    "yes": "boolean",
    "day": "date",
    "moment": "datetime",
    "hour": "time",
    "latitude": "number",
    "longitude": "number",
    "facts": "array",
}
FORMATS = {"datetime": "%Y-%m-%dT%H:%M", "time": "%H:%M"}
DESCRIPTOR = {
    "fields": [
        {
            "name": name,
            "type": kind,
            "title": f"見出し {name}",
            **({"format": FORMATS[kind]} if kind in FORMATS else {}),
            **({"delimiter": ";", "itemType": "string"} if kind == "list" else {}),
        }
        for name, kind in FIELDS.items()
    ],
    "primaryKey": ["id"],
    "missingValues": [""],
}
HARD = [
    "=1+1",
    "-5",
    "+81",
    "@A1",
    "\t=2",
    "'=3",
    "00123",
    "𠮷野家で😀",
    'a,"b"\nc',
    " _x0041_ ",
    "<&>",
    "é" * 3000,
]
EMPTY = dict.fromkeys(FIELDS, None) | {"items": ()}

texts = st.sampled_from(HARD) | st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t"), min_size=1, max_size=40
)
rows_of_any_kind = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.none() | texts,
            "items": st.lists(texts.filter(lambda text: ";" not in text), max_size=3).map(tuple),
            "whole": st.none() | st.integers(-(2**53), 2**53),
            "number": st.none() | st.floats(allow_nan=False, allow_infinity=False),
            "yes": st.none() | st.booleans(),
            "day": st.none() | st.dates(date(1700, 1, 1)),
            "moment": st.none()
            | st.datetimes(datetime(1700, 1, 1)).map(lambda moment: moment.replace(second=0, microsecond=0)),
            "hour": st.none() | st.times().map(lambda hour: hour.replace(second=0, microsecond=0)),
            "latitude": st.none() | st.floats(-90, 90),
            "longitude": st.none() | st.floats(-180, 180),
            "facts": st.none()
            | st.lists(st.dictionaries(texts, texts | st.integers(), max_size=2), max_size=2),
        }
    ),
    max_size=4,
).map(lambda rows: [{"id": f"row-{number}", **row} for number, row in enumerate(rows)])


def catalog_of(rows, base):
    resource = Resource(
        name="things",
        title="もの",
        title_en="Things",
        description="",
        paths=(base / "folder" / "things.csv",),
        format="csv",
        schema=Schema.from_descriptor(DESCRIPTOR),
        is_codelist=False,
        descriptor={"name": "things", "path": "folder/things.csv", "schema": DESCRIPTOR},
    )
    package = Package(base, base / "datapackage.json", {"things": resource}, {"name": "test"})
    return Catalog(package, {"things": rows})


def as_json(value):
    return (
        cell_text(None, value)
        if isinstance(value, (date, time))
        else list(value)
        if isinstance(value, tuple)
        else value
    )


def as_cell(name, value):
    """The text of a value in CSV."""
    if name == "facts" and value is not None:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return cell_text(None, value)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows_of_any_kind)
@example(rows=[])
@example(rows=[{**EMPTY, "id": f"hard-{number}", "text": text} for number, text in enumerate(HARD)])
def test_every_format_gives_the_rows_back(rows, tmp_path):
    write_files(catalog_of(rows, tmp_path / "package"), date(2026, 11, 23), tmp_path)
    data = tmp_path / "data"
    read_csv(data / "things.csv", rows)
    read_csv(data / "things.bom.csv", rows)
    assert (data / "things.bom.csv").read_bytes() == b"\xef\xbb\xbf" + (data / "things.csv").read_bytes()
    expected = [{name: as_json(row[name]) for name in FIELDS} for row in rows]
    assert json.loads((data / "things.json").read_text(encoding="utf-8")) == expected
    lines = (data / "things.jsonl").read_text(encoding="utf-8").split("\n")
    assert [json.loads(line) for line in lines[:-1]] == expected
    read_geojson(data / "things.geojson", rows, expected)
    read_parquet(data / "things.parquet", rows)
    read_sqlite(data / "tomoni.sqlite", rows)
    read_xlsx(data / "things.xlsx", rows)
    read_zip(data / "tomoni.zip", tmp_path / "unzipped", rows)


def read_csv(path, rows):
    words = ("string", "list", "array")
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    read = [
        [original(cell) if FIELDS[name] in words else cell for name, cell in zip(FIELDS, line, strict=True)]
        for line in frame.to_numpy().tolist()
    ]
    assert list(frame.columns) == list(FIELDS)
    assert read == [[as_cell(name, row[name]) for name in FIELDS] for row in rows]


def read_geojson(path, rows, expected):
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    placed = [row for row in expected if row["latitude"] is not None and row["longitude"] is not None]
    assert [feature["properties"] for feature in features] == placed
    assert [feature["geometry"]["coordinates"] for feature in features] == [
        [row["longitude"], row["latitude"]] for row in placed
    ]


def read_parquet(path, rows):
    read = pq.read_table(path).to_pylist()
    assert [{**row, "items": tuple(row["items"])} for row in read] == [
        {**row, "facts": as_cell("facts", row["facts"]) or None} for row in rows
    ]


def read_sqlite(path, rows):
    connection = sqlite3.connect(path)
    read = connection.execute("SELECT * FROM things").fetchall()
    connection.close()
    exact = ("id", "text", "whole", "number", "yes", "latitude", "longitude")
    assert read == [
        tuple(row[name] if name in exact else as_cell(name, row[name]) or None for name in FIELDS)
        for row in rows
    ]


def read_xlsx(path, rows):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    header, *read = sheet.iter_rows(values_only=True)
    assert header == tuple(f"見出し {name}" for name in FIELDS)
    assert [tuple(map(unescaped, line)) for line in read] == [
        tuple(in_a_sheet(name, row[name]) for name in FIELDS) for row in rows
    ]
    assert sheet.freeze_panes == "B2"


def unescaped(value):
    """Excel writes and reads `_x005F_` for a `_` that would begin such a code; openpyxl leaves it."""
    if not isinstance(value, str):
        return value
    return original(re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), value))


def in_a_sheet(name, value):
    if isinstance(value, datetime):
        return value if value >= datetime(1900, 3, 1) else as_cell(name, value)
    if isinstance(value, date):
        return (
            datetime(value.year, value.month, value.day)
            if value >= date(1900, 3, 1)
            else as_cell(name, value)
        )
    if isinstance(value, (str, int, float, time)) or value is None:
        return value
    return as_cell(name, value) or None


def read_zip(path, folder, rows):
    with zipfile.ZipFile(path) as file:
        file.extractall(folder)
    read = load_catalog(folder).rows("things")
    assert [{**row, "facts": None} for row in read] == [{**row, "facts": None} for row in rows]


def test_a_text_that_is_too_long_for_a_cell_is_cut_in_the_workbook_alone(tmp_path):
    text = "𠮷" * LONGEST_CELL
    rows = [{**EMPTY, "id": "long", "text": text}]
    write_files(catalog_of(rows, tmp_path / "package"), date(2026, 11, 23), tmp_path)
    cell = openpyxl.load_workbook(tmp_path / "data" / "things.xlsx").worksheets[0]["B2"].value
    assert cell.endswith(CUT)
    assert len(cell.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert json.loads(Path(tmp_path / "data" / "things.json").read_text(encoding="utf-8"))[0]["text"] == text
