"""The weekly check of outside links, as a result that the site shows on /health/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from .link_visits import Answer
from .outside_links import Place

BROKEN = ("gone", "unknown-host", "failing")
"""States that somebody should look at."""


def check_links(
    links: Mapping[str, Sequence[Place]],
    checked_on: date,
    visit: Callable[[str], Answer],
    hosts_at_once: int = 8,
) -> dict[str, Any]:
    """Visit every address and say what came of it.

    Returns `{"version": 1, "checked_on", "counts": {state: n}, "links": [{"address", "state", "status", "moved_to",
    "entries": [{"table", "key", "field"}]}]}`; `links` holds what is not plainly in order, by address.
    """
    hosts: dict[str, list[str]] = {}
    for address in links:
        hosts.setdefault(urlsplit(address).hostname or "", []).append(address)

    def visit_host(addresses: Sequence[str]) -> list[tuple[str, Answer]]:
        return [(address, visit(address)) for address in addresses]

    with ThreadPoolExecutor(hosts_at_once) as pool:
        answers = dict(pair for pairs in pool.map(visit_host, hosts.values()) for pair in pairs)
    return {
        "version": 1,
        "checked_on": checked_on.isoformat(),
        "counts": dict(sorted(Counter(answer.state for answer in answers.values()).items())),
        "links": [
            {
                "address": address,
                "state": answers[address].state,
                "status": answers[address].status,
                "moved_to": answers[address].moved_to,
                "entries": [
                    {"table": place.table, "key": place.key, "field": place.field} for place in links[address]
                ],
            }
            for address in sorted(links)
            if answers[address].state != "ok"
        ],
    }
