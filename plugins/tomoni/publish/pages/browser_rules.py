"""The rules of a schema that one row alone decides, with all that a browser needs to check them.

Patterns, limits and what the codelists say come from the rules themselves (tomoni.catalog.rules), so that a rule that
changes there changes in the form. theme/static/js/submit/rules_*.js obeys them, by `kind`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tomoni.catalog import Catalog, Resource
from tomoni.catalog.messages import WORDS
from tomoni.catalog.rules import ROW_RULES, parameters, patterns_of, words_in
from tomoni.catalog.rules.figures import MOST, MOST_PEOPLE
from tomoni.catalog.rules.gifts import SEARCHES, WORDS_AFTER
from tomoni.catalog.rules.places import FAR_KM
from tomoni.catalog.rules.rule import RowRule

from .browser_patterns import browser_pattern

Compiled = dict[str, Any]

ELSEWHERE = {
    "media-file": "needs the file",
    "photo-consent": "photos have a way of their own",
    "verified-needs-date": "tables of the ward's own, without a form",
    "local-government-code": "a codelist, without a form",
    "redirect": "needs other tables",
    "session-in-period": "needs the opening's row",
}
"""Row rules that a form does not check, and why."""

_AS_DECLARED = frozenset(
    {
        "certification-dates",
        "children-safeguards",
        "claimed-required",
        "contact-missing",
        "corporate-number",
        "demo-contact",
        "end-before-start",
        "ended-or-active",
        "exactly-one",
        "food-expired",
        "individual-contact-center",
        "not-in-the-future",
        "opening-dates",
        "outcome-rule",
        "outcome-target",
        "part-of-whole",
        "parts-of-total",
        "project-donee",
        "representative-consent",
    }
)
"""Rules that need nothing but what the schema gives them."""


def browser_rules(catalog: Catalog, resource: Resource) -> list[Compiled]:
    """`[{name, kind, …}]` of the checks of a table, in the order of its schema; `kind` is the function that knows them.

    A check that no form knows is left to applying; a test says so (test_form_rules.py).
    """
    compiled = (
        _compiled(check, catalog, resource)
        for check in resource.schema.checks
        if check["name"] in ROW_RULES and check["name"] not in ELSEWHERE
    )
    return [rule for rule in compiled if rule is not None]


def _compiled(check: Mapping[str, Any], catalog: Catalog, resource: Resource) -> Compiled | None:
    name, given = check["name"], parameters(check)
    if name in _AS_DECLARED:
        return {"name": name, "kind": name, **given}
    if name in _WITH_FACTS:
        return {"name": name, "kind": name, **given, **_WITH_FACTS[name](catalog, resource, given)}
    looked_for = _words_in_text(ROW_RULES[name]) if set(given) == {"fields"} else None
    return looked_for and {"name": name, "kind": "words-in-text", **given, **looked_for}


def _words_in_text(rule: RowRule) -> Compiled | None:
    """A rule that looks for words in texts: its code and patterns, as the rule has them; None for another kind of rule."""
    patterns, codes = patterns_of(rule), words_in(rule) & set(WORDS)
    found: Compiled = {"every": "findall" in rule.__code__.co_names}
    if allowed := patterns.pop("_ALLOWED_PHONE", None):
        found["but"] = browser_pattern(allowed)
    if ignored := patterns.pop("_AUTOLINK", None):
        found["without"] = browser_pattern(ignored)
    patterns.pop("_MAYBE_CONTACT", None)  # only saves time
    if len(codes) != 1 or not patterns:
        return None
    (found["code"],) = codes
    found["patterns"] = [browser_pattern(pattern) for pattern in patterns.values()]
    return found


def _hidden_address(_: Catalog, resource: Resource, __: Compiled) -> Compiled:
    (ward,) = patterns_of(ROW_RULES["hidden-address"]).values()
    columns = [name for name in ("latitude", "longitude", "postal_code", "place") if name in resource.schema]
    return {"columns": columns, "ward": browser_pattern(ward)}


def _safe_links(*_: Any) -> Compiled:
    (safe,) = patterns_of(ROW_RULES["safe-links"]).values()
    return {"safe": browser_pattern(safe)}


def _outside_ward(catalog: Catalog, _: Resource, given: Compiled) -> Compiled:
    offices = {
        row["code"]: [row["latitude"], row["longitude"]]
        for row in catalog.rows("areas")
        if row["latitude"] is not None and row["code"] != "13100"
    }
    return {"area": given.get("area", "area"), "offices": offices, "far": FAR_KM}


def _tax_benefits(catalog: Catalog, *_: Any) -> Compiled:
    return {
        "allowed": {
            row["code"]: {"label": row["label"], "certifications": list(row["certifications"])}
            for row in catalog.rows("tax_benefits")
            if row["certifications"]
        }
    }


def _registered_profession(catalog: Catalog, *_: Any) -> Compiled:
    return {
        "registered": {
            row["code"]: row["label"]
            for row in catalog.rows("professions")
            if row.get("registration_required")
        }
    }


def _measure_unit(catalog: Catalog, *_: Any) -> Compiled:
    return {
        "units": {
            row["code"]: {"unit": row["unit"], "label": catalog.label("units", row["unit"])}
            for row in catalog.rows("measures_catalog")
            if row["unit"]
        }
    }


def _absurd_value(_: Catalog, resource: Resource, __: Compiled) -> Compiled:
    columns = [name for name in ("value", "target") if name in resource.schema]
    return {"columns": columns, "most": {"percent": 100, "people": MOST_PEOPLE, "": MOST}}


def _gifts_alone(rule: str) -> Callable[[Catalog, Resource, Compiled], Compiled]:
    searches = [
        {
            "pattern": browser_pattern(search.pattern),
            "unless": None if search.unless is None else browser_pattern(search.unless),
        }
        for search in SEARCHES[rule]
    ]
    return lambda *_: {"searches": searches, "after": WORDS_AFTER}


_WITH_FACTS: dict[str, Callable[[Catalog, Resource, Compiled], Compiled]] = {
    "absurd-value": _absurd_value,
    "exchange-refused": _gifts_alone("exchange-refused"),
    "hidden-address": _hidden_address,
    "measure-unit": _measure_unit,
    "outside-ward": _outside_ward,
    "price-refused": _gifts_alone("price-refused"),
    "registered-profession": _registered_profession,
    "safe-links": _safe_links,
    "tax-benefits": _tax_benefits,
}
