"""Which files there are and where: stable addresses under `data/`, known before a byte is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tomoni.catalog import Catalog

MEDIATYPES = {
    "csv": "text/csv",
    "bom.csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
}
"""What each format is, in the order in which files are listed."""

DATABASE = "data/tomoni.sqlite"
PACKAGE = "data/tomoni.zip"
FILES = "data/files.json"
VERSIONS = "data/versions.json"
CHECKSUMS = "data/checksums.txt"


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that the site offers. `path` is from the site's root; `table` None where all tables are in it."""

    path: str
    table: str | None
    format: str

    @property
    def mediatype(self) -> str:
        """The registered media type."""
        return MEDIATYPES[self.format]


def files_of(catalog: Catalog, table: str) -> list[PlannedFile]:
    """The files of one table: every format, GeoJSON only where rows have a place."""
    schema = catalog.package.resources[table].schema
    placed = "latitude" in schema and "longitude" in schema
    return [
        PlannedFile(f"data/{table}.{suffix}", table, suffix)
        for suffix in MEDIATYPES
        if suffix not in ("sqlite", "zip") and (suffix != "geojson" or placed)
    ]


def planned_files(catalog: Catalog) -> Iterator[PlannedFile]:
    """All files of the site: those of the whole, then table by table in the order of the package."""
    yield PlannedFile(DATABASE, None, "sqlite")
    yield PlannedFile(PACKAGE, None, "zip")
    for name in catalog.package.resources:
        yield from files_of(catalog, name)
