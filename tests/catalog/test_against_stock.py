"""Frictionless defines what valid means: what it refuses we refuse, at the same rows and columns.

Files are made from valid rows by changing cells, rows and headers, and are read both by stock Frictionless
(from the file, with our rules as its checks) and by `validate`'s own reading.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from frictionless import Checklist, Package, Schema
from frictionless.resources import TableResource
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tomoni.catalog import validate
from tomoni.catalog.frictionless_checks import LIST_ITEMS, checklist, register
from tomoni.catalog.package import Resource, load_package
from tomoni.catalog.references import References
from tomoni.catalog.table_reading import read_table
from tomoni.catalog.validation import scope_of, table_problems

from .small_package import AS_OF, SHIPPED, csv_bytes, make_small_package
from .test_wrong_entries import CASES

TABLES = ("openings", "organizations", "finances", "photos", "outcomes", "events", "talents", "service_hours")
FILES_PER_TABLE = 40
STRICTER = frozenset(
    (
        "full-width",
        "type",
        "list-item-empty",
        "surrounding-blank",
        "not-known-word",
        "control-character",
        "line-ending",
        "delimiter-guess",
        "nul-byte",
        "stray-quote",
        "unclosed-quote",
    )
)
"""What we refuse and Frictionless does not."""

CELL_ERRORS = ("type-error", "constraint-error")
_EDGES = st.sampled_from(
    [
        *[
            "",
            "",
            " ",
            "0",
            "1",
            "-1",
            "+1",
            "01",
            "3",
            "３",
            "1.5",
            "1e3",
            "1,000",
            "NaN",
            "INF",
            "0.1000000000000000001",
            "100.000000000000001",
        ],
        *[
            "999999999999999999",
            "true",
            "TRUE",
            "false",
            "True",
            "2026-11-23",
            "2026-13-01",
            "2026-1-1",
            "20261123",
            "24:00",
            "9:00",
        ],
        *[
            "09:00",
            "2026-11-23T10:00",
            "2026-11-23T10:00:00",
            "any",
            "a;b",
            "a;;b",
            ";",
            "a;",
            "01;13",
            "cooking",
            "cooking;cooking",
        ],
        *["13104", "1310４", "open", "Open", "https://a.example/x y", "https://a..example/", "http://[::1]/"],
        *[
            "https://a.example/%zz",
            "javascript:alert(1)",
            "a@b.example",
            "a..b@c.example",
            "a@-b.example",
            "a@b",
        ],
        *[
            "abc\n",
            "a\tb",
            "\u3000",
            "夜ごはん",
            "=1+1",
            '"',
            "'",
            "60:50;80:75",
            "80:75;60:50",
            "media/a.webp",
            "../a.webp",
        ],
        *["kodomo-no-ie", "kodomo-no-ie ", "7010505002095"],
        "x" * 121,
        "x" * 20_001,
    ]
)


class Side:
    """A package whose other tables stay as they are while one is changed again and again."""

    def __init__(self, base: Path) -> None:
        make_small_package(base)
        self.package = load_package(base)
        self.readings = {
            name: read_table(self.package, table) for name, table in self.package.resources.items()
        }
        self.columns = {
            name: [field.name for field in t.schema.fields] for name, t in self.package.resources.items()
        }

    def table(self, name: str) -> Resource:
        return self.package.resources[name]

    def rows(self, name: str) -> list[list[str]]:
        text = self.table(name).paths[0].read_text("utf-8")
        return list(csv.reader(io.StringIO(text, newline="")))

    def ours(self, name: str) -> set[tuple[int, str | None, str]]:
        """Line, field and code of every problem of the table's file as it is now."""
        reading = read_table(self.package, self.table(name))
        readings = {**self.readings, name: reading}
        references = References(self.package, readings, lambda _: True)
        scope = scope_of(self.package, readings, AS_OF)
        found = table_problems(reading, references, scope)
        return {(problem.line or 0, problem.field, problem.code) for problem in found}

    def resource(self, name: str, schema: dict) -> TableResource:
        """The table's file as stock Frictionless opens it."""
        path = self.table(name).paths[0].relative_to(self.package.base)
        return TableResource(
            path=str(path),
            basepath=str(self.package.base),
            encoding="utf-8",
            schema=Schema.from_descriptor(schema),
        )

    def stock(
        self, name: str, lines: list[int]
    ) -> tuple[set[tuple[int, str]], set[tuple[int, str, str]], Counter]:
        """Stock's wrong cells (line, field), our rules' findings under stock (line, field, code), and error types."""
        table = self.table(name)
        descriptor = {k: v for k, v in table.schema.descriptor.items() if k != "foreignKeys"}
        resource = self.resource(name, descriptor)
        readings = {**self.readings, name: read_table(self.package, table)}
        scope = scope_of(self.package, readings, AS_OF)
        report = resource.validate(checklist(table, scope))
        errors = [error for task in report.tasks for error in task.errors]
        cells, findings, types = set(), set(), Counter(error.type for error in errors)
        for error in errors:
            number = getattr(error, "row_number", None)
            line = lines[number - 1] if number and number <= len(lines) else 1
            if error.type in CELL_ERRORS:
                cells.add((line, error.field_name))
            elif error.type == "rule-error":
                findings.add((line, error.finding.field, error.finding.code))
        return cells, findings, types


