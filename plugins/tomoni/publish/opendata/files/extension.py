"""Writes the files for download, their list, checksums and versions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tomoni.catalog import Catalog

from ...pages.extension import Extension
from ...pages.site import Site
from ...pages.staging import site_standing
from .addresses import CHECKSUMS, FILES, VERSIONS, planned_files
from .reuse import Standing
from .table import Table
from .versions import hash_of_all, read_versions, versions_text, versions_with
from .writing import TableFiles, WholeFiles


class FilesExtension(Extension):
    """Every table and codelist in every format, the database, the Data Package."""

    name = "opendata-files"

    def write(self, site: Site, folder: Path) -> int:
        """All files under `data/`; those of tables that did not change come from the site that stands."""
        return write_files(site.catalog, site.as_of, folder, site_standing(folder))


def write_files(catalog: Catalog, as_of: date, folder: Path, standing_folder: Path | None = None) -> int:
    """Write everything into `folder`/data, as of a day; the number of files.

    `standing_folder` is the site before this one: its versions stay listed, its files are taken over where
    they are what would be written.
    """
    (folder / "data").mkdir(parents=True, exist_ok=True)
    standing = Standing(standing_folder)
    names = list(catalog.package.resources)
    hashes = {name: _table(catalog, name).content_hash for name in names}
    earlier = read_versions(catalog.package.base / "versions.json")
    if not earlier and standing_folder is not None:
        earlier = read_versions(standing_folder / VERSIONS)
    versions, current = versions_with(as_of, hashes, earlier)
    whole = WholeFiles(catalog, folder, standing, versions[0].name, current)
    entries: list[dict[str, Any]] = []
    for name in names:
        table = _table(catalog, name)
        entries += TableFiles(catalog, table, folder, standing, current[name]).write()
        whole.add(table)
    found = {entry["path"]: entry for entry in [*whole.finish(), *entries]}
    listed = [found[file.path] for file in planned_files(catalog)]
    listing = {
        "version": versions[0].name,
        "date": versions[0].name[:10],
        "sha256": hash_of_all(hashes),
        "files": listed,
    }
    (folder / FILES).write_text(_lines(listing), encoding="utf-8")
    (folder / VERSIONS).write_text(versions_text(versions), encoding="utf-8")
    (folder / CHECKSUMS).write_text(
        "".join(f"{entry['sha256']}  {entry['path'].removeprefix('data/')}\n" for entry in listed),
        encoding="utf-8",
    )
    return len(listed) + 3


def _table(catalog: Catalog, name: str) -> Table:
    return Table.of(catalog.package.resources[name], catalog.rows(name))


def _lines(listing: Mapping[str, Any]) -> str:
    """The list with one file a line."""
    files: Sequence[Any] = listing["files"]
    head = json.dumps({key: value for key, value in listing.items() if key != "files"}, ensure_ascii=False)
    body = ",\n".join(json.dumps(item, ensure_ascii=False) for item in files)
    return f'{head[:-1]}, "files": [\n{body}\n]}}\n'
