"""Sums of awards as pages show them: computed once for the site, in the words of a register, each with its list."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.awards import (
    GROUPINGS,
    NOT_SAID,
    AwardSum,
    Breakdown,
    Funder,
    Grouping,
    award_sum,
    breakdown,
    by_currency,
    funder_code,
    funders,
    given_by,
)

from .entry_kinds import foreign
from .listing import page_name
from .page import Link, Register, register_prefix
from .site import Site
from .wording import Wording

SECTION = "awards"
FUNDERS_WITH_LISTS = 100
"""Funders with a list of their own: those with the most awards."""


@dataclass(frozen=True, slots=True)
class Currency:
    """All sums of one currency."""

    code: str
    total: AwardSum
    by: Mapping[Grouping, Breakdown]


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """Who gave what to whom, for the whole site."""

    currencies: tuple[Currency, ...]
    funders: Mapping[str, Funder]
    given_by: Mapping[str, Sequence[Funder]]


def award_facts(site: Site) -> AwardFacts:
    """The sums and the funders, computed once."""
    found: AwardFacts | None = site.kept.get("award_facts")
    if found is None:
        own = funders(site.catalog)
        found = site.kept["award_facts"] = AwardFacts(
            tuple(
                Currency(code, award_sum(rows), {name: breakdown(rows, name) for name in GROUPINGS})
                for code, rows in by_currency(site.catalog.rows("awards")).items()
            ),
            own,
            given_by(own),
        )
    return found


def amount_words(amount: Decimal | float, currency: str, wording: Wording) -> str:
    """1万2,000円, 12,000 GBP: an amount with its currency, never converted."""
    return (
        wording.money(float(amount)) if currency == "JPY" else f"{wording.number(float(amount))} {currency}"
    )


def funder_words(site: Site, name: str, register: str) -> Link | tuple[str, str | None]:
    """The funder's name, leading to the list of all that it gave where there is one."""
    path = f"{register_prefix(register)}{SECTION}/{page_name('funder', funder_code(name))}.html"
    lang = "ja" if register == "en" else None
    return Link(path, name, lang=lang) if site.has(path) else (name, lang)


def recipient_words(site: Site, row: Row, register: Register) -> Link | tuple[str, str | None]:
    """The recipient: its page where it is an organization of the catalog, else its name."""
    link = site.link("organizations", row["organization"], register) if row["organization"] else None
    return link or (row["recipient_name"], foreign(register))


def group_label(site: Site, grouping: Grouping, code: str, wording: Wording) -> str:
    """What a group is called: 令和7年度, the funder, the ward, the field."""
    if code == NOT_SAID:
        return wording._("記録なし")
    if grouping == "year":
        return wording.fiscal_year(int(code))
    if grouping == "funder":
        return award_facts(site).funders[code].name
    return wording.label("areas" if grouping == "area" else "activity_fields", code)


def sums_of_list(site: Site, facet: str, code: str, wording: Wording) -> list[dict[str, str]]:
    """What the awards of a list (of one choice, or of all) come to: one for each currency."""
    found = []
    for currency in award_facts(site).currencies:
        one = currency.by[_grouping(facet)].of(code) if facet else currency.total
        if one is not None:
            found.append(
                {
                    "amount": amount_words(one.amount, currency.code, wording),
                    "awards": wording.number(one.awards),
                    "recipients": wording.number(one.recipients),
                }
            )
    return found


def sums_csv(site: Site) -> str:
    """Every sum as CSV, with Japanese labels; what is counted more than once stands as `repeated`."""
    wording = site.wording("ja")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["currency", "grouping", "code", "label", "amount", "awards", "recipients"])

    def write(currency: str, grouping: str, code: str, label: str, one: AwardSum) -> None:
        amount = int(one.amount) if one.amount == int(one.amount) else one.amount
        writer.writerow([currency, grouping, code, label, amount, one.awards, one.recipients])

    for currency in award_facts(site).currencies:
        write(currency.code, "total", "", wording._("合計"), currency.total)
        for grouping, found in currency.by.items():
            for one in found.sums:
                write(currency.code, grouping, one.code, group_label(site, grouping, one.code, wording), one)
            if found.repeated.awards:
                write(currency.code, grouping, "repeated", wording._("重ねて数えた分"), found.repeated)
    return text.getvalue()


def sum_table(
    site: Site, currency: Currency, grouping: Grouping, shown: int, register: Register
) -> dict[str, Any]:
    """Context of components/award_sums.html: a row for each group, the rest, what was repeated, the total."""
    wording, prefix = site.wording(register), register_prefix(register)
    found = currency.by[grouping]
    ordered = _ordered(found.sums, grouping)
    largest = max((one.amount for one in ordered), default=Decimal(0)) or Decimal(1)
    lang = foreign(register) if grouping == "funder" else None

    def cells(label: Any, one: AwardSum, bar: bool = True) -> dict[str, Any]:
        return {
            "label": label,
            "amount": amount_words(one.amount, currency.code, wording),
            "share": float(round(one.amount * 100 / largest, 2)) if bar else 0,
            "awards": wording.number(one.awards),
            "recipients": wording.number(one.recipients),
        }

    rows = []
    for one in ordered[:shown]:
        label = group_label(site, grouping, one.code, wording)
        path = f"{prefix}{SECTION}/{page_name(grouping, one.code)}.html"
        linked = one.code != NOT_SAID and site.has(path)
        rows.append(cells(Link(path, label, lang=lang) if linked else (label, lang), one))
    if rest := ordered[shown:]:
        together = AwardSum(
            "", sum((one.amount for one in rest), Decimal(0)), sum(one.awards for one in rest), 0
        )
        label = wording._("ほか%(count)s件") % {"count": wording.number(len(rest))}
        rows.append(cells(label, together) | {"recipients": "―"})
    if found.repeated.awards:
        repeated = AwardSum("", -found.repeated.amount, -found.repeated.awards, 0)
        rows.append(cells(wording._("重ねて数えた分"), repeated, bar=False) | {"recipients": "―"})
    return {"rows": rows, "total": cells(wording._("合計"), currency.total, bar=False)}


def _ordered(sums: Sequence[AwardSum], grouping: Grouping) -> list[AwardSum]:
    """Years latest first, places as the codelist has them, funders and fields by amount; what is not said last."""
    known = [one for one in sums if one.code != NOT_SAID]
    if grouping == "year":
        known.reverse()
    elif grouping != "area":
        known.sort(key=lambda one: (-one.amount, one.code))
    return known + [one for one in sums if one.code == NOT_SAID]


def _grouping(facet: str) -> Grouping:
    return next(name for name in GROUPINGS if name == facet)
