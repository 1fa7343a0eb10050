"""Matching at the size of a metropolis: scores of all pairs, the ranking in a browser's engine, the assignments.

People and openings are made up from the codelists with a seed. Beside the vectorised scores stands `fit` pair by pair;
beside the exact assignment a greedy one, which takes the best pair that is left.
"""

import json
import resource
import subprocess
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from tomoni.catalog import load_catalog
from tomoni.insight.assignment import LEAST_SCORE, assign_one_each
from tomoni.insight.assignment_several import Availability, Demand, assign_several
from tomoni.insight.fit import Conditions, Profile, fit
from tomoni.insight.fit_matrix import fit_matrix

from benchmarks.measure import machine

ROOT = Path(__file__).resolve().parents[2]
_RANK = """
import { readFileSync } from "node:fs";
import { rank, whole } from "./theme/static/js/match/ranking.js";
import { DEFAULT_WEIGHTS } from "./theme/static/js/match/fit.js";
const { openings, profiles } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const wholes = openings.map(whole);
const times = profiles.map((profile) => {
	const started = performance.now();
	rank(wholes, profile, DEFAULT_WEIGHTS, "2026-11-23");
	return performance.now() - started;
});
console.log(JSON.stringify(times.sort((a, b) => a - b)));
"""


def run(people: int = 2000, openings: int = 50_000, seed: int = 1) -> dict[str, Any]:
    """Measures at so many people and openings; the assignments at `people` × `people`.

    Prints and returns `machine`, `scores` (`seconds`, `peak_mb`, `ratio_to_one_by_one`), `browser_ms` (median and worst
    of 20 profiles), `exact` (`seconds`, `ratio_to_greedy` of the totals) and `hours` (`seconds`, `gap`).
    """
    random = Random(seed)
    catalog = load_catalog(ROOT / "data")
    codes = {
        name: [row["code"] for row in catalog.rows(name) if row["code"] not in ("any", "anytime")]
        for name in ("topics", "activity_fields", "skills", "time_slots", "languages", "access_features")
    }
    places = [
        (row["latitude"], row["longitude"]) for row in catalog.rows("areas") if row["latitude"] is not None
    ]
    profiles = [_person(random, codes, places) for _ in range(people)]
    asked = [_opening(random, codes, places) for _ in range(openings)]

    started = time.perf_counter()
    fit_matrix(profiles, asked)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    sample = [(random.choice(profiles), random.choice(asked)) for _ in range(20_000)]
    started = time.perf_counter()
    for pair in sample:
        fit(*pair)
    one_by_one = (time.perf_counter() - started) / len(sample) * people * openings

    square = fit_matrix(profiles, asked[:people])
    capacities = [random.randrange(1, 4) for _ in range(min(people, openings))]
    started = time.perf_counter()
    exact = assign_one_each(square, capacities)
    exact_seconds = time.perf_counter() - started
    started = time.perf_counter()
    hours = assign_several(
        square,
        [Availability(frozenset(person.slots), person.hours_per_month) for person in profiles],
        [
            Demand(people, frozenset(opening.slots), opening.hours_per_month)
            for people, opening in zip(capacities, asked, strict=False)
        ],
    )
    result = {
        "machine": machine(),
        "people": people,
        "openings": openings,
        "scores": {"seconds": seconds, "peak_mb": peak, "ratio_to_one_by_one": seconds / one_by_one},
        "browser_ms": _browser(profiles[:20], asked),
        "exact": {
            "seconds": exact_seconds,
            "pairs": len(exact.pairs),
            "ratio_to_greedy": exact.total / _greedy(square, capacities),
        },
        "hours": {"seconds": time.perf_counter() - started, "pairs": len(hours.pairs), "gap": hours.gap},
    }
    print(json.dumps(result, indent=2))
    return result


def _some(random: Random, codes: list[str], most: int) -> tuple[str, ...]:
    return tuple(random.sample(codes, random.randrange(most + 1)))


def _near(random: Random, places: list[tuple[float, float]]) -> tuple[float, float]:
    latitude, longitude = random.choice(places)
    return latitude + random.uniform(-0.02, 0.02), longitude + random.uniform(-0.02, 0.02)


def _person(random: Random, codes: dict[str, list[str]], places: list[tuple[float, float]]) -> Profile:
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


def _opening(random: Random, codes: dict[str, list[str]], places: list[tuple[float, float]]) -> Conditions:
    skills = random.sample(codes["skills"], 3)
    return Conditions(
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


def _greedy(scores: np.ndarray[Any, np.dtype[np.int8]], capacities: list[int]) -> int:
    """The total of the best pair that is left, again and again."""
    free, taken, total = list(capacities), set(), 0
    order = np.argsort(-scores.astype(np.int16), axis=None, kind="stable")
    for place in order:
        person, opening = divmod(int(place), scores.shape[1])
        score = int(scores[person, opening])
        if score < LEAST_SCORE:
            break
        if person not in taken and free[opening]:
            taken.add(person)
            free[opening] -= 1
            total += score
    return total


def _browser(profiles: list[Profile], openings: list[Conditions]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        data, script = Path(folder) / "data.json", ROOT / "theme" / "static" / "js" / "match" / "ranking.js"
        given = [{"i": number, "until": None, **asdict(one)} for number, one in enumerate(openings)]
        data.write_text(json.dumps({"openings": given, "profiles": [asdict(one) for one in profiles]}))
        code = _RANK.replace('"./theme/static/js/match/', f'"{script.parent.as_uri()}/')
        file = Path(folder) / "rank.mjs"
        file.write_text(code)
        done = subprocess.run(["node", file, data], check=True, stdout=subprocess.PIPE, text=True)
    times = json.loads(done.stdout)
    return {"median": times[len(times) // 2], "worst": times[-1]}
