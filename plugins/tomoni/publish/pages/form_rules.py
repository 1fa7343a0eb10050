"""What a form checks in the browser: the rules of the schema that one row alone decides.

theme/static/js/submit/rules.js obeys them and names them as `tomoni validate` does; tests/vectors/form_rules.jsonl
holds broken rows with what validation says of them. The rules that need other rows, or a list of words, are checked
when the submission is applied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from tomoni.catalog import Field, Schema

ROW_RULES = frozenset({"end-before-start", "contact-missing", "exactly-one", "opening-dates"})
"""The rules on several columns that the browser knows."""
_FIELDS_OF = {"opening-dates": ("apply_by", "ends_on")}
_BOUNDS = {
    "pattern": "pattern",
    "minimum": "min",
    "maximum": "max",
    "minLength": "shortest",
    "maxLength": "longest",
}


def form_rules(schema: Schema, fields: Iterable[Field], given: Collection[str] = ()) -> dict[str, Any]:
    """`{"fields": {name: {type, required, pattern, min, max, shortest, longest, true, link}}, "rows": [{name, fields}]}`.

    `fields`: those of the form; `given`: columns that a new entry gets by itself. A rule on columns that the form does not ask for is left out.
    """
    asked = {field.name: _rules(field, schema, field.name in given) for field in fields}
    rows = []
    for check in schema.checks:
        names = list(_FIELDS_OF.get(check["name"], check.get("fields", ())))
        if check["name"] in ROW_RULES and names and all(name in asked for name in names):
            rows.append({"name": check["name"], "fields": names})
    return {"fields": asked, "rows": rows}


def _rules(field: Field, schema: Schema, given: bool) -> dict[str, Any]:
    constraints = field.descriptor.get("constraints", {})
    rules: dict[str, Any] = {"type": "list" if field.is_list else field.type}
    if field.required and not given:
        rules["required"] = True
    if field.format == "email":
        rules["type"] = "email"
    for name, short in _BOUNDS.items():
        if name in constraints:
            rules[short] = constraints[name]
    if constraints.get("enum") in ([True], ["true"]):
        rules["true"] = True
    links = {name for check in schema.checks if check["name"] == "safe-links" for name in check["fields"]}
    if field.name in links:
        rules["link"] = True
    return rules
