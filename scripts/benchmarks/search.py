"""Searching beside Pagefind (extended) and lunr.py: building an index, what a query loads, how soon its hits stand.

Pagefind gets the very entries that our search knows, twice: the pages of the built site (their `main` alone), and
small pages with exactly the texts and facets of our index. Both are asked in Chromium, through a server that counts.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tomoni.catalog import load_catalog

from benchmarks.measure import machine, measured
from benchmarks.search_browser import Contender, chromium, first_and_later, first_hits
from benchmarks.search_queries import filters_of, queries_for, share_first, summary, written_queries
from benchmarks.search_site import DAY, ROOT, entries, link_pages

_BIN = Path(sys.executable).parent
LUNR_MOST = 6000
"""Entries up to which lunr.py is bearable: beyond, it takes minutes and gigabytes."""

MEASURES = ("milliseconds", "files", "index", "hits", "data", "packed_scripts")


def run(
    organizations: int = 1000, queries: int | None = None, folder: Path | None = None, seed: int = 1
) -> dict[str, Any]:
    """Measures at so many synthetic organizations, and the written queries on the demonstration site.

    `folder` keeps what was built, and what it already holds is used again; `queries` asks only so many.
    Prints and returns `machine`, `organizations`, `entries`; `build` by contender (`seconds`, `cpu_seconds`, `peak_mb`,
    `bytes`, `files`); `asked`, by contender `first` and `later` with median and p95 of `MEASURES`, and the share of
    queries that found anything; `first_hit`, the share of written queries whose expected hit is first; `ratios`.
    """
    with ExitStack() as stack:
        kept = folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        large, demonstration = kept / f"{organizations}-{seed}", kept / "demonstration"
        package = large / "package"
        if not package.exists():
            large.mkdir(parents=True, exist_ok=True)
            asked = ["--organizations", str(organizations), "--seed", str(seed), "--as-of", DAY]
            measured([str(_BIN / "tomoni"), "synth", *asked, "--into", str(package)])
        result: dict[str, Any] = {"machine": machine(), "organizations": organizations}
        result |= _built(package, large, lunr_most=LUNR_MOST)
        demo = _built(ROOT / "data", demonstration, lunr_most=0)
        browser = stack.enter_context(chromium())
        catalog = load_catalog(package)
        wards, topics = ([row["label"] for row in catalog.rows(name)] for name in ("areas", "topics"))
        texts = queries_for(entries(large / "site"), wards, topics)[:queries]
        result["queries"] = len(texts)
        result["asked"] = {
            name: _summed(first_and_later(browser, contender, texts))
            for name, contender in _contenders(large).items()
        }
        result["first_hit"] = _first_hits(browser, demonstration, demo["entries"])
        result["ratios"] = _ratios(result)
    _print(result)
    return result


def _contenders(folder: Path) -> dict[str, Contender]:
    site = folder / "site"
    own = ("search/", "static/js/", "static/vendor/")
    return {
        "tomoni": Contender("tomoni", site),
        "tomoni page": Contender("page", site, "/search.html", "[data-search-facets] details", own),
        "pagefind": Contender("pagefind", folder / "pagefind-pages"),
        "pagefind, same texts": Contender("pagefind", folder / "pagefind-texts"),
    }


def _built(package: Path, folder: Path, lunr_most: int) -> dict[str, Any]:
    """Site, pages and every index in `folder`; `entries` and `build`. The site is kept where it already stands."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "site").exists():
        measured(
            [sys.executable, "-m", "benchmarks.search_site", str(package), str(folder)], env=_ENVIRONMENT
        )
    for name in ("index", "pages", "texts", "pagefind-pages", "pagefind-texts"):
        shutil.rmtree(folder / name, ignore_errors=True)
    cards = entries(folder / "site")
    link_pages(folder / "site", cards, folder / "pages")
    own = _within("tomoni", package, folder)
    if own["documents"] != len(cards):
        raise RuntimeError(f"the site in {folder} is of another catalog: remove it")
    _within("texts", package, folder)
    build = {
        "tomoni": {**own["index"], **_size(folder / "index")},
        "tomoni cards": {**own["cards"], **_size(folder / "index" / "cards-ja")},
        "pagefind": _pagefind(folder, "pages", "--root-selector", "main"),
        "pagefind, same texts": _pagefind(folder, "texts"),
    }
    if len(cards) <= lunr_most:
        build["lunr.py"] = {**_within("lunr", package, folder), "files": 1}
    return {"entries": len(cards), "build": build}


_ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{ROOT / 'scripts'}:{ROOT}"}


def _within(command: str, package: Path, folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.search_index", command, str(package), str(folder)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=_ENVIRONMENT,
    )
    measures: dict[str, Any] = json.loads(done.stdout)
    return measures


def _pagefind(folder: Path, source: str, *options: str) -> dict[str, float]:
    target = folder / f"pagefind-{source}" / "pagefind"
    program = [sys.executable, "-m", "pagefind", "--silent", "--site", str(folder / source)]
    measures = measured([*program, "--output-path", str(target), *options])
    # Its ready-made interfaces are not the index, and none is loaded here.
    for path in (*target.glob("pagefind-*ui*"), *target.glob("pagefind-highlight.js")):
        path.unlink()
    return {**measures, **_size(target)}


