"""`data/croissant.json`: the tables as MLCommons Croissant 1.0, which machine-learning tools read."""

from __future__ import annotations

from typing import Any

from tomoni.catalog import Field, Resource

from .citation import bibtex
from .published import Published, PublishedFile

CONTEXT: dict[str, Any] = {
    "@language": "ja",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context of Croissant 1.0 (docs.mlcommons.org/croissant), with Japanese as the language of texts."""

_TYPES = {
    "integer": "sc:Integer",
    "number": "sc:Float",
    "date": "sc:Date",
    "datetime": "sc:Date",
    "boolean": "sc:Boolean",
}


def croissant(published: Published) -> dict[str, Any]:
    """A dataset with one file and one record set for each table.

    Foreign keys stand in datapackage.json alone: a reader of Croissant joins what is referenced, and gives
    up where tables refer to one another in a ring.
    """
    descriptor = published.descriptor
    files = {
        resource.name: file
        for resource in published.site.catalog.package.resources.values()
        for file in published.of(resource.name)
        if file.format == "csv"
    }
    resources = published.site.catalog.package.resources
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": descriptor.get("name", "tomoni"),
        "alternateName": [descriptor.get("title"), descriptor.get("title_en")],
        "description": descriptor.get("description", ""),
        "url": published.address("data/index.html"),
        "license": [terms["path"] for terms in descriptor.get("licenses", ()) if terms.get("path")],
        "creator": {"@type": "sc:Organization", "name": published.publisher},
        "publisher": {"@type": "sc:Organization", "name": published.publisher},
        "datePublished": published.day.isoformat(),
        "dateModified": published.day.isoformat(),
        "inLanguage": "ja",
        "keywords": descriptor.get("keywords", []),
        "version": f"{published.day.year}.{published.day.month}.{published.day.day}",  # as semver.org has it
        "citeAs": bibtex(published, None),
        "isLiveDataset": False,
        "distribution": [_file(published, file) for file in files.values()],
        "recordSet": [_record_set(resources[name], file) for name, file in files.items()],
    }


def _file(published: Published, file: PublishedFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": published.address(file.path),
        "contentSize": f"{file.size} B",
        "encodingFormat": file.mediatype,
        "sha256": file.sha256,
    }


def _record_set(resource: Resource, file: PublishedFile) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": resource.name,
        "name": resource.name,
        "description": f"{resource.title}：{resource.description}",
        "key": [{"@id": f"{resource.name}/{name}"} for name in resource.schema.primary_key],
        "field": [_field(resource, field, file) for field in resource.schema.fields],
    }


def _field(resource: Resource, field: Field, file: PublishedFile) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{resource.name}/{field.name}",
        "name": field.name,
        "description": f"{field.title}：{field.description}",
        "dataType": _TYPES.get(field.type, "sc:Text"),
        "source": {"fileObject": {"@id": file.name}, "extract": {"column": field.name}},
    }
