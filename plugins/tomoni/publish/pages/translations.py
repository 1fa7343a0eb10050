"""Interface texts: Japanese is the source; English and やさしい日本語 come from the theme's catalogs."""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

DOMAIN = "tomoni"


@cache
def translations(theme: Path, register: str) -> gettext.NullTranslations:
    """The texts of a register; Japanese is the source and needs no catalog."""
    if register == "ja":
        return gettext.NullTranslations()
    path = theme / "translations" / register / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return gettext.NullTranslations()
    buffer = io.BytesIO()
    with path.open("rb") as file:
        write_mo(buffer, read_po(file, locale="en" if register == "en" else "ja"))
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)


def N_(message: str) -> str:
    """Marks a text that is translated later, where it is shown; returns it as it is."""
    return message
