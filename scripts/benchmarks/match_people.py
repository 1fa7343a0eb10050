"""People and openings made up from the codelists with a seed, as many as wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tomoni.catalog import load_catalog
from tomoni.insight.fit import Conditions, Profile

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 23)
_LISTS = ("topics", "activity_fields", "skills", "time_slots", "languages", "access_features")

Places = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Dated:
    """An opening as the page gets it: its last day (None: no end) and the day of its confirmation."""

    asked: Conditions
    until: date | None
    confirmed: date


@dataclass(frozen=True, slots=True)
class Made:
    """People, openings, and how many people each opening needs."""

    people: list[Profile]
    openings: list[Dated]
    needed: list[int]

    @property
    def asked(self) -> list[Conditions]:
        """The conditions alone."""
        return [one.asked for one in self.openings]


def made(people: int, openings: int, seed: int) -> Made:
    """The same for the same arguments."""
    random = Random(seed)
    catalog = load_catalog(ROOT / "data")
    codes = {
        name: [row["code"] for row in catalog.rows(name) if row["code"] not in ("any", "anytime")]
        for name in _LISTS
    }
    places = [
        (row["latitude"], row["longitude"]) for row in catalog.rows("areas") if row["latitude"] is not None
    ]
    return Made(
        [_person(random, codes, places) for _ in range(people)],
        [_opening(random, codes, places) for _ in range(openings)],
        [random.randrange(1, 4) for _ in range(openings)],
    )


def _some(random: Random, codes: list[str], most: int) -> tuple[str, ...]:
    return tuple(random.sample(codes, random.randrange(most + 1)))


def _near(random: Random, places: Places) -> tuple[float, float]:
    latitude, longitude = random.choice(places)
    return latitude + random.uniform(-0.02, 0.02), longitude + random.uniform(-0.02, 0.02)


def _person(random: Random, codes: dict[str, list[str]], places: Places) -> Profile:
    return Profile(
        topics=_some(random, codes["topics"], 4),
        fields=_some(random, codes["activity_fields"], 3),
        skills=_some(random, codes["skills"], 4),
        slots=_some(random, codes["time_slots"], 4),
        languages=("ja",),
        place=_near(random, places),
        within_km=random.choice([None, 3.0, 5.0, 10.0]),
        age_band=random.choice([None, "18-29", "30-64"]),
        hours_per_month=random.choice([4.0, 8.0, 12.0]),
    )


def _opening(random: Random, codes: dict[str, list[str]], places: Places) -> Dated:
    """Of ten openings three have no end, six end within four months, one is over; one of ten waits for a confirmation."""
    skills = random.sample(codes["skills"], 3)
    asked = Conditions(
        topics=_some(random, codes["topics"], 3),
        fields=_some(random, codes["activity_fields"], 2),
        skills_required=tuple(skills[:1]) if random.random() < 0.2 else (),
        skills_welcome=tuple(skills[1:]),
        slots=tuple(random.sample(codes["time_slots"], random.randrange(1, 4))),
        mode=random.choice(["onsite", "onsite", "hybrid", "online"]),
        engagement=random.choice(["one-off", "short", "ongoing"]),
        languages=("ja",),
        access_features=_some(random, codes["access_features"], 3),
        place=_near(random, places),
        min_age=random.choice([None, 15, 18]),
        beginners_welcome=random.choice([None, True]),
        hours_per_month=random.choice([None, 3.0, 6.0, 8.0]),
    )
    kind = random.random()
    days = random.randrange(1, 60) * -1 if kind < 0.1 else random.randrange(120)
    until = None if kind > 0.7 else DAY + timedelta(days=days)
    return Dated(asked, until, DAY - timedelta(days=random.randrange(100)))
