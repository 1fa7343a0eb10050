"""The description of the API in OpenAPI 3.1, made from the tables' schemas, with examples from their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tomoni.catalog import Field, Resource

from ...pages.site import Site
from ..linked import has_row_files, key_of
from .lists import Facet, brief_columns, children_of, facets_of, is_listed, page_count, rows_of_code
from .values import RowWriter

Json = dict[str, Any]

_TYPES = {
    "integer": "integer",
    "year": "integer",
    "number": "number",
    "boolean": "boolean",
    "array": "array",
    "object": "object",
}
_TIME = {
    "datetime": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d$"},
    "time": {"pattern": r"^\d\d:\d\d$"},
    "date": {"format": "date"},
}
_LIMITS = ("minimum", "maximum", "minLength", "maxLength")
_STRING: Json = {"type": "string"}
_LINK: Json = {"type": "string", "format": "uri-reference"}
_LINK_OR_NULL: Json = {"type": ["string", "null"], "format": "uri-reference"}
_COUNT: Json = {"type": "integer", "minimum": 0}


def openapi(site: Site) -> Json:
    """The whole description. Its server is the folder that it lies in, so that it holds wherever the site stands."""
    package = site.catalog.package.descriptor
    tables = [resource for resource in site.catalog.package.resources.values() if not resource.is_codelist]
    codelists = [resource for resource in site.catalog.package.resources.values() if resource.is_codelist]
    paths: Json = {"/index.json": _operation("index", "全体の目次 / What there is", "Index")}
    paths["/codelists/{codelist}.json"] = _operation(
        "codelist",
        "コード表 / A codelist, whole",
        "Codelist",
        [_parameter("codelist", [resource.name for resource in codelists], "areas")],
    )
    schemas: Json = {"Index": _index_schema(), "Codelist": _codelist_schema()}
    for resource in tables:
        paths.update(_table_paths(site, resource))
        schemas.update(_table_schemas(site, resource))
    address = site.settings.address
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{site.settings.site_name} API",
            "version": str(package.get("version", "1")),
            "description": package.get("description", ""),
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": f"{address}/api/v1" if address else "../v1"}],
        "externalDocs": {"url": f"{address}/api/" if address else "../index.html"},
        "paths": paths,
        "components": {"schemas": schemas},
        "tags": [{"name": resource.name, "description": resource.title} for resource in tables],
    }


def _table_paths(site: Site, resource: Resource) -> Json:
    table, title = resource.name, f"{resource.title} / {resource.title_en}"
    rows = site.catalog.rows(table)
    paths: Json = {}
    pages = page_count(len(rows))
    if is_listed(site, resource):
        paths[f"/{table}/index.json"] = _operation(f"{table}_list", title, f"{table}_list", tag=table)
    if is_listed(site, resource) and pages > 1:
        paths[f"/{table}/page-{{page}}.json"] = _operation(
            f"{table}_page",
            f"{title}: page 2, 3, …",
            f"{table}_list",
            [_page_parameter(pages)],
            table,
        )
    for facet in facets_of(site, resource):
        paths.update(_facet_paths(site, resource, facet, title))
    if has_row_files(site, table) and rows:
        name = resource.schema.primary_key[0]
        key = _parameter("id", None, key_of(resource, rows[0]), resource.schema.field(name))
        paths[f"/{table}/{{id}}.json"] = _operation(f"{table}_row", title, f"{table}_row", [key], table)
    return paths


def _facet_paths(site: Site, resource: Resource, facet: Facet, title: str) -> Json:
    table, codes = resource.name, [row["code"] for row in site.catalog.rows(facet.codelist)]
    counts = {code: len(rows_of_code(site, resource, facet, code)) for code in codes}
    # max keeps the first of equals, so that the example stays the same from build to build.
    richest = max(codes, key=lambda code: counts[code])
    parameter = _parameter("code", codes, richest)
    folder = f"/{table}/{facet.name}"
    paths = {
        f"{folder}/{{code}}.json": _operation(
            f"{table}_by_{facet.name}", f"{title} (by {facet.name})", f"{table}_brief", [parameter], table
        )
    }
    pages = page_count(counts[richest])
    if pages > 1:
        paths[f"{folder}/{{code}}-page-{{page}}.json"] = _operation(
            f"{table}_by_{facet.name}_page",
            f"{title} (by {facet.name}): page 2, 3, …",
            f"{table}_brief",
            [parameter, _page_parameter(pages)],
            table,
        )
    return paths


def _operation(
    name: str, summary: str, schema: str, parameters: Sequence[Json] = (), tag: str | None = None
) -> Json:
    operation: Json = {
        "operationId": name,
        "summary": summary,
        "responses": {
            "200": {
                "description": "OK",
                "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
            },
            "404": {"description": "そのような行・ページはありません / No such row or page"},
        },
    }
    if parameters:
        operation["parameters"] = list(parameters)
    if tag:
        operation["tags"] = [tag]
    return {"get": operation}


def _parameter(name: str, values: Sequence[str] | None, example: str, field: Field | None = None) -> Json:
    schema = {"type": "string", "enum": list(values)} if values else dict(_STRING)
    if field is not None:
        schema["description"] = field.description
    return {"name": name, "in": "path", "required": True, "schema": schema, "example": example}


def _page_parameter(pages: int) -> Json:
    schema = {"type": "integer", "minimum": 2, "maximum": pages}
    return {"name": "page", "in": "path", "required": True, "schema": schema, "example": 2}


def _table_schemas(site: Site, resource: Resource) -> Json:
    table = resource.name
    schemas = {
        table: _row_schema(resource, site),
        f"{table}_list": _list_schema({"$ref": f"#/components/schemas/{table}"}, ()),
    }
    facets = facets_of(site, resource)
    if facets:
        columns = brief_columns(resource)
        whole = schemas[table]["properties"]
        brief = _closed({name: whole[name] for name in columns}, columns)
        schemas[f"{table}_brief"] = _list_schema(brief, [facet.name for facet in facets])
    if has_row_files(site, table):
        schemas[f"{table}_row"] = _document_schema(site, table)
    return schemas


def _row_schema(resource: Resource, site: Site) -> Json:
    properties = {field.name: field_schema(field) for field in resource.schema.fields}
    schema = _closed(properties, list(properties)) | {
        "title": resource.title,
        "description": resource.description,
    }
    rows = site.catalog.rows(resource.name)
    if rows:
        schema["examples"] = [RowWriter(resource).value(rows[0])]
    return schema


def field_schema(field: Field) -> Json:
    """A column as JSON Schema: its type and limits, and null where a cell may be empty."""
    constraints: Mapping[str, Any] = field.descriptor.get("constraints", {})
    kind = _TYPES.get(field.type, "string")
    nullable = not field.required
    described: Json = {"title": field.title, "description": field.description}
    if field.is_list:
        return {"type": "array", "items": dict(_STRING)} | described
    schema: Json = {"type": [kind, "null"] if nullable else kind} | described
    schema |= {name: constraints[name] for name in _LIMITS if name in constraints}
    if "pattern" in constraints:
        schema["pattern"] = f"^(?:{constraints['pattern']})$"
    if field.categories:
        values: list[Any] = [category.value for category in field.categories]
        schema["enum"] = [*values, None] if nullable else values
    if field.format in ("uri", "email"):
        schema["format"] = field.format
    schema |= _TIME.get(field.type, {})
    if field.unit:
        schema["x-unit"] = field.unit
    if field.codelist:
        schema["x-codelist"] = field.codelist
    return schema


def _document_schema(site: Site, table: str) -> Json:
    properties: Json = {
        "table": {"const": table},
        "id": _LINK,
        "page": _LINK_OR_NULL,
        "licence": _LINK,
        "data": {"$ref": f"#/components/schemas/{table}"},
    }
    children = children_of(site).get(table, [])
    if children:
        related = {child.name: _related_schema(child, column) for child, column in children}
        properties["related"] = _closed(related, list(related))
    return _closed(properties, list(properties))


def _related_schema(child: Resource, column: str) -> Json:
    """Rows that hang on an entry: without empty columns, without the one that names the entry."""
    columns = {
        field.name: {"$ref": f"#/components/schemas/{child.name}/properties/{field.name}"}
        for field in child.schema.fields
        if field.name != column
    }
    return {"type": "array", "items": _closed(columns, [])}


def _list_schema(item: Json, facets: Sequence[str]) -> Json:
    properties: Json = {
        "table": _STRING,
        **dict.fromkeys(facets, _STRING),
        "count": _COUNT,
        "page": {"type": "integer", "minimum": 1},
        "pages": {"type": "integer", "minimum": 1},
        "previous": _LINK_OR_NULL,
        "next": _LINK_OR_NULL,
        "data": {"type": "array", "items": item},
    }
    return _closed(properties, [name for name in properties if name not in facets])


def _codelist_schema() -> Json:
    code = {
        "type": "object",
        "properties": {"code": _STRING, "label": _STRING, "label_en": _STRING},
        "required": ["code", "label"],
    }
    names = {"codelist": _STRING, "title": _STRING, "title_en": _STRING, "count": _COUNT}
    return _closed(
        {**names, "data": {"type": "array", "items": code}},
        ["codelist", "title", "title_en", "count", "data"],
    )


def _index_schema() -> Json:
    about: Json = {
        "name": _STRING,
        "title": _STRING,
        "title_en": _STRING,
        "count": _COUNT,
        "href": _LINK,
    }
    strings = {"type": "array", "items": _STRING}
    table = _closed(
        {
            **about,
            "href": _LINK_OR_NULL,
            "dataset": _LINK,
            "key": strings,
            "row_files": {"type": "boolean"},
            "by": strings,
        },
        [*about, "dataset", "key", "row_files", "by"],
    )
    properties: Json = {
        "title": _STRING,
        "version": _STRING,
        "as_of": {"type": "string", "format": "date"},
        "licence": _LINK,
        "openapi": _LINK,
        "tables": {"type": "array", "items": table},
        "codelists": {"type": "array", "items": _closed(about, list(about))},
    }
    return _closed(properties, list(properties))


def _closed(properties: Mapping[str, Any], required: Sequence[str]) -> Json:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }
