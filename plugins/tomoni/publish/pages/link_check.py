"""What the weekly check of outside links found, as the page on the state of the data shows it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from tomoni.catalog import TomoniError

from .page import Link
from .site import Site
from .translations import N_
from .wording import Wording

STATES = {
    "ok": N_("つながる"),
    "moved": N_("引っ越した"),
    "gone": N_("ページがない"),
    "unknown-host": N_("相手が見つからない"),
    "failing": N_("応答がない・誤りになる"),
    "refused": N_("確認を断られた"),
    "not-asked": N_("確認していない"),
}
_LOOKED_AT = ("gone", "unknown-host", "failing", "moved")


def read_link_check(path: str) -> dict[str, Any] | None:
    """The result of `tomoni check-links` in a file; None where the setting is empty or there is no file yet."""
    if not path or not Path(path).is_file():
        return None
    try:
        result = json.loads(Path(path).read_text(encoding="utf-8"))
        if result["version"] != 1:
            raise ValueError(result["version"])
        date.fromisoformat(result["checked_on"])
        if not isinstance(result["links"], list) or not isinstance(result["counts"], dict):
            raise TypeError("links")
    except (ValueError, KeyError, TypeError):
        raise TomoniError(
            "リンクの確認の結果として読めません。",
            path,
            "`tomoni check-links --output` でもう一度作るか、TOMONI_LINKS を空にしてください。",
        ) from None
    return dict(result)


def link_check_shown(site: Site, wording: Wording) -> dict[str, Any] | None:
    """`checked_on`, rows of counts, and rows of the links that somebody should look at: address, what, entry."""
    result = site.settings.options.get("link_check")
    if result is None:
        return None
    counts = [
        [wording._(words), wording.number(result["counts"][state])]
        for state, words in STATES.items()
        if state in result["counts"]
    ]
    found = [
        [link["address"], wording._(words), _entry(site, entry)]
        for state, words in ((state, STATES[state]) for state in _LOOKED_AT)
        for link in result["links"]
        if link["state"] == state
        for entry in link["entries"]
    ]
    return {
        "checked_on": wording.date_long(date.fromisoformat(result["checked_on"])),
        "counts": counts,
        "found": found,
    }


def _entry(site: Site, entry: dict[str, str]) -> Link | str:
    """The page of the entry that names the link; its table and key where it has none (any more)."""
    table, key = entry["table"], entry["key"]
    if table not in site.catalog.package.resources:
        return f"{table} {key}"
    link = site.link(table, key, "ja") if " " not in key and site.catalog.get(table, key) else None
    return link or f"{site.catalog.package.resources[table].title} {key}"
