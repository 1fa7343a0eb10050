"""From drafted rows to the files of a package, byte for byte the same for the same rows."""

import csv
import json
import shutil
from pathlib import Path

from tomoni.catalog import Package, Resource, TomoniError, load_package, read_rows, write_rows
from tomoni.synth.draft import Draft, Row
from tomoni.synth.pictures import draw_all


def read_base(base: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of the base package that are not invented, as strings, by table (codelists included)."""
    package = load_package(base)
    invented = _invented_keys(package)
    tables: dict[str, list[dict[str, str]]] = {}
    for name, resource in package.resources.items():
        tables[name] = []
        for path in resource.paths:
            if not path.exists():
                continue
            if resource.format == "json":
                tables[name].extend(json.loads(path.read_text("utf-8")))
                continue
            with path.open(encoding="utf-8", newline="") as file:
                rows = csv.DictReader(file)
                tables[name].extend(row for row in rows if not _is_invented(row, resource, invented))
    return tables


def _invented_keys(package: Package) -> dict[str, set[str]]:
    """The ids of the base's invented rows, by table: what hangs on them is invented too."""
    keys: dict[str, set[str]] = {}
    for name, resource in package.resources.items():
        if (
            "demo" not in resource.schema
            or resource.schema.primary_key != ("id",)
            or resource.format == "json"
        ):
            continue
        for path in (path for path in resource.paths if path.exists()):
            with path.open(encoding="utf-8", newline="") as file:
                rows = csv.DictReader(file)
                keys.setdefault(name, set()).update(row["id"] for row in rows if row.get("demo") == "true")
    return keys


def _is_invented(row: Row, resource: Resource, invented: dict[str, set[str]]) -> bool:
    """Whether a row is of the demonstration: it says so or, in a table that cannot, points at one that does."""
    if "demo" in resource.schema:
        return row.get("demo") in (True, "true")
    return any(
        row.get(key.fields[0]) in invented.get(key.resource, ())
        for key in resource.schema.foreign_keys
        if len(key.fields) == 1
    )


def write(draft: Draft, base: Path, into: Path) -> Path:
    """The path of the written `datapackage.json`.

    Descriptor, schemas, codelists and real rows come from `base`; invented rows join them, all of a table in its first file.
    `into` may be `base` itself: then its invented rows are replaced. Raises TomoniError for a table or a
    field that the schemas do not have.
    """
    package = load_package(base)
    for table in sorted(draft.tables):
        if draft.tables[table] and table not in package.resources:
            raise TomoniError(
                f"表 {table} がデータパッケージにありません。", str(base), "表の名前を確かめてください。"
            )
    same = into.resolve() == base.resolve()
    into.mkdir(parents=True, exist_ok=True)
    if not same:
        shutil.copyfile(package.descriptor_path, into / "datapackage.json")
        shutil.copytree(base / "schemas", into / "schemas", dirs_exist_ok=True)
    known = _invented_keys(package)
    for resource in package.resources.values():
        _write_table(draft, package, resource, into, known)
    _pictures(draft, base, into)
    return into / "datapackage.json"


def _write_table(
    draft: Draft, package: Package, resource: Resource, into: Path, in_base: dict[str, set[str]]
) -> None:
    invented = draft.tables.get(resource.name, [])
    paths = [into / path.relative_to(package.base) for path in resource.paths]
    if resource.is_codelist or resource.format == "json":
        for path, copy in zip(resource.paths, paths, strict=True):
            if copy.resolve() != path.resolve():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
        return
    known = {field.name for field in resource.schema.fields}
    for row in invented:
        if not known.issuperset(row):
            extra = ", ".join(sorted(set(row) - known))
            raise TomoniError(
                f"表 {resource.name} にない項目です: {extra}。",
                str(package.base),
                "スキーマを確かめてください。",
            )
    real: list[Row] = []
    if all(path.exists() for path in resource.paths):
        real = [row for row in read_rows(resource) if not _is_invented(row, resource, in_base)]
    write_rows(paths[0], resource.schema, [*real, *invented])
    for path in paths[1:]:
        write_rows(path, resource.schema, [])


def _pictures(draft: Draft, base: Path, into: Path) -> None:
    """What invented photos show: the pictures of the base where it has them, else drawn anew."""
    if not draft.tables.get("photos"):
        return
    ours, theirs = into / "media" / "photos", base / "media" / "photos"
    ours.mkdir(parents=True, exist_ok=True)
    if theirs.is_dir() and theirs.resolve() != ours.resolve():
        for path in sorted(theirs.glob("*.webp")):
            shutil.copyfile(path, ours / path.name)
    draw_all(ours)
