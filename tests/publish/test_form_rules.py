"""The forms: every kind has one, with its rules; what they find is what validation finds."""

import json

from tomoni.catalog import KINDS, load_package
from tomoni.publish.pages.views.submit import MESSAGES

from tests.conftest import ROOT
from tests.publish.form_cases import VECTORS, cases, rules_of


def test_frozen_cases_are_what_validation_says_today():
    first, *frozen = [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()]
    assert first["rules"] == json.loads(json.dumps({table: rules_of(table) for table in first["rules"]}))
    assert frozen == json.loads(json.dumps(list(cases())))
    found = {rule for case in frozen for _, rule in case["faults"]}
    assert found >= {"required", "too-long", "pattern", "range", "type", "unsafe-link", "contact-missing"}
    assert found <= set(MESSAGES)


def test_every_kind_has_a_form_with_all_its_required_columns(demo_site):
    package = load_package(ROOT / "data")
    for kind in KINDS:
        text = (demo_site / "submit" / f"{kind.table}.html").read_text(encoding="utf-8")
        rules = rules_of(kind.table)["fields"]
        for field in package.resources[kind.table].schema.fields:
            if field.name not in kind.not_asked:
                assert f'data-field="{field.name}"' in text
                assert rules[field.name].get("required", False) == (
                    field.required and field.name not in kind.given
                )
        assert ("センターがあずかって" in text) != kind.public


def test_an_entry_leads_to_its_form(demo_site):
    for path, table in (
        ("npos/midorino-kodomono-shokutaku", "organizations"),
        ("grants/adachi-kodomo-shokudo-2027", None),
    ):
        text = (demo_site / f"{path}.html").read_text(encoding="utf-8")
        if table:
            assert f"submit/{table}.html?id={path.rpartition('/')[2]}" in text
        else:
            assert "submit/" not in text.partition("<main")[2].partition("</main>")[0]


def test_where_one_chooses_the_hint_says_nothing_of_codes(demo_site):
    text = (demo_site / "submit" / "openings.html").read_text(encoding="utf-8")
    part = text.partition('data-field="time_slots"')[2].partition("</fieldset>")[0]
    assert "平日の午前" in part and "weekday-evening;" not in part and "コード" not in part
