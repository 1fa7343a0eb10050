"""What matching should reach, and whether it did."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that should not be exceeded."""

    name: str
    found: float
    most: float
    unit: str

    @property
    def met(self) -> bool:
        """Whether it is not exceeded."""
        return self.found <= self.most


def targets(result: dict[str, Any]) -> list[Target]:
    """The targets beside the figures of `match.run`; they are meant for its usual sizes."""
    return [
        Target("ranking in Chromium, median", result["browser"]["median"], 200, "ms"),
        Target("ranking in Chromium, worst", result["browser"]["worst"], 200, "ms"),
        Target("proposals of a build", result["build"]["seconds"], 20, "s"),
        Target("proposals of a build, peak", result["build"]["peak_mb"], 2000, "MB"),
        Target("assignment of one each", result["exact"]["seconds"], 30, "s"),
    ]
