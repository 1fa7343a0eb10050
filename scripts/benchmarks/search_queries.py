"""Which queries are measured, and what is said of many measures."""

import csv
import fnmatch
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from statistics import median, quantiles

from benchmarks.search_site import ROOT, Card

WRITTEN = ROOT / "tests" / "search" / "queries.tsv"
OF_THE_DEMONSTRATION = {"name", "name+ward", "reading", "facet", "case", "company", "centre"}
"""Categories that name entries of the demonstration data, or are nothing without a choice beside them."""

_WORD = re.compile(r"[一-龯々]{2,}|[ァ-ヺー]{3,}|[ぁ-ゖ]{3,}")
_DERIVED = 20  # of each sort

Query = dict[str, str]


def written_queries(path: Path = WRITTEN) -> list[Query]:
    """The rows of tests/search/queries.tsv (its columns: tests/search/README.md)."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def filters_of(query: Query) -> dict[str, list[str]]:
    """The choices beside a query: `kind=openings area=13122` as lists of codes by facet."""
    found = defaultdict(list)
    for choice in query["facets"].split():
        name, code = choice.split("=", 1)
        found[name].append(code)
    return dict(found)


def is_first(paths: Sequence[str], query: Query) -> bool:
    """Whether the first hit is one that a judge accepts."""
    return bool(paths) and any(fnmatch.fnmatchcase(paths[0], one) for one in query["expected"].split())


def share_first(answers: Sequence[Sequence[str]], queries: Sequence[Query]) -> dict[str, object]:
    """`share` of queries whose first hit is accepted, `by_category` [found, of], and the `failures`."""
    categories: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    failures = []
    for paths, query in zip(answers, queries, strict=True):
        good = is_first(paths, query)
        categories[query["category"]][0] += good
        categories[query["category"]][1] += 1
        if not good:
            asked = {name: query[name] for name in ("query", "facets", "expected", "category")}
            failures.append({**asked, "first": paths[0] if paths else None})
    return {
        "share": 1 - len(failures) / len(queries),
        "by_category": dict(sorted(categories.items())),
        "failures": failures,
    }


def queries_for(cards: Sequence[Card], wards: Sequence[str], topics: Sequence[str]) -> list[str]:
    """What a visitor of any catalog may type: the written queries that fit any, and some made of its own words.

    Made, the same each time: titles of entries at even distances, words out of titles, and wards with topics.
    """
    general = [
        query["query"]
        for query in written_queries()
        if query["category"] not in OF_THE_DEMONSTRATION and not query["facets"]
    ]
    titles = [cards[place][1] for place in _evenly(len(cards))]
    words = [max(found, key=len) for title in titles if (found := _WORD.findall(title))]
    pairs = [f"{topics[place]} {wards[place % len(wards)]}" for place in _evenly(len(topics))]
    # In no order, the same each time: a query's neighbour is what the visitor asks next.
    return sorted({*general, *titles, *words, *pairs}, key=lambda query: sha256(query.encode()).digest())


def _evenly(length: int) -> list[int]:
    return sorted({place * length // _DERIVED for place in range(_DERIVED)}) if length else []


def summary(measures: Iterable[float]) -> dict[str, float]:
    """Median and 95th percentile. Raises StatisticsError without measures."""
    values = sorted(measures)
    if len(values) < 2:
        return {"median": median(values), "p95": median(values)}
    return {"median": median(values), "p95": quantiles(values, n=20, method="inclusive")[-1]}
