"""Building an index alone, measured from within: the catalog is loaded before the clock starts.

Run in a process of its own each, prints JSON:
    python -m benchmarks.search_index tomoni PACKAGE FOLDER   our index, then our cards, into FOLDER/index
    python -m benchmarks.search_index lunr PACKAGE FOLDER     lunr.py with the same terms, into FOLDER/lunr.json
    python -m benchmarks.search_index texts PACKAGE FOLDER    pages with the same texts, into FOLDER/texts
"""

import gc
import gzip
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lunr.builder import Builder
from tomoni.publish.pages.environment import Environments
from tomoni.publish.pages.site import Site
from tomoni.publish.search.cards import site_documents
from tomoni.publish.search.documents import BOOSTS, KIND_BOOSTS, SearchDocument
from tomoni.publish.search.plugin import write_search
from tomoni.publish.search.terms import index_terms

from benchmarks.search_site import loaded_site, write_texts


def measured_within(task: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    """A task's result and its `seconds`, `cpu_seconds`, `peak_mb` of this process, and `added_mb` of them its own."""
    gc.collect()
    # The peak so far was that of loading: the kernel is told to count from here (man 5 proc, clear_refs).
    Path("/proc/self/clear_refs").write_text("5")
    before, started, cpu = _status("VmRSS"), time.perf_counter(), time.process_time()
    result = task()
    seconds, cpu_seconds, peak = time.perf_counter() - started, time.process_time() - cpu, _status("VmHWM")
    return result, {
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "peak_mb": peak / 1e6,
        "added_mb": (peak - before) / 1e6,
    }


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def tomoni(site: Site, folder: Path) -> dict[str, Any]:
    """Documents, index and packs; apart from them the cards of the hits (Pagefind writes its fragments at once)."""
    target = folder / "index"
    _, index = measured_within(lambda: write_search(site, site_documents(site), target))
    environments = Environments(site)
    environments.preload()
    view = site.views["search_cards"]
    refs = list(view.pages(site))

    def write_cards() -> None:
        (target / "cards-ja").mkdir()
        for ref in refs:
            content = view.text(site, ref, environments)  # type: ignore[attr-defined]
            (target.parent / "index" / Path(ref.path).relative_to("search")).write_bytes(content)

    _, cards = measured_within(write_cards)
    return {"documents": len(site_documents(site)), "index": index, "cards": cards}


def lunr(site: Site, folder: Path) -> dict[str, Any]:
    """lunr.py over the same terms with the same boosts, as one JSON file."""
    documents = site_documents(site)
    text, measures = measured_within(lambda: _lunr_json(documents))
    content = text.encode()
    (folder / "lunr.json").write_bytes(content)
    return {**measures, "bytes": len(content), "gzip_bytes": len(gzip.compress(content, 9))}


def _lunr_json(documents: Sequence[SearchDocument]) -> str:
    builder = Builder()
    builder.ref("id")
    for name, boost in BOOSTS.items():
        builder.field(name, boost=boost)
    for number, document in enumerate(documents):
        terms = {name: index_terms(document.texts[name]) for name in BOOSTS}
        builder.add({"id": str(number), **terms}, {"boost": KIND_BOOSTS.get(document.kind, 1.0)})
    return json.dumps(builder.build().serialize(), ensure_ascii=False)


def texts(site: Site, folder: Path) -> dict[str, Any]:
    """The documents as pages for Pagefind; not measured."""
    return {"pages": write_texts(site_documents(site), folder / "texts")}


if __name__ == "__main__":
    command, package, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    run = {"tomoni": tomoni, "lunr": lunr, "texts": texts}[command]
    sys.stdout.write(json.dumps(run(loaded_site(package, folder), folder)))
    sys.stdout.flush()
    os._exit(0)  # taking a catalog of 50,000 organizations apart object by object is no part of anything
