"""`/changes/index.html` and `/changes/2026-11-23.html`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from ...pages.page import PageRef, register_prefix
from ...pages.site import Site
from ...pages.translations import N_
from ...pages.wording import Wording
from ..query.columns import data_registers
from .comparison import KINDS, Kind
from .history import CHANGES, DAYS, DayChanges, TableChanges, history_of
from .showing import show_change

KIND_NAMES: dict[Kind, str] = {
    "added": N_("追加"),
    "changed": N_("変更"),
    "ended": N_("終了"),
    "removed": N_("なくなった行"),
}
LISTED = 200
"""Changes of one table that a day's page lists."""


def day_path(register: str, day: DayChanges) -> str:
    """Where the page of a day lies."""
    return f"{register_prefix(register)}changes/{day.day.isoformat()}.html"


class ChangesOverview:
    """View of the overview: the days, newest first, with what changed in which table."""

    name = "changes"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """One page in Japanese, one in English."""
        for register in data_registers(site):
            path = f"{register_prefix(register)}changes/index.html"
            yield PageRef(path, "changes.html", register, lastmod=site.as_of)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """The days and what cannot be seen."""
        wording, history = site.wording(ref.register), history_of(site)
        say, prefix = wording._, register_prefix(ref.register)
        return {
            "title": say("変わったこと"),
            "description": say("データのどこが、いつ変わったかを、表ごと・日ごとに見られます。"),
            "breadcrumb": [
                {"label": say("ホーム"), "path": f"{prefix}index.html"},
                {"label": say("データ"), "path": f"{prefix}data/index.html"},
                {"label": say("変わったこと"), "path": None},
            ],
            "days": [
                {
                    "date": day.day,
                    "path": day_path(ref.register, day),
                    "counts": _counts(_total(day.tables), wording),
                    "tables": [_in_short(site, table, wording) for table in day.tables],
                    "uncompared": len(day.uncompared),
                }
                for day in history.days
            ],
            "unseen": history.unseen,
            "limits": {"days": DAYS, "changes": CHANGES},
        }


class ChangesOfDay:
    """View of one day: each table with its changes, before and after."""

    name = "changes_of_day"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """A page for each day on which anything changed."""
        for day in history_of(site).days:
            for register in data_registers(site):
                yield PageRef(
                    day_path(register, day),
                    "changes_day.html",
                    register,
                    day.day.isoformat(),
                    lastmod=day.day,
                )

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """The tables in the order of the package, with what is listed of them."""
        wording, days = site.wording(ref.register), history_of(site).days
        say, prefix = wording._, register_prefix(ref.register)
        place = next(number for number, day in enumerate(days) if day.day.isoformat() == ref.key)
        day = days[place]
        title = say("%(date)sに変わったこと") % {"date": wording.date_long(day.day)}
        return {
            "title": title,
            "description": say("データのどこが変わったかを、表ごとに、前と後で示します。"),
            "breadcrumb": [
                {"label": say("ホーム"), "path": f"{prefix}index.html"},
                {"label": say("変わったこと"), "path": f"{prefix}changes/index.html"},
                {"label": wording.date_long(day.day), "path": None},
            ],
            "counts": _counts(_total(day.tables), wording),
            "tables": [_in_full(site, table, wording) for table in day.tables],
            "uncompared": [_title(site, name, wording) for name in day.uncompared],
            "newer": _neighbour(ref.register, days[place - 1]) if place else None,
            "older": _neighbour(ref.register, days[place + 1]) if place + 1 < len(days) else None,
        }


def _neighbour(register: str, day: DayChanges) -> dict[str, Any]:
    return {"path": day_path(register, day), "date": day.day}


def _title(site: Site, table: str, wording: Wording) -> str:
    resource = site.catalog.package.resources[table]
    return resource.title_en if wording.register == "en" else resource.title


def _total(tables: Iterable[TableChanges]) -> Counter[Kind]:
    total: Counter[Kind] = Counter()
    for table in tables:
        total.update(table.counts)
    return total


def _counts(counts: Any, wording: Wording) -> list[dict[str, str]]:
    """How many of each kind there are, those that there are."""
    return [
        {"kind": kind, "label": wording._(KIND_NAMES[kind]), "count": wording.number(counts[kind])}
        for kind in KINDS
        if counts.get(kind)
    ]


def _in_short(site: Site, table: TableChanges, wording: Wording) -> dict[str, Any]:
    return {
        "name": table.table,
        "title": _title(site, table.table, wording),
        "counts": _counts(table.counts, wording),
        "created": None if table.created is None else wording.number(table.created),
    }


def _in_full(site: Site, table: TableChanges, wording: Wording) -> dict[str, Any]:
    resource = site.catalog.package.resources[table.table]
    page = f"{register_prefix(wording.register)}data/{table.table}.html"
    listed = table.rows[:LISTED]
    groups = [
        {
            "label": wording._(KIND_NAMES[kind]),
            "kind": kind,
            "changes": [
                show_change(site, resource, change, wording) for change in listed if change.kind == kind
            ],
        }
        for kind in KINDS
    ]
    return {
        **_in_short(site, table, wording),
        "path": page if site.has(page) else None,
        "groups": [group for group in groups if group["changes"]],
        "unlisted": sum(table.counts.values()) - len(listed),
    }
