"""From drafted rows to the files of a package, byte for byte the same for the same rows."""

import csv
import io
import json
import shutil
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from tomoni.catalog import TomoniError
from tomoni.synth.draft import Draft, Row
from tomoni.synth.pictures import draw_all


def read_base(base: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of the base package that are not invented, as strings, by table (codelists included)."""
    tables: dict[str, list[dict[str, str]]] = {}
    for resource in _descriptor(base)["resources"]:
        path = base / resource["path"]
        if not path.exists():
            continue
        if resource.get("format") == "json":
            tables[resource["name"]] = json.loads(path.read_text("utf-8"))
            continue
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("demo") != "true"]
        tables[resource["name"]] = rows
    return tables


def write(draft: Draft, base: Path, into: Path) -> Path:
    """The path of the written `datapackage.json`.

    Descriptor, schemas, codelists and real rows come from `base`; invented rows join them. `into` may be
    `base` itself: then its invented rows are replaced.
    """
    descriptor = _descriptor(base)
    names = {resource["name"] for resource in descriptor["resources"]}
    for table in sorted(draft.tables):
        if table not in names and draft.tables[table]:
            raise TomoniError(
                f"表 {table} が datapackage.json にありません", str(base), "表の名前を確かめてください"
            )
    into.mkdir(parents=True, exist_ok=True)
    same = into.resolve() == base.resolve()
    if not same:
        shutil.copyfile(base / "datapackage.json", into / "datapackage.json")
    for resource in descriptor["resources"]:
        name, path = resource["name"], resource["path"]
        (into / path).parent.mkdir(parents=True, exist_ok=True)
        schema = json.loads((base / resource["schema"]).read_text("utf-8")) if "schema" in resource else None
        if schema is not None and not same:
            (into / resource["schema"]).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(base / resource["schema"], into / resource["schema"])
        invented = draft.tables.get(name, [])
        real = draft.codes.get(name, [])
        if schema is None or resource.get("format") == "json" or _is_codelist(resource):
            if invented:
                raise TomoniError(f"表 {name} には架空の行を書けません", str(base), "")
            if not same:
                shutil.copyfile(base / path, into / path)
            continue
        (into / path).write_text(_csv(name, schema, real, invented), "utf-8", newline="\n")
    _media(draft, base, into)
    return into / "datapackage.json"


def _media(draft: Draft, base: Path, into: Path) -> None:
    """The pictures that invented photos show: those of the base where it has them, else drawn."""
    if not draft.tables.get("photos"):
        return
    ours, theirs = into / "media" / "photos", base / "media" / "photos"
    ours.mkdir(parents=True, exist_ok=True)
    if theirs.is_dir() and theirs.resolve() != ours.resolve():
        for path in sorted(theirs.glob("*.webp")):
            shutil.copyfile(path, ours / path.name)
    draw_all(ours)


def _descriptor(base: Path) -> dict[str, Any]:
    descriptor: dict[str, Any] = json.loads((base / "datapackage.json").read_text("utf-8"))
    return descriptor


def _is_codelist(resource: dict[str, Any]) -> bool:
    return str(resource["path"]).startswith("codelists/")


def _csv(name: str, schema: dict[str, Any], real: list[dict[str, str]], invented: list[Row]) -> str:
    columns = [field["name"] for field in schema["fields"]]
    known = set(columns)
    key = schema["primaryKey"]
    keys = [key] if isinstance(key, str) else list(key)
    lines = [[row.get(column) or "" for column in columns] for row in real]
    for row in invented:
        if not known.issuperset(row):
            extra = ", ".join(sorted(set(row) - known))
            raise TomoniError(
                f"表 {name} にない項目です: {extra}", name, "スキーマの項目名にそろえてください"
            )
        lines.append([cell(row.get(column)) for column in columns])
    positions = [columns.index(part) for part in keys]
    lines.sort(key=lambda line: [line[position] for position in positions])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)
    return out.getvalue()


def cell(value: Any) -> str:
    """The value as it stands in a CSV cell of the package."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, tuple | list):
        return ";".join(value)
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    return str(value)