@pytest.fixture(scope="module")
def side(tmp_path_factory) -> Side:
    return Side(tmp_path_factory.mktemp("side") / "data")


def starting_lines(content: bytes) -> list[int]:
    """The line on which each row begins, the header first."""
    reader = csv.reader(io.StringIO(content.decode(), newline=""))
    begins, lines = 1, []
    for _ in reader:
        lines.append(begins)
        begins = reader.line_num + 1
    return lines


@st.composite
def changes(draw: st.DrawFn, width: int) -> list[tuple]:
    """What is done to a table: some cells set, perhaps a row or the header changed."""
    cell = st.tuples(
        st.just("cell"), st.integers(0, 2), st.integers(0, width - 1), _EDGES | st.text(max_size=8)
    )
    shape = st.sampled_from([("repeat",), ("blank",), ("extra",), ("short",), ("swap",), ("drop",)])
    return draw(st.lists(cell, max_size=3)) + draw(
        st.lists(shape, max_size=1) if draw(st.integers(0, 3)) == 0 else st.just([])
    )


def changed(cells: list[list[str]], todo: list[tuple]) -> list[list[str]]:
    cells = [list(row) for row in cells]
    for what, *where in todo:
        if what == "cell":
            row, column, value = where
            target = cells[1 + row % (len(cells) - 1)]
            if column < len(target):
                target[column] = value
        elif what == "repeat":
            cells.append(list(cells[1]))
        elif what == "blank":
            cells.insert(2, [])
        elif what == "extra":
            cells[-1].append("x")
        elif what == "short":
            cells[-1] = cells[-1][:-3]
        elif what == "swap":
            cells = [[*row[:1], *row[2:3], *row[1:2], *row[3:]] for row in cells]
        elif what == "drop":
            cells = [row[:-1] for row in cells]
    return cells