def _size(folder: Path) -> dict[str, int]:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return {"bytes": sum(sizes), "files": len(sizes)}


def _summed(measures: list[dict[str, Any]]) -> dict[str, Any]:
    found = {
        turn: {name: summary(one[turn][name] for one in measures) for name in MEASURES}
        for turn in ("first", "later")
    }
    return {**found, "found_something": sum(one["first"]["found"] > 0 for one in measures) / len(measures)}


def _first_hits(browser: Any, folder: Path, count: int) -> dict[str, Any]:
    """Shares on the demonstration site: ours by the page's scripts in Node, with the choices beside a query."""
    written = written_queries()
    asked = [{"query": query["query"], "facets": query["facets"].split()} for query in written]
    done = subprocess.run(
        ["node", str(ROOT / "tests" / "search" / "ask.mjs"), str(folder / "site"), DAY],
        input=json.dumps(asked),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    ours = [[hit["path"] for hit in hits] for hits in json.loads(done.stdout)]
    questions = [(query["query"], filters_of(query)) for query in written]
    contenders = _contenders(folder)
    # The built pages say nothing of facets to Pagefind: it is asked there what has no choice beside it.
    plain = [query for query in written if not query["facets"]]
    plainly = first_hits(browser, contenders["pagefind"], [(query["query"], {}) for query in plain])
    filtered = first_hits(browser, contenders["pagefind, same texts"], questions)
    return {
        "queries": len(written),
        "entries": count,
        "tomoni": share_first(ours, written),
        "pagefind": share_first(plainly, plain),
        "pagefind, same texts": share_first(filtered, written),
    }


def _ratios(result: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Ours divided by each of Pagefind's, in every figure that has a target."""
    build, asked = result["build"], result["asked"]
    ours, page = build["tomoni"], asked["tomoni"]
    found = {}
    for peer in ("pagefind", "pagefind, same texts"):
        ratios = {
            "build seconds": ours["seconds"] / build[peer]["seconds"],
            "build seconds with cards": (ours["seconds"] + build["tomoni cards"]["seconds"])
            / build[peer]["seconds"],
            "build CPU seconds": ours["cpu_seconds"] / build[peer]["cpu_seconds"],
            "build memory": ours["added_mb"] / build[peer]["peak_mb"],
            "build memory with the catalog": ours["peak_mb"] / build[peer]["peak_mb"],
            "bytes on disk": ours["bytes"] / build[peer]["bytes"],
            "files": ours["files"] / build[peer]["files"],
        }
        for turn in ("first", "later"):
            for name in ("data", "index"):
                for point in ("median", "p95"):
                    ratio = page[turn][name][point] / asked[peer][turn][name][point]
                    ratios[f"{turn} query {name} {point}"] = ratio
        total = {name: asked[name]["first"] for name in ("tomoni", peer)}
        ratios["first query with scripts, median"] = _with_scripts(total["tomoni"]) / _with_scripts(
            total[peer]
        )
        found[peer] = ratios
    return found


def _with_scripts(first: dict[str, dict[str, float]]) -> float:
    return first["data"]["median"] + first["packed_scripts"]["median"]


def _print(result: dict[str, Any]) -> None:
    print(result["machine"])
    print(f"{result['organizations']:,} organizations, {result['entries']:,} entries that can be found")
    print(f"\n{'build':22} {'s':>8} {'CPU s':>8} {'MB':>8} {'+MB':>8} {'disk MB':>8} {'files':>8}")
    for name, one in result["build"].items():
        added = f"{one['added_mb']:8.0f}" if "added_mb" in one else f"{'':8}"
        print(
            f"{name:22} {one['seconds']:8.1f} {one['cpu_seconds']:8.1f} {one['peak_mb']:8.0f} {added}"
            f" {one['bytes'] / 1e6:8.1f} {one['files']:8,}"
        )
    heads = "".join(f"{name:>18}" for name in ("ms", "files", "index kB", "hits kB", "data kB", "scripts kB"))
    print(f"\n{result['queries']} queries: median / 95th percentile\n{'':28}{heads}")
    for name, one in result["asked"].items():
        for turn in ("first", "later"):
            cells = []
            for measure in MEASURES:
                scale = 1 if measure in ("milliseconds", "files") else 1000
                middle, high = (one[turn][measure][point] / scale for point in ("median", "p95"))
                cells.append(f"{f'{middle:.0f} / {high:.0f}':>18}")
            print(f"{name:22}{turn:6}{''.join(cells)}")
        print(f"{name:22}{one['found_something']:.0%} of the queries find something")
    first = result["first_hit"]
    print(f"\n{first['queries']} written queries on the demonstration site, expected hit first:")
    for name in ("tomoni", "pagefind", "pagefind, same texts"):
        print(f"{name:22} {first[name]['share']:6.1%}")
    for peer, ratios in result["ratios"].items():
        print(f"\ntomoni / {peer}")
        for name, ratio in ratios.items():
            print(f"  {name:34} {ratio:8.3f} ×")
