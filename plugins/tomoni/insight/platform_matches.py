"""Matches that the site brought about, as the indicator `platform-matches` counts them (data-model, what counts for KPIs).

Of a fiscal year (April to March, by the day on which it was agreed): volunteers and pro bono, through this site, agreed
upon, started or done; what both sides reported is one (see connections: where they differ, the centre's report counts).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from .connections import Connection
from .impact import fiscal_year

COMPUTED_BY = "platform-matches"
"""What `indicators.computed_by` says of an indicator that this computes."""
KINDS = frozenset({"volunteer", "pro-bono"})
STATUSES = frozenset({"agreed", "started", "done"})


def is_platform_match(match: Connection) -> bool:
    """Whether a match counts for the indicator in some fiscal year."""
    return (
        match.kind in KINDS
        and match.channel == "site"
        and match.status in STATUSES
        and match.agreed_on is not None
    )


def platform_matches(found: Iterable[Connection]) -> Mapping[int, int]:
    """How many count in each fiscal year, by the calendar year in which it starts; years without any are left out."""
    counts = Counter(
        fiscal_year(one.agreed_on) for one in found if is_platform_match(one) and one.agreed_on is not None
    )
    return dict(sorted(counts.items()))
