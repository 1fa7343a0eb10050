"""What has been made so far, and where chance comes from."""

import random
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tomoni.synth.bank import Archetype, Place

Row = dict[str, Any]

LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Profile:
    """What an invented organization is, beyond its row: its kind, its town, how large it is.

    `size` is a factor on the usual figures of its kind; `growth` the yearly factor of its figures; `found`
    says whether the rows that it writes itself (openings, reports, finances) exist; `shown` is how far its
    address is public.
    """

    archetype: Archetype
    area: str
    area_label: str
    town: Place
    size: float
    growth: float
    found: bool
    words: dict[str, str]
    shown: str


@dataclass(slots=True)
class Draft:
    """Rows by table while a package is being invented.

    Values are typed: str, int, float, bool, date, datetime, time, tuple of str, None for an empty cell.
    `codes` holds the rows of the base package's codelists and of its real tables, as strings, by table.
    """

    seed: int
    as_of: date
    organizations: int
    demo: bool
    base: Path
    tables: dict[str, list[Row]] = field(default_factory=dict)
    codes: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    ids: dict[str, dict[str, int]] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)

    def add(self, table: str, /, **row: Any) -> Row:
        """The row, now the last of `table`; absent fields become empty cells."""
        self.tables.setdefault(table, []).append(row)
        return row

    def rows(self, table: str) -> list[Row]:
        """The rows made for `table` so far, in the order they were made."""
        return self.tables.setdefault(table, [])

    def scaled(self, per_150: int) -> int:
        """How many rows go with this number of organizations where 150 organizations have `per_150`."""
        return max(1, round(per_150 * self.organizations / 150))

    def random(self, *name: object) -> random.Random:
        """A stream of chance for one purpose: the same for the same seed and name, in every process.

        Each table, or each row, has a stream of its own, so that a change in one leaves the others as they
        are. A string seed is hashed with SHA-512 by the standard library and not with `hash()`.
        """
        return random.Random("/".join(str(part) for part in (self.seed, *name)))

    def codes_of(self, codelist: str) -> list[str]:
        """The codes of a codelist in its order, without `any`."""
        return [row["code"] for row in self.codes[codelist] if row["code"] != "any"]

    def new_id(self, table: str, stem: str) -> str:
        """`stem` as an id that no other row of `table` has: itself, else with -2, -3 … behind it."""
        taken = self.ids.setdefault(table, {})
        stem = stem[: LONGEST_ID - 8].strip("-")
        number = taken.get(stem, 0)
        while True:
            number += 1
            candidate = stem if number == 1 else f"{stem}-{number}"
            if candidate not in taken:
                break
        taken[stem] = number
        taken.setdefault(candidate, 1)
        return candidate
