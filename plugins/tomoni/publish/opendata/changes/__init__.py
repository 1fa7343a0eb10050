"""`/changes/`: what was added, changed, ended in each table, day by day, from the Git history of the data."""

from .extension import ChangesExtension
from .history import DayChanges, History, TableChanges, history_of

__all__ = ["ChangesExtension", "DayChanges", "History", "TableChanges", "history_of"]
