"""The template environments, one for each register, and the words every template may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import Any

import jinja2
from markupsafe import Markup

from .assets import asset_versions
from .badge import qr_inline
from .edit_links import edit_link, edit_parts
from .furigana import Furigana, load_readings
from .page import HTML_LANG, Link, PageRef, Register, register_prefix
from .prose import markdown
from .quick_templates import QuickEnvironment
from .reporting import report_way
from .site import Site
from .translations import N_
from .wording import Wording

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
"""What a page may load, by directive: only the site itself. No inline script, no inline style, no other host."""


def content_security_policy(additions: Mapping[str, str] | None = None) -> str:
    """The policy of a page; `additions` are what this page alone needs, by directive (a view's `csp_additions`)."""
    directives = dict(SOURCES)
    for directive, source in (additions or {}).items():
        directives[directive] = f"{directives[directive]} {source}" if directive in directives else source
    return "; ".join(f"{directive} {sources}" for directive, sources in directives.items())


NAVIGATION = (
    (N_("参加する"), "openings/index.html"),
    (N_("助けを見つける"), "help/index.html"),
    (N_("団体"), "npos/index.html"),
    (N_("資金をさがす"), "grants/index.html"),
    (N_("データ"), "data/index.html"),
    (N_("載せる・直す"), "submit/index.html"),
)
FOOTER = (
    (N_("このサイトについて"), "about.html"),
    (N_("わたしに合う活動"), "match/index.html"),
    (N_("参加のしかた"), "join.html"),
    (N_("団体を登録する"), "register.html"),
    (N_("フォームの使いかた"), "form-guide.html"),
    (N_("催し・講座"), "events/index.html"),
    (N_("相談できる窓口"), "centers/index.html"),
    (N_("専門家の相談"), "advisors/index.html"),
    (N_("寄付・クラウドファンディング"), "projects/index.html"),
    (N_("物・場所をゆずる、さがす"), "resources/index.html"),
    (N_("地域に力を貸す企業"), "companies/index.html"),
    (N_("みんなの成果"), "impact/index.html"),
    (N_("つながりの成果"), "matches/index.html"),
    (N_("先進的な取り組み"), "cases/index.html"),
    (N_("政策の指標"), "indicators/index.html"),
    (N_("利用規約・掲載基準"), "terms.html"),
    (N_("プライバシー"), "privacy.html"),
    (N_("アクセシビリティ"), "accessibility.html"),
    (N_("データを使う"), "data/index.html"),
    (N_("新着とカレンダーを受け取る"), "feeds/index.html"),
    (N_("データの状態"), "health/index.html"),
)


class _CompiledTemplates(jinja2.BytecodeCache):
    """Keeps compiled templates in memory, so that three registers compile each template once."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


class Environments:
    """Renders a page: the register's templates and words, with links relative to the page."""

    def __init__(self, site: Site) -> None:
        self.site = site
        settings = site.settings
        folders = [*settings.template_overrides, settings.theme / "templates"]
        compiled = _CompiledTemplates()
        self._root = ""
        self._environments = {
            register: _environment(folders, compiled, site.wording(register), self._href)
            for register in settings.registers
        }
        site.use_macros(self.macro)
        self._assets = asset_versions(settings.theme, settings.browser_libraries)

    def preload(self) -> None:
        """Compile every template now, so that processes forked later need not."""
        for environment in self._environments.values():
            for name in environment.list_templates(extensions=["html", "xml", "txt"]):
                environment.get_template(name)

    def render(self, ref: PageRef, context: Mapping[str, Any]) -> str:
        """The text of a page; on easy pages with readings above the words that have one."""
        if ref.template is None:
            raise ValueError(f"{ref.path} has no template")
        self._root = ref.root
        text = self._environments[ref.register].get_template(ref.template).render(self.frame(ref, context))
        if ref.register == "easy" and ref.path.endswith(".html"):
            text = self._furigana.annotate(text, context.get("readings"))
        return text

    def with_readings(self, html: str) -> str:
        """A piece of an easy page with readings above its words."""
        return self._furigana.annotate(html)

    def macro(self, register: Register, root: str, template: str, name: str, *arguments: Any) -> Markup:
        """What a macro gives on a page of this register from which `root` is the way to the site's root."""
        self._root = root
        module = self._environments[register].get_template(template).module
        text: Markup = getattr(module, name)(*arguments)
        return text

    def frame(self, ref: PageRef, context: Mapping[str, Any]) -> dict[str, Any]:
        """All that a template is given: the view's context and what every page has."""
        settings, wording = self.site.settings, self.site.wording(ref.register)
        root = ref.root

        def asset(path: str) -> str:
            return f"{root}static/{path}?v={self._assets[path]}"

        bare = ref.path.removeprefix(register_prefix(ref.register))
        return {
            **context,
            "site": self.site,
            "ref": ref,
            "register": ref.register,
            "html_lang": HTML_LANG[ref.register],
            "t": wording,
            "asset": asset,
            "root": root,
            "page": {
                "title": context.get("title", settings.site_name),
                "description": context.get("description", ""),
                "alternates": self._alternates(bare),
                "canonical": self._canonical(ref.path),
                "edit": edit_link(self.site, ref, wording, self._canonical(ref.path)),
                "parts": edit_parts(self.site, ref, wording),
                "report": report_way(self.site, ref),
                "links": self._links(ref),
                "structured_data": self._structured_data(ref, context),
            },
            "navigation": self._menu(NAVIGATION, ref, wording._),
            "footer_links": self._menu(FOOTER, ref, wording._),
            "csp": content_security_policy(context.get("csp_additions")),
        }

    def _href(self, target: str | Link) -> str:
        """The way to a page from the page being rendered; macros, made once for all pages, ask here."""
        path = target.path if isinstance(target, Link) else target
        return path if "://" in path or path.startswith(("#", "mailto:", "tel:")) else self._root + path

    def _canonical(self, path: str) -> str:
        address = self.site.settings.address
        return f"{address}/{path.removesuffix('index.html')}" if address else ""

    def _links(self, ref: PageRef) -> list[dict[str, str]]:
        return [
            {**link, "href": self._href(link["href"])}
            for extension in self.site.extensions
            for link in extension.links(self.site, ref)
        ]

    def _structured_data(self, ref: PageRef, context: Mapping[str, Any]) -> list[Any]:
        parts = (extension.structured_data(self.site, ref, context) for extension in self.site.extensions)
        return [part for part in parts if part]

    def _alternates(self, bare: str) -> list[dict[str, str]]:
        """The same page in every register that has it: register, path, and its address where the site has one."""
        return [
            {"register": register, "path": path, "url": self._canonical(path)}
            for register in self.site.settings.registers
            for path in [register_prefix(register) + bare]
            if self.site.has(path)
        ]

    def _menu(
        self, entries: tuple[tuple[str, str], ...], ref: PageRef, say: Callable[[str], str]
    ) -> list[dict[str, Any]]:
        """The entries whose page exists, in this register or else in Japanese."""
        prefix = register_prefix(ref.register)
        menu = []
        for label, path in entries:
            own = prefix + path
            target = own if self.site.has(own) else path
            if self.site.has(target):
                here = own.removesuffix("index.html")
                current = ref.path == own or (here.endswith("/") and ref.path.startswith(here))
                menu.append({"label": say(label), "path": target, "current": current})
        return menu

    @cached_property
    def _known_readings(self) -> dict[str, str]:
        path = self.site.settings.theme / "furigana.tsv"
        readings = load_readings(path) if path.exists() else {}
        for area in self.site.catalog.rows("areas"):
            if area.get("kana"):
                readings[area["label"]] = area["kana"]
        return readings

    @cached_property
    def _furigana(self) -> Furigana:
        return Furigana(self._known_readings)


def _environment(
    folders: list[Any],
    compiled: jinja2.BytecodeCache,
    wording: Wording,
    href: Callable[[str | Link], str],
) -> jinja2.Environment:
    environment = QuickEnvironment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        cache_size=-1,
    )
    environment.install_gettext_callables(wording._, wording.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(t=wording, href=href, _=_plain_texts(wording._))
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    environment.filters["phrases"] = wording.phrases
    environment.filters["lines"] = _lines
    environment.filters["markdown"] = markdown
    environment.filters["qr"] = qr_inline
    return environment


def _plain_texts(say: Callable[[str], str]) -> Callable[[str], Markup]:
    """`_` of the templates: a text without places for values, looked up once.

    Like the i18n extension's own, which does it anew each time, it reads `%%` as a percent sign.
    """

    @cache
    def text(message: str) -> Markup:
        return Markup(say(message)) % {}

    return text


def _lines(text: str) -> Markup:
    """Text with its line breaks shown; the text itself is escaped."""
    return Markup("<br>").join(text.splitlines())
