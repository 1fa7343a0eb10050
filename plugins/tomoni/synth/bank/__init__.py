"""The words that invented rows are made of: organizations by kind, towns, people, seasons.

The texts lie in TOML files beside this module; here they become typed values, read once.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tomoni.synth.bank.reading import romaji

SOURCES = ("children", "welfare", "society", "community", "culture_environment")


@dataclass(frozen=True, slots=True)
class Place:
    """A word that a name can be made with, its reading in hiragana, and, for a town, its station."""

    label: str
    kana: str
    station: str = ""
    latitude: float = 0.0
    longitude: float = 0.0

    @property
    def label_en(self) -> str:
        """The word in Latin letters, with a capital."""
        return romaji(self.kana).title()


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A name with a hole `{p}` for a place, its reading with spaces between words, its English form."""

    label: str
    kana: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Archetype:
    """One kind of organization: what it does, asks for, gives and achieves.

    `income` is the usual range of a year's revenue in units of 10,000 yen; `mix` the largest part of it.
    """

    code: str
    theme: str
    theme_en: str
    fields: tuple[str, ...]
    topics: tuple[str, ...]
    sdgs: tuple[int, ...]
    names: tuple[NamePattern, ...]
    summary: tuple[str, ...]
    easy: str
    en: str
    purpose: str
    activities: str
    income: tuple[int, int]
    mix: str
    hidden: bool
    languages: tuple[str, ...]
    services: tuple[dict[str, Any], ...]
    openings: tuple[dict[str, Any], ...]
    measures: tuple[tuple[str, int, str, str], ...]
    logic: tuple[str, ...]
    reports: tuple[tuple[str, str], ...]
    voices: tuple[tuple[str, str], ...]


@cache
def archetypes() -> dict[str, Archetype]:
    """All kinds of organizations by code."""
    found = [_archetype(entry) for source in SOURCES for entry in _toml(source)["archetype"]]
    return {archetype.code: archetype for archetype in found}


@cache
def words() -> tuple[Place, ...]:
    """Invented places and plants that names are made with."""
    return tuple(Place(*entry.split("/")) for entry in _toml("places")["words"])


@cache
def towns(area: str) -> tuple[Place, ...]:
    """The real towns of a ward (JIS code) with their stations, positions in degrees to about 100 m."""
    found = []
    for entry in _toml("places")["towns"][area]:
        label, kana, station, latitude, longitude = entry.split("/")
        found.append(Place(label, kana, station, float(latitude), float(longitude)))
    return tuple(found)


@cache
def pro_bono() -> tuple[dict[str, Any], ...]:
    """Openings for professionals that any organization may have."""
    return tuple(_toml("pro_bono")["opening"])


@cache
def featured() -> tuple[dict[str, Any], ...]:
    """The organizations that every invented catalog begins with."""
    return tuple(_toml("featured")["featured"])


@cache
def general() -> dict[str, Any]:
    """Seasons, report frames, stories of how it began, people who offer, titles of pictures."""
    return _toml("general")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("tomoni.synth.bank") / f"{name}.toml").read_text("utf-8"))


def _archetype(entry: dict[str, Any]) -> Archetype:
    return Archetype(
        code=entry["code"],
        theme=entry["theme"],
        theme_en=entry["theme_en"],
        fields=tuple(entry["fields"]),
        topics=tuple(entry["topics"]),
        sdgs=tuple(entry["sdgs"]),
        names=tuple(NamePattern(*name.split("|")) for name in entry["names"]),
        summary=tuple(entry["summary"]),
        easy=entry["easy"],
        en=entry["en"],
        purpose=entry["purpose"],
        activities=entry["activities"],
        income=(entry["income"][0], entry["income"][1]),
        mix=entry["mix"],
        hidden=entry.get("hidden", False),
        languages=tuple(entry.get("languages", ())),
        services=tuple(entry.get("services", ())),
        openings=tuple(entry["openings"]),
        measures=tuple((code, value, level, method) for code, value, level, method in entry["measures"]),
        logic=tuple(entry["logic"]),
        reports=tuple((title, body) for title, body in (text.split("|") for text in entry["reports"])),
        voices=tuple((quote, speaker) for quote, speaker in (text.split("|") for text in entry["voices"])),
    )
