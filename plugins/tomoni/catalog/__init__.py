"""Rows come in here: the data package is read, checked and described.

Nothing in this room knows of Pelican, HTML or the web.
"""

from .catalog import Catalog, load_catalog
from .conditions import Condition, condition_words, conditions_of
from .contributed import KINDS, MADE_DAYS, Kind, kind_of
from .errors import PackageError, RowError, TomoniError
from .package import Category, Field, ForeignKey, Package, Resource, Schema, load_package, resolve_inside
from .quarantine import LeftOut
from .report import Problem, Report, format_report, system_language
from .rows import Row, cell_text, parser, read_rows, write_rows
from .validation import load_checked, validate

__all__ = [
    "KINDS",
    "MADE_DAYS",
    "Catalog",
    "Category",
    "Condition",
    "Field",
    "ForeignKey",
    "Kind",
    "LeftOut",
    "Package",
    "PackageError",
    "Problem",
    "Report",
    "Resource",
    "Row",
    "RowError",
    "Schema",
    "TomoniError",
    "cell_text",
    "condition_words",
    "conditions_of",
    "format_report",
    "kind_of",
    "load_catalog",
    "load_checked",
    "load_package",
    "parser",
    "read_rows",
    "resolve_inside",
    "system_language",
    "validate",
    "write_rows",
]
