"""The pictures that lie in a package already: which columns name them, and how they are rid of what a camera wrote."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from tomoni.catalog import Package, Resource, load_package, read_rows
from tomoni.catalog.files import is_link, leads_outside
from tomoni.catalog.pictures import drawn_anew, fault_of


def media_columns(resource: Resource) -> list[str]:
    """The columns of a table that name a file under media/."""
    return [str(check["field"]) for check in resource.schema.checks if check["name"] == "media-file"]


def clean_pictures(data: Path) -> tuple[str, ...]:
    """Draw every picture anew in which something is hidden (place, EXIF, XMP, comments), under its own name.

    Returns their paths in the package. A picture with another fault stays as it is: `validate` tells of it.
    Raises TomoniError when the package cannot be read.
    """
    package = load_package(data)
    return tuple(name for name in sorted(set(_named(package))) if _cleaned(package.base / name))


def _named(package: Package) -> Iterator[str]:
    for resource in package.tables:
        columns = media_columns(resource)
        for row in read_rows(resource) if columns else ():
            for column in columns:
                name = row[column]
                path = package.base / (name or "")
                if name and not leads_outside(name) and path.is_file() and not is_link(path, package.base):
                    yield name


def _cleaned(path: Path) -> bool:
    content = path.read_bytes()
    fault = fault_of(BytesIO(content), len(content), path.suffix)
    if fault is None or fault.code != "media-metadata":
        return False
    with Image.open(BytesIO(content)) as image:
        file_format = str(image.format)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(drawn_anew(content, file_format).content)
    shutil.copymode(path, temporary)
    temporary.replace(path)
    return True
