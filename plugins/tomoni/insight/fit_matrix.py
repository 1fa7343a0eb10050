"""The scores of many people with many openings at once, as insight.fit gives them one by one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .distance import EARTH_RADIUS_KM
from .fit import (
    AGE_BANDS,
    ASPECTS,
    DEFAULT_WEIGHTS,
    FAR_TENTHS,
    NEAR_TENTHS,
    NEUTRAL,
    OVERLAP_PERCENTS,
    Conditions,
    Profile,
)

EXCLUDED = -1
"""Stands where a hard condition is not met."""
_CHUNK = 64
"""People at a time, so that the arrays of a chunk with 50,000 openings stay small."""
_WORKERS = 4
"""Chunks at a time, at most: numpy leaves other threads their turn."""

Numbers = NDArray[np.int16]
"""Percents and counts of codes. Points too, where the weights are small enough; the fewer bytes, the faster."""
Flags = NDArray[np.bool_]
_TOO_FAR = -1
_UNSURE = 1e-3
"""Of a tenth of a kilometre: far more than the rounding of the angle between two points, from half a kilometre on."""


def fit_matrix(
    profiles: Sequence[Profile], openings: Sequence[Conditions], weights: Mapping[str, int] = DEFAULT_WEIGHTS
) -> NDArray[np.int8]:
    """Scores of 0 to 100, people × openings; EXCLUDED where `fit` excludes. The same numbers as `fit`."""
    found = np.empty((len(profiles), len(openings)), np.int8)
    sides = _Openings(openings)

    def score(start: int) -> None:
        chunk = profiles[start : start + _CHUNK]
        found[start : start + len(chunk)] = _scores(chunk, sides, weights)

    starts = range(0, len(profiles), _CHUNK)
    for start in starts[:1]:
        score(start)  # makes the columns that all share
    with ThreadPoolExecutor(min(_WORKERS, os.cpu_count() or 1)) as pool:
        for _ in pool.map(score, starts[1:]):
            pass
    return found


class _Openings:
    """The openings as columns, made once."""

    def __init__(self, openings: Sequence[Conditions]) -> None:
        self.all = openings
        self.mode = np.array([opening.mode for opening in openings])
        self.place = np.radians([opening.place or (np.nan, np.nan) for opening in openings]).reshape(-1, 2)
        self.min_age = np.array([opening.min_age or 0 for opening in openings], np.int16)
        self.hours = np.array(
            [max(1, int(o.hours_per_month * 10 + 0.5)) if o.hours_per_month else 0 for o in openings],
            np.int32,
        )
        self.beginners = np.array(
            [-1 if o.beginners_welcome is None else int(o.beginners_welcome) for o in openings], np.int16
        )
        self.named_place = ~np.isnan(self.place[:, 0])
        self.units = _units(self.place)
        self._codes: dict[str, tuple[dict[str, int], NDArray[np.float32]]] = {}

    def matrix(
        self, name: str, of: Callable[[Conditions], Sequence[str]]
    ) -> tuple[dict[str, int], NDArray[np.float32]]:
        """The codes that the openings name, and openings × codes with 1 where one does."""
        if name not in self._codes:
            columns: dict[str, int] = {}
            places = [
                [columns.setdefault(code, len(columns)) for code in set(of(opening))] for opening in self.all
            ]
            table = np.zeros((len(self.all), max(1, len(columns))), np.float32)
            for row, found in enumerate(places):
                table[row, found] = 1
            self._codes[name] = (columns, table)
        return self._codes[name]

    def common(
        self, name: str, of: Callable[[Conditions], Sequence[str]], answers: Sequence[Sequence[str]]
    ) -> tuple[Numbers, Numbers]:
        """How many codes each person has in common with each opening, and how many each opening names."""
        columns, table = self.matrix(name, of)
        named = table.sum(axis=1).astype(np.int16)
        if not any(answers):
            return np.zeros((len(answers), len(named)), np.int16), named
        own = np.zeros((len(answers), table.shape[1]), np.float32)
        for row, codes in enumerate(answers):
            own[row, [columns[code] for code in set(codes) if code in columns]] = 1
        return (own @ table.T).astype(np.int16), named


class _Sum:
    """Points so far, and who is excluded."""

    def __init__(self, shape: tuple[int, int], weights: Mapping[str, int]) -> None:
        self._total = sum(weights[aspect] for aspect in ASPECTS)
        # Twice the points and the total are at most 201 times the total.
        kind = np.int16 if 201 * self._total <= np.iinfo(np.int16).max else np.int64
        self.points: NDArray[Any] = np.full(shape, NEUTRAL * self._total, kind)
        self.excluded = np.zeros(shape, np.bool_)
        self._weights = weights

    def add(self, aspect: str, percents: Numbers, where: Flags) -> None:
        """What an aspect counts more or less than a neutral one, where both sides answered."""
        if where.any():
            more = (percents - np.int16(NEUTRAL)).astype(self.points.dtype, copy=False)
            more = more * self.points.dtype.type(self._weights[aspect])
            more *= where
            self.points += more

    def scores(self) -> NDArray[np.int8]:
        if self._total:
            self.points *= 2
            self.points += self._total
            self.points //= 2 * self._total
        else:
            self.points += NEUTRAL
        self.points[self.excluded] = EXCLUDED
        return self.points.astype(np.int8)


def _scores(profiles: Sequence[Profile], openings: _Openings, weights: Mapping[str, int]) -> NDArray[np.int8]:
    found = _Sum((len(profiles), len(openings.all)), weights)
    overlap = np.array(OVERLAP_PERCENTS, np.int16)

    topics, named_topics = openings.common("topics", lambda o: o.topics, [p.topics for p in profiles])
    fields, named_fields = openings.common("fields", lambda o: o.fields, [p.fields for p in profiles])
    asked = _column([bool(p.topics or p.fields) for p in profiles]) & (named_topics + named_fields > 0)
    found.add("interests", np.take(overlap, topics + fields, mode="clip"), asked)

    _skills(found, profiles, openings, overlap)
    _time(found, profiles, openings)
    _place(found, profiles, openings)

    for aspect, answers, of in (
        ("engagement", [p.engagements for p in profiles], lambda o: [o.engagement] if o.engagement else []),
        ("role", [p.roles for p in profiles], lambda o: [o.role] if o.role else []),
        ("languages", [p.languages for p in profiles], lambda o: o.languages),
    ):
        count, named = openings.common(aspect, of, answers)
        found.add(aspect, np.minimum(count, 1) * 100, _column([bool(a) for a in answers]) & (named > 0))

    needs = [p.access_needs for p in profiles]
    met, _ = openings.common("access", lambda o: o.access_features, needs)
    counts = _numbers([len(set(codes)) for codes in needs])
    found.add("access", NEUTRAL + 50 * met // np.maximum(counts, 1), met > 0)

    beginners = _column([p.beginner is True for p in profiles]) & (openings.beginners >= 0)
    found.add("beginner", np.broadcast_to(openings.beginners * 100, beginners.shape), beginners)

    have = _numbers(
        [-1 if p.hours_per_month is None else int(p.hours_per_month * 10 + 0.5) for p in profiles]
    )
    percents = np.minimum(100, 100 * have // np.maximum(openings.hours, 1)).astype(np.int16)
    found.add("hours", percents, (have >= 0) & (openings.hours > 0))

    oldest = _numbers([AGE_BANDS[p.age_band][1] if p.age_band else 999 for p in profiles])
    found.excluded |= oldest < openings.min_age
    return found.scores()


def _skills(found: _Sum, profiles: Sequence[Profile], openings: _Openings, overlap: Numbers) -> None:
    answers = [p.skills for p in profiles]
    answered = _column([bool(codes) for codes in answers])
    have, required = openings.common("required", lambda o: o.skills_required, answers)
    wanted, named = openings.common("wanted", lambda o: (*o.skills_required, *o.skills_welcome), answers)
    found.excluded |= answered & (have < required)
    percents = np.take(overlap, wanted, mode="clip")
    np.maximum(percents, (required > 0) * np.int16(85), out=percents)
    found.add("skills", percents, answered & (named > 0))


def _time(found: _Sum, profiles: Sequence[Profile], openings: _Openings) -> None:
    answers = [p.slots for p in profiles]
    common, named = openings.common("slots", lambda o: o.slots, answers)
    anytime, _ = openings.common(
        "anytime", lambda o: ["anytime"] if "anytime" in o.slots else [], [["anytime"]]
    )
    free = _column(["anytime" in codes for codes in answers]) | (anytime[0] > 0)
    asked = _column([bool(codes) for codes in answers]) & (named > 0)
    found.excluded |= asked & ~free & (common == 0)
    found.add("time", np.where(free, 100, 60 + 40 * common // np.maximum(named, 1)).astype(np.int16), asked)


def _place(found: _Sum, profiles: Sequence[Profile], openings: _Openings) -> None:
    any_mode = _column([not p.modes for p in profiles])
    going = any_mode | _column([bool({"onsite", "hybrid"} & set(p.modes)) for p in profiles])
    online = any_mode | _column([bool({"online", "hybrid"} & set(p.modes)) for p in profiles])
    is_online, is_onsite, is_hybrid = (openings.mode == mode for mode in ("online", "onsite", "hybrid"))
    wrong = is_online & ~online | is_onsite & ~going
    found.excluded |= wrong

    here = np.radians([p.place or (np.nan, np.nan) for p in profiles]).reshape(-1, 2)
    known = ~np.isnan(here[:, :1]) & openings.named_place
    asked = known & going & ~is_online & ~wrong
    table, tenths = _percents_by_tenths(profiles), _tenths(here, openings)
    percents = np.empty(tenths.shape, np.int16)
    for own, distances, row in zip(table, tenths, percents, strict=True):
        np.take(own, distances, out=row, mode="clip")
    otherwise = is_hybrid & online
    found.excluded |= asked & ~otherwise & (percents == _TOO_FAR)
    np.maximum(percents, otherwise * np.int16(NEUTRAL), out=percents)
    at_home = is_online & ~any_mode & ~wrong
    percents[at_home] = 100
    found.add("place", percents, asked | at_home)


def _percents_by_tenths(profiles: Sequence[Profile]) -> Numbers:
    """What a place counts for each person at each distance, people × tenths of a kilometre; the last one and beyond."""
    limit = _numbers([FAR_TENTHS if p.within_km is None else int(p.within_km * 10 + 0.5) for p in profiles])
    given = _column([p.within_km is not None for p in profiles])
    tenths = np.arange(max(int(limit.max()), 2 * FAR_TENTHS) + 2)
    lost = 50 * (tenths - NEAR_TENTHS) // np.maximum(limit - NEAR_TENTHS, 1)
    percents = np.maximum(np.where(tenths <= NEAR_TENTHS, 100, 100 - lost), 0)
    return np.where(given & (tenths > limit), _TOO_FAR, percents).astype(np.int16)


def _units(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Places in radians as points of a sphere of radius 1; not known as its middle."""
    latitude, longitude = places[:, 0], places[:, 1]
    points = [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)]
    found: NDArray[np.float64] = np.nan_to_num(np.stack(points, axis=1))
    return found


