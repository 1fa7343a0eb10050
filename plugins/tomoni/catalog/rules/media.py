"""Photos and logos: where they lie, and what they are by their content, whatever their name says."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ..files import is_link, leads_outside
from ..rows import Row
from .rule import Finding, Scope, row_rule

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
"""A photo of a good telephone has 12 to 25 million; beyond this, one picture takes hundreds of megabytes to open."""
FEWEST_PIXELS = 16
"""A side shorter than this shows nothing."""

FORMATS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",), "AVIF": (".avif",)}
"""What may be published, by Pillow's name, with the endings of its files."""


@row_rule("media-file")
def media_file(row: Row, scope: Scope, *, field: str) -> Iterator[Finding]:
    """A photo or logo lies under media/, and is there: by its content a whole JPEG, PNG, WebP or AVIF, not too large."""
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
            code, detail = wrong
            yield Finding(field, code, value, dict(detail))


@lru_cache(maxsize=100_000)
def _wrong(path: Path, size: int, _changed: int) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """What is wrong with a picture: the code of the message and its details. Asked once for each state of a file."""
    from PIL import Image, UnidentifiedImageError

    if size > MOST_BYTES:
        return "media-large", (("megabytes", f"{size / 1e6:.1f}"), ("most", f"{MOST_BYTES / 1e6:.0f}"))
    with path.open("rb") as file:
        start = file.read(400)
    if b"<svg" in start.lower() or path.suffix == ".svg":
        return "media-svg", ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    return "media-pixels", (("width", str(width)), ("height", str(height)))
                if image.format not in FORMATS or path.suffix not in FORMATS[image.format]:
                    return "media-kind", (("kind", image.format or "?"), ("ending", path.suffix))
                if min(width, height) < FEWEST_PIXELS:
                    return "media-small", (("width", str(width)), ("height", str(height)))
                image.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return "media-pixels", (("width", "?"), ("height", "?"))
    except UnidentifiedImageError:
        return "media-unknown", ()
    except (OSError, ValueError, SyntaxError):
        return "media-broken", ()
    return None
