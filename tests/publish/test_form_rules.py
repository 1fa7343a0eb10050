"""The forms: every kind has one, with its rules; what they find is what validation finds."""

import json
import re
from dataclasses import replace

import pytest
from tomoni.catalog import KINDS, load_package
from tomoni.catalog.rules import ROW_RULES, Finding
from tomoni.publish.pages.browser_patterns import browser_pattern
from tomoni.publish.pages.browser_rules import ELSEWHERE, browser_rules
from tomoni.publish.pages.form_words import MESSAGES

from tests.conftest import ROOT
from tests.publish.form_cases import VECTORS, cases, rules_of

BARTER = re.compile("(交換|物々交換)希望")


def test_frozen_cases_are_what_validation_says_today():
    frozen = [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()]
    today = json.loads(json.dumps(list(cases())))
    assert frozen[0] == today[0]
    assert frozen[1:] == today[1:]
    found = {rule for case in frozen[1:] for _, rule in case["faults"]}
    own = {"bad-input", "ambiguous", "unknown-name", "unknown-name-alone", "changed-meanwhile"}
    ranges = {"at-least", "at-most"}
    rare = {"list-item-twice", "control-character", "too-short"}
    assert set(MESSAGES) - own - ranges - rare <= found, (
        "every rule that the browser has words for is broken once"
    )


def test_every_row_rule_is_checked_in_the_browser_or_it_is_said_why_not(demo_catalog):
    tables = {kind.table for kind in KINDS}
    used = {
        check["name"]
        for name, resource in demo_catalog.package.resources.items()
        for check in resource.schema.checks
        if name in tables and check["name"] in ROW_RULES
    }
    known = {
        rule["name"]
        for table in tables
        for rule in browser_rules(demo_catalog, demo_catalog.package.resources[table])
    }
    assert used - known <= set(ELSEWHERE)
    assert not known & set(ELSEWHERE)
    assert {"wage-reward", "no-personal-data", "hidden-address", "tax-benefits"} <= known


def test_word_lists_come_from_the_rules_themselves(demo_catalog):
    offers = browser_rules(demo_catalog, demo_catalog.package.resources["resource_offers"])
    (price,) = (rule for rule in offers if rule["name"] == "price-refused")
    words, asked = price["searches"]
    assert "販売" in words["pattern"]["source"] and words["unless"] is None
    assert "送料" in asked["unless"]["source"], "what a gift costs to send may be asked for"


def test_a_new_rule_that_looks_for_words_follows_by_itself(demo_catalog, monkeypatch):
    """Whoever adds such a rule to the catalog writes nothing for the forms."""

    def barter_refused(row, _, *, fields):
        for name in fields:
            if found := BARTER.search(row[name] or ""):
                yield Finding(name, "price-refused", found.group(0))

    monkeypatch.setitem(ROW_RULES, "barter-refused", barter_refused)
    offers = demo_catalog.package.resources["resource_offers"]
    checks = ({"name": "barter-refused", "fields": ["title"]}, {"name": "barter-refused", "field": "title"})
    known = browser_rules(demo_catalog, replace(offers, schema=replace(offers.schema, checks=checks)))
    assert known == [
        {
            "name": "barter-refused",
            "kind": "words-in-text",
            "fields": ["title"],
            "code": "price-refused",
            "every": False,
            "patterns": [{"source": "(交換|物々交換)希望", "flags": "u"}],
        }
    ], "and one that is made differently is left to applying"


@pytest.mark.parametrize(
    ("python", "browser"),
    [
        (r"\d{2}", r"[\p{Nd}]{2}"),
        (r"[\w.+-]+@", r"[\p{L}\p{N}_.+-]+@"),
        (r"a.b", r"a[^\n]b"),
        (r"[^<>\"']", "[^<>\"']"),
        (r"[a[]", r"[a\[]"),
    ],
)
def test_patterns_mean_in_a_browser_what_they_mean_in_python(python, browser):
    assert browser_pattern(python) == {"source": browser, "flags": "u"}


def test_a_pattern_without_a_counterpart_is_refused():
    for pattern in (re.compile("(?P<name>a)"), re.compile("a", re.VERBOSE), re.compile(r"a\Z")):
        with pytest.raises(ValueError):
            browser_pattern(pattern)


def test_every_kind_has_a_form_with_all_its_required_columns(demo_site, demo_catalog):
    package = load_package(ROOT / "data")
    for kind in KINDS:
        text = (demo_site / "submit" / f"{kind.table}.html").read_text(encoding="utf-8")
        rules = rules_of(kind.table, demo_catalog)["fields"]
        for field in package.resources[kind.table].schema.fields:
            if field.name not in kind.not_asked:
                assert f'data-field="{field.name}"' in text
                assert rules[field.name].get("required", False) == field.required
                asked = text.partition(f'data-field="{field.name}"')[2].partition("data-field=")[0]
                needed = field.required and field.name not in kind.given
                chips = asked.partition("data-required")[2].partition(">")[0]
                assert ("hidden" not in chips) == needed
                if 'data-kind="checks"' not in asked:
                    assert ('aria-required="true"' in asked) == needed
        assert ("センターがあずかって" in text) != kind.public


def test_no_form_asks_for_the_path_of_a_picture(demo_site):
    for kind in KINDS:
        text = (demo_site / "submit" / f"{kind.table}.html").read_text(encoding="utf-8")
        assert 'data-field="logo"' not in text and 'data-field="photo"' not in text


def test_where_one_chooses_the_hint_says_nothing_of_codes(demo_site):
    text = (demo_site / "submit" / "openings.html").read_text(encoding="utf-8")
    part = text.partition('data-field="time_slots"')[2].partition("</fieldset>")[0]
    assert "平日の午前" in part and "weekday-evening;" not in part and "コード" not in part
