"""`data.json` at the site's root: the catalog in the form of DCAT-US 1.1 (Project Open Data)."""

from __future__ import annotations

from typing import Any

from tomoni.catalog import Resource

from .published import FORMAT_NAMES, Published, PublishedFile, licence


def data_json(published: Published) -> dict[str, Any]:
    """The catalog of DCAT-US 1.1, in its form for publishers that are no US federal agency."""
    return {
        "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
        "@type": "dcat:Catalog",
        "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
        "describedBy": "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
        "dataset": [
            _dataset(published, resource) for resource in published.site.catalog.package.resources.values()
        ],
    }


def _dataset(published: Published, resource: Resource) -> dict[str, Any]:
    terms = licence(resource, published.descriptor)
    page = published.address(f"data/{resource.name}.html", "")
    contact = published.site.settings.contact_email
    described = {
        "@type": "dcat:Dataset",
        "identifier": page,
        "title": resource.title,
        "description": resource.description or resource.title,
        "keyword": list(dict.fromkeys([resource.title, *published.descriptor.get("keywords", ())])),
        "modified": published.day.isoformat(),
        "issued": published.day.isoformat(),
        "publisher": {"@type": "org:Organization", "name": published.publisher},
        "contactPoint": {
            "@type": "vcard:Contact",
            "fn": published.publisher,
            **({"hasEmail": f"mailto:{contact}"} if contact else {}),
        },
        "accessLevel": "public",
        "landingPage": page,
        "language": ["ja"],
        "theme": ["ボランティア・NPO・協働"],
        "describedBy": published.address("data/datapackage.json", ""),
        "describedByType": "application/json",
        "distribution": [_distribution(published, file) for file in published.of(resource.name)],
    }
    if terms.get("path"):
        described["license"] = terms["path"]
    else:
        described["rights"] = terms.get("description") or terms["title"]
    return described


def _distribution(published: Published, file: PublishedFile) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "title": file.name,
        "downloadURL": published.address(file.path, ""),
        "mediaType": file.mediatype,
        "format": FORMAT_NAMES.get(file.format, file.format),
    }
