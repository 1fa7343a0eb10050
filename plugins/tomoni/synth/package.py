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
    tables: dict[str, list[dict[str, str]]] = {}
    for name, resource in load_package(base).resources.items():
        tables[name] = []
        for path in resource.paths:
            if not path.exists():
                continue
            if resource.format == "json":
                tables[name].extend(json.loads(path.read_text("utf-8")))
                continue
            with path.open(encoding="utf-8", newline="") as file:
                tables[name].extend(row for row in csv.DictReader(file) if row.get("demo") != "true")
    return tables


def write(draft: Draft, base: Path, into: Path) -> Path:
    """The path of the written `datapackage.json`.

    Descriptor, schemas, codelists and real rows come from `base`; invented rows join them, one file a table.
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
    for resource in package.resources.values():
        _write_table(draft, package, resource, into, same)
    _pictures(draft, base, into)
    return into / "datapackage.json"


def _write_table(draft: Draft, package: Package, resource: Resource, into: Path, same: bool) -> None:
    invented = draft.tables.get(resource.name, [])
    paths = [into / path.relative_to(package.base) for path in resource.paths]
    if not invented and (resource.is_codelist or not any(field == "demo" for field in _names(resource))):
        for path, copy in zip(resource.paths, paths, strict=True):
            if not same and path.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
        return
    known = set(_names(resource))
    for row in invented:
        if not known.issuperset(row):
            extra = ", ".join(sorted(set(row) - known))
            raise TomoniError(
                f"表 {resource.name} にない項目です: {extra}。",
                str(package.base),
                "スキーマを確かめてください。",
            )
    write_rows(paths[0], resource.schema, [*_real_rows(resource), *invented])


def _names(resource: Resource) -> list[str]:
    return [field.name for field in resource.schema.fields]


def _real_rows(resource: Resource) -> list[Row]:
    if not all(path.exists() for path in resource.paths):
        return []
    return [row for row in read_rows(resource) if not row.get("demo")]


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
