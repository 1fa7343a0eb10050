"""Invented funders, their calls, and what the money was given for."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Funder:
    """Who gives: `name` has a hole `{w}` for a ward or `{p}` for an invented word, `word` in the first round."""

    key: str
    kind: str
    name: str
    word: str
    department: str


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `days`: opening and closing, counted from now; `yen`: least, most, budget, 0 where not said.

    Empty tuples of conditions mean that they do not restrict. `flags` are letters: p personnel costs, o overhead,
    c may be combined, d needs a department, r needs a recommendation, q certified organizations only. `last`:
    applicants and adopted of the round before; `month`: when the next round is expected.
    """

    slug: str
    funder: str
    area: str
    type: str
    measure: str
    title: str
    summary: str
    text: str
    fields: tuple[str, ...]
    topics: tuple[str, ...]
    office_areas: tuple[str, ...]
    forms: tuple[str, ...]
    years: int
    income: int | None
    repeat: int | None
    yen: tuple[int, int, int]
    rate: int | None
    days: tuple[int, int]
    flags: str
    last: tuple[int, int]
    method: str
    documents: tuple[str, ...]
    month: int | None
    period: int
    open: bool


@cache
def funders() -> dict[str, Funder]:
    """All funders by key."""
    found = [Funder(*line.split("|")) for line in _all()["funders"]["list"]]
    return {funder.key: funder for funder in found}


@cache
def calls() -> tuple[Call, ...]:
    """All calls in the order of the file."""
    return tuple(_call(entry) for entry in _all()["grant"])


@cache
def given_for() -> tuple[tuple[str, str], ...]:
    """Titles and descriptions of what was funded, with a hole for the theme."""
    return tuple((title, text) for title, text in (line.split("|") for line in _all()["awards"]["list"]))


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads((files("tomoni.synth.bank") / "grants.toml").read_text("utf-8"))


def _call(entry: dict[str, Any]) -> Call:
    return Call(
        slug=entry["slug"],
        funder=entry["funder"],
        area=entry.get("area", ""),
        type=entry["type"],
        measure=entry.get("measure", ""),
        title=entry["title"],
        summary=entry["summary"],
        text=entry["text"],
        fields=tuple(entry.get("fields", ())),
        topics=tuple(entry.get("topics", ())),
        office_areas=tuple(entry.get("office_areas", ())),
        forms=tuple(entry.get("forms", ())),
        years=entry.get("years", 0),
        income=entry.get("income"),
        repeat=entry.get("repeat"),
        yen=(entry["yen"][0], entry["yen"][1], entry["yen"][2] if len(entry["yen"]) > 2 else 0),
        rate=entry.get("rate"),
        days=(entry["days"][0], entry["days"][1]),
        flags=entry["flags"],
        last=(entry["last"][0], entry["last"][1]),
        method=entry.get("method", ""),
        documents=tuple(entry.get("documents", ())),
        month=entry.get("month"),
        period=entry.get("period", 12),
        open=entry.get("open", False),
    )
