"""Ratios of an organization's money, by the items of the NPO accounting standard (活動計算書)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def own_revenue_ratio(finance: Mapping[str, Any], *, with_commissioned: bool = True) -> float | None:
    """Own revenue over total revenue, as a share from 0 to 1 (the policy's formula for measure ③).

    (revenue_donations + revenue_operations) / revenue_total; without commissioned work, that part is taken
    from the numerator. None where the total is 0 or a part is not known.
    """
    total, donations, operations = (
        finance[name] for name in ("revenue_total", "revenue_donations", "revenue_operations")
    )
    if not total or donations is None or operations is None:
        return None
    own = donations + operations
    if not with_commissioned:
        if finance["revenue_commissioned"] is None:
            return None
        own -= finance["revenue_commissioned"]
    return float(own / total)


def program_share(finance: Mapping[str, Any]) -> float | None:
    """Program expense (事業費) over total expense, from 0 to 1; None where either is not known or the total is 0."""
    if not finance["expense_total"] or finance["expense_program"] is None:
        return None
    return float(finance["expense_program"] / finance["expense_total"])
