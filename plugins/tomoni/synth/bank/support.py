"""Words for centres of support: the centres themselves, advisers, events, the academy, bequests."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class AdvisorKind:
    """What an adviser helps with; `company` is a kind of company, or empty."""

    name: str
    profession: str
    skills: tuple[str, ...]
    course_topics: tuple[str, ...]
    time_slots: tuple[str, ...]
    modes: tuple[str, ...]
    company: str
    about: str


@dataclass(frozen=True, slots=True)
class Training:
    """A course of one evening; one of a series has the series' name and its position in it, from 1."""

    slug: str
    title: str
    course_topics: tuple[str, ...]
    stages: tuple[str, ...]
    speakers: str
    series: str | None
    position: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting of another kind, or a fair: what it is about and for whom."""

    kind: str
    slug: str
    title: str
    course_topics: tuple[str, ...]
    topics: tuple[str, ...]
    audience: str
    capacity: int
    text: str


@cache
def center_kinds() -> tuple[dict[str, Any], ...]:
    """The first centres, as the file has them; further ones follow their pattern in other wards."""
    return tuple(_all()["center"])


@cache
def advisor_names() -> tuple[str, ...]:
    """Plants, birds, winds that advisers go by: no person's name."""
    return tuple(_all()["advisors"]["names"])


@cache
def advisor_kinds() -> tuple[AdvisorKind, ...]:
    """All kinds of advisers in the order of the file."""
    return tuple(_advisor(line) for line in _all()["advisors"]["list"])


@cache
def trainings() -> tuple[Training, ...]:
    """One year of courses in their order; parts of a series follow each other."""
    return tuple(_training(line) for line in _all()["trainings"]["list"])


@cache
def gatherings(host: str) -> tuple[Gathering, ...]:
    """What `centers` or `companies` hold besides courses."""
    return tuple(_gathering(line) for line in _all()["gatherings"][host])


@cache
def fairs() -> tuple[Gathering, ...]:
    """What organizations hold for people who may want to help; texts have holes {n}, {ws}, {theme}."""
    found = []
    for line in _all()["gatherings"]["organizations"]:
        slug, title, topics, text = line.split("|")
        found.append(Gathering("volunteer", slug, title, (), tuple(topics.split(",")), "any", 60, text))
    return tuple(found)


@cache
def academy() -> dict[str, Any]:
    """Name, curriculum, mentors and a text for each day of the academy."""
    found: dict[str, Any] = _all()["academy"]
    return found


@cache
def bequests() -> tuple[tuple[str, str, str, str, str], ...]:
    """Kind, slug, area, name and description of each contact for bequests."""
    found = []
    for line in _all()["bequests"]["list"]:
        kind, slug, area, name, about = line.split("|")
        found.append((kind, slug, area, name, about))
    return tuple(found)


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads((files("tomoni.synth.bank") / "support.toml").read_text("utf-8"))


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


def _advisor(line: str) -> AdvisorKind:
    name, profession, skills, courses, slots, modes, company, about = line.split("|")
    return AdvisorKind(
        name, profession, _codes(skills), _codes(courses), _codes(slots), _codes(modes), company, about
    )


def _training(line: str) -> Training:
    slug, title, courses, stages, speakers, part, text = line.split("|")
    series, _, position = part.partition("/")
    return Training(
        slug,
        title,
        _codes(courses),
        _codes(stages),
        speakers,
        series or None,
        int(position) if position else None,
        text,
    )


def _gathering(line: str) -> Gathering:
    kind, slug, title, courses, topics, audience, capacity, text = line.split("|")
    return Gathering(kind, slug, title, _codes(courses), _codes(topics), audience, int(capacity), text)
