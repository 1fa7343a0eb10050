"""The open data in the words of schema.org: a Dataset for each table's page, a DataCatalog for the page of all."""

from __future__ import annotations

from tomoni.catalog import Resource

from ...pages.page import PageRef, register_prefix
from ..descriptions.published import licence, read_published
from .json_ld import Linking, Node, known


def dataset_of(link: Linking, ref: PageRef) -> Node | None:
    """The node of a page under `/data/`; None for any other page."""
    bare = ref.path.removeprefix(register_prefix(ref.register))
    if ref.template == "data_index.html":
        return data_catalog(link, ref.path)
    if ref.template == "data_table.html" and bare == f"data/{ref.key}.html":
        return dataset(link, link.site.catalog.package.resources[ref.key])
    return None


def dataset(link: Linking, resource: Resource) -> Node:
    """A table: what it is, its columns, its licence, its files."""
    published = read_published(link.site)
    english = link.register == "en"
    page = link.iri(f"data/{resource.name}.html")
    terms = licence(resource, published.descriptor)
    return known(
        {
            "@type": "Dataset",
            "@id": page,
            "url": page,
            "name": resource.title_en if english else resource.title,
            "alternateName": resource.title if english else resource.title_en,
            "description": resource.description,
            "identifier": resource.name,
            "inLanguage": "ja",
            "isAccessibleForFree": True,
            "license": terms.get("path") or terms.get("title"),
            "version": published.version,
            "dateModified": published.day.isoformat(),
            "creator": {"@type": "Organization", "name": published.publisher},
            "includedInDataCatalog": {"@id": link.iri("data/index.html")},
            "variableMeasured": [
                known(
                    {
                        "@type": "PropertyValue",
                        "name": field.name,
                        "description": field.title_en if english else field.title,
                        "unitText": field.unit,
                    }
                )
                for field in resource.schema.fields
            ],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "contentUrl": link.iri(file.path),
                    "encodingFormat": file.mediatype,
                    "contentSize": f"{file.size} B",
                }
                for file in published.of(resource.name)
            ],
        }
    )


def data_catalog(link: Linking, path: str) -> Node:
    """The page of all data: which datasets there are."""
    published = read_published(link.site)
    return known(
        {
            "@type": "DataCatalog",
            "@id": link.iri("data/index.html"),
            "url": link.iri(path),
            "name": published.descriptor.get("title"),
            "description": published.descriptor.get("description"),
            "license": licence_path(published.descriptor.get("licenses")),
            "version": published.version,
            "publisher": {"@type": "Organization", "name": published.publisher},
            "dataset": [
                {"@type": "Dataset", "@id": link.iri(f"data/{resource.name}.html"), "name": resource.title}
                for resource in link.site.catalog.package.resources.values()
            ],
        }
    )


def licence_path(licences: object) -> str | None:
    """The address of the first licence of a description; None where it names none."""
    if isinstance(licences, list) and licences and isinstance(licences[0], dict):
        path = licences[0].get("path")
        return str(path) if path else None
    return None
