"""One import from file to package: read, hold against the schema, merge, write all or nothing."""

import csv
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from tomoni.catalog import Catalog, Resource, TomoniError, cell_text, load_catalog, write_rows
from tomoni.importers.addresses import Gazetteer
from tomoni.importers.broken_rules import Rules
from tomoni.importers.fitting import Fitting
from tomoni.importers.merge import GIVEN_BY_MERGE, Merged, Row, merge
from tomoni.importers.other_tables import codes_of, empty_row, known_rows, take_others
from tomoni.importers.outside_formats import Extract, Surroundings, format_named, formats
from tomoni.importers.report import Action, ImportReport, ReportLine


def import_file(
    format: str,
    file: Path,
    into: Path,
    as_of: datetime.date,
    snapshot_on: datetime.date | None = None,
) -> ImportReport:
    """Brings an outside file into the package at `into` (a folder or its datapackage.json); returns what became of it.

    `format` is a name of `formats()`. `as_of` is the day on which certifications have to hold; `snapshot_on` the
    day that the source describes, where the file does not say it itself (its name does: `…_20261101.csv`). The same
    file into the same package gives the same bytes. Writes nothing when anything fails; raises TomoniError when the
    format is unknown, the file is not of that format, or the package is not valid.
    """
    form = format_named(format)
    catalog = load_catalog(into)
    organizations = catalog.package.resources["organizations"]
    areas = {row["code"]: row["label"] for row in catalog.rows("areas")}
    read = form.read(file, Surroundings(as_of, Gazetteer(areas), catalog))
    extract = _fitting_part(read, organizations, catalog, as_of if form.free_texts else None)
    day = snapshot_on or extract.dated or as_of
    merged = merge(
        catalog.rows("organizations"),
        extract,
        form,
        empty_row(organizations.schema),
        min(day, as_of),
        {item.source: item.authority for item in formats().values()},
    )
    tables: list[tuple[Resource, Mapping[Path, list[Row]]]] = []
    if merged.seen:
        tables.append((organizations, _by_file(organizations, merged.rows.values())))
    if form.keeps_history:
        snapshots = catalog.package.resources["register_snapshots"]
        rows = _with_snapshots(catalog.rows("register_snapshots"), merged, day)
        tables.append((snapshots, {snapshots.paths[-1]: rows}))
    others = take_others(catalog, extract, merged, as_of, min(day, as_of))
    tables += [
        (catalog.package.resources[table], _by_file(catalog.package.resources[table], rows))
        for table, rows in others.rows.items()
    ]
    _write_all(tables)
    lines = sorted(
        extract.left_out + merged.lines + others.lines, key=lambda line: (line.row is None, line.row or 0)
    )
    return ImportReport(form.name, form.title, extract.file, extract.rows_read, tuple(lines))


def _fitting_part(
    extract: Extract, organizations: Resource, catalog: Catalog, rules_on: datetime.date | None
) -> Extract:
    """The extract with values that do not fit the schema taken out, and rows that cannot do without them left out.

    `rules_on`: the day for the rules of the schema; None where the format's values cannot break them.
    """
    schema = organizations.schema
    fitting = Fitting(schema, codes_of(schema, catalog), GIVEN_BY_MERGE)
    rules = Rules(organizations, catalog, rules_on, known_rows(catalog)) if rules_on else None
    candidates = []
    left_out = list(extract.left_out)
    for candidate in extract.candidates:
        name = candidate.name
        reason = fitting.fit(candidate)
        if reason is None and rules is not None:
            whole = empty_row(schema) | candidate.values | {"listing": "imported", "address_public": "ward"}
            remarks, reason = rules.mend(whole)
            candidate.values = {name: whole[name] for name in candidate.values}
            candidate.remarks += remarks
        if reason is None:
            candidates.append(candidate)
        else:
            left_out.append(ReportLine(Action.LEFT_OUT, candidate.row, candidate.id, name, "", "", reason))
    return replace(extract, candidates=candidates, left_out=left_out)


def _with_snapshots(existing: Iterable[Row], merged: Merged, on: datetime.date) -> list[Row]:
    """What the register said of each organization on its day, beside what it said before."""
    rows = {(row["organization"], row["on"]): row for row in existing}
    for identity, candidate in merged.seen.items():
        rows[identity, on] = {
            "organization": identity,
            "on": on,
            "status": candidate.values["status"],
            "area": candidate.values["area"] or merged.rows[identity]["area"],
            "demo": False,
        }
    return [rows[key] for key in sorted(rows)]


def _by_file(resource: Resource, rows: Iterable[Row]) -> Mapping[Path, list[Row]]:
    """The rows by the file they belong to: a split table keeps each row where it was.

    A new row goes to the file named for its area, else to the last file that is named for none.
    """
    key = resource.schema.primary_key
    ordered = sorted(rows, key=lambda row: tuple(str(row[name]) for name in key))
    if len(resource.paths) == 1:
        return {resource.paths[0]: ordered}
    home: dict[tuple[str, ...], Path] = {}
    for path in resource.paths:
        with path.open(encoding="utf-8", newline="") as file:
            home |= {tuple(row[name] for name in key): path for row in csv.DictReader(file)}
    by_area = {path.stem: path for path in resource.paths}
    rest = [path for path in resource.paths if not path.stem.isdigit()] or list(resource.paths)
    result: dict[Path, list[Row]] = {path: [] for path in resource.paths}
    for row in ordered:
        written = tuple(cell_text(resource.schema.field(name), row[name]) for name in key)
        result[home.get(written) or by_area.get(row.get("area") or "") or rest[-1]].append(row)
    return result


def _write_all(tables: list[tuple[Resource, Mapping[Path, list[Row]]]]) -> None:
    """Writes every file beside its place first, and puts them into place when all are written."""
    staged: list[tuple[Path, Path]] = []
    try:
        for resource, files in tables:
            for path, rows in files.items():
                beside = path.with_name(f".{path.name}.importing")
                staged.append((beside, path))
                path.parent.mkdir(parents=True, exist_ok=True)
                write_rows(beside, resource.schema, rows)
        for beside, path in staged:
            beside.replace(path)
    except OSError as error:
        raise TomoniError(
            "取り込んだ行を書き込めません。",
            str(error.filename or ""),
            f"空き容量と権限を確かめてください（{error.strerror}）。",
        ) from None
    finally:
        for beside, _ in staged:
            beside.unlink(missing_ok=True)
