"""What came of it: matches of people, things, rooms and money, from referral to done, each counted once.

Both sides may report one match (`pair_ref`). It is one connection: the centre's report goes before the organization's,
since it is the third party's; where one is silent on a number, the other's is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .impact import fiscal_year

STAGES = ("referred", "met", "agreed", "started", "done")
"""How far a match got, in order. `cancelled` and `no-reply` are ends, not stages."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Connection:
    """One match. `stage` is the place in STAGES that it reached; `year` the fiscal year, None where no day is known.

    `agreed_on` is the day on which it was agreed, None where that is not known (`year` may then come from its end).

    `people` and `hours` of help (of a room: in which it was used); `quantity` in `unit`; `amount_yen` in yen; `rows` are the ids it was made of.
    """

    kind: str
    channel: str
    organization: str
    status: str
    stage: int
    year: int | None
    agreed_on: date | None
    people: int
    hours: float
    quantity: float
    unit: str | None
    amount_yen: int
    reason: str | None
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Connections together. `reached` counts by stage how many got at least that far; `through_site` of all `done`.

    `hours` are those of people who helped, `room_hours` those in which rooms were used; `quantities` is by unit, `reasons` counts why matches did not come about, most frequent first.
    """

    connections: int
    reached: tuple[int, ...]
    done: int
    through_site: int
    people: int
    hours: float
    quantities: Mapping[str, float]
    amount_yen: int
    reasons: tuple[tuple[str, int], ...]
    room_hours: float = 0


def connections(matches: Iterable[Row]) -> tuple[Connection, ...]:
    """Rows of `matches` as connections, two reports of one match as one; in the order of their first rows."""
    groups: dict[str, list[Row]] = {}
    for row in matches:
        groups.setdefault(row["pair_ref"] or f"row {row['id']}", []).append(row)
    return tuple(_connection(rows) for rows in groups.values())


def results(found: Iterable[Connection]) -> Results:
    """What these connections brought about; people, hours and quantities of those that started or are done."""
    every = list(found)
    worked = [one for one in every if one.status in ("started", "done")]
    done = [one for one in every if one.status == "done"]
    quantities: dict[str, float] = {}
    for one in worked:
        if one.unit and one.quantity:
            quantities[one.unit] = quantities.get(one.unit, 0) + one.quantity
    reasons = Counter(one.reason for one in every if one.reason and one.status in ("cancelled", "no-reply"))
    return Results(
        len(every),
        tuple(sum(one.stage >= stage for one in every) for stage in range(len(STAGES))),
        len(done),
        sum(one.channel == "site" for one in done),
        sum(one.people for one in worked),
        sum(one.hours for one in worked if one.kind != "space"),
        quantities,
        sum(one.amount_yen for one in worked),
        tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        sum(one.hours for one in worked if one.kind == "space"),
    )


def _connection(rows: list[Row]) -> Connection:
    best = sorted(rows, key=lambda row: (row["recorded_by"] != "center", row["id"]))

    def first(name: str) -> Any:
        return next((row[name] for row in best if row[name] is not None), None)

    day: date | None = first("agreed_on") or first("ended_on")
    status = best[0]["status"]
    stage = STAGES.index(status) if status in STAGES else STAGES.index("agreed") if first("agreed_on") else 0
    return Connection(
        best[0]["kind"],
        first("channel") or "other",
        best[0]["organization"],
        status,
        stage,
        fiscal_year(day) if day else None,
        first("agreed_on"),
        first("people") or 0,
        first("hours") or 0,
        first("quantity") or 0,
        first("unit"),
        first("amount_yen") or 0,
        first("reason"),
        tuple(sorted(row["id"] for row in rows)),
    )
