"""What stands under /data/: the files of every table, with sizes and checksums, and where they can be had."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tomoni.catalog import Resource

from ...pages.site import Site

FORMAT_NAMES = {
    "csv": "CSV",
    "bom.csv": "CSV（Excel用）",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "xlsx": "XLSX",
    "parquet": "Parquet",
    "geojson": "GeoJSON",
    "sqlite": "SQLite",
    "zip": "ZIP",
}


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file for download. `path` from the site's root; `table` None for files of all tables together.

    `version` is that of its rows; `note` says what is not as one expects, `held_back` how many rows go
    without their text or picture, since nobody was allowed to pass these on.
    """

    path: str
    table: str | None
    format: str
    mediatype: str
    size: int
    sha256: str
    version: str = ""
    note: str = ""
    held_back: int = 0

    @property
    def name(self) -> str:
        """The file's own name: openings.csv."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True)
class Published:
    """Everything that descriptions say of the published data as a whole."""

    site: Site
    version: str
    files: tuple[PublishedFile, ...]

    @property
    def day(self) -> date:
        """The day that the data is of."""
        return self.site.as_of

    @property
    def descriptor(self) -> Mapping[str, Any]:
        """The package's own description."""
        return self.site.catalog.package.descriptor

    @property
    def publisher(self) -> str:
        """Who publishes: the contributor with that role, else the site itself."""
        for contributor in self.descriptor.get("contributors", ()):
            if "publisher" in contributor.get("roles", ()):
                return str(contributor["title"])
        return self.site.settings.site_name

    def of(self, table: str) -> list[PublishedFile]:
        """The files of one table."""
        return [file for file in self.files if file.table == table]

    def version_of(self, table: str | None) -> str:
        """The version of a table's rows, which stays while they stay; of the whole for None."""
        return next(
            (file.version for file in self.files if file.table == table and file.version), self.version
        )

    def whole(self) -> list[PublishedFile]:
        """The files that hold all tables."""
        return [file for file in self.files if file.table is None]

    def address(self, path: str, start: str = "data/") -> str:
        """Where a path of the site is: absolute where the site has an address, else relative to `start`.

        A description without absolute addresses is read from where it lies; every reader of JSON-LD,
        Turtle, Data Packages and Croissant resolves them against that place.
        """
        if self.site.settings.address:
            return f"{self.site.settings.address}/{path}"
        return path.removeprefix(start) if path.startswith(start) else "../" * start.count("/") + path


def stands(site: Site, path: str) -> bool:
    """Whether the site has this page, or an extension wrote this file. Asked when the files stand."""
    return site.has(path) or (site.folder is not None and (site.folder / path).is_file())


def licence(resource: Resource, descriptor: Mapping[str, Any]) -> Mapping[str, Any]:
    """A table's licence: its own, else the package's. Keys name, title, and path or description."""
    licences = (
        resource.descriptor.get("licenses") or descriptor.get("licenses") or [{"name": "", "title": ""}]
    )
    first: Mapping[str, Any] = licences[0]
    return first


def read_published(site: Site) -> Published:
    """What the files' own list (`data/files.json`) says; read once in each process.

    A site built without the files is described all the same, with nothing to download.
    """
    if "published" not in site.kept:
        if site.folder is None:
            raise RuntimeError("the site is not being written yet")
        path = site.folder / "data" / "files.json"
        listing = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        site.kept["published"] = Published(
            site,
            listing.get("version", site.as_of.isoformat()),
            tuple(
                PublishedFile(
                    entry["path"],
                    entry.get("table"),
                    entry["format"],
                    entry["mediatype"],
                    entry["bytes"],
                    entry["sha256"],
                    entry.get("version", ""),
                    entry.get("note", ""),
                    entry.get("held_back", 0),
                )
                for entry in listing.get("files", ())
            ),
        )
    published: Published = site.kept["published"]
    return published
