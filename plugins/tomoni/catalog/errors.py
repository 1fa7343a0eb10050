"""What can go wrong, said so that the reader can mend it."""

from __future__ import annotations


class TomoniError(Exception):
    """Base of every expected failure: what happened, where, and how to mend it (plain sentences)."""

    def __init__(self, what: str, where: str = "", how: str = "") -> None:
        self.what, self.where, self.how = what, where, how
        super().__init__(what)

    def __str__(self) -> str:
        return " ".join(
            part for part in (f"{self.where}:" if self.where else "", self.what, self.how) if part
        )

    def __reduce__(self) -> tuple[type[TomoniError], tuple[str, str, str]]:
        return type(self), (self.what, self.where, self.how)


class PackageError(TomoniError):
    """The data package itself cannot be read: its descriptor, a schema, a file that it names."""


class PathOutside(PackageError):
    """A path that the package names leads out of its folder."""


class RowError(TomoniError):
    """A cell does not have the form its schema asks for (`tomoni validate` says it better)."""
