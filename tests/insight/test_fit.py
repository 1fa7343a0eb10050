"""How well a person and an opening fit: worked by hand, what always holds, and the frozen cases of both languages."""

import re
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.fit import (
    ASPECTS,
    DEFAULT_WEIGHTS,
    Conditions,
    Profile,
    Reason,
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
    """What counts more than 50: interests 20 × 25, time (60 + 40 × 1/2 − 50) × 15, engagement 50 × 8; 1350 / 114 = 11.8."""
    person = Profile(topics=("child-poverty",), slots=("weekend-morning",), engagements=("one-off",))
    found = fit(person, OPENING)
    assert (found.score, found.excluded) == (62, False)
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
    people = text.partition("## Things and rooms")[0]
    table = dict(re.findall(r"^\| ([a-z]+) \| (\d+) \|", people, re.MULTILINE))
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


CODES = {
    "topics": ("topics", ["child-poverty", "isolation", "food-loss"]),
    "fields": ("fields", ["01", "03", "13"]),
    "skills": ("skills_welcome", ["cooking", "accounting", "writing", "driving"]),
    "slots": ("slots", ["weekday-morning", "weekend-evening", "anytime"]),
    "engagements": ("engagement", ["one-off", "short", "ongoing"]),
    "roles": ("role", ["helper", "pro-bono"]),
    "languages": ("languages", ["ja", "en", "zh"]),
    "access_needs": ("access_features", ["wheelchair", "sign-language", "quiet-space"]),
}
"""Answers that are codes: what an opening says of them, and the codes."""


@pytest.mark.parametrize("name", CODES)
@given(PROFILES, OPENINGS, st.data())
def test_more_in_common_never_lowers_the_score_from_no_answer_on(name, profile, opening, data):
    asked, codes = CODES[name]
    more = data.draw(st.sampled_from(codes))
    said = getattr(opening, asked)
    opening = replace(opening, **{asked: (*{*said, more},) if isinstance(said, tuple) else more})
    answered = {code for code in getattr(profile, name) if code != more}
    # Who has one of the skills that an opening asks for has more in common with all that are required.
    also = set(opening.skills_required) if name == "skills" else set()
    fewer, longer = (
        replace(profile, **{name: tuple(sorted(some))}) for some in (answered, answered | also | {more})
    )
    assert fit(longer, opening).score >= fit(fewer, opening).score


ANSWERS = {
    "interests": (("topics", "fields"), ("topics", "fields")),
    "skills": (("skills",), ("skills_required", "skills_welcome")),
    "time": (("slots",), ("slots",)),
    "place": (("place",), ("place",)),
    "engagement": (("engagements",), ("engagement",)),
    "role": (("roles",), ("role",)),
    "languages": (("languages",), ("languages",)),
    "access": (("access_needs",), ("access_features",)),
    "beginner": (("beginner",), ("beginners_welcome",)),
    "hours": (("hours_per_month",), ("hours_per_month",)),
}
"""What each aspect compares: answers of a person, conditions of an opening."""


def silent(side, names):
    """The side without what it says of these."""
    codes = {field.name for field in fields(side) if field.default == ()}
    return replace(side, **{name: () if name in codes else None for name in names})


@pytest.mark.parametrize("aspect", ASPECTS)
@given(PROFILES, OPENINGS, WEIGHTS)
def test_what_fits_never_lowers_a_score_and_what_differs_never_raises_it(aspect, profile, opening, weights):
    profile = replace(profile, modes=())  # who takes part online alone is asked for no place
    found = fit(profile, opening, weights or DEFAULT_WEIGHTS)
    without = fit(silent(profile, ANSWERS[aspect][0]), opening, weights or DEFAULT_WEIGHTS).score
    kinds = {reason.kind for reason in found.reasons if reason.aspect == aspect}
    if found.excluded:
        return
    if "fits" in kinds:
        assert found.score >= without
    elif "differs" in kinds:
        assert found.score <= without
    else:
        assert found.score == without


@pytest.mark.parametrize("aspect", ASPECTS)
@given(PROFILES, OPENINGS)
def test_an_answer_that_is_missing_on_either_side_is_neutral(aspect, profile, opening):
    profile = replace(profile, modes=())
    opening = replace(opening, skills_required=())
    of_person, of_opening = ANSWERS[aspect]
    one = fit(silent(profile, of_person), opening)
    other = fit(profile, silent(opening, of_opening))
    neither = fit(silent(profile, of_person), silent(opening, of_opening))
    assert one.score == other.score == neither.score
    assert not [r for r in (*one.reasons, *other.reasons) if r.aspect == aspect and r.percent is not None]


def test_access_that_an_opening_does_not_name_is_to_be_asked_about_and_counts_neither_way():
    person = Profile(slots=("weekend-morning",), access_needs=("wheelchair", "sign-language"))
    plain = fit(replace(person, access_needs=()), OPENING)
    asked = fit(person, OPENING)
    assert asked.score == plain.score
    assert asked.reasons[-1] == Reason("access", "unknown", ("sign-language", "wheelchair"))
    other = fit(person, replace(OPENING, access_features=("quiet-space",)))
    assert other.score == plain.score, "a list of features says nothing of those that it does not name"
    named = fit(person, replace(OPENING, access_features=("wheelchair",)))
    assert [(r.kind, r.values, r.percent) for r in named.reasons if r.aspect == "access"] == [
        ("fits", ("wheelchair",), 75),
        ("unknown", ("sign-language",), None),
    ]


def test_a_first_interest_in_common_raises_even_what_fits_in_all_else():
    rest = Profile(slots=("anytime",), engagements=("one-off",), skills=("cooking",))
    assert fit(replace(rest, topics=("child-poverty",)), OPENING).score > fit(rest, OPENING).score


@pytest.mark.parametrize(
    ("within_km", "percents"), [(5.0, {20: 100, 35: 75, 50: 50}), (None, {20: 100, 85: 75, 150: 50, 280: 0})]
)
def test_as_far_as_one_goes_is_neither_for_nor_against(within_km, percents):
    for tenths, percent in percents.items():
        north = (35.7435 + tenths / 10 / 111.195, 139.8475)
        found = fit(Profile(place=north, within_km=within_km), OPENING)
        assert [(r.values, r.percent) for r in found.reasons] == [((str(tenths),), percent)]


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
