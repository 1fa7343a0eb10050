"""The query page: its examples answer from the published database, its policy differs from all others'."""

import json
import re
import sqlite3
from datetime import date

import pytest
from tomoni.publish.opendata.query.database import Answer, answer, opened, tables
from tomoni.publish.opendata.query.examples import EXAMPLES

from tests.conftest import DAY


@pytest.fixture(scope="module")
def database(demo_site):
    with opened(demo_site) as connection:
        yield connection


@pytest.mark.parametrize("register", ["ja", "en"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_example_has_an_answer(database, example, register):
    found = answer(database, example.sql(register, date.fromisoformat(DAY)))
    assert found is not None
    assert found.rows


def test_an_example_counts_what_the_rows_say(database, demo_catalog):
    (example,) = (one for one in EXAMPLES if one.name == "organizations-by-field")
    counted = dict(answer(database, example.sql("ja", date.fromisoformat(DAY))).rows)
    for field in demo_catalog.rows("activity_fields"):
        active = [
            row
            for row in demo_catalog.by("organizations", "fields").get(field["code"], [])
            if row["status"] == "active"
        ]
        assert counted[field["label"]] == len(active)


def test_a_question_about_a_missing_table_has_no_answer(database):
    assert answer(database, "SELECT * FROM weather") is None


def test_the_database_is_only_read(database):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        database.execute("CREATE TABLE scratch (x)")


def test_a_site_without_a_database_has_none_to_ask(tmp_path):
    with opened(tmp_path) as connection:
        assert connection is None


def test_tables_and_views_are_listed_without_the_insides_of_full_text_search():
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        'CREATE TABLE areas (code, "odd ""name""");'
        "CREATE VIEW wards AS SELECT code FROM areas;"
        "CREATE VIRTUAL TABLE words USING fts4(text);"
    )
    found = [(table.name, table.is_view, table.columns) for table in tables(connection)]
    assert found[0] == ("areas", False, ("code", 'odd "name"'))
    assert found[1] == ("wards", True, ("code",))
    assert [name for name, _, _ in found[2:]] == ["words"]


@pytest.mark.parametrize(
    ("rows", "chart"),
    [
        ([("新宿区", None, 3), ("港区", None, 5)], (0, 2)),
        ([(2024, 3), (2025, 5)], (0, 1)),
        ([("新宿区", 3)], None),
        ([("新宿区", 3), ("港区", -1)], None),
        ([("新宿区",), ("港区",)], None),
        ([("新宿区", 1)] * 31, None),
    ],
)
def test_a_chart_needs_a_label_and_a_number_never_below_zero(rows, chart):
    assert Answer(tuple("abc"[: len(rows[0])]), tuple(rows)).chart() == chart


def test_columns_come_with_the_titles_of_the_schema(demo_site, demo_catalog):
    columns = json.loads((demo_site / "data/query-columns.json").read_text(encoding="utf-8"))
    described = demo_catalog.package.resources["openings"].schema
    assert dict(columns["openings"])["people_needed"] == described.field("people_needed").title
    english = json.loads((demo_site / "en/data/query-columns.json").read_text(encoding="utf-8"))
    assert dict(english["openings"])["people_needed"] == described.field("people_needed").title_en


def test_answers_stand_in_the_page_without_scripts(demo_site, database):
    page = (demo_site / "data/query.html").read_text(encoding="utf-8")
    assert page.count('<details class="example"') == len(EXAMPLES)
    ward, openings, _ = answer(database, EXAMPLES[0].sql("ja", date.fromisoformat(DAY))).rows[0]
    assert re.search(rf'<td>{ward}</td>\s*<td class="number">{openings}</td>', page)


def test_only_the_query_page_may_run_webassembly(demo_site):
    policy = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
    allowed = {
        path
        for path in ("index.html", "data/index.html", "data/query.html", "en/data/query.html", "404.html")
        if "wasm-unsafe-eval" in policy.search((demo_site / path).read_text(encoding="utf-8"))[1]
    }
    assert allowed == {"data/query.html", "en/data/query.html"}


def test_the_header_forbids_nothing_that_a_page_of_the_site_may_do(demo_site):
    """Browsers obey the header and the page's own policy: a narrower header would stop the query page."""
    header = re.search(
        r"Content-Security-Policy: (.*)", (demo_site / "_headers").read_text(encoding="utf-8")
    )[1]
    page = (demo_site / "data/query.html").read_text(encoding="utf-8")
    own = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    outer = {part.split()[0]: set(part.split()[1:]) for part in header.split("; ")}
    for part in own.split("; "):
        directive, *sources = part.split()
        assert set(sources) <= outer[directive]
