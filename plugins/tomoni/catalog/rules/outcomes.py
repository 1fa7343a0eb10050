"""Outcome-linked payment: weights, targets, and the form of the payment rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..rows import Row
from .rule import Finding, Scope, row_rule, table_rule

_STEP = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?):([0-9]{1,3}(?:\.[0-9]+)?)")


@table_rule("weights-100")
def weights_100(rows: Sequence[Row], _: Scope) -> Iterator[tuple[int, Finding]]:
    """The weights of one collaboration's outcomes add up to 100 percent."""
    groups: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        groups.setdefault(row["collaboration"], []).append(index)
    for collaboration, indexes in groups.items():
        weights = [rows[index]["weight_percent"] for index in indexes]
        if None in weights or collaboration is None:
            continue  # a cell that is wrong itself has its own message
        total = sum(weights)
        if abs(total - 100) > 1e-9:
            detail = {"sum": f"{total:g}"}
            yield indexes[0], Finding("weight_percent", "weights-100", collaboration, detail)


@row_rule("outcome-target")
def outcome_target(row: Row, _: Scope) -> Iterator[Finding]:
    """Progress from a baseline to the same target cannot be computed; a target lies in the outcome's direction."""
    if row["target"] == row["baseline"] and row["target"] is not None:
        yield Finding("target", "target-equals-baseline", f"{row['target']:g}")
    elif row["target"] is not None and row["baseline"] is not None:
        rising = row["target"] > row["baseline"]
        if row["direction"] is not None and rising != (row["direction"] == "up"):
            detail = {"baseline": f"{row['baseline']:g}", "target": f"{row['target']:g}"}
            yield Finding("direction", "target-direction", row["direction"], detail)


@row_rule("outcome-rule")
def outcome_rule(row: Row, scope: Scope) -> Iterator[Finding]:
    """A threshold needs its percentage, steps need rising pairs of 0 to 100."""
    if row["rule"] == "threshold" and row["threshold_percent"] is None:
        yield Finding("threshold_percent", "rule-needs", "threshold")
    if row["rule"] == "steps" and not row["steps"]:
        yield Finding("steps", "rule-needs", "steps")
    pairs = [_STEP.fullmatch(step) for step in row["steps"]]
    if not all(pairs) or not _rising([(float(pair[1]), float(pair[2])) for pair in pairs if pair]):
        yield Finding("steps", "steps-form", ";".join(row["steps"]))


def _rising(pairs: Sequence[tuple[float, float]]) -> bool:
    reached = [pair[0] for pair in pairs]
    return reached == sorted(set(reached)) and all(0 <= share <= 100 for _, share in pairs)
