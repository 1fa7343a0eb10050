"""Rows come in here: the data package is read, checked and described.

Nothing in this room knows of Pelican, HTML or the web.
"""

from .catalog import Catalog, load_catalog
from .errors import PackageError, RowError, TomoniError
from .package import Category, Field, ForeignKey, Package, Resource, Schema, load_package, resolve_inside
from .rows import Row, cell_text, parser, read_rows, write_rows

__all__ = [
    "Catalog",
    "Category",
    "Field",
    "ForeignKey",
    "Package",
    "PackageError",
    "Resource",
    "Row",
    "RowError",
    "Schema",
    "TomoniError",
    "cell_text",
    "load_catalog",
    "load_package",
    "parser",
    "read_rows",
    "resolve_inside",
    "write_rows",
]
