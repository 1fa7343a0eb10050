"""GitHub's issue forms follow the schemas."""

import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from tomoni.catalog.contributed import KINDS
from tomoni.contribute.issue_body import parse_issue
from tomoni.contribute.issue_forms import issue_form_files, prefilled_link, question_id
from tomoni.contribute.issue_questions import issue_form, referred_table

from tests.conftest import ROOT
from tests.contribute.github_issue import event, rendered, template

FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"
TABLES = [kind.table for kind in KINDS if kind.public]


def test_the_committed_forms_are_what_the_schemas_say(demo_catalog):
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yml")}
    assert written == issue_form_files(demo_catalog), "run `tomoni issue-forms`"


def test_kinds_that_may_be_about_a_person_have_no_form():
    for table in ("talents", "advisors", "matches"):
        assert not (FOLDER / f"{table}.yml").exists()
    choices = next(one for one in template("resource_offers")["body"] if one.get("id") == "provider_kind")
    assert "個人" not in choices["attributes"]["options"]


@pytest.mark.parametrize("table", [*TABLES, "submission"])
def test_github_takes_the_form(table):
    """The rules of the syntax that GitHub checks: keys, ids, labels and options of their own."""
    form = template(table)
    assert set(form) == {"name", "description", "title", "labels", "body"}
    asked = [one for one in form["body"] if one["type"] != "markdown"]
    for names in ([one["id"] for one in asked], [one["attributes"]["label"] for one in asked]):
        assert max(Counter(names).values()) == 1
    for one in asked:
        assert one["type"] in ("input", "textarea", "dropdown", "checkboxes")
        assert re.fullmatch("[A-Za-z0-9_-]+", one["id"])
        options = one["attributes"].get("options", [])
        words = [option["label"] if isinstance(option, dict) else option for option in options]
        assert all(isinstance(word, str) and word.strip() and word.lower() != "none" for word in words)
        assert len(set(words)) == len(words)
        assert not any(", " in word for word in words), "GitHub joins several choices so"
        assert bool(words) == (one["type"] in ("dropdown", "checkboxes"))


@pytest.mark.parametrize("table", TABLES)
def test_an_answer_to_every_question_comes_back_as_the_cells_it_means(demo_catalog, table):
    """A whole row, answered as a person would, comes out as the row."""
    kind = next(kind for kind in KINDS if kind.table == table)
    form = issue_form(kind, demo_catalog)
    schema = demo_catalog.package.resources[table].schema
    answers, cells = {}, {}
    for question in form.questions:
        name = question_id(question.column)
        if question.options:
            several = question.kind == "choices"
            chosen = question.options[:2] if several else question.options[:1]
            answers[name] = [words for words, _ in chosen] if several else chosen[0][0]
            cells[question.column] = ";".join(code for _, code in chosen)
        elif target := referred_table(schema.field(question.column), demo_catalog.package.resources[table]):
            answers[name] = cells[question.column] = demo_catalog.rows(target)[0]["id"]
        elif question.example:
            answers[name] = cells[question.column] = question.example
    if "provider_kind" in cells and kind.private_where:
        assert cells["provider_kind"] not in kind.private_where["provider_kind"]
    submission = parse_issue(event(rendered(table, {**answers, "by": "みどりの"})), demo_catalog)
    names = schema.primary_key
    exists = names == ("id",) or any(
        all(str(row[name]) == cells[name] for name in names) for row in demo_catalog.rows(table)
    )
    key = {name: cells.pop(name) for name in names} if exists else None
    assert (submission.table, submission.key, submission.by) == (table, key, "みどりの")
    assert dict(submission.values) == cells


def test_a_link_fills_in_the_questions_by_column():
    link = prefilled_link(
        "https://github.com/ward/tomoni", "openings", {"id": "a-b", "title": "題 & 名", "ends_on": ""}
    )
    assert parse_qs(urlsplit(link).query) == {
        "template": ["openings.yml"],
        "id": ["a-b"],
        "title_": ["題 & 名"],
    }
    asked = {one.get("id") for one in template("openings")["body"]}
    assert {"id", "title_"} <= asked


def test_a_link_never_grows_longer_than_hosts_take():
    link = prefilled_link(
        "https://github.com/ward/tomoni", "openings", {"id": "a", "description": "長" * 9000}
    )
    assert len(link) <= 8000 and "id=a" in link and "description" not in link
