"""How well a person and an opening fit: a score out of 100, with every reason for it.

Hard conditions exclude a pair and say why. Each other aspect gives whole percents, and the score is their weighted mean
over all aspects, rounded half up. An answer that is missing on either side is neutral: its aspect counts as 50, neither
for nor against. So all that fits (50 or more) raises a score or leaves it, from no answer on, and all that differs lowers
it: more in common never lowers a score, and the order of codes never matters. Everything is in whole numbers, so that
Python, numpy and JavaScript (theme/static/js/match/fit.js) give the same; tests/vectors/fit.jsonl holds them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .distance import Place, great_circle_km, place_of
from .slots import slots_of_opening

ASPECTS = (
    "interests", "skills", "time", "place", "engagement", "role", "languages", "access", "beginner", "hours",
)  # fmt: skip
DEFAULT_WEIGHTS: Mapping[str, int] = {
    "interests": 25,
    "skills": 25,
    "time": 15,
    "place": 15,
    "engagement": 8,
    "access": 8,
    "beginner": 6,
    "role": 4,
    "languages": 4,
    "hours": 4,
}
"""How much each aspect counts. A ward changes them in its settings (TOMONI_MATCH_WEIGHTS); 0 leaves one out."""

OVERLAP_PERCENTS = (0, 70, 85, 100)
"""For none, one, two, three or more codes in common."""
NEAR_TENTHS, FAR_TENTHS = 20, 150
"""Up to 2.0 km is near; where no limit is given, 15.0 km is taken for it."""
NEUTRAL = 50
"""What an aspect counts that nobody answered, and the score where nothing was compared: neither for nor against."""
AGE_BANDS: Mapping[str, tuple[int, int]] = {
    "under-15": (0, 14),
    "15-17": (15, 17),
    "18-29": (18, 29),
    "30-64": (30, 64),
    "65-": (65, 120),
}

Kind = Literal["fits", "differs", "missing", "excludes", "unknown"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person answered; empty or None is not answered. Codes are those of the codelists.

    `modes` of participation; `within_km` how far the person goes; `age_band` a key of AGE_BANDS.
    """

    fields: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    engagements: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    access_needs: tuple[str, ...] = ()
    place: Place | None = None
    within_km: float | None = None
    age_band: str | None = None
    beginner: bool | None = None
    hours_per_month: float | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an opening asks for and offers. `hours_per_month` is what it needs; `qualifications` are free texts."""

    fields: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    skills_required: tuple[str, ...] = ()
    skills_welcome: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    mode: str = "onsite"
    engagement: str | None = None
    role: str | None = None
    languages: tuple[str, ...] = ()
    access_features: tuple[str, ...] = ()
    place: Place | None = None
    min_age: int | None = None
    beginners_welcome: bool | None = None
    hours_per_month: float | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its aspect, what it says, the codes (or texts, or tenths of km) it is about, and its percents."""

    aspect: str
    kind: Kind
    values: tuple[str, ...] = ()
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """A score of 0 to 100 with its reasons; `excluded` where a hard condition is not met (then the score is 0)."""

    score: int
    reasons: tuple[Reason, ...]
    excluded: bool


def profile_of_talent(row: Mapping[str, Any], areas: Mapping[str, Mapping[str, Any]]) -> Profile:
    """A published talent as a profile. `any` is no answer. `areas` are the rows of the codelist by code."""

    def codes(name: str) -> tuple[str, ...]:
        return () if "any" in row[name] else tuple(row[name])

    return Profile(
        fields=codes("fields"),
        topics=codes("topics"),
        skills=codes("skills"),
        slots=codes("time_slots"),
        modes=codes("modes"),
        engagements=codes("engagements"),
        roles=codes("role_kinds"),
        languages=codes("languages"),
        place=place_of({"area": row["area"]}, areas),
        within_km=row["travel_km"],
        hours_per_month=row["hours_per_month"],
    )


