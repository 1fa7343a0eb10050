"""A submission as a document: read back as it was written, and refused clearly when it is anything else."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.catalog import TomoniError
from tomoni.contribute.submission import (
    MAX_CHARACTERS,
    Submission,
    parse_submission,
    submission_name,
    submission_text,
)

CELLS = st.dictionaries(st.text(min_size=1), st.text())


@given(st.text(min_size=1), st.none() | CELLS, CELLS, st.text(), st.text())
def test_a_submission_is_read_back_as_it_was_written(table, key, values, by, why):
    submission = Submission(table, key, values, by, why)
    assert parse_submission(submission_text(submission)) == submission


def test_a_removal_is_read_back_and_says_nothing_but_the_key():
    removal = Submission("reports", {"id": "a"}, {}, "会", "まちがい", remove=True)
    assert parse_submission(submission_text(removal)) == removal
    for wrong in ({"key": None}, {"values": {"title": "x"}, "key": {"id": "a"}}, {"remove": "true"}):
        with pytest.raises(TomoniError, match="「remove」が正しく"):
            parse_submission(document(**{"remove": True, **wrong}))


def document(**parts):
    whole = {"tomoni": "submission", "version": 1, "table": "openings", "key": None, "values": {}}
    return json.dumps(whole | parts, ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "JSONとして読めません"),
        ("[" * 100_000, "JSONとして読めません"),
        ("[]", "フォームで作られた内容ではありません"),
        (document(tomoni="other"), "フォームで作られた内容ではありません"),
        (document(version=2), "フォームの版（2）がちがいます"),
        (document(version=True), "フォームの版"),
        (document(table=""), "どの表の内容か"),
        (document(values=["title"]), "「values」が正しく書かれていません"),
        (document(values={"people_needed": 3}), "「people_needed」の値が文字ではありません"),
        (document(key={"id": None}), "「id」の値が文字ではありません"),
        (document(values={"title": "x"}).replace("x", "\\ud83d"), "こわれた文字"),
        (document(by=7), "「by」が文字ではありません"),
        (document(command="rm"), "知らない項目「command」"),
        ('{"tomoni": "submission", "tomoni": "submission"}', "「tomoni」が2度書かれています"),
        (" " * (MAX_CHARACTERS + 1), "長すぎます"),
    ],
)
def test_what_is_not_a_submission_is_refused_with_what_is_wrong(text, what):
    with pytest.raises(TomoniError) as refused:
        parse_submission(text, "tomoni-openings-20261123.json")
    assert what in refused.value.what
    assert refused.value.where == "tomoni-openings-20261123.json"
    assert refused.value.how


def test_a_document_with_a_byte_order_mark_is_read_too():
    assert parse_submission("\ufeff" + document()).table == "openings"


def test_the_example_of_the_documentation_is_one(demo_catalog):
    text = (Path(__file__).parents[2] / "docs/contributing-data.md").read_text("utf-8")
    submission = parse_submission(text.partition("```json\n")[2].partition("```")[0])
    assert demo_catalog.get("openings", submission.key["id"])
    assert demo_catalog.get("organizations", submission.by)
    assert all(name in demo_catalog.package.resources["openings"].schema for name in submission.values)


def test_a_submission_is_named_by_its_table_and_its_day():
    assert submission_name("openings", date(2026, 11, 23)) == "tomoni-openings-20261123.json"
