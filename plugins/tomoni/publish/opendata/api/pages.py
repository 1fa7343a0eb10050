"""`/api/`: what the API is, where to begin, and every table with the way to its lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...pages.page import Link, PageRef, register_prefix
from ...pages.site import Site
from ...pages.wording import Wording
from ..linked import address, has_row_files, identity_path, row_path
from .lists import PAGE_SIZE, facets_of, is_listed, list_path

_EXAMPLE_TABLE = "openings"
_EXAMPLE_AREA = "13122"


class ApiPages:
    """View of the page that explains the API."""

    name = "api"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """In Japanese and English: those who write programs read one of them."""
        for register in site.settings.registers:
            if register != "easy":
                yield PageRef(f"{register_prefix(register)}api/index.html", "api_index.html", register)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """Examples with addresses that work on this very site, and all tables."""
        wording = site.wording(ref.register)
        title = wording._("API（プログラムから使う）")
        english = ref.register == "en"
        return {
            "title": title,
            "description": wording._(
                "すべての表を、決まったアドレスのJSONで読めます。登録もかぎもいりません。"
            ),
            "breadcrumb": [
                {"label": wording._("ホーム"), "path": f"{register_prefix(ref.register)}index.html"},
                {"label": title, "path": None},
            ],
            "page_size": PAGE_SIZE,
            "addresses": _addresses(site, wording),
            "example": address(site, f"api/v1/{_EXAMPLE_TABLE}/area/{_EXAMPLE_AREA}.json", "https://SITE/"),
            "tables": [
                [
                    Link(
                        list_path(resource) if is_listed(site, resource) else f"data/{resource.name}.html",
                        resource.title_en if english else resource.title,
                    ),
                    resource.name,
                    wording.number(len(site.catalog.rows(resource.name))),
                    wording._("あり") if has_row_files(site, resource.name) else "—",
                    ", ".join(facet.name for facet in facets_of(site, resource)) or "—",
                ]
                for resource in site.catalog.package.tables
            ],
            "codelists": [
                [
                    Link(
                        f"api/v1/codelists/{resource.name}.json",
                        resource.title_en if english else resource.title,
                    ),
                    resource.name,
                    wording.number(len(site.catalog.rows(resource.name))),
                ]
                for resource in site.catalog.package.resources.values()
                if resource.is_codelist
            ],
        }


def _addresses(site: Site, wording: Wording) -> list[list[Any]]:
    """What one gets, the pattern of its address, and one that exists on this site."""
    say = wording._
    example = site.catalog.rows(_EXAMPLE_TABLE)[:1]
    listing, area = f"api/v1/{_EXAMPLE_TABLE}", f"area/{_EXAMPLE_AREA}.json"
    found = [
        (say("全体の目次"), "api/v1/index.json", "api/v1/index.json"),
        (say("表のすべての行"), "api/v1/{table}/index.json", f"{listing}/index.json"),
        (say("区・分野・課題でえらんだ行"), "api/v1/{table}/area/{code}.json", f"{listing}/{area}"),
        (say("コード表"), "api/v1/codelists/{codelist}.json", "api/v1/codelists/areas.json"),
    ]
    for row in example:
        key = row["id"]
        found.insert(2, (say("1つの行"), "api/v1/{table}/{id}.json", row_path(_EXAMPLE_TABLE, key)))
        stable = identity_path(site, _EXAMPLE_TABLE, key)
        found.append((say("変わらないアドレス（ページへ進みます）"), "id/{table}/{id}.html", stable))
    return [[label, pattern, Link(path, path)] for label, pattern, path in found]
