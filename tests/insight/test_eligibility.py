"""Which calls an organization may answer: worked by hand, what always holds, and the frozen cases of both languages."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.eligibility import (
    Applicant,
    Call,
    applicant_of,
    call_of_grant,
    eligibility,
    whole_months,
)

from tests.conftest import ROOT
from tests.insight.eligibility_cases import APPLICANTS, CALLS, TODAY, case, frozen, whole

CALL = Call(
    legal_forms=("npo", "voluntary"),
    office_areas=("13122",),
    activity_areas=("13100",),
    min_years=3,
    max_income_yen=30_000_000,
    judged_on=date(2026, 12, 4),
)
APPLICANT = Applicant(
    legal_form="npo",
    office="13122",
    active_in=("13122", "13121"),
    since=date(2023, 12, 4),
    income_yen=30_000_000,
    decided_by=(("years", "organizations", "midorino"), ("income", "finances", "midorino/2025")),
)


def answers(applicant, call):
    found = eligibility(applicant, call, TODAY)
    return found.answer, {one.condition: one.answer for one in found.findings}


def test_every_condition_is_met_and_the_row_that_decides_is_named():
    found = eligibility(APPLICANT, CALL, TODAY)
    assert (found.answer, found.count("yes")) == ("yes", 5)
    rows = {one.condition: one.row for one in found.findings}
    assert rows["income"] == ("finances", "midorino/2025")


def test_years_are_counted_to_the_last_day_to_apply():
    """Three years old on 2026-12-04 exactly: one day later is too young; without a last day, today counts."""
    assert answers(replace(APPLICANT, since=date(2023, 12, 5)), CALL)[1]["years"] == "no"
    assert answers(APPLICANT, replace(CALL, judged_on=None))[1]["years"] == "no"
    assert whole_months(date(2024, 1, 31), date(2024, 2, 29)) == 0


def test_an_incorporation_says_only_that_the_work_is_at_least_as_old():
    young = replace(APPLICANT, since=date(2026, 1, 1), since_or_before=True)
    assert answers(young, CALL) == (
        "unknown",
        {"legal-form": "yes", "office": "yes", "activity": "yes", "years": "unknown", "income": "yes"},
    )


def test_what_a_call_does_not_tell_is_unknown_and_never_no():
    row = dict.fromkeys(
        (
            "min_years_active", "max_income_yen", "needs_certified", "needs_partner_department",
            "recommendation_required", "closes_on",
        )
    )  # fmt: skip
    row |= dict.fromkeys(("legal_forms", "office_areas", "activity_areas", "fields", "topics"), ())
    silent = call_of_grant({**row, "conditions_complete": None})
    open_to_all = call_of_grant({**row, "conditions_complete": True})
    assert set(answers(APPLICANT, silent)[1].values()) == {"unknown"}
    assert answers(APPLICANT, open_to_all) == ("yes", {})


def organization(**values):
    """A row of `organizations` that says nothing but what is given."""
    names = (
        "legal_form", "area", "municipality_code", "founded_on", "incorporated_on", "certification", "certified_until",
    )  # fmt: skip
    lists = ("areas_served", "fields", "topics")
    return {"id": "a", **dict.fromkeys(names), **dict.fromkeys(lists, ()), **values}


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        ({"area": "13104"}, "yes"),
        ({"area": "13122"}, "unknown"),  # many work outside the ward of their office
        ({"municipality_code": "14100"}, "unknown"),
        ({"area": "13122", "areas_served": ("13121",)}, "no"),
        ({"area": "13122", "areas_served": ("13100",)}, "yes"),
        ({"area": "13104", "areas_served": ("13121",)}, "yes"),
        ({}, "unknown"),
    ],
)
def test_the_office_says_where_one_works_but_never_where_not(row, answer):
    call = Call(activity_areas=("13104",))
    assert answers(applicant_of(organization(**row), []), call)[1] == {"activity": answer}


@given(APPLICANTS, CALLS)
def test_an_office_never_turns_an_answer_on_where_one_works_into_a_no(applicant, call):
    def activity(one):
        return answers(one, call)[1].get("activity")

    if activity(replace(applicant, office=None)) != "no":
        assert activity(applicant) != "no"


def test_a_certification_that_ends_before_the_last_day_has_to_be_looked_at():
    call = Call(certified=True, judged_on=date(2026, 12, 4))
    certified = Applicant(certified=True, certified_until=date(2026, 12, 3))
    assert answers(certified, call)[1] == {"certified": "unknown"}
    assert answers(replace(certified, certified=False), call)[0] == "no"


@given(APPLICANTS, CALLS)
def test_who_says_nothing_is_never_refused(applicant, call):
    assert eligibility(Applicant(), call, TODAY).answer != "no"
    found = eligibility(applicant, call, TODAY)
    assert (found.answer == "no") == any(one.answer == "no" for one in found.findings)


@given(APPLICANTS, CALLS, st.sampled_from(["13104", "13121"]))
def test_a_call_for_all_wards_takes_every_ward(applicant, call, ward):
    found = eligibility(
        replace(applicant, office=ward), replace(call, office_areas=("13100",)), TODAY
    ).findings
    assert next(one.answer for one in found if one.condition == "office") == "yes"


def test_the_example_of_the_guide():
    text = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")
    code = next(part for part in text.split("```python\n") if "import Applicant" in part).split("```")[0]
    names = {}
    exec(code, names)
    expression, _, answer = code.strip().splitlines()[-1].partition("  # ")
    assert eval(expression, names) == answer.strip('"')


def test_frozen_cases_stay_as_they_are():
    assert len(frozen()) >= 300
    for line in frozen():
        made = case(whole(Applicant, line["applicant"]), whole(Call, line["call"]))
        assert json.loads(json.dumps(made)) == line


def test_the_demonstration_has_every_answer(demo_catalog):
    seen = set()
    finances = demo_catalog.by("finances", "organization")
    calls = [call_of_grant(row) for row in demo_catalog.rows("grants")]
    for row in demo_catalog.rows("organizations")[:40]:
        applicant = applicant_of(row, finances.get(row["id"], []))
        seen.update(eligibility(applicant, call, TODAY).answer for call in calls)
    assert seen == {"yes", "no", "unknown"}
