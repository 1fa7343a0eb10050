"""What a form checks in the browser: the rules of the schema that one row alone decides, and what it asks when.

theme/static/js/submit/rules.js obeys them and names them as `tomoni validate` does; tests/vectors/form_rules.jsonl
holds broken rows with what validation says of them. The rules that need other rows are checked when the submission is
applied.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tomoni.catalog import Catalog, Field, Resource, conditions_of
from tomoni.catalog.texts import CONTROL, NOT_KNOWN

from .browser_patterns import browser_pattern
from .browser_rules import browser_rules

_BOUNDS = {"minimum": "min", "maximum": "max", "minLength": "shortest", "maxLength": "longest"}


def form_rules(catalog: Catalog, resource: Resource, fields: Iterable[Field]) -> dict[str, Any]:
    """`{"fields": {name: {type, required, pattern, min, …}}, "rows": [{name, kind, …}], "conditions": [{columns, when, is, unless, asks, needs}], "unknown", "control"}`.

    `fields`: those of the form.
    """
    return {
        "fields": {field.name: _rules(field) for field in fields},
        "rows": browser_rules(catalog, resource),
        "conditions": [
            {
                "columns": list(one.columns),
                "when": one.when,
                "is": None if one.values is None else sorted(one.values),
                "asks": one.asks,
                "needs": one.needs,
                "unless": one.unless,
            }
            for one in conditions_of(catalog, resource.name)
        ],
        "unknown": sorted(NOT_KNOWN),
        "control": browser_pattern(CONTROL),
    }


def _rules(field: Field) -> dict[str, Any]:
    constraints = field.descriptor.get("constraints", {})
    rules: dict[str, Any] = {"type": "list" if field.is_list else field.type}
    if field.required:
        rules["required"] = True
    if field.format == "email":
        rules["type"] = "email"
    if field.format == "uri":
        rules["link"] = True
    for name, short in _BOUNDS.items():
        if name in constraints:
            rules[short] = constraints[name]
    if "pattern" in constraints:
        rules["pattern"] = browser_pattern(constraints["pattern"])
    if constraints.get("enum") in ([True], ["true"]):
        rules["true"] = True
    if field.type == "string" and not field.codelist and not field.categories:
        rules["free"] = True
    if field.is_list and (field.codelist or field.references):
        rules["references"] = True
    if field.is_list and field.descriptor.get("itemType", "string") == "date":
        rules["items"] = "date"
    return rules
