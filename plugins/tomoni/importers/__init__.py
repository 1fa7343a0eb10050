"""Rows that outside bodies publish come in here: one module per format, each found by its `FORMAT`.

A format only reads; the same hands hold its rows against the schema, merge them with the package and report.
"""

from tomoni.importers.importing import import_file
from tomoni.importers.outside_formats import Format, formats
from tomoni.importers.report import Action, ImportReport, ReportLine

__all__ = ["Action", "Format", "ImportReport", "ReportLine", "formats", "import_file"]
