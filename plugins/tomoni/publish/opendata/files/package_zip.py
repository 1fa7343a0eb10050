"""One ZIP that is itself the Data Package: the tables with their exact values, the schemas, the media with a licence.

It is made of the same paths as the package that the site was built from, so that a site can be built from it.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tomoni.catalog import Catalog, Resource

from .json_files import json_lines
from .released import released_media
from .table import Table

_COMPRESSED_ALREADY = (".webp", ".avif", ".png", ".jpg", ".jpeg")


class PackageWriter:
    """Writes `tomoni.zip`: `add` each table, then `finish`. Dates of files are those of the version."""

    def __init__(self, path: Path, catalog: Catalog, version: str) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self._catalog, self._version = catalog, version
        year, month, day = (int(part) for part in version.split("-")[:3])
        self._moment = (max(year, 1980), month, day, 0, 0, 0)
        self._held_back: dict[str, int] = {}
        self._sizes: dict[str, dict[str, Any]] = {}

    def add(self, table: Table) -> None:
        """A table in the one file that its resource names (a table that is split comes together)."""
        path = table_path(self._catalog, table.resource)
        content = _json_table(table) if table.resource.format == "json" else table.exact_csv
        self._write(path, content)
        self._sizes[table.name] = {
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        }
        if table.held_back:
            self._held_back[table.name] = table.held_back

    def finish(self) -> None:
        """The descriptor, the schemas, the media, a text for people."""
        base = self._catalog.package.base
        for resource in self._catalog.package.resources.values():
            schema = resource.descriptor["schema"]
            if isinstance(schema, str):
                self._write(schema, (base / schema).read_bytes())
        for name in released_media(self._catalog):
            self._write(name, (base / name).read_bytes())
        text = json.dumps(self._descriptor(), ensure_ascii=False, indent=2)
        self._write("datapackage.json", (text + "\n").encode())
        self._write("README.md", self._readme().encode())
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def _write(self, name: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(name, self._moment)
        entry.external_attr = 0o644 << 16
        entry.compress_type = (
            zipfile.ZIP_STORED if name.endswith(_COMPRESSED_ALREADY) else zipfile.ZIP_DEFLATED
        )
        self._zip.writestr(entry, content)

    def _descriptor(self) -> dict[str, Any]:
        package = self._catalog.package
        described = {key: value for key, value in package.descriptor.items() if key != "resources"}
        described["version"] = self._version
        described["created"] = f"{self._version[:10]}T00:00:00+09:00"
        described["resources"] = [
            {
                **resource.descriptor,
                "path": table_path(self._catalog, resource),
                # Stock Frictionless cannot count the bytes of a table in JSON.
                **({} if resource.format == "json" else self._sizes[resource.name]),
            }
            for resource in package.resources.values()
        ]
        return described

    def _readme(self) -> str:
        descriptor = self._catalog.package.descriptor
        lines = [
            f"# {descriptor.get('title', descriptor.get('name', ''))}",
            "",
            f"版： {self._version}",
            "",
            descriptor.get("description", ""),
            "",
            "このZIPは Data Package です。`datapackage.json` に、すべての表の項目と決まりが書いてあります。",
            "CSVの値は、もとのままです。表計算ソフトで開くときは、サイトにある XLSX か `.bom.csv` を使ってください"
            "（＝などで始まる文字が式として動かないようにしてあります）。",
            "",
            "This ZIP is a Data Package: `frictionless validate tomoni.zip`. Its CSV files hold exact values; for "
            "spreadsheets, take the XLSX or `.bom.csv` files of the site, in which no text can run as a formula.",
            "",
            *_licence_lines(descriptor.get("licenses", ())),
            "写真とロゴは、それぞれの利用条件がゆるすものだけを入れています。",
            *(
                f"{table}： {count} 行の言葉や画像は、利用条件がないので入れていません（行は残しています）。"
                for table, count in sorted(self._held_back.items())
            ),
        ]
        return "\n".join(lines) + "\n"


def table_path(catalog: Catalog, resource: Resource) -> str:
    """Where a table lies in the package: the resource's path, or for a split table its folder and name."""
    base = catalog.package.base
    first = resource.paths[0].relative_to(base)
    if len(resource.paths) == 1:
        return first.as_posix()
    return f"{first.parts[0]}/{resource.name}.{resource.format}"


def _json_table(table: Table) -> bytes:
    lines = json_lines(table)
    return json.dumps([json.loads(line) for line in lines], ensure_ascii=False, indent=2).encode() + b"\n"


def _licence_lines(licences: Sequence[Mapping[str, str]]) -> list[str]:
    return [
        f"利用条件： {item.get('title', item.get('name', ''))} {item.get('path', '')}".strip()
        for item in licences
    ]
