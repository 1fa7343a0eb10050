"""JSON, JSON Lines and GeoJSON: exact values, dates as text, lists as arrays, empty as null."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .table import Table, json_text

_AT_ONCE = 5_000


def json_lines(table: Table) -> list[str]:
    """Each row as one line of JSON."""
    return [json_text(row) for row in table.objects()]


def jsonl_blocks(lines: Sequence[str]) -> Iterator[bytes]:
    """JSON Lines, some thousands at a time; an empty table is an empty file."""
    for start in range(0, len(lines), _AT_ONCE):
        yield ("\n".join(lines[start : start + _AT_ONCE]) + "\n").encode()


def json_blocks(lines: Sequence[str]) -> Iterator[bytes]:
    """An array with one row a line, some thousands at a time."""
    if not lines:
        yield b"[]\n"
        return
    for start in range(0, len(lines), _AT_ONCE):
        yield (("[\n" if start == 0 else ",\n") + ",\n".join(lines[start : start + _AT_ONCE])).encode()
    yield b"\n]\n"


def geojson(table: Table, lines: Sequence[str], version: str) -> tuple[bytes, int]:
    """The rows that have a place as a FeatureCollection (RFC 7946), and how many these are.

    A feature's id is the row's key; its properties are the row.
    """
    key = table.resource.schema.primary_key
    ids = table.column(key[0]) if len(key) == 1 else [None] * table.count
    features = [
        '{"type":"Feature",'
        + (f'"id":{json_text(name)},' if name is not None else "")
        + f'"geometry":{{"type":"Point","coordinates":[{longitude!r},{latitude!r}]}},"properties":{line}}}'
        for line, name, latitude, longitude in zip(
            lines, ids, table.column("latitude"), table.column("longitude"), strict=True
        )
        if latitude is not None and longitude is not None
    ]
    head = f'{{"type":"FeatureCollection","name":{json_text(table.name)},"version":{json_text(version)},"features":['
    body = "\n" + ",\n".join(features) + "\n" if features else ""
    return f"{head}{body}]}}\n".encode(), len(features)
