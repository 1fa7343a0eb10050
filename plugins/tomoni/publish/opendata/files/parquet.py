"""Parquet: typed columns, dictionary-encoded, compressed with Zstandard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tomoni.catalog import Field

from .table import Table

_TYPES: dict[str, Any] = {
    "integer": pa.int64(),
    "year": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("ms"),  # Japan Standard Time without a zone, as in the table
    "time": pa.time32("ms"),
    "list": pa.list_(pa.string()),
}
_ROWS_IN_GROUP = 100_000


def arrow_table(table: Table, version: str) -> pa.Table:
    """The columns as Arrow holds them; values of the type `array` are JSON text. An empty list is an empty list.

    Metadata: `version`, `title`, `description`, and with each column its title and description.
    """
    arrays = [
        pa.array([cell or None for cell in cells] if field.type == "array" else values, _type(field))
        for field, values, cells in zip(table.fields, table.columns, table.cells, strict=True)
    ]
    resource = table.resource
    schema = pa.schema(
        [
            pa.field(
                field.name,
                _type(field),
                metadata={
                    "title": field.title,
                    "title_en": field.title_en,
                    "description": field.description,
                    **({"unit": field.unit} if field.unit else {}),
                    **({"codelist": field.codelist} if field.codelist else {}),
                },
            )
            for field in table.fields
        ],
        metadata={
            "name": resource.name,
            "title": resource.title,
            "title_en": resource.title_en,
            "description": resource.description,
            "version": version,
            "primaryKey": json.dumps(resource.schema.primary_key),
        },
    )
    return pa.Table.from_arrays(arrays, schema=schema)


def write_parquet(table: Table, version: str, path: Path) -> None:
    """Write the file; the same columns give the same bytes."""
    pq.write_table(
        arrow_table(table, version),
        path,
        row_group_size=_ROWS_IN_GROUP,
        compression="zstd",
        use_dictionary=True,
        version="2.6",
    )


def _type(field: Field) -> Any:
    return _TYPES.get(field.type, pa.string())
