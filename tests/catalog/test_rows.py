"""Rows in and out: what is written is read back the same, and written again to the same bytes."""

import csv
import io
import json
import string
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tomoni.catalog import PackageError, RowError, cell_text, load_package, read_rows, write_rows
from tomoni.catalog.package import Schema
from tomoni.catalog.rows import object_lines, parser

from .small_package import SHIPPED

FIELDS = [
    {"name": "id", "type": "string"},
    {"name": "text", "type": "string"},
    {"name": "count", "type": "integer"},
    {"name": "share", "type": "number"},
    {"name": "yes", "type": "boolean"},
    {"name": "day", "type": "date"},
    {"name": "at", "type": "datetime", "format": "%Y-%m-%dT%H:%M"},
    {"name": "clock", "type": "time", "format": "%H:%M"},
    {"name": "items", "type": "list", "delimiter": ";", "itemType": "string"},
]
SCHEMA = Schema.from_descriptor({"fields": FIELDS, "primaryKey": ["id"]})
ANY = load_package(SHIPPED).resources["redirects"]

texts = st.text(st.characters(exclude_characters="\0\r", exclude_categories=("Cs",)), min_size=1, max_size=12)
items = st.text(st.characters(exclude_characters="\0\r;", exclude_categories=("Cs",)), min_size=1, max_size=6)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=5),
            "text": st.none() | texts,
            "count": st.none() | st.integers(-(10**15), 10**15),
            "share": st.none() | st.floats(-1e9, 1e9).map(lambda x: round(x, 6)),
            "yes": st.none() | st.booleans(),
            "day": st.none() | st.dates(),
            "at": st.none()
            | st.datetimes(min_value=datetime(1000, 1, 1)).map(lambda x: x.replace(second=0, microsecond=0)),
            "clock": st.none() | st.times().map(lambda x: x.replace(second=0, microsecond=0)),
            "items": st.lists(items, max_size=3).map(tuple),
        }
    ),
    max_size=6,
    unique_by=lambda row: row["id"],
)


def table(path, schema=SCHEMA):
    """The file as a table of that schema."""
    return replace(ANY, schema=schema, paths=(path,), format=path.suffix[1:])


@pytest.mark.parametrize("name", ["rows.csv", "rows.json"])
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(rows=rows)
def test_what_is_written_is_read_back(name, tmp_path, rows):
    path = tmp_path / name
    write_rows(path, SCHEMA, rows)

    read = read_rows(table(path))

    expected = sorted(rows, key=lambda row: row["id"])
    assert read == expected
    for row, other in zip(read, expected, strict=True):
        assert {name: type(value) for name, value in row.items()} == {
            name: type(value) for name, value in other.items()
        }


@pytest.mark.parametrize("name", ["rows.csv", "rows.json"])
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(rows=rows, random=st.randoms())
def test_writing_again_gives_the_same_bytes_whatever_the_order(name, tmp_path, rows, random):
    path = tmp_path / name
    write_rows(path, SCHEMA, rows)
    first = path.read_bytes()
    again = read_rows(table(path))
    random.shuffle(again)

    write_rows(path, SCHEMA, again)

    assert path.read_bytes() == first
    assert b"\r" not in first and not first.startswith(b"\xef\xbb\xbf") and first.endswith(b"\n")


def test_the_canonical_form(tmp_path):
    path = tmp_path / "rows.csv"
    write_rows(
        path,
        SCHEMA,
        [
            {"id": "b", "text": 'he said "yes"', "count": 0, "share": 2.0, "yes": False, "items": ("x", "y")},
            {"id": "a", "text": "1,000円\nから", "share": 0.25, "yes": True, "day": date(2026, 4, 1)},
            {"id": "c", "at": datetime(2026, 4, 1, 9, 5), "clock": time(9, 5), "text": "= 1"},
        ],
    )

    assert path.read_text("utf-8") == (
        "id,text,count,share,yes,day,at,clock,items\n"
        'a,"1,000円\nから",,0.25,true,2026-04-01,,,\n'
        'b,"he said ""yes""",0,2,false,,,,x;y\n'
        "c,= 1,,,,,2026-04-01T09:05,09:05,\n"
    )
    assert path.stat().st_mode & 0o777 == 0o644


