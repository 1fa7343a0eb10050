"""Which addresses outside the site the rows name, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tomoni.catalog import Catalog, Field, Row

_RESERVED = ("example", "invalid", "test", "localhost", "local")
_RESERVED_DOMAINS = ("example.com", "example.net", "example.org", "example.jp", "example.co.jp")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell that names an address: table, key (its parts joined by a blank), column."""

    table: str
    key: str
    field: str


def outside_links(catalog: Catalog) -> dict[str, tuple[Place, ...]]:
    """Every http(s) address of the catalog, in order, with the cells that name it.

    Rows marked as demonstration and hosts reserved for examples (RFC 2606) are left out: nobody answers there.
    """
    found: dict[str, list[Place]] = {}
    for resource in catalog.package.resources.values():
        fields = [field for field in resource.schema.fields if _holds_links(field)]
        for row in catalog.rows(resource.name) if fields else ():
            if row.get("demo"):
                continue
            key = " ".join(str(row[name]) for name in resource.schema.primary_key)
            for field in fields:
                for address in _addresses(row, field):
                    found.setdefault(address, []).append(Place(resource.name, key, field.name))
    return {address: tuple(sorted(found[address])) for address in sorted(found)}


def _holds_links(field: Field) -> bool:
    return field.format == "uri" or field.descriptor.get("itemFormat") == "uri"


def _addresses(row: Row, field: Field) -> Iterator[str]:
    value = row[field.name]
    for address in value if isinstance(value, tuple) else (value,):
        if address and is_outside(address):
            yield address


def is_outside(address: str) -> bool:
    """Whether an address is http(s) and its host is not one reserved for examples or for the machine itself."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    reserved = host.rpartition(".")[2] in _RESERVED or any(
        host == domain or host.endswith(f".{domain}") for domain in _RESERVED_DOMAINS
    )
    return parts.scheme in ("http", "https") and bool(host) and not reserved
