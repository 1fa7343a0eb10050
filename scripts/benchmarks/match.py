"""Matching at the size of a metropolis: ranking in Chromium, proposals of a build, assignments; beside simpler ways.

Beside the vectorised scores stands `fit` pair by pair; beside the exact assignment a greedy one, which takes the best
pair that is left.
"""

import json
import os
import subprocess
import sys
import time
from random import Random
from statistics import median
from typing import Any

import numpy as np
from tomoni.insight.assignment import LEAST_SCORE, assign_one_each
from tomoni.insight.assignment_several import Availability, Demand, assign_several
from tomoni.insight.fit import fit
from tomoni.insight.fit_matrix import fit_matrix

from benchmarks.match_browser import ranked
from benchmarks.match_people import ROOT, Made, made
from benchmarks.match_targets import targets
from benchmarks.measure import machine
from benchmarks.search_browser import chromium

PROFILES = 20
"""Profiles for which Chromium ranks."""
_SAMPLE = 20_000
_ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{ROOT / 'scripts'}:{ROOT}"}


def run(people: int = 2000, openings: int = 50_000, seed: int = 1) -> dict[str, Any]:
    """Measures at so many people and openings; the assignments at `people` × `people`.

    Prints and returns `machine`; `browser` (`prepared` once, `median` and `worst` milliseconds of 20 profiles); `build`
    (see match_build, and `ratio_to_one_by_one` of its scores); `exact` (`seconds`, `pairs`, `ratio_to_greedy` of the
    totals); `several` (`seconds`, `cpu_seconds`, `pairs`, `gap`).
    """
    given = made(people, openings, seed)
    result: dict[str, Any] = {
        "machine": machine(),
        "people": people,
        "openings": openings,
        "browser": _browser(given),
        "build": _build(given, people, openings, seed),
        **_assignments(given, people),
    }
    _print(result)
    return result


def _browser(given: Made) -> dict[str, float]:
    with chromium() as browser:
        found = ranked(browser, given.people[:PROFILES], given.openings)
    times = [answer["milliseconds"] for answer in found["answers"]]
    return {"prepared": found["prepared"], "median": median(times), "worst": max(times)}


def _build(given: Made, people: int, openings: int, seed: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.match_build", str(people), str(openings), str(seed)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=_ENVIRONMENT,
    )
    measures: dict[str, float] = json.loads(done.stdout)
    random = Random(seed)
    sample = [(random.choice(given.people), random.choice(given.asked[:_SAMPLE])) for _ in range(_SAMPLE)]
    started = time.perf_counter()
    for pair in sample:
        fit(*pair)
    one_by_one = (time.perf_counter() - started) / len(sample) * people * openings
    return {**measures, "ratio_to_one_by_one": measures["scores_seconds"] / one_by_one}


def _assignments(given: Made, size: int) -> dict[str, Any]:
    asked, needed = given.asked[:size], given.needed[:size]
    square = fit_matrix(given.people, asked)
    started = time.perf_counter()
    exact = assign_one_each(square, needed)
    exact_seconds = time.perf_counter() - started
    free = [Availability(frozenset(person.slots), person.hours_per_month) for person in given.people]
    demands = [
        Demand(count, frozenset(opening.slots), opening.hours_per_month)
        for count, opening in zip(needed, asked, strict=True)
    ]
    started, cpu = time.perf_counter(), time.process_time()
    several = assign_several(square, free, demands)
    return {
        "exact": {
            "seconds": exact_seconds,
            "pairs": len(exact.pairs),
            "ratio_to_greedy": exact.total / _greedy(square, needed),
        },
        "several": {
            "seconds": time.perf_counter() - started,
            "cpu_seconds": time.process_time() - cpu,
            "pairs": len(several.pairs),
            "gap": several.gap,
        },
    }


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


def _print(result: dict[str, Any]) -> None:
    browser, build, exact, several = (result[name] for name in ("browser", "build", "exact", "several"))
    print(result["machine"])
    print(f"{result['people']:,} people, {result['openings']:,} openings\n")
    print(
        f"Chromium: {browser['prepared']:.0f} ms once, then {browser['median']:.0f} ms (worst {browser['worst']:.0f})"
    )
    print(
        f"build: {build['seconds']:.1f} s ({build['cpu_seconds']:.1f} CPU s), {build['peak_mb']:.0f} MB"
        f" (+{build['added_mb']:.0f}), {build['pairs']:,.0f} pairs; scores alone {build['scores_seconds']:.1f} s,"
        f" {build['ratio_to_one_by_one']:.4f} × one by one"
    )
    print(
        f"one each: {exact['seconds']:.1f} s, {exact['pairs']:,} pairs, {exact['ratio_to_greedy']:.3f} × greedy"
    )
    print(
        f"several: {several['seconds']:.1f} s ({several['cpu_seconds']:.1f} CPU s), {several['pairs']:,} pairs,"
        f" gap {several['gap']:.3%}\n"
    )
    for target in targets(result):
        print(
            f"{target.name:32} {target.found:10,.1f} {target.unit:2}  at most {target.most:6,.0f}"
            f"  {'met' if target.met else 'NOT MET'}"
        )
