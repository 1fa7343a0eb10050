"""Profiles and openings that Hypothesis makes up, with few codes so that they meet; and the frozen cases.

python -m tests.insight.fit_cases writes tests/vectors/fit.jsonl anew: only when the rules of the score change.
"""

import json
from dataclasses import asdict, fields
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tomoni.insight.fit import ASPECTS, Conditions, Profile, fit

VECTORS = Path(__file__).parents[1] / "vectors" / "fit.jsonl"
COUNT = 420


def some(*codes):
    return st.lists(st.sampled_from(codes), max_size=len(codes), unique=True).map(tuple)


def maybe(strategy):
    return st.none() | strategy


PLACES = st.tuples(
    st.floats(35.55, 35.8).map(lambda degrees: round(degrees, 5)),
    st.floats(139.6, 139.9).map(lambda degrees: round(degrees, 5)),
)
SLOTS = some("weekday-morning", "weekday-evening", "weekend-morning", "weekend-evening", "anytime")
LANGUAGES = some("ja", "en", "zh")
HOURS = st.integers(0, 400).map(lambda tenths: tenths / 10)

PROFILES = st.builds(
    Profile,
    fields=some("01", "03", "13"),
    topics=some("child-poverty", "isolation", "food-loss"),
    skills=some("cooking", "accounting", "writing", "driving"),
    slots=SLOTS,
    modes=some("onsite", "online", "hybrid"),
    engagements=some("one-off", "short", "ongoing"),
    roles=some("helper", "pro-bono"),
    languages=LANGUAGES,
    access_needs=some("wheelchair", "sign-language", "quiet-space"),
    place=maybe(PLACES),
    within_km=maybe(st.sampled_from([1.0, 2.5, 5.0, 10.0])),
    age_band=maybe(st.sampled_from(["under-15", "15-17", "18-29", "30-64", "65-"])),
    beginner=maybe(st.booleans()),
    hours_per_month=maybe(HOURS),
)
OPENINGS = st.builds(
    Conditions,
    fields=some("01", "03", "13"),
    topics=some("child-poverty", "isolation", "food-loss"),
    skills_required=some("cooking", "accounting").filter(lambda codes: len(codes) < 2),
    skills_welcome=some("writing", "driving", "cooking"),
    qualifications=some("普通自動車免許", "保育士"),
    slots=SLOTS,
    mode=st.sampled_from(["onsite", "online", "hybrid"]),
    engagement=maybe(st.sampled_from(["one-off", "short", "ongoing"])),
    role=maybe(st.sampled_from(["helper", "pro-bono"])),
    languages=LANGUAGES,
    access_features=some("wheelchair", "sign-language", "quiet-space"),
    place=maybe(PLACES),
    min_age=maybe(st.integers(10, 20)),
    beginners_welcome=maybe(st.booleans()),
    hours_per_month=maybe(HOURS),
)
WEIGHTS = st.none() | st.fixed_dictionaries({aspect: st.integers(0, 30) for aspect in ASPECTS})


def frozen():
    """The cases of the file: profile, opening, weights (or None), and what `fit` gave."""
    return [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()]


def tuples(cls, values):
    """A Profile or Conditions from JSON."""
    return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})


def said(side):
    """What a side says, without what it leaves open."""
    return {
        field.name: value for field in fields(side) if (value := getattr(side, field.name)) != field.default
    }


def case(profile, opening, weights):
    """One line of the file."""
    found = fit(profile, opening, weights) if weights else fit(profile, opening)
    return {"profile": said(profile), "opening": said(opening), "weights": weights, "fit": asdict(found)}


def _write():
    cases = []

    @settings(
        max_examples=COUNT, derandomize=True, database=None, phases=[Phase.generate], deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(PROFILES, OPENINGS, WEIGHTS)
    def gather(profile, opening, weights):
        cases.append(case(profile, opening, weights))

    gather()
    lines = dict.fromkeys(json.dumps(one, ensure_ascii=False, sort_keys=True) for one in cases)
    VECTORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
