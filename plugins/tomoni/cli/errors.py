"""How an error reaches the person: what, where, how to mend it; never a traceback."""

from __future__ import annotations

import sys

from tomoni.catalog import TomoniError, format_report, system_language
from tomoni.publish.pages.build import CatalogInvalid

from .shell import complain


def say_error(error: TomoniError) -> None:
    """Write the error, and the report of the rows when it is they who are wrong, to standard error."""
    if isinstance(error, CatalogInvalid):
        sys.stderr.write(format_report(error.report, "text", system_language()))
    complain(str(error))
