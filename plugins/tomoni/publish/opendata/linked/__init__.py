"""Entries as linked data: JSON-LD in the words of schema.org, addresses that stay, and what became of those that moved."""

from .addresses import (
    NAMES,
    address,
    entry_tables,
    has_identities,
    has_row_files,
    identity_path,
    json_ld_path,
    key_of,
    name_of,
    page_path,
    root_of,
    row_path,
    stable_path,
    tables_with_pages,
)
from .extension import LinkedData
from .heads import entry_of
from .moved import successor
from .writing import write_files

__all__ = [
    "NAMES",
    "LinkedData",
    "address",
    "entry_of",
    "entry_tables",
    "has_identities",
    "has_row_files",
    "identity_path",
    "json_ld_path",
    "key_of",
    "name_of",
    "page_path",
    "root_of",
    "row_path",
    "stable_path",
    "successor",
    "tables_with_pages",
    "write_files",
]
