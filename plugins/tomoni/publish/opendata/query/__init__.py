"""`/data/query.html`: SQL over the published database, in the visitor's own browser."""

from .extension import QueryExtension

__all__ = ["QueryExtension"]