def _tenths(here: NDArray[np.float64], openings: _Openings) -> NDArray[np.int32]:
    """Great-circle distances in whole tenths of a kilometre, as fit.tenths_of_km; `here` in radians.

    By the angle between two points (one product for all pairs); where that comes near a half, where it might be rounded
    otherwise than there, and close by, where it is not exact, by the haversine formula as there. Not known: any number.
    """
    share = _units(here) @ openings.units.T
    np.subtract(1, share, out=share)
    share *= 0.5
    np.clip(share, 0, 1, out=share)
    np.sqrt(share, out=share)
    np.arcsin(share, out=share)
    share *= 20 * EARTH_RADIUS_KM
    share += 0.5
    tenths = share.astype(np.int32)
    share -= tenths
    unsure = (share < _UNSURE) | (share > 1 - _UNSURE) | (tenths < 5)
    rows, columns = np.nonzero(unsure)
    there, from_here = openings.place[columns], here[rows]
    latitude = np.sin((there[:, 0] - from_here[:, 0]) / 2)
    longitude = np.sin((there[:, 1] - from_here[:, 1]) / 2)
    exact = latitude**2 + np.cos(from_here[:, 0]) * np.cos(there[:, 0]) * longitude**2
    distance = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1, np.sqrt(exact)))
    tenths[rows, columns] = np.floor(np.nan_to_num(distance) * 10 + 0.5)
    return tenths


def _column(values: Sequence[bool]) -> Flags:
    return np.array(values, np.bool_).reshape(-1, 1)


def _numbers(values: Sequence[int]) -> NDArray[np.int32]:
    return np.array(values, np.int32).reshape(-1, 1)
