"""Which columns a form asks for, and which have to be filled, by what was answered: once for every form.

Where a check of the schema decides, the condition is made from the check; the rest says what makes sense to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .catalog import Catalog
from .contributed import NOT_ASKED
from .package import Resource


@dataclass(frozen=True, slots=True)
class Condition:
    """The `columns` are asked for (`asks`), or have to be filled (`needs`), when column `when` has one of the `values`.

    `""` among the values: nothing is answered yet; `values` None: any answer will do. `unless`: when it has none of
    them.
    """

    columns: tuple[str, ...]
    when: str
    values: frozenset[str] | None
    asks: bool = True
    needs: bool = False
    unless: bool = False


def conditions_of(catalog: Catalog, table: str) -> tuple[Condition, ...]:
    """The conditions of a table: those of its checks in their order, then the others; of columns that it has."""
    resource = catalog.package.resources[table]
    found = [
        condition
        for check in resource.schema.checks
        if check["name"] in _BY_CHECK
        for condition in _BY_CHECK[check["name"]](check, catalog)
    ]
    found += _BY_TABLE.get(table, ())
    return tuple(kept for one in found if (kept := _fitting(one, resource)) is not None)


def condition_words(catalog: Catalog, table: str, column: str) -> str:
    """When a column is asked for, in Japanese, for forms that cannot hide it; '' where it always is.

    「寄付を受け取るところ」が「区などの自治体」のときは、必ず書きます。
    """
    words = [_words(one, catalog, table) for one in conditions_of(catalog, table) if column in one.columns]
    return "".join(dict.fromkeys(words))


def _words(condition: Condition, catalog: Catalog, table: str) -> str:
    if condition.when in NOT_ASKED:
        return "新しく載せるときは、必ず書きます。"
    field = catalog.package.resources[table].schema.field(condition.when)
    labels = {category.value: category.label for category in field.categories}
    if field.codelist:
        labels = {row["code"]: row["label"] for row in catalog.rows(field.codelist)}
    elif field.type == "boolean":
        labels = {"true": "はい", "false": "いいえ"}
    when = "書いてある"
    if condition.values is not None:
        chosen = "」「".join(label for value, label in labels.items() if value in condition.values)
        when = f"「{chosen}」{'でない' if condition.unless else 'の'}"
    ending = "ときは、必ず書きます。" if condition.needs else "ときに書きます。"
    return f"「{field.title}」が{when}{ending}"


def _fitting(condition: Condition, resource: Resource) -> Condition | None:
    """The condition with only the columns that the table has; None where nothing is left."""
    columns = tuple(name for name in condition.columns if name in resource.schema)
    if not columns or condition.when not in resource.schema:
        return None
    return replace(condition, columns=columns)


def _when(
    columns: str, column: str, values: str | None, *, asks: bool = True, needs: bool = False
) -> Condition:
    chosen = None if values is None else frozenset(map(_value, values.split()))
    return Condition(tuple(columns.split()), column, chosen, asks, needs)


def _unless(columns: str, column: str, values: str) -> Condition:
    return Condition(tuple(columns.split()), column, frozenset(map(_value, values.split())), unless=True)


def _value(word: str) -> str:
    return "" if word == "-" else word


Check = Mapping[str, Any]


def _claimed(check: Check, _: Catalog) -> Iterator[Condition]:
    yield Condition(tuple(check["fields"]), "listing", frozenset({"claimed"}), asks=False, needs=True)


def _registered(_: Check, catalog: Catalog) -> Iterator[Condition]:
    codes = frozenset(row["code"] for row in catalog.rows("professions") if row.get("registration_required"))
    yield Condition(("registration_checked_on",), "profession", codes, needs=True)


def _fixed(*conditions: Condition) -> Callable[[Check, Catalog], Iterator[Condition]]:
    return lambda _check, _catalog: iter(conditions)


_BY_CHECK: dict[str, Callable[[Check, Catalog], Iterator[Condition]]] = {
    "children-safeguards": _fixed(_when("safeguards", "works_with_children", "true", needs=True)),
    "claimed-required": _claimed,
    "hidden-address": _fixed(
        _unless("address", "address_public", "hidden"),
        _unless("latitude longitude postal_code place", "address_public", "ward hidden"),
    ),
    "representative-consent": _fixed(_when("representative_consent", "representative", None, needs=True)),
    "certification-dates": _fixed(
        _unless("certified_from certified_until", "certification", "- none"),
        _when("certified_from", "certification", "certified special", needs=True),
    ),
    "individual-contact-center": _fixed(
        _when("contact_center", "provider_kind", "individual", asks=False, needs=True),
        _unless("contact_url", "provider_kind", "individual"),
    ),
    "project-donee": _fixed(
        _when("municipality", "donee", "municipality", needs=True),
        _unless("target_yen", "kind", "bequest"),
    ),
    "registered-profession": _registered,
    "outcome-rule": _fixed(
        _when("threshold_percent", "rule", "threshold", needs=True),
        _when("steps", "rule", "steps", needs=True),
    ),
    "ended-or-active": _fixed(_unless("ended_on", "status", "- active")),
}
"""What a check of a schema means for its form."""

_NOT_ON_SITE = "- online"
_BY_TABLE: dict[str, tuple[Condition, ...]] = {
    "organizations": (_when("donation_url", "accepts_donations", "true"),),
    "services": (_unless("place address latitude longitude access_features", "mode", _NOT_ON_SITE),),
    "openings": (
        _unless("place address latitude longitude nearest_station", "mode", _NOT_ON_SITE),
        _unless("expenses expenses_note", "reward", "- none"),
        _unless("insurance_from insurance_paid_by", "insurance_kind", "- none"),
        _when("apply_hours", "apply_phone", None),
    ),
    "events": (
        _unless("place latitude longitude access_features", "mode", _NOT_ON_SITE),
        _unless("online_url", "mode", "- onsite"),
    ),
    "resource_offers": (
        _when("organization", "provider_kind", "organization"),
        _when("company", "provider_kind", "company"),
        _when("quantity unit condition", "kind", "goods"),
        _when("expiry_kind expires_on storage allergens opened", "kind", "goods"),
        _when("expires_on", "expiry_kind", None),
        _when("data_erased", "category", "it-devices"),
        _when("capacity_people floor_area_m2 equipment", "kind", "space"),
    ),
    "resource_needs": (_when("capacity_people", "kind", "space"),),
    "challenges": (_when("department", "asked_by", "department"),),
    "proposals": (
        _when("organization", "proposer_kind", "NPO"),
        _when("company", "proposer_kind", "company"),
    ),
}
"""What makes sense to ask, where no check decides."""
