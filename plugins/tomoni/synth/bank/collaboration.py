"""Invented collaborations, what they promised to change, what each side said of them; challenges."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Promise:
    """An outcome agreed in advance. `actual` is missing where it has not been measured yet."""

    name: str
    definition: str
    unit: str
    baseline: float
    target: float
    direction: str
    actual: float | None
    measured_by: str
    weight: float
    rule: str
    threshold: float | None
    steps: tuple[str, ...]
    cap: float | None
    floor: float | None
    note: str


@dataclass(frozen=True, slots=True)
class Joint:
    """One collaboration: `archetypes` of those who take part, the first leads; `yen` fixed and for outcomes."""

    slug: str
    archetypes: tuple[str, ...]
    scheme: str
    route: str
    departments: tuple[str, ...]
    partners: tuple[str, ...]
    state: str
    back: int
    basis: str
    yen: tuple[int, int] | None
    title: str
    summary: str
    text: str
    outcomes: tuple[Promise, ...]
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A challenge: who asks, for what, under which conditions; `link` is what came of it.

    `answers` are pairs of who answers (`NPO:archetype`, `company:kind`, `university:label`, `citizens:label`, or
    `lead` of what came of it) and the proposal.
    """

    slug: str
    area: str
    asked_by: str
    department: str
    topics: tuple[str, ...]
    title: str
    background: str
    wanted: str
    conditions: str
    offers: tuple[str, ...]
    days: tuple[int, int]
    state: str
    link: str
    answers: tuple[tuple[str, str], ...]


@cache
def joints() -> tuple[Joint, ...]:
    """All collaborations in the order of the file."""
    return tuple(_joint(entry) for entry in _all()["collaboration"])


@cache
def questions() -> tuple[Question, ...]:
    """All challenges in the order of the file."""
    return tuple(_question(entry) for entry in _all()["challenge"])


@cache
def judgements() -> dict[str, tuple[tuple[int, str], ...]]:
    """Scores with a comment for each dimension of the evaluation."""
    found: dict[str, list[tuple[int, str]]] = {}
    for line in _all()["evaluations"]["list"]:
        dimension, score, comment = line.split("|")
        found.setdefault(dimension, []).append((int(score), comment))
    return {dimension: tuple(entries) for dimension, entries in found.items()}


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads((files("tomoni.synth.bank") / "collaboration.toml").read_text("utf-8"))


def _joint(entry: dict[str, Any]) -> Joint:
    yen = entry.get("yen")
    return Joint(
        slug=entry["slug"],
        archetypes=tuple(entry["archetypes"]),
        scheme=entry["scheme"],
        route=entry.get("route", ""),
        departments=tuple(entry["departments"]),
        partners=tuple(entry.get("partners", ())),
        state=entry["state"],
        back=entry.get("back", 0),
        basis=entry.get("basis", ""),
        yen=(yen[0], yen[1]) if yen else None,
        title=entry["title"],
        summary=entry["summary"],
        text=entry["text"],
        outcomes=tuple(_promise(line) for line in entry.get("outcomes", ())),
        comments=tuple(entry.get("comments", ())),
    )


def _promise(line: str) -> Promise:
    name, definition, unit, baseline, target, direction, actual, by, weight, rule, *rest = line.split("|")
    threshold, steps, cap, floor, note = rest
    return Promise(
        name,
        definition,
        unit,
        float(baseline),
        float(target),
        direction,
        _number(actual),
        by,
        float(weight),
        rule,
        _number(threshold),
        tuple(steps.split(";")) if steps else (),
        _number(cap),
        _number(floor),
        note,
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _question(entry: dict[str, Any]) -> Question:
    return Question(
        slug=entry["slug"],
        area=entry.get("area", ""),
        asked_by=entry["asked_by"],
        department=entry["department"],
        topics=tuple(entry["topics"]),
        title=entry["title"],
        background=entry["background"],
        wanted=entry["wanted"],
        conditions=entry["conditions"],
        offers=tuple(entry["offers"]),
        days=(entry["days"][0], entry["days"][1]),
        state=entry["state"],
        link=entry.get("link", ""),
        answers=tuple((who, text) for who, text in (line.split("|") for line in entry["answers"])),
    )
