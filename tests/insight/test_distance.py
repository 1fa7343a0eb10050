"""Distances in km between places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.insight.distance import great_circle_km, place_of

SHINJUKU, KATSUSHIKA = (35.6938, 139.7034), (35.7433, 139.8472)
places = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_from_shinjuku_to_katsushika_are_fourteen_kilometres():
    # By the Geospatial Information Authority's formula on the GRS80 ellipsoid: 14.12 km.
    assert great_circle_km(SHINJUKU, KATSUSHIKA) == pytest.approx(14.12, abs=0.1)


def test_a_degree_of_latitude_is_111_kilometres_and_half_the_earth_is_20015():
    assert great_circle_km((0, 0), (1, 0)) == pytest.approx(111.195, abs=0.001)
    assert great_circle_km((0, 0), (0, 180)) == pytest.approx(20_015.1, abs=0.1)


@given(places, places)
def test_it_is_the_same_both_ways_and_never_negative(first, second):
    assert great_circle_km(first, second) == pytest.approx(great_circle_km(second, first), abs=1e-6)
    assert great_circle_km(first, second) >= 0
    assert great_circle_km(first, first) == 0


def test_an_entry_is_at_its_coordinates_else_at_its_wards_office():
    areas = {"13104": {"latitude": 35.69, "longitude": 139.7}, "13100": {"latitude": None, "longitude": None}}
    assert place_of({"latitude": 35.7, "longitude": 139.8, "area": "13104"}, areas) == (35.7, 139.8)
    assert place_of({"latitude": None, "longitude": None, "area": "13104"}, areas) == (35.69, 139.7)
    assert place_of({"area": "13100"}, areas) is None
    assert place_of({"area": None}, areas) is None