def test_rows_are_sorted_by_all_columns_of_the_key_numbers_as_numbers(tmp_path):
    fields = [{"name": "organization", "type": "string"}, {"name": "year", "type": "integer"}]
    schema = Schema.from_descriptor({"fields": fields, "primaryKey": ["organization", "year"]})
    path = tmp_path / "rows.csv"

    write_rows(
        path,
        schema,
        [{"organization": o, "year": y} for o, y in (("b", 9), ("a", 10), ("a", 9), ("a", None))],
    )

    assert path.read_text("utf-8") == "organization,year\na,\na,9\na,10\nb,9\n"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "rows.csv"
    write_rows(path, SCHEMA, [{"id": "a"}])
    before = path.read_bytes()

    with pytest.raises(UnicodeEncodeError):
        write_rows(path, SCHEMA, [{"id": "a", "text": "\ud800"}])

    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["rows.csv"]


def test_the_shipped_files_are_canonical():
    for resource in load_package(SHIPPED).resources.values():
        for path in resource.paths:
            text = path.read_text("utf-8")
            assert "\r" not in text, path
            if resource.format == "csv":
                buffer = io.StringIO()
                csv.writer(buffer, lineterminator="\n").writerows(csv.reader(io.StringIO(text, newline="")))
                assert buffer.getvalue() == text, path


def test_a_json_table_has_every_field_in_every_object(tmp_path):
    path = tmp_path / "rows.json"
    write_rows(path, SCHEMA, [{"id": "a", "day": date(2026, 4, 1)}])

    (item,) = json.loads(path.read_text("utf-8"))

    assert list(item) == [field["name"] for field in FIELDS]
    assert item["day"] == "2026-04-01" and item["text"] is None and item["items"] == []


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "-12", -12),
        ("number", "2.5", 2.5),
        ("boolean", "false", False),
        ("date", "2026-11-23", date(2026, 11, 23)),
        ("datetime", "2026-11-23T18:30", datetime(2026, 11, 23, 18, 30)),
        ("time", "18:30", time(18, 30)),
        ("list", "b;a;b", ("b", "a", "b")),
        ("year", "2026", 2026),
        ("string", " a ", " a "),
    ],
)
def test_a_cell_and_its_value(kind, text, value):
    (field,) = Schema.from_descriptor({"fields": [{"name": "x", "type": kind}]}).fields

    assert parser(field)(text) == value
    assert cell_text(field, value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), ((), ""), (3.0, "3"), (1e-05, "1e-05"), (0.1 + 0.2, "0.30000000000000004")],
)
def test_the_cell_of_a_value(value, text):
    (field,) = Schema.from_descriptor({"fields": [{"name": "x", "type": "number"}]}).fields

    assert cell_text(field, value) == text


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        ("id,text\na,b\n", None, ""),
        ("id,memo\na,b\n", PackageError, "知らない列「memo」"),
        ("", PackageError, "空です"),
        ("id,count\na,三\n", RowError, "「三」が読めません"),
        ("id,yes\na,はい\n", RowError, "行2"),
        ('id,text,day\na,"1\n2",2026-01-01\nb,,昨日\n', RowError, "行4"),
    ],
)
def test_reading_a_file_that_was_not_checked(tmp_path, content, error, words):
    path = tmp_path / "rows.csv"
    path.write_text(content, "utf-8")
    if error is None:
        assert read_rows(table(path))[0]["text"] == "b"
        return

    with pytest.raises(error, match=words):
        read_rows(table(path))


def test_reading_a_file_that_is_not_there_or_not_utf8(tmp_path):
    with pytest.raises(PackageError, match="ファイルがありません"):
        read_rows(table(tmp_path / "none.csv"))
    path = tmp_path / "rows.csv"
    path.write_bytes("id,text\na,団体\n".encode("cp932"))
    with pytest.raises(PackageError, match="UTF-8"):
        read_rows(table(path))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('[{"a": 1}, {"a": 2}]', [1, 1]),
        ('[\n  {\n"a": 1\n},\n\n{"a": "[x\\n"}\n]', [2, 6]),
        ("\n\n[\n]", []),
        ('[{"a": "}, {"},\r\n{"b": [\n1]}, {}]', [1, 2, 3]),
    ],
)
def test_the_lines_on_which_objects_begin(text, lines):
    assert object_lines(text, len(json.loads(text))) == lines
