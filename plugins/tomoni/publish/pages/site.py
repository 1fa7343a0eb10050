"""The site while it is being built: the catalog, the day, the settings, and where everything can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from markupsafe import Markup

from tomoni.catalog import Catalog, LeftOut

from .page import Document, Link, PageRef, Settings, register_prefix
from .wording import Wording

if TYPE_CHECKING:
    from .extension import Extension


TITLES = ("name", "title", "display_name", "statement")
"""Columns that say what an entry is called, the first that a table has."""


class View(Protocol):
    """Rows and facts to the context of a template; one module in views/ for each kind of page.

    A view with `after_files = True` is rendered when every extension has written its files, which it then
    finds in `site.folder`.
    """

    name: str

    def pages(self, site: Site) -> Iterable[PageRef]:
        """Every file that this view makes (cheap: runs once, before rendering)."""

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """All that the template of `ref` shows. Runs in the processes that render."""


class Site:
    """Everything that views may ask for. Built once; read by every process that renders."""

    def __init__(
        self,
        catalog: Catalog,
        as_of: date,
        settings: Settings,
        views: Mapping[str, View],
        documents: Iterable[Document] = (),
        quarantined: Iterable[LeftOut] = (),
        extensions: Sequence[Extension] = (),
    ) -> None:
        self.catalog, self.as_of, self.settings, self.views = catalog, as_of, settings, views
        self.documents = tuple(documents)
        self.quarantined = tuple(quarantined)
        self.extensions = tuple(extensions)
        self.demo = any(row.get("demo") for row in catalog.rows("organizations"))
        self._sections: dict[str, str] = {
            view.table: view.section
            for view in views.values()
            if hasattr(view, "table") and hasattr(view, "section")
        }
        self.folder: Path | None = None  # where the site is written to, once rendering has begun
        self.refs: list[PageRef] = []
        self._refs_of: dict[str, list[PageRef]] = {}
        self.kept: dict[
            Any, Any
        ] = {}  # what views keep from page to page, for as long as the site is being built
        self._render_macro: Callable[..., Markup] | None = None
        self._wordings = {
            register: Wording(register, catalog, settings.theme) for register in settings.registers
        }
        self.paths: frozenset[str] = frozenset()

    def use_macros(self, render: Callable[..., Markup]) -> None:
        """Called by the renderer, which has the templates: `macro` asks it from now on."""
        self._render_macro = render

    def macro(self, register: str, root: str, template: str, name: str, *arguments: Any) -> Markup:
        """What a macro of the theme gives on a page of this register; `root` is the way to the site's root."""
        if self._render_macro is None:
            raise RuntimeError("no templates are loaded")
        return self._render_macro(register, root, template, name, *arguments)

    def wording(self, register: str) -> Wording:
        """The words of a register."""
        return self._wordings[register]  # type: ignore[index]

    def collect(self) -> list[PageRef]:
        """Ask every view for its pages, once; from then on `has` and `link` know them."""
        self.refs, self.paths = [], frozenset()
        last = {name: bool(getattr(view, "comes_last", False)) for name, view in self.views.items()}
        for name in sorted(self.views, key=lambda name: (last[name], name)):
            if last[name] and not self.paths:
                self.paths = frozenset(ref.path for ref in self.refs)
            self._refs_of[name] = list(self.views[name].pages(self))
            self.refs.extend(self._refs_of[name])
        self.paths = frozenset(ref.path for ref in self.refs)
        if len(self.paths) != len(self.refs):
            seen: set[str] = set()
            twice = next(ref.path for ref in self.refs if ref.path in seen or seen.add(ref.path))  # type: ignore[func-returns-value]
            raise ValueError(f"two views write {twice}")
        return self.refs

    def refs_of(self, view_name: str) -> list[PageRef]:
        """The pages of one view, after `collect`."""
        return self._refs_of[view_name]

    def has(self, path: str) -> bool:
        """Whether the site has a page at this path (relative to its root)."""
        return path in self.paths

    def section(self, table: str) -> str:
        """The folder of a table's pages, e.g. 'npos' for organizations."""
        return self._sections[table]

    def table_of_section(self, section: str) -> str | None:
        """The table whose entries stand in a folder; None where no table's do."""
        return next((table for table, folder in self._sections.items() if folder == section), None)

    def link(self, table: str, key: str, register: str = "ja") -> Link | None:
        """The page of an entry, in this register where there is one, else the Japanese one; None without a page."""
        section = self._sections.get(table)
        if section is None:
            return None
        title, lang = self.title(table, key, register)
        own = f"{register_prefix(register)}{section}/{key}.html"
        if own in self.paths:
            return Link(own, title, False, lang)
        japanese = f"{section}/{key}.html"
        return Link(japanese, title, register != "ja", lang) if japanese in self.paths else None

    def title(self, table: str, key: str, register: str = "ja") -> tuple[str, str | None]:
        """What an entry is called in a register, and its language where that is not the page's own."""
        row = self.catalog.get(table, key)
        if row is None:
            return key, None
        if "label" in row:
            return self.catalog.label(table, key, register), None
        name = next((name for name in TITLES if name in row), "id")
        if register == "en":
            return (row[f"{name}_en"], None) if row.get(f"{name}_en") else (row[name], "ja")
        return row[name], None
