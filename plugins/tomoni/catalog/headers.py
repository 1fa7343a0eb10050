"""The header of a table: missing, extra, doubled or misplaced columns."""

from __future__ import annotations

from .files import Table
from .nearest import Nearest
from .package import Resource
from .report import Problem, words_of

_SHOWN = 20
"""Unknown columns listed of one header."""


def header_problems(table: Table, resource: Resource) -> list[Problem]:
    """What is wrong with the header; stock Frictionless wants exactly the schema's columns in their order."""
    names = [item.name for item in resource.schema.fields]
    found = list(table.header)
    problems = []

    def wrong(code: str, column: str | None, value: str | None, **detail: str) -> None:
        item = resource.schema.field(column) if column and column in resource.schema else None
        words = {**words_of(resource, item), **detail}
        problems.append(Problem(resource.name, table.name, 1, column, code, value, words))

    nearest = Nearest({item.name: (item.title, item.title_en) for item in resource.schema.fields})
    seen: set[str] = set()
    for column in found:
        if len(problems) >= _SHOWN:
            break
        if column in seen:
            wrong("duplicate-label", column or None, column)
        elif not column.strip():
            wrong("blank-label", None, column)
        elif column not in resource.schema:
            wrong("extra-label", None, column, **nearest.near(column))
        seen.add(column)
    for column in names:
        if column not in found:
            wrong("missing-label", column, None)
    if not problems and found != names:
        position = next(index for index, column in enumerate(found) if column != names[index])
        wrong(
            "label-order",
            names[position],
            found[position],
            position=str(position + 1),
            expected=names[position],
            expected_order=",".join(names[max(0, position - 1) : position + 4]),
        )
    return problems


def rows_by_name(table: Table, resource: Resource) -> tuple[Table, frozenset[str]] | None:
    """The rows with their cells in the order of the schema, and the columns that are missing.

    None where the header does not tell which cell is which (a doubled column, a key column that is missing).
    """
    places = {column: index for index, column in enumerate(table.header)}
    names = [item.name for item in resource.schema.fields]
    missing = frozenset(name for name in names if name not in places)
    if len(places) < len(table.header) or missing.intersection(resource.schema.primary_key):
        return None
    order = [places.get(name) for name in names]
    width = len(table.header)
    rows = []
    for line, cells in table.rows:
        moved = ["" if at is None or at >= len(cells) else cells[at] for at in order] if any(cells) else []
        rows.append((line, moved + cells[width:]))
    return Table(table.name, tuple(names), tuple(rows)), missing
