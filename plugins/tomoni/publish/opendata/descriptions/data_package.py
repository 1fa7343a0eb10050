"""`data/datapackage.json`: the published CSV files as a Data Package, with sizes and checksums."""

from __future__ import annotations

from typing import Any

from .published import Published


def data_package(published: Published) -> dict[str, Any]:
    """A Data Package 2.0 whose resources are the CSV files beside it, schemas included.

    Paths are relative, as the standard asks of packages with files beside them.
    """
    described = published.descriptor
    package: dict[str, Any] = {key: value for key, value in described.items() if key != "resources"}
    package["version"] = published.version
    package["created"] = f"{published.day.isoformat()}T00:00:00+09:00"
    if published.site.settings.address:
        package["homepage"] = published.address("data/index.html")
    package["resources"] = [
        {
            "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
            "name": resource.name,
            "title": resource.title,
            "title_en": resource.title_en,
            "description": resource.description,
            "path": file.name,
            "type": "table",
            "format": "csv",
            "mediatype": file.mediatype,
            "encoding": "utf-8",
            "bytes": file.size,
            "hash": f"sha256:{file.sha256}",
            "licenses": resource.descriptor.get("licenses") or described.get("licenses", []),
            "schema": dict(resource.schema.descriptor),
        }
        for resource in published.site.catalog.package.resources.values()
        for file in published.of(resource.name)
        if file.format == "csv"
    ]
    return package
