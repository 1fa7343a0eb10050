"""Who gave what to whom: awards summed by fiscal year, funder, place and field, in one currency at a time.

Amounts in different currencies are never added. An award has one year, one funder and at most one place, so these sums
add up to the total, those that do not say theirs included. An award with several fields counts in full in each of them:
the sums by field exceed the total by what `repeated` says.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from tomoni.catalog import Catalog, Row

from .impact import fiscal_year

Grouping = Literal["year", "funder", "area", "field"]
GROUPINGS: tuple[Grouping, ...] = ("year", "funder", "area", "field")
NOT_SAID = ""
"""The code of awards that do not say their place or their fields."""


@dataclass(frozen=True, slots=True)
class AwardSum:
    """Awards taken together: `amount` in the currency asked for; each recipient counts once."""

    code: str
    amount: Decimal
    awards: int
    recipients: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The sums of one grouping by code, what is not said last; `repeated` is what they count more than once."""

    sums: tuple[AwardSum, ...]
    repeated: AwardSum

    def of(self, code: str) -> AwardSum | None:
        """The sum of one code; None where no award has it."""
        return next((one for one in self.sums if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Funder:
    """Who gives: the name in its latest award, and the organization of the catalog that it is, where it is one."""

    code: str
    name: str
    organization: str | None
    awards: int


def by_currency(awards: Iterable[Row]) -> dict[str, list[Row]]:
    """The awards of each currency: yen first, then by code."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in awards:
        found[row["currency"]].append(row)
    return {code: found[code] for code in sorted(found, key=lambda code: (code != "JPY", code))}


def award_sum(awards: Sequence[Row], code: str = "") -> AwardSum:
    """The awards, of one currency, together."""
    amount = sum((Decimal(str(row["amount"])) for row in awards), Decimal(0))
    return AwardSum(code, amount, len(awards), len({recipient_key(row) for row in awards}))


def breakdown(awards: Sequence[Row], grouping: Grouping) -> Breakdown:
    """The awards, of one currency, by the codes of a grouping."""
    groups: dict[str, list[Row]] = defaultdict(list)
    repeated: list[Row] = []
    for row in awards:
        codes = group_codes(row, grouping) or (NOT_SAID,)
        for code in codes:
            groups[code].append(row)
        repeated += [row] * (len(codes) - 1)
    order = sorted(groups, key=lambda code: (code == NOT_SAID, code))
    return Breakdown(tuple(award_sum(groups[code], code) for code in order), award_sum(repeated))


def group_codes(row: Row, grouping: Grouping) -> tuple[str, ...]:
    """The codes under which an award is counted: none where it does not say them."""
    if grouping == "year":
        return (str(fiscal_year(row["awarded_on"])),)
    if grouping == "funder":
        return (funder_code(row["funder"]),)
    if grouping == "area":
        return (row["area"],) if row["area"] else ()
    return tuple(dict.fromkeys(row["fields"]))


def funder_code(name: str) -> str:
    """Eight hexadecimal digits of SHA-256 of the name, however wide its letters and spaces are written."""
    return hashlib.sha256(_folded(name).encode()).hexdigest()[:8]


def recipient_key(row: Row) -> str:
    """One for each recipient: its id here, else its public number, else its name."""
    return str(row["organization"] or row["recipient_org_id"] or _folded(row["recipient_name"]))


def funders(catalog: Catalog) -> dict[str, Funder]:
    """Every funder by its code. It is an organization of the catalog by its corporate number, else by its whole name."""
    numbers: dict[str, str] = {}
    named: dict[str, list[str]] = defaultdict(list)
    for row in catalog.rows("organizations"):
        named[_folded(row["name"])].append(row["id"])
        if row["corporate_number"]:
            numbers[f"JP-JCN-{row['corporate_number']}"] = row["id"]
    awards = sorted(catalog.rows("awards"), key=lambda row: (row["awarded_on"], row["id"]))
    counts = Counter(funder_code(row["funder"]) for row in awards)
    found: dict[str, Funder] = {}
    for row in awards:
        code = funder_code(row["funder"])
        before = found.get(code)
        organization = numbers.get(row["funder_org_id"] or "") or (before.organization if before else None)
        same = named.get(_folded(row["funder"]), [])
        if organization is None and len(same) == 1 and not row["funder_org_id"]:
            organization = same[0]
        found[code] = Funder(code, row["funder"], organization, counts[code])
    return dict(sorted(found.items(), key=lambda item: (_folded(item[1].name), item[0])))


def given_by(funders_by_code: Mapping[str, Funder]) -> dict[str, list[Funder]]:
    """The funders that are organizations of the catalog, by organization."""
    found: dict[str, list[Funder]] = defaultdict(list)
    for funder in funders_by_code.values():
        if funder.organization:
            found[funder.organization].append(funder)
    return dict(found)


def _folded(name: Any) -> str:
    return "".join(unicodedata.normalize("NFKC", str(name)).split()).casefold()
