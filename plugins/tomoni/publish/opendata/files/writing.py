"""The files of one table, and those of the whole, written or taken over from the site that stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from tomoni.catalog import Catalog

from ..descriptions.published import licence
from .addresses import DATABASE, MEDIATYPES, PACKAGE, files_of
from .database import DatabaseWriter
from .delimited import BOM, harmless_csv
from .json_files import geojson, json_blocks, json_lines, jsonl_blocks
from .package_zip import PackageWriter
from .parquet import write_parquet
from .released import released_media
from .reuse import Standing, code_version, hash_of
from .table import Table
from .workbook import MOST_ROWS, write_workbook

Entry = dict[str, Any]
"""A file as `data/files.json` lists it."""
_LATE = ("parquet", "xlsx")


class TableFiles:
    """The files of one table; each is made only when the standing site lacks it."""

    def __init__(
        self, catalog: Catalog, table: Table, folder: Path, standing: Standing, version: str
    ) -> None:
        self._catalog, self._table, self._folder = catalog, table, folder
        self._standing, self._version = standing, version

    def write(self) -> list[Entry]:
        """Every file of the table, and its entry in the list."""
        entries = []
        # JSON comes before the workbook, so that its lines are gone when that needs the room.
        for file in sorted(files_of(self._catalog, self._table.name), key=lambda file: file.format in _LATE):
            if file.format in _LATE:
                self.__dict__.pop("_lines", None)
            inputs = hash_of(code_version(), file.format, self._version, *self._inputs(file.format))
            entry = self._standing.take(file.path, inputs, self._folder)
            if entry is None:
                entry = {
                    "path": file.path,
                    "table": file.table,
                    "format": file.format,
                    "mediatype": file.mediatype,
                    "version": self._version,
                    "rows": self._table.count,
                    **self._made(file.format, self._folder / file.path),
                    **({"held_back": self._table.held_back} if self._table.held_back else {}),
                    "inputs": inputs,
                }
            entries.append(dict(entry))
        return entries

    def _made(self, file_format: str, path: Path) -> Entry:
        match file_format:
            case "csv":
                return _stream(path, [self._harmless])
            case "bom.csv":
                return _stream(path, [BOM, self._harmless])
            case "json":
                return _stream(path, json_blocks(self._lines))
            case "jsonl":
                return _stream(path, jsonl_blocks(self._lines))
            case "geojson":
                content, features = geojson(self._table, self._lines, self._version)
                return {**_stream(path, [content]), "rows": features}
            case "parquet":
                write_parquet(self._table, self._version, path)
                return measured(path)
            case "xlsx":
                return self._workbook(path)
        raise ValueError(file_format)

    @cached_property
    def _harmless(self) -> bytes:
        return harmless_csv(self._table)

    @cached_property
    def _lines(self) -> list[str]:
        return json_lines(self._table)

    def _inputs(self, file_format: str) -> list[Any]:
        """All that a file is made of besides the rows."""
        if file_format in ("csv", "bom.csv", "json", "jsonl", "geojson"):
            return [[(field.name, field.type) for field in self._table.fields]]
        described = [dict(self._table.resource.descriptor), dict(self._table.resource.schema.descriptor)]
        if file_format == "xlsx":
            named = sorted({field.codelist for field in self._table.fields if field.codelist})
            labels = [
                {row["code"]: row.get("label") for row in self._catalog.rows(name)}
                for name in named
                if name in self._catalog.package.resources
            ]
            return [*described, about(self._catalog, self._table), labels]
        return described

    def _workbook(self, path: Path) -> Entry:
        lines = about(self._catalog, self._table)
        if write_workbook(self._table, self._catalog, self._version, lines, path):
            return measured(path)
        note = f"{MOST_ROWS:,}行をこえるので、行は入っていません"
        return {**measured(path), "rows": 0, "note": note}


class WholeFiles:
    """The database and the Data Package: `add` every table, then `finish`."""

    def __init__(
        self, catalog: Catalog, folder: Path, standing: Standing, version: str, versions: Mapping[str, str]
    ) -> None:
        self._catalog, self._folder, self._version = catalog, folder, version
        self._versions = versions
        self._rows = 0
        package = catalog.package
        self._inputs = hash_of(
            code_version(),
            version,
            dict(versions),
            dict(package.descriptor),
            [dict(resource.schema.descriptor) for resource in package.resources.values()],
            [
                hashlib.sha256((package.base / name).read_bytes()).hexdigest()
                for name in released_media(catalog)
            ],
        )
        self._taken = {
            path: entry
            for path in (DATABASE, PACKAGE)
            if (entry := standing.take(path, self._inputs, folder)) is not None
        }
        self._database = (
            None if DATABASE in self._taken else DatabaseWriter(self._folder / DATABASE, catalog, version)
        )
        self._package = (
            None if PACKAGE in self._taken else PackageWriter(self._folder / PACKAGE, catalog, version)
        )

    def add(self, table: Table) -> None:
        """Put a table into both."""
        self._rows += table.count
        if self._database is not None:
            terms = licence(table.resource, self._catalog.package.descriptor)
            self._database.add(table, self._versions[table.name], terms.get("name", ""))
        if self._package is not None:
            self._package.add(table)

    def finish(self) -> list[Entry]:
        """Close both; their entries in the list."""
        for writer in (self._database, self._package):
            if writer is not None:
                writer.finish()
        return [
            dict(self._taken[path]) if path in self._taken else self._entry(path)
            for path in (DATABASE, PACKAGE)
        ]

    def _entry(self, path: str) -> Entry:
        suffix = path.rpartition(".")[2]
        return {
            "path": path,
            "table": None,
            "format": suffix,
            "mediatype": MEDIATYPES[suffix],
            "version": self._version,
            "rows": self._rows,
            **measured(self._folder / path),
            "inputs": self._inputs,
        }


def about(catalog: Catalog, table: Table) -> list[str]:
    """Where a table comes from and what may be done with it, for people."""
    descriptor = catalog.package.descriptor
    terms = licence(table.resource, descriptor)
    lines = [
        f"データ： {descriptor.get('title', descriptor.get('name', ''))}",
        f"利用条件： {terms.get('title') or terms.get('name', '')} {terms.get('path', '')}".rstrip(),
    ]
    if table.held_back:
        lines.append(
            f"{table.held_back} 行の言葉や画像は、利用条件がないので入れていません（行は残しています）。"
        )
    return lines


def _stream(path: Path, blocks: Iterable[bytes]) -> Entry:
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for block in blocks:
            file.write(block)
            digest.update(block)
            size += len(block)
    return {"bytes": size, "sha256": digest.hexdigest()}


def measured(path: Path) -> Entry:
    """Bytes and SHA-256 of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}
