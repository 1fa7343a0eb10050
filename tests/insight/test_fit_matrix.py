"""Many scores at once are the scores one by one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tomoni.insight.fit import ASPECTS, Conditions, Profile, fit
from tomoni.insight.fit_matrix import EXCLUDED, fit_matrix

from tests.insight.fit_cases import OPENINGS, PROFILES, frozen, tuples


def one_by_one(profiles, openings, *weights):
    found = [[fit(profile, opening, *weights) for opening in openings] for profile in profiles]
    return np.array([[EXCLUDED if one.excluded else one.score for one in row] for row in found])


@settings(max_examples=40)
@given(
    st.lists(PROFILES, min_size=1, max_size=6),
    st.lists(OPENINGS, min_size=1, max_size=6),
    st.fixed_dictionaries({aspect: st.integers(0, 30) for aspect in ASPECTS}),
)
def test_made_up_people_and_openings(profiles, openings, weights):
    assert np.array_equal(fit_matrix(profiles, openings, weights), one_by_one(profiles, openings, weights))


def test_every_frozen_person_with_every_frozen_opening():
    cases = frozen()
    profiles = [tuples(Profile, one["profile"]) for one in cases[:130]]
    openings = [tuples(Conditions, one["opening"]) for one in cases[:130]]
    assert np.array_equal(fit_matrix(profiles, openings), one_by_one(profiles, openings))


def test_nobody_and_nothing():
    assert fit_matrix([], [Conditions()]).shape == (0, 1)
    assert fit_matrix([Profile()], []).shape == (1, 0)
