"""Distances on the earth, for places whose coordinates are known and for wards."""

from __future__ import annotations

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt
from typing import Any

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG)."""

Place = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


def great_circle_km(first: Place, second: Place) -> float:
    """The great-circle distance of two places in km (haversine formula; within 0.6 % of the ellipsoid's)."""
    (latitude, longitude), (other_latitude, other_longitude) = first, second
    half_latitude = sin(radians(other_latitude - latitude) / 2)
    half_longitude = sin(radians(other_longitude - longitude) / 2)
    share = half_latitude**2 + cos(radians(latitude)) * cos(radians(other_latitude)) * half_longitude**2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(share)))


def place_of(row: Mapping[str, Any], areas: Mapping[str, Mapping[str, Any]]) -> Place | None:
    """Where an entry is: its own coordinates, else those of its ward's office; None for all wards or unknown.

    `areas` are the rows of the codelist by code.
    """
    if row.get("latitude") is not None and row.get("longitude") is not None:
        return row["latitude"], row["longitude"]
    area = areas.get(row.get("area") or "")
    if area is None or area["latitude"] is None or area["longitude"] is None:
        return None
    return area["latitude"], area["longitude"]
