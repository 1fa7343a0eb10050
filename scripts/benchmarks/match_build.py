"""Proposals for the pages of a build, in a process of its own: the best pairs of all people and openings, with reasons.

python -m benchmarks.match_build PEOPLE OPENINGS SEED
"""

import json
import os
import resource
import sys
import time

from tomoni.insight.fit import DEFAULT_WEIGHTS
from tomoni.insight.fit_matrix import fit_matrix
from tomoni.publish.pages.fits import Helper, best_pairs

from benchmarks.match_people import made


def proposals(people: int, openings: int, seed: int) -> dict[str, float]:
    """`seconds` of wall time, `cpu_seconds`, `scores_seconds` for the scores alone, `added_mb` and `peak_mb`, `pairs`.

    `added_mb` is what the peak of this process grew by once people and openings stood in memory.
    """
    given = made(people, openings, seed)
    helpers = [Helper("talents", str(number), one) for number, one in enumerate(given.people)]
    asked = [(str(number), one) for number, one in enumerate(given.asked)]
    before, cpu, started = _peak_mb(), _cpu(), time.perf_counter()
    found = best_pairs(helpers, asked, DEFAULT_WEIGHTS)
    seconds, used = time.perf_counter() - started, _cpu() - cpu
    peak = _peak_mb()
    started = time.perf_counter()
    fit_matrix(given.people, given.asked)
    return {
        "seconds": seconds,
        "cpu_seconds": used,
        "scores_seconds": time.perf_counter() - started,
        "added_mb": peak - before,
        "peak_mb": peak,
        "pairs": sum(map(len, found.helpers.values())) + sum(map(len, found.openings.values())),
    }


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _cpu() -> float:
    times = os.times()
    return times.user + times.system


if __name__ == "__main__":
    print(json.dumps(proposals(*map(int, sys.argv[1:]))))
