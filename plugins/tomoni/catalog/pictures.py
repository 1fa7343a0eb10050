"""Pictures by their content: what is wrong with one, what is hidden in it, and the picture alone, drawn anew.

A file's name and what a browser says of it count for nothing. Pillow opens a file without drawing it, so that its
size in pixels is known before memory is taken for them.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
"""A photo of a good telephone has 12 to 25 million; beyond this, one picture takes hundreds of megabytes to open."""
FEWEST_PIXELS = 16
"""A side shorter than this shows nothing."""
LONGEST_SIDE = 2000
"""Pixels of a picture that is drawn anew: the widest size of a page, with some to spare."""

FORMATS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",), "AVIF": (".avif",)}
"""What may be published, by Pillow's name, with the endings of its files."""
_SEVERAL_IN_ONE = "MPO"
"""A JPEG behind which a telephone put further pictures; the first of them is the photo."""

ENCODINGS: Mapping[str, Mapping[str, Any]] = {
    "JPEG": {"quality": 90, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 85, "method": 4},
    "AVIF": {"quality": 70, "speed": 6, "max_threads": 1},
}
_GPS, _ORIENTATION = 0x8825, 0x0112
_HIDDEN = (
    ("XMP", ("xmp", "XML:com.adobe.xmp")),
    ("IPTC", ("photoshop",)),
    ("コメント", ("comment",)),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a picture may not be taken: the code of its message, and what the message needs."""

    code: str
    detail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that was drawn anew: its bytes, and its size in pixels as it is looked at."""

    content: bytes
    width: int
    height: int


def fault_of(file: BinaryIO, size: int, ending: str | None = None) -> Fault | None:
    """What is wrong with a picture of `size` bytes; None where it is whole and may be drawn.

    With the `ending` of its name (`.webp`) the content has to be what that says. Without, the picture comes from
    outside: a JPEG with further pictures behind it is taken as well.
    """
    if size > MOST_BYTES:
        return Fault("media-large", (("megabytes", f"{size / 1e6:.1f}"), ("most", f"{MOST_BYTES / 1e6:.0f}")))
    start = file.read(400)
    file.seek(0)
    if b"<svg" in start.lower() or ending == ".svg":
        return Fault("media-svg")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file) as image:
                return _fault_of(image, ending)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return Fault("media-pixels", (("width", "?"), ("height", "?")))
    except UnidentifiedImageError:
        return Fault("media-unknown")
    except (OSError, ValueError, SyntaxError):
        return Fault("media-broken")


def hidden_in(image: Image.Image) -> tuple[str, ...]:
    """What an opened and loaded picture holds besides itself, in words: place, EXIF, XMP, IPTC, comments.

    A colour profile is part of the picture.
    """
    exif = image.getexif()
    found = ["撮った場所"] if exif.get_ifd(_GPS) else []
    if exif or image.info.get("exif"):
        found.append("EXIF")
    found += [name for name, keys in _HIDDEN if any(image.info.get(key) for key in keys)]
    texts = set(getattr(image, "text", {})) - {"XML:com.adobe.xmp"}
    if texts and "コメント" not in found:
        found.append("コメント")
    return tuple(found)


def drawn_anew(content: bytes, file_format: str = "WEBP", longest: int = LONGEST_SIDE) -> Drawn:
    """A picture that `fault_of` found nothing wrong with, as its pixels alone: the same bytes each time.

    Turned as the camera was held, in sRGB, its longer side at most `longest` pixels; of several pictures in one
    file the first. Nothing else of the file is left.
    """
    image = bare_pixels(BytesIO(content))
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    out = BytesIO()
    image.save(out, file_format, **ENCODINGS[file_format])
    return Drawn(out.getvalue(), image.width, image.height)


def bare_pixels(file: Any) -> Image.Image:
    """The picture alone (of a path or an open file), turned as the camera was held, in sRGB: nothing else of the file."""
    with Image.open(file) as opened:
        image = ImageOps.exif_transpose(opened)
        mode = "RGBA" if image.has_transparency_data else "RGB"
        converted = _in_srgb(image).convert(mode)
        bare = Image.new(mode, converted.size)
        bare.paste(converted)
        return bare


def size_as_seen(image: Image.Image) -> tuple[int, int]:
    """Width and height of an opened picture as it is looked at: turned by a quarter, they change places."""
    width, height = image.size
    return (height, width) if image.getexif().get(_ORIENTATION, 1) >= 5 else (width, height)


def _fault_of(image: Image.Image, ending: str | None) -> Fault | None:
    width, height = image.size
    pixels = (("width", str(width)), ("height", str(height)))
    if width * height > MOST_PIXELS:
        return Fault("media-pixels", pixels)
    from_outside = ending is None and image.format == _SEVERAL_IN_ONE
    if not from_outside:
        if image.format not in FORMATS or (ending is not None and ending not in FORMATS[image.format]):
            kind = ("kind", image.format or "?")
            return (
                Fault("media-foreign", (kind,))
                if ending is None
                else Fault("media-kind", (kind, ("ending", ending)))
            )
        if getattr(image, "is_animated", False):
            return Fault("media-moving")
    if min(width, height) < FEWEST_PIXELS:
        return Fault("media-small", pixels)
    image.load()
    if ending is not None and (hidden := hidden_in(image)):
        return Fault("media-metadata", (("hidden", "、".join(hidden)),))
    return None


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in the colours of screens; where its profile is broken the numbers are taken as they are."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA"):
        return image
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB")) or image
    except (ImageCms.PyCMSError, OSError):
        return image
