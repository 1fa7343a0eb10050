"""Building as the command does it: Pelican with the site's settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.settings import read_settings

from tomoni.catalog import TomoniError

from .build import Build

_SETTINGS_BUILD = "TOMONI_BUILD"


class SettingsMissing(TomoniError):
    """The folder has no pelicanconf.py."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: pages written, seconds of each step, rows left out."""

    output: Path
    pages: int
    timings: Mapping[str, float]
    left_out: int


def build_site(configuration: Path, overrides: Mapping[str, Any]) -> Built:
    """Build the site that `configuration` (a pelicanconf.py) describes; `overrides` are settings by name.

    Raises `TomoniError`s; then the site that stood before still stands.
    """
    if not configuration.is_file():
        raise SettingsMissing(
            "サイトの設定（pelicanconf.py）がありません。",
            str(configuration),
            "リポジトリのいちばん上のフォルダーで実行するか、--settings で場所を指定してください。",
        )
    settings = read_settings(str(configuration), override=dict(overrides))
    pelican = Pelican(settings)
    try:
        pelican.run()
    except BaseException:
        build = settings.get(_SETTINGS_BUILD)
        if isinstance(build, Build):
            build.abort()
        raise
    build = settings[_SETTINGS_BUILD]
    left_out = len(build.report.left_out) if build.report else 0
    return Built(build.options.output, build.pages_written, dict(build.timings), left_out)
