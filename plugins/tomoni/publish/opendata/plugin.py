"""The open data as a Pelican plugin: one extension for each capability."""

from __future__ import annotations

from collections.abc import Callable

from ..pages.extension import Extension, extensions_wanted
from .api.extension import StaticApi
from .changes.extension import ChangesExtension
from .descriptions.extension import DescriptionsExtension
from .exchange.extension import ExchangeExtension
from .feeds.extension import Feeds
from .files.extension import FilesExtension
from .linked.extension import LinkedData
from .query.extension import QueryExtension

EXTENSIONS: tuple[Callable[[], Extension], ...] = (
    FilesExtension,
    DescriptionsExtension,
    LinkedData,
    StaticApi,
    Feeds,
    QueryExtension,
    ExchangeExtension,
    ChangesExtension,
)
"""A new capability is one line here."""


def _answer(make: Callable[[], Extension]) -> Callable[[object], Extension]:
    return lambda _options: make()


_ANSWERS = [_answer(make) for make in EXTENSIONS]


def register() -> None:
    """Called by Pelican."""
    for answer in _ANSWERS:
        extensions_wanted.connect(answer)
