"""How well a person and an opening fit: worked by hand, what always holds, and the frozen cases of both languages."""

import re
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.fit import (
    DEFAULT_WEIGHTS,
    Conditions,
    Profile,
    conditions_of_opening,
    fit,
    profile_of_talent,
)

from tests.conftest import ROOT
from tests.insight.fit_cases import OPENINGS, PLACES, PROFILES, WEIGHTS, case, frozen, tuples

OPENING = Conditions(
    topics=("child-poverty",),
    skills_welcome=("cooking",),
    slots=("weekend-morning", "weekend-evening"),
    engagement="one-off",
    place=(35.7435, 139.8475),  # 葛飾区役所
)


def test_worked_by_hand():
    """Interests 70 of 25, time 60 + 40 × 1/2 = 80 of 15, engagement 100 of 8: (1750 + 1200 + 800) / 48 = 78.1."""
    person = Profile(topics=("child-poverty",), slots=("weekend-morning",), engagements=("one-off",))
    found = fit(person, OPENING)
    assert (found.score, found.excluded) == (78, False)
    assert [(r.aspect, r.kind, r.values, r.percent) for r in found.reasons] == [
        ("interests", "fits", ("child-poverty",), 70),
        ("time", "fits", ("weekend-morning",), 80),
        ("engagement", "fits", ("one-off",), 100),
    ]


def test_the_example_of_the_guide():
    text = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")
    code = text.split("```python\n")[1].split("```")[0]
    names = {}
    exec(code, names)
    expression, _, score = code.strip().splitlines()[-1].partition("  # ")
    assert eval(expression, names) == int(score)
    table = dict(re.findall(r"^\| ([a-z]+) \| (\d+) \|", text, re.MULTILINE))
    assert {name: int(weight) for name, weight in table.items()} == {
        name: weight for name, weight in DEFAULT_WEIGHTS.items() if name in table
    }


def test_a_skill_that_is_required_and_missing_excludes_and_is_named():
    found = fit(Profile(skills=("writing",)), replace(OPENING, skills_required=("cooking",)))
    assert (found.score, found.excluded) == (0, True)
    assert [(r.aspect, r.kind, r.values) for r in found.reasons] == [("skills", "excludes", ("cooking",))]


def test_who_said_nothing_of_skills_is_told_what_is_required():
    found = fit(Profile(), replace(OPENING, skills_required=("cooking",), qualifications=("普通自動車免許",)))
    assert not found.excluded
    assert [(r.aspect, r.kind, r.values) for r in found.reasons] == [
        ("skills", "unknown", ("cooking",)),
        ("qualifications", "missing", ("普通自動車免許",)),
    ]


def test_time_that_cannot_overlap_excludes():
    assert fit(Profile(slots=("weekday-morning",)), OPENING).excluded
    assert not fit(Profile(slots=("anytime",)), OPENING).excluded


def test_too_far_excludes_on_site_and_is_left_aside_where_one_can_take_part_online():
    far = Profile(place=(35.6462, 139.6533), within_km=5.0)  # 世田谷区役所: 20 km
    assert fit(far, OPENING).excluded
    assert not fit(far, replace(OPENING, mode="hybrid")).excluded


@pytest.mark.parametrize(("band", "excluded"), [("under-15", True), ("15-17", False), ("65-", False)])
def test_an_age_band_that_lies_below_the_least_age_excludes(band, excluded):
    assert fit(Profile(age_band=band), replace(OPENING, min_age=16)).excluded == excluded


def test_no_answers_are_neither_for_nor_against():
    assert fit(Profile(), OPENING).score == 50


@given(PROFILES, OPENINGS, WEIGHTS)
def test_a_score_is_a_whole_percentage_and_every_percent_has_its_reason(profile, opening, weights):
    found = fit(profile, opening, weights or DEFAULT_WEIGHTS)
    assert 0 <= found.score <= 100
    assert found.excluded == any(reason.kind == "excludes" for reason in found.reasons)
    assert all(reason.percent is None or 0 <= reason.percent <= 100 for reason in found.reasons)


@given(PROFILES, OPENINGS, st.randoms())
def test_the_order_of_answers_does_not_matter(profile, opening, random):
    def shuffled(value):
        if not isinstance(value, tuple) or not all(isinstance(item, str) for item in value):
            return value
        items = list(value)
        random.shuffle(items)
        return tuple(items)

    def other(side):
        return replace(side, **{field.name: shuffled(getattr(side, field.name)) for field in fields(side)})

    assert fit(other(profile), other(opening)) == fit(profile, opening)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("topics", "topics"),
        ("fields", "fields"),
        ("skills", "skills_welcome"),
        ("slots", "slots"),
        ("languages", "languages"),
    ],
)
@given(PROFILES, OPENINGS, st.sampled_from(["ja", "weekday-morning", "cooking", "13", "isolation"]))
def test_more_in_common_never_lowers_the_score(name, asked, profile, opening, more):
    opening = replace(opening, **{asked: (*{*getattr(opening, asked), more},)})
    answered = tuple(code for code in getattr(profile, name) if code != more) or ("something-else",)
    shorter, longer = replace(profile, **{name: answered}), replace(profile, **{name: (*answered, more)})
    assert fit(longer, opening).score >= fit(shorter, opening).score


@given(PROFILES, OPENINGS, PLACES, PLACES)
def test_nearer_never_lowers_the_score(profile, opening, here, there):
    profile, opening = replace(profile, place=here), replace(opening, place=there)
    half = tuple((one + other) / 2 for one, other in zip(here, there, strict=True))
    assert fit(replace(profile, place=half), opening).score >= fit(profile, opening).score


def test_the_frozen_cases():
    cases = frozen()
    assert len(cases) >= 300
    for one in cases:
        profile, opening = tuples(Profile, one["profile"]), tuples(Conditions, one["opening"])
        again = case(profile, opening, one["weights"])
        assert {**again["fit"], "reasons": [list(r.values()) for r in again["fit"]["reasons"]]} == {
            **one["fit"],
            "reasons": [
                [r["aspect"], r["kind"], tuple(r["values"]), r["percent"]] for r in one["fit"]["reasons"]
            ],
        }
    assert sum(one["fit"]["excluded"] for one in cases) > 30
    assert sum(not one["fit"]["excluded"] for one in cases) > 100


def test_rows_of_the_demonstration_become_both_sides(demo_catalog):
    areas = {row["code"]: row for row in demo_catalog.rows("areas")}
    openings = [conditions_of_opening(row, areas) for row in demo_catalog.rows("openings")]
    people = [profile_of_talent(row, areas) for row in demo_catalog.rows("talents")]
    assert all(person.slots and "any" not in person.topics for person in people)
    found = [max(fit(person, opening).score for opening in openings) for person in people]
    assert sum(score >= 60 for score in found) > len(people) / 2
