"""The queries that people type: the file itself, and that at least nine in ten find first what a judge expects."""

import csv
import fnmatch
import json
import subprocess
from collections import Counter

import pytest

from tests.conftest import DAY, ROOT

QUERIES = ROOT / "tests" / "search" / "queries.tsv"


@pytest.fixture(scope="module")
def queries():
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def answers(demo_site, queries):
    """The first hits of each query by the page's own scripts, all in one process."""
    asked = [{"query": row["query"], "facets": row["facets"].split()} for row in queries]
    done = subprocess.run(
        ["node", ROOT / "tests" / "search" / "ask.mjs", demo_site, DAY],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def matches(path, expected):
    return any(fnmatch.fnmatchcase(path, pattern) for pattern in expected.split())


def test_there_are_at_least_two_hundred_different_ones(queries):
    assert len(queries) >= 200
    assert [
        key for key, count in Counter((row["query"], row["facets"]) for row in queries).items() if count > 1
    ] == []


def test_every_expectation_names_a_page_of_the_site(demo_site, queries):
    paths = [path.relative_to(demo_site).as_posix() for path in demo_site.rglob("*.html")]
    nowhere = [
        (row["query"], row["expected"])
        for row in queries
        if not any(matches(path, row["expected"]) for path in paths)
    ]
    assert nowhere == []


def test_nine_in_ten_find_first_what_was_expected(queries, answers):
    failures = [
        f"{row['query']}: {hits[0]['path'] if hits else 'nothing'}, expected {row['expected']}"
        for row, hits in zip(queries, answers, strict=True)
        if not (hits and matches(hits[0]["path"], row["expected"]))
    ]
    assert len(failures) <= len(queries) * 0.1, "\n".join(failures)
