"""Every kind of column of the shipped schemas, with every cell worth trying: the screen is never more lenient than stock.

What the screen passes, stock Frictionless reads without an error and as the same value.
"""

import json
from dataclasses import replace

import pytest
from frictionless import Schema as StockSchema
from frictionless.resources import TableResource
from tomoni.catalog import load_package, validate
from tomoni.catalog.package import Schema
from tomoni.catalog.screen import Screen
from tomoni.catalog.table_reading import read_table

from .small_package import AS_OF, SHIPPED, csv_bytes

PACKAGE = load_package(SHIPPED)

ANYWHERE = """any|-|null|nan|NaN|inf|不明|\u3000| |a\nb|"|a,b|\ufeff|\x07|é|𠮷|あ|false|true|x y|x\n|\ta|a\u200b|%|\\|'|=1+1|\x1f|\x85"""
CELLS = {
    "integer": "3|-3|+3| 3|3 |３|٣|3.0|3.|1e3|1_000|1,000|0x1|inf|-0|007|3円|三|--1|- 1|0|²|1\n",
    "number": "2.5|.5|2.|-2.5|+2.5|２．５|2,5|1e400|1E3|Infinity|-inf|1_0.0|0.1234567|1234567890.5|90.0000000000001"
    "|2.5%|½|0x1p3|-0.0|00.5|1.|3\n|179.9999999999999999|100.000000000000001",
    "date": "2026-02-28|2026-02-30|2026-13-01|2026-2-3|0000-01-01|0001-01-01|9999-12-31|20260203|2026/02/03|2024-02-29"
    "|2026-02-03T00:00|２０２６-02-03|令和8年2月3日|-2026-02-03|2026-W05-2|2026-02-03 |2026-034|2023-02-29|2026-02-03\n",
    "datetime": "2026-02-03T10:00|2026-02-03T24:00|2026-02-03T10:00:00|2026-02-03 10:00|2026-02-30T10:00"
    "|2026-02-03T10:00Z|2026-2-3T1:0|2026-02-03T1０:00|2026-02-03T10:60|2026-02-03|0000-01-01T10:00|2026-02-03T10:00+09:00",
    "time": "10:00|24:00|9:00|10:60|10:00:00|１０:00|10|10:00 |25:61|00:00|23:59|7:5",
    "boolean": "True|TRUE|1|0|yes|はい|t|true |１|on",
    "list": "a|a;b|a;|;|;;|a;;b|a; b|a;b;c;d;e;f|13104|any;any|01;13|60:50;80:75|x;" + "y;" * 40 + "z",
    "string": "A|a_b|a--b|-a|a-|a-b-c|١٢٣|123|1234567890123|7010505002095|１６０-0022|160-0022|160-0022\n|open|Open|open |"
    "13104|13104\n|131016|media/photos/a.webp|media/../a.webp|#a|2026|09:00",
    "email": "a@b.example|a@b|a b@c.example|@c.example|a@|a@@b.example|あ@b.example|a@b..example|A@B.EXAMPLE|a@b.e"
    '|"a b"@c.example|a.@b.example|.a@b.example|a@-b.example|a@b-.example|a@[127.0.0.1]|a+b@c.example|a@1.2.3.4|a@b.c1',
    "uri": "https://a.example/|http://a.example|javascript:alert(1)|https://|https:/a.example|HTTPS://a.example|https://a"
    "|https://a.example/あ|https://a.example/%zz|https://a.example/%41|https://a b.example|//a.example|a.example|ftp://a.example"
    "|https://a.example:99999/|https://a.example:443/|https://[::1]/|https://a.example/?q=[1]|mailto:a@b.example|tel:03-0000-0001"
    "|https://a_b.example|https://-a.example|https://a.example\n|https://user@a.example|https://a.example#b#c|data:text/html,x"
    "|https://a.example/(x)|https://a.example/a;b|https://a.example/$1!|https://1.2.3.4/|https://a.example./|https://例え.jp/",
}
"""Cells that are right, nearly right and wrong, for each type or format, separated by bars."""


def kinds():
    """Every different kind of column: what decides how a cell is read, and one field that is so."""
    found = {}
    for resource in PACKAGE.resources.values():
        for field in resource.schema.fields:
            reading = {
                name: value
                for name, value in field.descriptor.items()
                if name
                not in (
                    "name",
                    "title",
                    "title_en",
                    "description",
                    "example",
                    "codelist",
                    "references",
                    "categories",
                    "unit",
                )
            }
            found.setdefault(json.dumps(reading, sort_keys=True), field)
    return list(found.values())


def cells_for(field):
    """Cells worth trying in a field: its type's, its choices', and around its bounds."""
    constraints = field.descriptor.get("constraints", {})
    cells = [
        *ANYWHERE.split("|"),
        *CELLS.get(field.type, "").split("|"),
        *CELLS.get(field.format, "").split("|"),
    ]
    cells += [
        "9" * 15,
        "9" * 16,
        "-" + "9" * 16,
        "9" * 400,
        "9" * 9 + ".5",
        "9" * 10 + ".5",
        "あ" * 20_001,
        str(field.descriptor.get("example", "")),
    ]
    cells += [
        str(choice).lower() if isinstance(choice, bool) else str(choice)
        for choice in constraints.get("enum", [])
    ]
    for name in ("minimum", "maximum"):
        bound = constraints.get(name)
        if isinstance(bound, (int, float)):
            cells += [
                f"{bound + step:g}{tail}"
                for step in (-1, 0, 1)
                for tail in ("", ".0", ".000001", ".9999999999")
            ]
        elif bound is not None:
            cells.append(str(bound))
    for name in ("minLength", "maxLength"):
        if name in constraints:
            for length in (constraints[name] - 1, constraints[name], constraints[name] + 1):
                cells += ["a" * length, "あ" * length, "か\u3099" * length, ";".join(["a"] * length)]
    return list(dict.fromkeys(cells))


