"""Facets and dates of the documents as compact columns, each a file of its own, fetched when it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

import numpy as np

from tomoni.catalog import Catalog

from .documents import FACETS, SearchDocument
from .packs import PackFolder, variable_length

EPOCH = date(2000, 1, 1)
"""Dates are stored as days since then, plus 1; 0 stands for none."""


def kind_ranges(documents: Sequence[SearchDocument]) -> list[tuple[str, int]]:
    """(kind, how many): documents of one kind have neighbouring numbers."""
    return [(kind, len(list(group))) for kind, group in groupby(documents, key=lambda item: item.kind)]


def write_facets(
    documents: Sequence[SearchDocument], catalog: Catalog, folder: PackFolder
) -> dict[str, dict[str, Any]]:
    """Write a pack for each facet; returns its codes in their order and its pack.

    A pack is the number of documents of each code, then, code by code, the steps from one document number to the next.
    """
    written = {}
    for facet, (codelist, _) in FACETS.items():
        members: dict[str, list[int]] = {code: [] for code in codes_in_order(catalog, codelist)}
        for number, document in enumerate(documents):
            for code in document.facets.get(facet, ()):
                if code in members:
                    members[code].append(number)
        used = {code: numbers for code, numbers in members.items() if numbers}
        counts = np.array([len(numbers) for numbers in used.values()], np.int64)
        steps = [np.diff(np.array(numbers, np.int64), prepend=0) for numbers in used.values()]
        content = np.concatenate([counts, *steps]) if used else counts
        written[facet] = {"codes": list(used), "pack": folder.add(variable_length(content)[0].tobytes())}
    return written


def write_dates(documents: Sequence[SearchDocument], folder: PackFolder) -> dict[str, str]:
    """Write the column of last days (`until`) and of the days entries are from (`dated`); returns their packs."""
    columns = {
        "until": [document.until for document in documents],
        "dated": [document.dated for document in documents],
    }
    return {
        name: folder.add(variable_length(np.array([_days(day) for day in days], np.int64))[0].tobytes())
        for name, days in columns.items()
    }


def _days(day: date | None) -> int:
    return max(0, (day - EPOCH).days) + 1 if day else 0


def codes_in_order(catalog: Catalog, codelist: str) -> list[str]:
    """The codes of a codelist as they are offered, without `any`."""
    rows = sorted(
        catalog.rows(codelist), key=lambda row: (row.get("sort") is None, row.get("sort"), row["code"])
    )
    return [row["code"] for row in rows if row["code"] != "any"]
