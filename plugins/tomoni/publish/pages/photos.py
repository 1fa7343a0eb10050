"""Photos and logos as pages show them: made anew in the sizes and formats that are used, with nothing hidden in them.

What a camera wrote into a file (place, time, device) does not reach the site, because every picture is drawn again from
its pixels. A photo whose consent was withdrawn, or that shows people without consent, is never written.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from tomoni.catalog import Row
from tomoni.catalog.pictures import bare_pixels, size_as_seen

from .extension import Extension
from .site import Site

WIDTHS = (360, 720, 1440)
"""Pixels: a phone's column, the same on a dense screen or a desk's column, a desk's dense screen."""
FORMATS: Mapping[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 76, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
}
"""Smallest first: a browser takes the first that it knows."""
MEDIATYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
_RECIPE = "1"
"""Part of the names of kept files; another one when WIDTHS or FORMATS change."""

_DIGITS = 16

_COLUMNS = (("photos", "file"), ("organizations", "logo"), ("resource_offers", "photo"))


@dataclass(frozen=True, slots=True)
class Picture:
    """One file of media/ that may be published: its hash, and its size in pixels as it is looked at."""

    file: str
    digest: str
    width: int
    height: int

    def widths(self) -> tuple[int, ...]:
        """The widths in which it is made: never wider than it is."""
        return (*(width for width in WIDTHS if width < self.width), min(self.width, WIDTHS[-1]))

    def path(self, width: int, ending: str) -> str:
        """Where one size lies in the site."""
        return f"media/{self.digest}-{width}.{ending}"


def may_be_shown(row: Row) -> bool:
    """Whether a photo may be published: consent not withdrawn, and given where people show."""
    shows_people = row["people_shown"] or row["minors_shown"]
    return not row["withdrawn_on"] and (not shows_people or row["consent"] == "obtained")


def pictures(site: Site) -> Mapping[str, Picture]:
    """Every picture that may be published, by the file that rows name. Read once a build."""
    found: dict[str, Picture] | None = site.kept.get("pictures")
    if found is None:
        base = site.catalog.package.base
        names = {
            row[column]
            for table, column in _COLUMNS
            for row in site.catalog.rows(table)
            if row[column] and (table != "photos" or may_be_shown(row))
        }
        found = site.kept["pictures"] = {name: _picture(base, name) for name in sorted(names)}
    return found


def shown(site: Site, row: Row) -> dict[str, Any] | None:
    """What the macro `photo` shows of a row of photos; None where it may not be shown."""
    if not may_be_shown(row):
        return None
    return picture_shown(pictures(site)[row["file"]], row["alt"], row["credit"])


def picture_shown(picture: Picture, alt: str, credit: str | None = None) -> dict[str, Any]:
    """`sources` (type and paths by width, best format first), `src`, `width`, `height`, `alt`, `credit`."""
    widths = picture.widths()
    largest = widths[-1]
    return {
        "sources": [
            (MEDIATYPES[ending], [(picture.path(width, ending), width) for width in widths])
            for ending in FORMATS
        ],
        "src": picture.path(widths[min(1, len(widths) - 1)], "jpg"),
        "width": largest,
        "height": max(1, round(picture.height * largest / picture.width)),
        "alt": alt,
        "credit": credit,
    }


class PhotosExtension(Extension):
    """Writes the pictures of a site beside its pages."""

    name = "photos"

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = cache

    def write(self, site: Site, folder: Path) -> int:
        """Every picture in every size and format, and under the name that its row gives; the number of files.

        What was made before is kept beside the output (`.OUTPUT.photos`), or in the folder that TOMONI_PHOTO_CACHE
        names; beside the output, what is not used any more is deleted.
        """
        own = folder.parent.with_name(folder.parent.name.removesuffix(".builds") + ".photos")
        cache = self._cache or own
        cache.mkdir(parents=True, exist_ok=True)
        used, count = set(), 0
        for picture in pictures(site).values():
            for target, kept in _made(site.catalog.package.base, picture, cache):
                used.add(kept)
                (folder / target).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(kept, folder / target)
                count += 1
        if cache == own:
            for path in set(cache.iterdir()) - used:
                path.unlink()
        return count


def forget_pictures(cache: Path, digests: Iterable[str]) -> int:
    """Delete what a folder keeps of pictures, by the SHA-256 of their files; the number of files deleted."""
    starts = tuple(f"{digest[:_DIGITS]}-" for digest in digests)
    kept = [path for path in cache.iterdir() if path.name.startswith(starts)] if cache.is_dir() else []
    for path in kept if starts else ():
        path.unlink()
    return len(kept)


def _picture(base: Path, name: str) -> Picture:
    path = base / name
    with Image.open(path) as image:
        width, height = size_as_seen(image)
    return Picture(name, hashlib.sha256(path.read_bytes()).hexdigest()[:_DIGITS], width, height)


def _made(base: Path, picture: Picture, cache: Path) -> Iterator[tuple[str, Path]]:
    """Path in the site and kept file of every form of a picture; made where it is not kept yet."""
    ending = Path(picture.file).suffix[1:].replace("jpeg", "jpg")
    forms = [
        (picture.path(width, ending), width, ending) for ending in FORMATS for width in picture.widths()
    ] + [(picture.file, picture.widths()[-1], ending)]
    opened: Image.Image | None = None
    for target, width, ending in forms:
        kept = cache / f"{picture.digest}-{_RECIPE}-{width}.{ending}"
        if not kept.exists():
            opened = opened or bare_pixels(base / picture.file)
            unfinished = kept.with_name(f"{kept.name}.{os.getpid()}")
            unfinished.write_bytes(_encoded(opened, width, ending))
            unfinished.replace(kept)
        yield target, kept


def _encoded(image: Image.Image, width: int, ending: str) -> bytes:
    height = max(1, round(image.height * width / image.width))
    sized = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
    if ending == "jpg" and sized.mode == "RGBA":
        white = Image.new("RGB", sized.size, "white")
        white.paste(sized, mask=sized.getchannel("A"))
        sized = white
    out = BytesIO()
    sized.save(out, **(FORMATS.get(ending) or {"format": "PNG", "optimize": True}))
    return out.getvalue()
