"""Places on the map: both coordinates, and near the ward that the row names."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..rows import Row
from .rule import Finding, Scope, row_rule

_EARTH_KM = 6371.0088
FAR_KM = 12.0
"""Farther than any point of a ward lies from its office (the longest, in 大田区 with Haneda, is about 10 km)."""


def great_circle_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """The distance of two places (latitude, longitude in degrees), in km, on the mean sphere (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, place)) for place in (first, second))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


@row_rule("outside-ward")
def outside_ward(row: Row, scope: Scope, *, area: str = "area") -> Iterator[Finding]:
    """The coordinates lie far from the office of the ward, or only one of them is given."""
    latitude, longitude = row["latitude"], row["longitude"]
    if (latitude is None) != (longitude is None):
        yield Finding("latitude" if latitude is None else "longitude", "half-a-position")
        return
    ward = scope.get("areas", row[area])
    if latitude is None or ward is None or ward["latitude"] is None or ward["code"] == "13100":
        return
    distance = great_circle_km((latitude, longitude), (ward["latitude"], ward["longitude"]))
    if distance > FAR_KM:
        detail = {"ward": ward["label"], "distance": f"{distance:.0f}"}
        yield Finding("latitude", "outside-ward", f"{latitude}, {longitude}", detail)
