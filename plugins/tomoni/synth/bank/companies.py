"""Kinds of companies that take part: what they are called, what they give, what came of their visits."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Sent:
    """Staff sent to an organization: with which skill, how many, for how many hours in all, to what end."""

    skill: str
    people: int
    hours: int
    result: str


@dataclass(frozen=True, slots=True)
class CompanyKind:
    """One kind of company. `name` and `kana` have a hole `{p}`, for `word` in the first of its kind."""

    slug: str
    name: str
    kana: str
    word: str
    area: str
    industry: str
    employees: int
    level: str
    activities: tuple[str, ...]
    skills: tuple[str, ...]
    topics: tuple[str, ...]
    about: str
    placements: tuple[Sent, ...]


@cache
def company_kinds() -> tuple[CompanyKind, ...]:
    """All kinds in the order of the file."""
    text = (files("tomoni.synth.bank") / "companies.toml").read_text("utf-8")
    return tuple(
        CompanyKind(
            slug=entry["slug"],
            name=entry["name"],
            kana=entry["kana"],
            word=entry["word"],
            area=entry["area"],
            industry=entry["industry"],
            employees=entry["employees"],
            level=entry["level"],
            activities=tuple(entry["activities"]),
            skills=tuple(entry["skills"]),
            topics=tuple(entry["topics"]),
            about=entry["about"],
            placements=tuple(_sent(line) for line in entry["placements"]),
        )
        for entry in tomllib.loads(text)["company"]
    )


def _sent(line: str) -> Sent:
    skill, people, hours, result = line.split("|")
    return Sent(skill, int(people), int(hours), result)