@pytest.mark.parametrize("table", TABLES)
def test_what_stock_refuses_we_refuse_at_the_same_cells(side, table):
    original = side.rows(table)
    path = side.table(table).paths[0]
    content = path.read_bytes()
    seen = Counter()

    @settings(
        max_examples=FILES_PER_TABLE,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(changes(len(original[0])))
    def agree(todo):
        written = csv_bytes(changed(original, todo))
        path.write_bytes(written)
        ours = side.ours(table)
        lines = starting_lines(written)
        cells, findings, types = side.stock(table, lines)
        seen["refused" if types else "valid"] += 1
        codes = {code for _, _, code in ours}

        if types:
            assert ours, f"stock refuses, we do not: {types}"
        if codes & {"delimiter-guess", "nul-byte", "line-ending", "stray-quote"}:
            return  # stock reads other cells than are written, or reads what we do not
        if any(code in codes for code in ("missing-label", "label-order", "extra-label", "duplicate-label")):
            assert any("label" in kind for kind in types)
            return
        at = {(line, field) for line, field, _ in ours}
        whole = {line for line, _, code in ours if code in ("extra-cell", "missing-cell", "blank-row")}
        assert {place for place in cells if place[0] not in whole} <= at
        strictly = {line for line, _, code in ours if code in STRICTER}
        for line, field, code in findings:
            assert (line, field, code) in ours or line in strictly or line in whole
        for kind in ("extra-cell", "blank-row"):
            assert (kind in types) == (kind in codes) or strictly
        if not cells and not whole and not strictly:
            assert ("primary-key" in types) == ("primary-key" in codes)
        if not types:
            assert codes <= STRICTER | {"foreign-key", "code-list", "any-not-allowed"}

    try:
        agree()
    finally:
        path.write_bytes(content)
    assert seen["refused"] > FILES_PER_TABLE / 4


def test_of_valid_rows_few_reach_frictionless(side):
    total = screened = 0
    for reading in side.readings.values():
        if reading.resource.format == "csv":
            total, screened = total + reading.total, screened + reading.screened
    assert screened / total >= 0.95


def test_the_shipped_data_is_valid_and_stock_frictionless_agrees():
    report = validate(SHIPPED, date(2026, 11, 23))

    assert report.problems == ()
    assert report.screened >= 0.95 * report.rows
    stock = Package(str(SHIPPED / "datapackage.json")).validate()
    assert stock.valid, stock.flatten(["type", "note"])


REFERENCES = [
    name for name, case in CASES.items() if case.code in ("foreign-key", "primary-key", "not-a-choice")
]


@pytest.mark.parametrize("name", REFERENCES)
def test_stock_refuses_the_same_entries(package, name):
    case = CASES[name]
    package.set(case.table, case.row, **case.cells)

    stock = Package(str(package.base / "datapackage.json"))

    assert not stock.get_resource(case.table).validate().valid


RULES = {name: case for name, case in CASES.items() if case.table != "areas"}


def test_rules_under_stock_find_what_validate_finds(side):
    """Every case of the manual, with our rules run by stock Frictionless."""
    for name, case in RULES.items():
        path = side.table(case.table).paths[0]
        content = path.read_bytes()
        cells = side.rows(case.table)
        for column, value in case.cells.items():
            cells[case.row + 1][cells[0].index(column)] = value
        written = csv_bytes(cells)
        path.write_bytes(written)
        try:
            ours = side.ours(case.table)
            found, findings, types = side.stock(case.table, starting_lines(written))
        finally:
            path.write_bytes(content)
        if case.code in STRICTER - {"type"} or case.code == "foreign-key":
            continue
        if case.code in ("primary-key",):
            assert types["primary-key"], name
        elif not found:
            single = case.code == "code-list" and not side.table(case.table).schema.field(case.field).is_list
            assert findings <= {(line, field, code) for line, field, code in ours}, name
            assert single or (case.line, case.field, case.code) in findings, name
        else:
            assert (case.line, case.field) in found, name


def test_a_checklist_descriptor_names_our_rules(side):
    table = side.table("openings")
    scope = scope_of(side.package, side.readings, AS_OF)
    register(table, scope)

    made = Checklist.from_descriptor(
        {"checks": [{"type": LIST_ITEMS}, {"type": "end-before-start", "fields": ["starts_on", "ends_on"]}]}
    )

    assert [check.type for check in made.checks] == [LIST_ITEMS, "end-before-start"]
    schema = {**table.schema.descriptor, "foreignKeys": []}
    assert side.resource("openings", schema).validate(made).valid
