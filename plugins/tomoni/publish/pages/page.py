"""What a page is before it is rendered, and what the site as a whole is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

Register = Literal["ja", "en", "easy"]
REGISTERS: tuple[Register, ...] = ("ja", "en", "easy")

HTML_LANG: dict[str, str] = {"ja": "ja", "en": "en", "easy": "ja"}
"""The language of the html element of a register (やさしい日本語 is Japanese)."""


def register_prefix(register: str) -> str:
    """Where a register's pages lie: '' for Japanese, 'en/', 'easy/'."""
    return "" if register == "ja" else f"{register}/"


@dataclass(frozen=True, slots=True)
class PageRef:
    """One file to be written: its path from the site's root, the template, and what its view needs to find it.

    `key` is whatever the view understands (an id, or a tuple); `template` None means that the view
    itself gives the text (`View.text`), for data files that lists load.
    """

    path: str
    template: str | None
    register: Register
    key: Any = None
    lastmod: date | None = None
    indexable: bool = True

    @property
    def root(self) -> str:
        """The relative way from this page to the site's root: '' or '../' for each folder."""
        return "../" * self.path.count("/")


@dataclass(frozen=True, slots=True)
class Link:
    """Where to go and what it is called; `foreign` when only a Japanese page exists for the target."""

    path: str
    title: str
    foreign: bool = False
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A prose page of content/, as Pelican's reader made it."""

    slug: str
    register: Register
    title: str
    body: str
    description: str = ""
    modified: date | None = None


@dataclass(frozen=True)
class Settings:
    """What a ward says about its site (pelicanconf.py)."""

    site_name: str = "ともに"
    tagline: str = "地域の協働カタログ"
    address: str = ""
    ward: str | None = None
    registers: tuple[Register, ...] = REGISTERS
    contact_email: str = ""
    repository: str = ""
    theme: Path = Path("theme")
    template_overrides: tuple[Path, ...] = ()
    browser_libraries: Path = Path("node_modules")
    page_size: int = 30
    options: dict[str, Any] = field(default_factory=dict)
