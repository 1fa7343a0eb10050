"""The files for download: every table in every format, the database and the Data Package of the whole.

One module a format; each takes the columns of a table (`table.py`) and gives a file. docs/open-data.md says
where they lie and what is in them.
"""

from .addresses import PlannedFile, planned_files
from .formulas import harmless, original
from .released import RELEASED_UNDER, may_be_passed_on

__all__ = [
    "RELEASED_UNDER",
    "PlannedFile",
    "harmless",
    "may_be_passed_on",
    "original",
    "planned_files",
]
