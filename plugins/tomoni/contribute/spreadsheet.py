"""A spreadsheet as submissions: what was understood is shown, what is not clear is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from tomoni.catalog import Catalog, Resource, Schema, TomoniError
from tomoni.catalog.nearest import fold

from .change import Fault
from .spreadsheet_files import Sheet, read_spreadsheet
from .spreadsheet_headings import HeadingReader, Headings
from .spreadsheet_rows import RowReader
from .spreadsheet_values import CellReader, PlaceCode, Unclear
from .submission import Submission

_HEADING_WITHIN = 30
"""A heading stands in one of the first rows that hold anything."""


@dataclass(frozen=True)
class Reading:
    """What a spreadsheet says: `submissions` one a row, or `questions` that must be answered first.

    `headings`: heading to column. `values`: what was said in other words (place, what stood there, what it means).
    `passed_over`: rows that are no entries, and why.
    """

    table: str
    submissions: tuple[Submission, ...]
    questions: tuple[Fault, ...]
    headings: Mapping[str, str]
    values: tuple[tuple[str, str, str], ...]
    passed_over: tuple[str, ...]


def read_submissions(
    path: Path,
    catalog: Catalog,
    table: str | None = None,
    *,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    by: str = "",
    why: str = "",
    new: Collection[str] = (),
    every: Mapping[str, str] | None = None,
    wide: tuple[str, str] | None = None,
    skipped: Collection[int] = (),
    places: PlaceCode | None = None,
) -> Reading:
    """Read a workbook, CSV or TSV file: rows whose key is in the catalog change that row, others are new; empty
    cells say nothing.

    `columns`: headings that the sender explained ('' to pass one over). `new`: ids that are new although they
    resemble one that is there (`EVERY` for all). `every`: cells that all rows get. `wide`: of a table with a column
    for each of something, the column that the headings are values of, and the column that their cells are.
    `skipped`: numbers of rows to pass over. `places`: finds the code of a municipality by its name.

    Raises TomoniError where the file cannot be read at all, or nothing says which table it is for.
    """
    read = read_spreadsheet(path, sheet)
    resource = _table(read, catalog, table, path)
    schema = resource.schema
    given, added = columns or {}, every or {}
    _known_columns(resource, [*given.values(), *added, *(wide or ())])
    start, headings = _headings(read, schema, given, path, wide)
    reader = CellReader(catalog, resource.name, places)
    rows = RowReader(
        catalog, resource, path, headings, read, reader, new, _every(reader, schema, added, headings)
    )
    spread = _spread(rows, headings, schema, wide) if wide else {}
    for number, cells in read.rows[start + 1 :]:
        if number in skipped:
            rows.passed_over.append(f"{number}行目：--skip とあるので読みません。")
            continue
        rows.take(number, cells, by, why, wide[1] if wide else "", spread)
    passed = [f"{number}行目：見出しより上なので読みません。" for number, _ in read.rows[:start]]
    questions = [Fault(what, how, "見出し", path.name, resource.name) for what, how in headings.asked]
    return Reading(
        resource.name,
        () if questions or rows.questions else tuple(rows.submissions),
        (*questions, *rows.questions),
        headings.shown,
        tuple(rows.values),
        (*passed, *rows.passed_over),
    )


def _known_columns(resource: Resource, names: list[str]) -> None:
    for name in names:
        if name and name not in resource.schema:
            raise TomoniError(
                f"「{name}」という列はありません。", f"表「{resource.title}」", "列の名前を確かめてください。"
            )


def _every(
    reader: CellReader, schema: Schema, added: Mapping[str, str], headings: Headings
) -> dict[str, str]:
    """The cells that all rows get; what the file itself says is not overruled."""
    cells = {}
    for name, text in added.items():
        title = schema.field(name).title
        if name in headings.columns.values():
            raise TomoniError(
                f"「{title}」は、ファイルの列にもあります。", f"--set {name}", "どちらか1つにしてください。"
            )
        try:
            cell = reader.read(schema.field(name), text)
        except Unclear as unclear:
            raise TomoniError(unclear.what, f"--set {name}", unclear.how) from None
        if cell is not None:
            cells[name] = cell
    return cells


def _spread(
    rows: RowReader, headings: Headings, schema: Schema, wide: tuple[str, str]
) -> dict[int, dict[str, str]]:
    """What the headings of a wide table mean, by place; those that are not clear become questions."""
    for name in wide:
        if name in headings.columns.values():
            raise TomoniError(
                f"「{schema.field(name).title}」は、ファイルの列にもあります。",
                f"--wide {wide[0]}={wide[1]}",
                "横に広がった表では、その列は見出しから作ります。",
            )
    return {place: cells for place, text in headings.others.items() if (cells := rows.heading(wide[0], text))}


def _table(read: Sheet, catalog: Catalog, table: str | None, path: Path) -> Resource:
    """The table that a file is for: as said, as our template says, or as its sheet or its name says."""
    tables = {item.name: item for item in catalog.package.tables}
    said = read.marks.get("table")
    if table and said and table != said:
        raise TomoniError(
            f"ひな形は「{said}」のものですが、--as は「{table}」です。",
            path.name,
            "--as を書かずに、もう一度試してください。",
        )
    wanted = table or said
    if wanted:
        if wanted not in tables:
            raise TomoniError(
                f"「{wanted}」という表はありません。", path.name, f"表の名前：{'、'.join(tables)}"
            )
        return tables[wanted]
    words = {fold(read.title), fold(path.stem)}
    found = [item for item in tables.values() if words & {fold(item.name), fold(item.title)}]
    if len(found) != 1:
        raise TomoniError(
            "どの表のものかわかりません。",
            path.name,
            f"--as で表の名前を書いてください。例：--as openings（{'、'.join(list(tables)[:12])}…）",
        )
    return found[0]


def _headings(
    read: Sheet, schema: Schema, given: Mapping[str, str], path: Path, wide: tuple[str, str] | None
) -> tuple[int, Headings]:
    reader = HeadingReader(schema, given)
    first = read.rows[:_HEADING_WITHIN]
    counts = [reader.count(cells) for _, cells in first]
    start = max(range(len(first)), key=lambda index: (counts[index], -index))
    if not counts[start]:
        raise TomoniError(
            "見出しの行が見つかりません。",
            path.name,
            f"1行目に、列の見出しを書いてください。例：{'、'.join(field.title for field in schema.fields[:4])}",
        )
    below = [cells for _, cells in read.rows[start + 1 :]]
    width = max((len(cells) for cells in below), default=0)
    filled = [
        any(place < len(cells) and cells[place] is not None for cells in below) for place in range(width)
    ]
    return start, reader.read(first[start][1], filled, wide=wide is not None)
