"""Tomoni as a Pelican plugin: the catalog's pages join Pelican's, and the finished site appears at once."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import Generator, PagesGenerator
from pelican.plugins import signals

from tomoni.catalog import TomoniError
from tomoni.insight.fit import ASPECTS

from .build import Build, BuildOptions
from .extension import extensions_wanted
from .form_endings import USUAL_WAYS, WAYS
from .link_check import read_link_check
from .page import REGISTERS, Document, Settings
from .photos import PhotosExtension

logger = logging.getLogger(__name__)
_JST = timezone(timedelta(hours=9))
_BUILD = "TOMONI_BUILD"


class CatalogGenerator(Generator):  # type: ignore[misc]
    """Renders the catalog's pages into the folder that Pelican writes to."""

    def generate_output(self, _writer: object) -> None:
        """Write every page of the catalog, and the documents that Pelican read."""
        self.settings[_BUILD].render()


def build_options(settings: Mapping[str, Any]) -> BuildOptions:
    """What a Pelican configuration says about the build."""
    as_of = settings.get("TOMONI_AS_OF") or datetime.now(_JST).date()
    root = Path(settings["PATH"]).parent
    return BuildOptions(
        data=tuple(Path(path) for path in _list(settings.get("TOMONI_DATA", root / "data"))),
        output=Path(settings["TOMONI_OUTPUT"] if settings.get("TOMONI_OUTPUT") else settings["OUTPUT_PATH"]),
        as_of=date.fromisoformat(as_of) if isinstance(as_of, str) else as_of,
        jobs=settings.get("TOMONI_JOBS"),
        quarantine=bool(settings.get("TOMONI_QUARANTINE", False)),
        photo_cache=Path(cache) if (cache := settings.get("TOMONI_PHOTO_CACHE")) else None,
        settings=Settings(
            site_name=settings.get("SITENAME", "ともに"),
            tagline=settings.get("SITESUBTITLE", "地域の協働カタログ"),
            address=settings.get("SITEURL", "").rstrip("/"),
            ward=settings.get("TOMONI_WARD"),
            registers=tuple(settings.get("TOMONI_REGISTERS", REGISTERS)),
            contact_email=settings.get("TOMONI_CONTACT_EMAIL", ""),
            repository=settings.get("TOMONI_REPOSITORY", ""),
            theme=Path(settings["THEME"]),
            template_overrides=tuple(Path(path) for path in settings.get("THEME_TEMPLATES_OVERRIDES", [])),
            browser_libraries=Path(settings.get("TOMONI_BROWSER_LIBRARIES", root / "node_modules")),
            page_size=int(settings.get("TOMONI_PAGE_SIZE", 30)),
            options={
                "submit_ways": submit_ways(settings.get("TOMONI_SUBMIT_WAYS", USUAL_WAYS)),
                "match_weights": match_weights(settings.get("TOMONI_MATCH_WEIGHTS", {})),
                "link_check": read_link_check(settings.get("TOMONI_LINKS", "")),
            },
        ),
    )


def submit_ways(given: Sequence[str]) -> tuple[str, ...]:
    """The ways that a ward offers to send a form. Raises TomoniError for one that there is not, or for none at all."""
    ways = (given,) if isinstance(given, str) else tuple(given)
    if not ways or not set(ways) <= set(WAYS):
        raise TomoniError(
            f"フォームの送りかた {list(ways)} は使えません。",
            "pelicanconf.py TOMONI_SUBMIT_WAYS",
            f"{'、'.join(WAYS)} から1つ以上を書いてください。例：('file', 'mail')",
        )
    return ways


def match_weights(given: Mapping[str, Any]) -> dict[str, int]:
    """The ward's own weights of the score. Raises TomoniError for an unknown aspect or no whole number from 0 on."""
    for aspect, weight in given.items():
        if aspect not in ASPECTS or not isinstance(weight, int) or weight < 0:
            raise TomoniError(
                f"合う度合いの重み「{aspect}: {weight}」は使えません。",
                "pelicanconf.py TOMONI_MATCH_WEIGHTS",
                f"{'、'.join(ASPECTS)} に、0以上の整数を書いてください。",
            )
    return dict(given)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _begin(pelican: Pelican) -> type[CatalogGenerator]:
    """Each run writes to a new folder; Pelican's generators are made after this and write there too."""
    settings = pelican.settings
    settings["TOMONI_OUTPUT"] = settings.get("TOMONI_OUTPUT") or settings["OUTPUT_PATH"]
    build = Build(build_options(settings), settings.get("TOMONI_PROGRESS"))
    settings[_BUILD] = build
    folder = build.begin()
    pelican.output_path = settings["OUTPUT_PATH"] = str(folder)
    return CatalogGenerator


def _take_documents(generator: PagesGenerator) -> None:
    """Prose pages are read by Pelican and written with the catalog's frame, in their register."""
    build: Build = generator.settings[_BUILD]
    pages = [*generator.pages, *generator.translations]
    build.documents = [
        Document(
            slug=page.slug,
            register=page.metadata.get("register", "ja"),
            title=page.title,
            body=page.content,
            description=page.metadata.get("description", ""),
            modified=getattr(page, "modified", None) and page.modified.date(),
        )
        for page in sorted(pages, key=lambda page: page.relative_source_path)
    ]
    generator.pages, generator.translations = [], []


def _finish(pelican: Pelican) -> None:
    build: Build = pelican.settings[_BUILD]
    build.finish()
    pelican.output_path = pelican.settings["OUTPUT_PATH"] = pelican.settings["TOMONI_OUTPUT"]


def register() -> None:
    """Called by Pelican: connect to its signals."""
    signals.get_generators.connect(_begin)
    signals.page_generator_finalized.connect(_take_documents)
    signals.finalized.connect(_finish)
    extensions_wanted.connect(_photos, weak=False)


def _photos(options: BuildOptions) -> PhotosExtension:
    return PhotosExtension(options.photo_cache)


__all__ = ["CatalogGenerator", "TomoniError", "build_options", "register"]
