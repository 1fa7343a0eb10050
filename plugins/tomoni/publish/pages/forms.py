"""A table's schema as the fields of a form: what each asks, how it is answered, what a good answer looks like."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from tomoni.catalog import Field, Resource

from .page import Register
from .site import Site
from .wording import Wording

MOST_IN_LIST = 500
"""So many entries of another table are offered while one types; more make a page too heavy."""
_LONG = 121
_OF_CELLS = re.compile("例：|コード|区切|true|false|any|ID")
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
    (code, label); `named`: an entry of another table is chosen by its name; `given` are columns that a new entry gets
    by itself.
    """
    wording = site.wording(register)
    found: dict[str, Any] = {
        "name": field.name,
        "label": wording.title(resource.name, field.name),
        "hint": _hint(
            field,
            bool(field.codelist or field.categories or field.type == "boolean" or _referred(resource, field)),
        ),
        "required": field.required and field.name not in given,
        "choices": (),
        "named": False,
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
        found["named"] = _referred(resource, field) is not None
        if found["named"] or field.name == "id" or "url" in field.name:
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


def references(
    site: Site, resource: Resource, fields: Iterable[Field], root: str
) -> dict[str, dict[str, Any]]:
    """The entries of other tables that columns may name: `{column: {names: [[id, name]], lists, wards, complete}}`.

    Where they are too many for the page, `lists` is the folder of the API's lists by ward (`wards`: their codes), from
    which the names are read as somebody looks for one; `complete`: whether an id that is not among the names is surely wrong.
    """
    found = {}
    for field in fields:
        table = _referred(resource, field)
        if table is None:
            continue
        rows = site.catalog.rows(table)
        few = len(rows) <= MOST_IN_LIST
        by_ward = not few and "area" in site.catalog.package.resources[table].schema
        found[field.name] = {
            "names": [[row["id"], site.title(table, row["id"])[0]] for row in rows] if few else [],
            "lists": f"{root}api/v1/{table}/area/" if by_ward else "",
            "wards": [row["code"] for row in site.catalog.rows("areas")] if by_ward else [],
            "complete": few,
        }
    return found


def _referred(resource: Resource, field: Field) -> str | None:
    """The table whose entries a column names by their ids."""
    if field.references and not field.codelist:
        return field.references
    for key in resource.schema.foreign_keys:
        if key.fields == (field.name,) and key.reference_fields == ("id",):
            return key.resource or resource.name
    return None
