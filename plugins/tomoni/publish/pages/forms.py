"""A table's schema as the fields of a form: what each asks, how it is answered, what a good answer looks like."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from tomoni.catalog import Field, Resource

from .page import Register
from .site import Site
from .wording import Wording

MOST_IN_LIST = 500
"""So many entries of another table are offered while one types; more make a page too heavy."""
_LONG = 121
_OF_CELLS = re.compile("例：|コード|区切|true|false|any")
_INPUTS = {
    "date": "date",
    "datetime": "datetime-local",
    "time": "time",
    "integer": "number",
    "number": "number",
}


def form_field(
    site: Site, resource: Resource, field: Field, register: Register, given: Collection[str] = ()
) -> dict[str, Any]:
    """What components/form_field.html shows.

    `kind`: text, textarea, lines (one item a line), select, checks, or a type of `<input>`; `choices` are
    (code, label); `offered` are (id, name) of another table; `given` are columns that a new entry gets by itself.
    """
    wording = site.wording(register)
    found: dict[str, Any] = {
        "name": field.name,
        "label": wording.title(resource.name, field.name),
        "hint": _hint(field, bool(field.codelist or field.categories or field.type == "boolean")),
        "required": field.required and field.name not in given,
        "choices": (),
        "offered": (),
        "longest": field.descriptor.get("constraints", {}).get("maxLength"),
    }
    if field.codelist:
        found["kind"] = "checks" if field.is_list else "select"
        found["choices"] = _codes(site, field, wording)
    elif field.categories:
        found["kind"] = "checks" if field.is_list else "select"
        found["choices"] = [
            (category.value, wording.category(resource.name, field.name, category.value))
            for category in field.categories
        ]
    elif field.type == "boolean":
        found["kind"] = "select"
        found["choices"] = [("true", wording._("はい")), ("false", wording._("いいえ"))]
    elif field.is_list:
        found["kind"] = "lines"
    elif field.type in _INPUTS:
        found["kind"] = _INPUTS[field.type]
    elif field.format == "email":
        found["kind"] = "email"
    else:
        found["kind"] = "textarea" if (found["longest"] or _LONG * 9) >= _LONG else "text"
        found["offered"] = _offered(site, resource, field)
        if found["offered"] or field.references or field.name == "id" or "url" in field.name:
            found["kind"] = "text"
    return found


def _hint(field: Field, chosen: bool) -> str:
    """What the schema says of a column; where one chooses, without what concerns codes and cells."""
    text = str(field.descriptor.get("description", ""))
    if not chosen:
        return text
    sentences = [part for part in text.split("。") if part and not _OF_CELLS.search(part)]
    return "".join(f"{part}。" for part in sentences)


def _codes(site: Site, field: Field, wording: Wording) -> list[tuple[str, str]]:
    assert field.codelist
    rows = sorted(site.catalog.rows(field.codelist), key=lambda row: (row.get("sort") or 0, row["code"]))
    return [
        (row["code"], wording.label(field.codelist, row["code"]))
        for row in rows
        if row["code"] != "any" or field.allow_any
    ]


def _offered(site: Site, resource: Resource, field: Field) -> list[tuple[str, str]]:
    """The entries that a reference may name, where they are few enough."""
    for key in resource.schema.foreign_keys:
        if key.fields == (field.name,) and key.reference_fields == ("id",):
            rows = site.catalog.rows(key.resource or resource.name)
            if len(rows) > MOST_IN_LIST:
                return []
            return [(row["id"], site.title(key.resource or resource.name, row["id"])[0]) for row in rows]
    return []
