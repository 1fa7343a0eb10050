"""Photos and logos: where they lie, and what they are by their content, whatever their name says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import is_link, leads_outside
from ..rows import Row
from .rule import Finding, Scope, row_rule

if TYPE_CHECKING:
    from ..pictures import Fault


@row_rule("media-file")
def media_file(row: Row, scope: Scope, *, field: str) -> Iterator[Finding]:
    """A photo or logo lies under media/, and is there: by its content a whole JPEG, PNG, WebP or AVIF, not too large, not moving, with nothing hidden in it (place, EXIF, XMP, comments)."""
    value = row[field]
    if not value:
        return
    path = scope.base / value
    if leads_outside(value) or not value.startswith("media/"):
        yield Finding(field, "path-outside", value)
    elif is_link(path, scope.base) or not path.is_file():
        yield Finding(field, "media-missing", value)
    else:
        stat = path.stat()
        wrong = _wrong(path, stat.st_size, stat.st_mtime_ns)
        if wrong:
            yield Finding(field, wrong.code, value, dict(wrong.detail))


@lru_cache(maxsize=100_000)
def _wrong(path: Path, size: int, _changed: int) -> Fault | None:
    """What is wrong with a picture. Asked once for each state of a file."""
    from ..pictures import fault_of  # Pillow is read only where there are pictures

    with path.open("rb") as file:
        return fault_of(file, size, path.suffix)