BOUNDED = {"name": "number", "type": "number", "constraints": {"minimum": 0, "maximum": 100}}


def small_schema(field):
    """A schema of a key and that one column, which need not be unique."""
    constraints = {k: v for k, v in field.descriptor.get("constraints", {}).items() if k != "unique"}
    plain = {**field.descriptor, "constraints": constraints}
    return Schema.from_descriptor(
        {"fields": [{"name": "key", "type": "string"}, plain], "missingValues": [""]}
    )


def stock_reading(descriptor, rows):
    """The numbers of rows that stock refuses, and the value that it reads from each cell."""
    schema = StockSchema.from_descriptor(descriptor)
    report = TableResource(
        data=[[field["name"] for field in descriptor["fields"]], *rows], schema=schema
    ).validate(limit_errors=10_000)
    refused = {error.row_number - 2 for task in report.tasks for error in task.errors}
    field = StockSchema.from_descriptor(descriptor).fields[1]
    read = field.create_cell_reader()
    return refused, [read(row[1])[0] for row in rows]


@pytest.mark.parametrize("field", kinds(), ids=lambda field: f"{field.type}-{field.name}")
def test_the_screen_passes_only_what_stock_reads_alike(field):
    screen, descriptor = Screen(small_schema(field)), small_schema(field).descriptor
    rows = [["k", cell] for cell in cells_for(field)] + [["k", ""]]

    passed = [screen.pass_row(row) for row in rows]
    refused, values = stock_reading(descriptor, rows)

    assert not [rows[n][1] for n, row in enumerate(passed) if row is not None and n in refused]
    for row, value in zip(passed, values, strict=True):
        if row is None:
            continue
        if field.is_list:
            assert row[field.name] == tuple(str(item) for item in value or ())
        elif field.type == "number" and value is not None:
            assert row[field.name] == float(value)
        else:
            assert row[field.name] == value
            assert type(row[field.name]) is type(value)


@pytest.mark.parametrize("field", kinds(), ids=lambda field: f"{field.type}-{field.name}")
def test_what_stock_refuses_is_reported_at_its_line_and_column(field, tmp_path):
    schema = small_schema(field)
    rows = [["k", cell] for cell in [*cells_for(field), "plain"] if "\r" not in cell]
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes([["key", field.name], *rows]))
    resource = replace(PACKAGE.resources["redirects"], schema=schema, paths=(path,))
    refused, _ = stock_reading(schema.descriptor, rows)
    lines, line = [], 2
    for row in rows:
        lines.append(line)
        line += csv_bytes([row]).count(b"\n")

    reading = read_table(replace(PACKAGE, base=tmp_path), resource)

    reported = {problem.line for problem in reading.problems if problem.field == field.name}
    assert {lines[number] for number in refused} <= reported
    assert len(reading.rows) == len(rows)
    assert all(problem.message("ja") and problem.message("en") for problem in reading.problems)


@pytest.mark.parametrize(
    "cell", ["sNaN", "-snan12", " sNaN ", "NaN", "INF", "-Infinity", "9" * 5_000, "1E999999999"]
)
def test_numbers_that_are_none(cell, tmp_path):
    schema = Schema.from_descriptor(
        {"fields": [{"name": "key", "type": "string"}, BOUNDED], "primaryKey": "key"}
    )
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes([["key", "number"], ["k", cell], ["l", "2"]]))
    resource = replace(PACKAGE.resources["redirects"], schema=schema, paths=(path,))

    reading = read_table(replace(PACKAGE, base=tmp_path), resource)

    (problem,) = reading.problems
    assert (problem.line, problem.field, problem.value) == (2, "number", cell)
    assert [placed.row["number"] for placed in reading.rows] == [None, 2.0]


@pytest.mark.parametrize("cells", [[], ["k"], ["k", "a", "b"], ["", ""]])
def test_rows_of_another_length_and_empty_rows_are_for_stock_to_judge(cells):
    screen = Screen(Schema.from_descriptor({"fields": [{"name": "key"}, {"name": "text"}]}))

    assert screen.pass_row(cells) is None


@pytest.mark.parametrize(
    "field",
    [
        {"type": "number", "groupChar": ","},
        {"type": "number", "decimalChar": ","},
        {"type": "integer", "bareNumber": False},
        {"type": "string", "missingValues": ["-"]},
        {"type": "boolean", "trueValues": ["はい"]},
        {"type": "list", "delimiter": ",", "itemType": "string"},
        {"type": "list", "delimiter": ";", "itemType": "boolean"},
        {"type": "date", "format": "%d.%m.%Y"},
        {"type": "string", "constraints": {"jsonSchema": {}}},
        {"type": "geopoint"},
        {"type": "duration"},
    ],
    ids=str,
)
def test_columns_that_the_screen_does_not_know_are_for_stock_to_judge(field):
    screen = Screen(Schema.from_descriptor({"fields": [{"name": "key"}, {"name": "x", **field}]}))

    assert screen.pass_row(["k", "1"]) is None


def test_other_missing_values_are_for_stock_to_judge():
    screen = Screen(Schema.from_descriptor({"fields": [{"name": "key"}], "missingValues": ["", "-"]}))

    assert screen.pass_row(["k"]) is None


def test_nearly_all_valid_rows_are_screened():
    report = validate(SHIPPED, AS_OF)

    assert report.screened >= 0.95 * report.rows, (report.screened, report.rows)
