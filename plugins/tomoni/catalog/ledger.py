"""What was found so far: at most so many problems of one file, so that a file of noise stays readable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .report import Problem

PROBLEMS_SHOWN = 1000
"""Problems listed of one file; of more, only that there are more."""


class Ledger:
    """Collects problems by file, up to a bound."""

    def __init__(self, bound: int = PROBLEMS_SHOWN) -> None:
        self.problems: list[Problem] = []
        self._bound = bound
        self._counts: Counter[str] = Counter()

    def room(self, file: str) -> bool:
        """Whether another problem of this file would be listed: costly wording may be spared where not."""
        return self._counts[file] < self._bound

    def take(self, problems: Iterable[Problem]) -> None:
        """Add problems; those over the bound of their file are only counted."""
        for problem in problems:
            if self.room(problem.file):
                self.problems.append(problem)
            self._counts[problem.file] += 1

    @property
    def truncated(self) -> tuple[str, ...]:
        """The files of which more was found than is listed."""
        return tuple(file for file, count in self._counts.items() if count > self._bound)