def conditions_of_opening(
    row: Mapping[str, Any],
    areas: Mapping[str, Mapping[str, Any]],
    sessions: Iterable[Mapping[str, Any]] = (),
) -> Conditions:
    """What an opening asks for, from its row and its sessions to come, whose times go first (`slots_of_opening`).

    Its hours are those of a session times the sessions of a month.
    """
    hours, times = row["hours_per_session"], row["sessions_per_month"]
    return Conditions(
        fields=tuple(row["fields"]),
        topics=tuple(row["topics"]),
        skills_required=tuple(row["skills_required"]),
        skills_welcome=tuple(row["skills_welcome"]),
        qualifications=tuple(row["qualifications"]),
        slots=slots_of_opening(row, sessions),
        mode=row["mode"] or "onsite",
        engagement=row["engagement"],
        role=row["role_kind"],
        languages=tuple(row["languages"]),
        access_features=tuple(row["access_features"]),
        place=place_of(row, areas),
        min_age=row["min_age"],
        beginners_welcome=row["beginners_welcome"],
        hours_per_month=hours * times if hours is not None and times is not None else None,
    )


def fit(profile: Profile, opening: Conditions, weights: Mapping[str, int] = DEFAULT_WEIGHTS) -> Fit:
    """How well the two fit. `weights` by aspect, whole numbers from 0 on."""
    reasons = [
        *_interests(profile, opening),
        *_skills(profile, opening),
        *_time(profile, opening),
        *_place(profile, opening),
        *_one_of("engagement", profile.engagements, opening.engagement),
        *_one_of("role", profile.roles, opening.role),
        *_languages(profile, opening),
        *_access(profile, opening),
        *_beginner(profile, opening),
        *_hours(profile, opening),
        *_age(profile, opening),
        *(Reason("qualifications", "missing", (text,)) for text in sorted(opening.qualifications)),
    ]
    if any(reason.kind == "excludes" for reason in reasons):
        return Fit(0, tuple(reasons), True)
    total = sum(weights[aspect] for aspect in ASPECTS)
    if total == 0:
        return Fit(NEUTRAL, tuple(reasons), False)
    counted = [(weights[r.aspect], r.percent) for r in reasons if r.percent is not None]
    points = NEUTRAL * total + sum(weight * (percent - NEUTRAL) for weight, percent in counted)
    return Fit((2 * points + total) // (2 * total), tuple(reasons), False)


def _reason(aspect: str, percent: int, values: Sequence[str] = ()) -> Reason:
    return Reason(aspect, "fits" if percent >= NEUTRAL else "differs", tuple(values), percent)


def _overlap(count: int) -> int:
    return OVERLAP_PERCENTS[min(count, len(OVERLAP_PERCENTS) - 1)]


def _common(first: Sequence[str], second: Sequence[str]) -> list[str]:
    return sorted(set(first) & set(second))


def _interests(profile: Profile, opening: Conditions) -> list[Reason]:
    if not (profile.topics or profile.fields) or not (opening.topics or opening.fields):
        return []
    topics, fields = _common(profile.topics, opening.topics), _common(profile.fields, opening.fields)
    return [_reason("interests", _overlap(len(topics) + len(fields)), [*topics, *fields])]


def _skills(profile: Profile, opening: Conditions) -> list[Reason]:
    wanted = {*opening.skills_required, *opening.skills_welcome}
    required = sorted(set(opening.skills_required))
    if not profile.skills:
        return [Reason("skills", "unknown", tuple(required))] if required else []
    missing = [code for code in required if code not in profile.skills]
    if missing:
        return [Reason("skills", "excludes", tuple(missing))]
    if not wanted:
        return []
    common = _common(profile.skills, sorted(wanted))
    return [_reason("skills", max(_overlap(len(common)), 85 if required else 0), common)]


def _time(profile: Profile, opening: Conditions) -> list[Reason]:
    if not profile.slots or not opening.slots:
        return []
    if "anytime" in profile.slots or "anytime" in opening.slots:
        return [_reason("time", 100, ["anytime"])]
    common, asked = _common(profile.slots, opening.slots), set(opening.slots)
    if not common:
        return [Reason("time", "excludes", tuple(sorted(asked)))]
    return [_reason("time", 60 + 40 * len(common) // len(asked), common)]


def tenths_of_km(first: Place, second: Place) -> int:
    """The great-circle distance in whole tenths of a kilometre, rounded half up."""
    return int(great_circle_km(first, second) * 10 + 0.5)


def _place(profile: Profile, opening: Conditions) -> list[Reason]:
    modes = set(profile.modes)
    going, online = not modes or modes & {"onsite", "hybrid"}, not modes or modes & {"online", "hybrid"}
    if (opening.mode == "online" and not online) or (opening.mode == "onsite" and not going):
        return [Reason("mode", "excludes", (opening.mode,))]
    if opening.mode == "online":
        return [Reason("place", "fits", ("online",), 100)] if profile.modes else []
    if not going or profile.place is None or opening.place is None:
        return []
    distance = tenths_of_km(profile.place, opening.place)
    otherwise = opening.mode == "hybrid" and bool(online)
    limit = FAR_TENTHS if profile.within_km is None else int(profile.within_km * 10 + 0.5)
    if profile.within_km is not None and distance > limit:
        if not otherwise:
            return [Reason("place", "excludes", (str(distance),))]
        return [_reason("place", NEUTRAL, ["online"])]
    percent = 100
    if distance > NEAR_TENTHS:  # 50 at the limit: as far as one goes is neither for nor against
        percent = max(0, 100 - 50 * (distance - NEAR_TENTHS) // max(limit - NEAR_TENTHS, 1))
    return [_reason("place", max(percent, NEUTRAL if otherwise else 0), [str(distance)])]


def _one_of(aspect: str, answers: Sequence[str], asked: str | None) -> list[Reason]:
    if not answers or asked is None:
        return []
    return [_reason(aspect, 100 if asked in answers else 0, [asked])]


def _languages(profile: Profile, opening: Conditions) -> list[Reason]:
    if not profile.languages or not opening.languages:
        return []
    common = _common(profile.languages, opening.languages)
    return [_reason("languages", 100 if common else 0, common or sorted(set(opening.languages)))]


def _access(profile: Profile, opening: Conditions) -> list[Reason]:
    needs = sorted(set(profile.access_needs))
    if not needs:
        return []
    # What an opening does not name is not known to be missing: it is to be asked about, and counts neither way.
    met = [code for code in needs if code in opening.access_features]
    found = [_reason("access", NEUTRAL + 50 * len(met) // len(needs), met)] if met else []
    unmet = [code for code in needs if code not in met]
    return [*found, Reason("access", "unknown", tuple(unmet))] if unmet else found


def _beginner(profile: Profile, opening: Conditions) -> list[Reason]:
    if profile.beginner is not True or opening.beginners_welcome is None:
        return []
    return [_reason("beginner", 100 if opening.beginners_welcome else 0)]


def _hours(profile: Profile, opening: Conditions) -> list[Reason]:
    if profile.hours_per_month is None or not opening.hours_per_month:
        return []
    have, need = int(profile.hours_per_month * 10 + 0.5), max(1, int(opening.hours_per_month * 10 + 0.5))
    return [_reason("hours", min(100, 100 * have // need), [f"{opening.hours_per_month:g}"])]


def _age(profile: Profile, opening: Conditions) -> list[Reason]:
    if profile.age_band is None or opening.min_age is None:
        return []
    youngest, oldest = AGE_BANDS[profile.age_band]
    if oldest < opening.min_age:
        return [Reason("age", "excludes", (str(opening.min_age),))]
    return [Reason("age", "unknown", (str(opening.min_age),))] if youngest < opening.min_age else []
