"""`/data/` and `/data/TABLE`: what data there is, what each table holds, and how to take it along."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tomoni.catalog import Resource

from ...pages.environment import Environments
from ...pages.page import PageRef, register_prefix
from ...pages.site import Site
from ...pages.translations import N_
from ...pages.wording import Wording
from ..files.released import released_rows
from .citation import bibtex, in_words, licence_name
from .code_examples import examples
from .fields import field_facts, preview_cells
from .published import Published, PublishedFile, licence, read_published, stands

GROUPS = {
    "organizations": N_("団体と活動"),
    "people": N_("募集と人"),
    "resources": N_("物・場所・寄付"),
    "grants": N_("助成金"),
    "collaboration": N_("協働"),
    "support": N_("センターと学び"),
    "companies": N_("企業"),
    "policy": N_("政策と指標"),
    "codelists": N_("コード表"),
}
"""The folders of the package, in the order of the page; a folder without a name here goes by its own."""

USES = {
    "csv": N_("どのソフトでも開ける"),
    "bom.csv": N_("Excelでそのまま開ける"),
    "xlsx": N_("項目の説明とコードの名前つき"),
    "json": N_("プログラム向け"),
    "jsonl": N_("1行に1件。大きな表向け"),
    "parquet": N_("分析向け。型つき"),
    "geojson": N_("地図向け"),
    "sqlite": N_("すべての表を1つのデータベースに"),
    "zip": N_("すべての表と説明（Data Package）"),
}
FORMATS = {
    "csv": "CSV",
    "bom.csv": N_("CSV（Excel用）"),
    "xlsx": "Excel",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "parquet": "Parquet",
    "geojson": "GeoJSON",
    "sqlite": "SQLite",
    "zip": "ZIP",
}

_FIRST_CELLS = 300
"""Cells of the rows that every page carries: ten rows of 30 columns, five of 60 or more."""
_SEARCHED_ROWS = 200
_CELL_SHOWN = 32
_CELL_SEARCHED = 80

MACHINE_READABLE = (
    ("data/datapackage.json", "Data Package", N_("すべての表の項目・型・決まり")),
    ("data/catalog.ttl", "DCAT (Turtle)", N_("データカタログの国際標準")),
    ("data/catalog.jsonld", "DCAT (JSON-LD)", N_("同じ内容をJSONで")),
    ("data.json", "data.json", "DCAT-US 1.1"),
    ("data/croissant.json", "Croissant", N_("機械学習のための説明")),
    ("data/360giving.json", "360Giving", N_("助成の実績の国際標準")),
    ("data/hsds/services.json", "HSDS", N_("支援の国際標準。団体はhsds/organizations.json")),
    ("data/CITATION.cff", "CITATION.cff", N_("引用のしかた")),
    ("api/v1/openapi.json", "OpenAPI 3.1", N_("APIの説明")),
    ("data/files.json", "files.json", N_("すべてのファイルの大きさとチェックサム")),
    ("data/versions.json", "versions.json", N_("これまでの版")),
    ("llms.txt", "llms.txt", N_("AIやプログラムのための案内")),
)
OTHER_WAYS = (
    ("data/query.html", N_("ブラウザでSQLを試す"), N_("何も入れずに、表を組み合わせて調べる")),
    ("api/index.html", "API", N_("1件ずつ、プログラムから読む")),
    ("feeds/index.html", N_("フィードとカレンダー"), N_("新しい情報を受けとる")),
    ("changes/index.html", N_("変わったこと"), N_("いつ、何が変わったか")),
    ("health/index.html", N_("データの状態"), N_("件数、新しさ、のぞいた行")),
    ("terms.html", N_("利用規約・掲載基準"), N_("使うときの決まり")),
)


class _DataView:
    after_files = True

    def _registers(self, site: Site) -> list[Any]:
        """Japanese and English: the pages are for those who work with data."""
        return [register for register in site.settings.registers if register != "easy"]


class DataIndex(_DataView):
    """View of `/data/`."""

    name = "data"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """One page in Japanese, one in English."""
        for register in self._registers(site):
            path = f"{register_prefix(register)}data/index.html"
            yield PageRef(path, "data_index.html", register, lastmod=site.as_of)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """All tables in their groups, the files of the whole, the other ways to the data."""
        wording, published = site.wording(ref.register), read_published(site)
        say, prefix = wording._, register_prefix(ref.register)
        resources = site.catalog.package.resources
        return {
            "title": say("データを使う"),
            "description": say(
                "このサイトのすべての表を、手元のソフトに合う形でダウンロードできます。申し込みはいりません。"
            ),
            "breadcrumb": [
                {"label": say("ホーム"), "path": f"{prefix}index.html"},
                {"label": say("データ"), "path": None},
            ],
            "version": published.version,
            "licence": _licence(published, None, wording),
            "figures": [
                _figure(say("表"), len(site.catalog.package.tables), wording),
                _figure(say("コード表"), sum(item.is_codelist for item in resources.values()), wording),
                _figure(say("行"), sum(len(site.catalog.rows(name)) for name in resources), wording),
            ],
            "downloads": [_download(file, wording) for file in published.whole()],
            "groups": _groups(site, published, wording),
            "ways": _existing(site, OTHER_WAYS, prefix, wording),
            "machine": _existing(site, MACHINE_READABLE, "", wording),
            "citation": in_words(published, None, ref.register),
            "bibtex": bibtex(published, None),
        }


class DataTables(_DataView):
    """View of `/data/TABLE`, with the rows that its preview searches."""

    name = "data_tables"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """A page for every table and codelist in each register; one file of rows for both."""
        for name in site.catalog.package.resources:
            for register in self._registers(site):
                path = f"{register_prefix(register)}data/{name}.html"
                yield PageRef(path, "data_table.html", register, name, lastmod=site.as_of)
            yield PageRef(preview_path(name), None, "ja", name, indexable=False)

    def text(self, site: Site, ref: PageRef, _: Environments) -> str:
        """The first rows, for the preview's search."""
        resource = site.catalog.package.resources[ref.key]
        rows = released_rows(ref.key, site.catalog.rows(ref.key)[:_SEARCHED_ROWS])
        cells = [preview_cells(resource, row, _CELL_SEARCHED) for row in rows]
        return json.dumps({"rows": cells}, ensure_ascii=False, separators=(",", ":"))

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What the table is, its files, columns, first rows, neighbours, citation and code."""
        resource = site.catalog.package.resources[ref.key]
        wording, published = site.wording(ref.register), read_published(site)
        say, prefix = wording._, register_prefix(ref.register)
        rows = site.catalog.rows(resource.name)
        first = rows[: max(5, min(10, _FIRST_CELLS // len(resource.schema.fields)))]
        title = resource.title_en if ref.register == "en" else resource.title
        files = published.of(resource.name)
        fields = [field_facts(site, resource, field, wording) for field in resource.schema.fields]
        for field in fields:
            if field["target"]:
                field["target"]["path"] = f"{prefix}data/{field['target']['name']}.html"
        return {
            "title": say("「%(table)s」のデータ") % {"table": title},
            "description": _summary(resource, len(rows), wording),
            "table_title": title,
            "table_name": resource.name,
            "meaning": resource.description,
            "breadcrumb": [
                {"label": say("ホーム"), "path": f"{prefix}index.html"},
                {"label": say("データ"), "path": f"{prefix}data/index.html"},
                {"label": title, "path": None},
            ],
            "rows_total": wording.number(len(rows)),
            "demo_rows": sum(bool(row.get("demo")) for row in rows),
            "held_back": max((file.held_back for file in files), default=0),
            "version": published.version_of(resource.name),
            "licence": _licence(published, resource, wording),
            "downloads": [_download(file, wording) for file in files],
            "fields": fields,
            "preview": {
                "path": preview_path(resource.name),
                "columns": [{"title": field["title"], "name": field["name"]} for field in fields],
                "rows": [
                    preview_cells(resource, row, _CELL_SHOWN) for row in released_rows(resource.name, first)
                ],
                "searched": wording.number(min(len(rows), _SEARCHED_ROWS)),
                "complete": len(rows) <= _SEARCHED_ROWS,
            },
            "used_by": _used_by(site, resource, prefix, wording),
            "citation": in_words(published, resource, ref.register),
            "bibtex": bibtex(published, resource),
            "examples": examples(published, resource, rows),
            "ways": _existing(site, OTHER_WAYS[:2], prefix, wording),
        }


def preview_path(table: str) -> str:
    """Where the rows lie that a table's preview searches."""
    return f"data/preview/{table}.json"


def size_text(size: int, wording: Wording) -> str:
    """1 KB is 1,000 bytes: 38 KB, 1.4 MB; one decimal below ten."""
    for unit, factor in (("MB", 1_000_000), ("KB", 1_000)):
        if size >= factor:
            value = size / factor
            return f"{wording.number(round(value, 1) if value < 10 else round(value))} {unit}"
    return f"{size} B"


def _summary(resource: Resource, rows: int, wording: Wording) -> str:
    if wording.register == "en":
        return f"{resource.title_en}: {rows:,} rows, {len(resource.schema.fields)} fields, as open data."
    return resource.description or resource.title


def _figure(label: str, count: int, wording: Wording) -> dict[str, Any]:
    return {"label": label, "value": wording.number(count), "unit": "", "note": None}


def _download(file: PublishedFile, wording: Wording) -> dict[str, str]:
    return {
        "label": wording._(FORMATS[file.format]) if file.format in FORMATS else file.format,
        "use": wording._(USES[file.format]) if file.format in USES else "",
        "path": file.path,
        "mediatype": file.mediatype,
        "size": size_text(file.size, wording),
        "note": file.note,
    }


def _licence(published: Published, resource: Resource | None, wording: Wording) -> dict[str, Any]:
    if resource is None:
        found = published.descriptor.get("licenses", [{}])[0]
    else:
        found = licence(resource, published.descriptor)
    name = str(found.get("name") or licence_name(published))
    short = name.replace("CC-BY-", "CC BY ") if found.get("path") else found.get("title", name)
    return {"label": short, "url": found.get("path"), "text": found.get("description", "")}


def _existing(
    site: Site, entries: Iterable[tuple[str, str, str]], prefix: str, wording: Wording
) -> list[dict[str, str]]:
    """The pages and files of the list that the site has, in this register or else in Japanese."""
    return [
        {"label": wording._(label), "text": wording._(text), "path": path}
        for bare, label, text in entries
        for path in [prefix + bare if stands(site, prefix + bare) else bare]
        if stands(site, path)
    ]


def _groups(site: Site, published: Published, wording: Wording) -> list[dict[str, Any]]:
    prefix = register_prefix(wording.register)
    folders: dict[str, list[dict[str, Any]]] = {folder: [] for folder in GROUPS}
    for resource in site.catalog.package.resources.values():
        folder = resource.paths[0].relative_to(site.catalog.package.base).parts[0]
        files = {file.format: file for file in published.of(resource.name)}
        folders.setdefault(folder, []).append(
            {
                "name": resource.name,
                "title": resource.title_en if wording.register == "en" else resource.title,
                "path": f"{prefix}data/{resource.name}.html",
                "rows": wording.number(len(site.catalog.rows(resource.name))),
                "fields": wording.number(len(resource.schema.fields)),
                "files": [
                    _download(files[kind], wording) for kind in ("csv", "xlsx", "json") if kind in files
                ],
            }
        )
    return [
        {"name": folder, "title": wording._(GROUPS[folder]) if folder in GROUPS else folder, "tables": tables}
        for folder, tables in folders.items()
        if tables
    ]


def _used_by(site: Site, resource: Resource, prefix: str, wording: Wording) -> list[dict[str, str]]:
    """The columns of other tables whose values name a row of this one."""
    found = []
    for other in site.catalog.package.resources.values():
        keys = {key.fields[0] for key in other.schema.foreign_keys if key.resource == resource.name}
        for field in other.schema.fields:
            if field.name in keys or resource.name in (field.codelist, field.references):
                title = other.title_en if wording.register == "en" else other.title
                found.append(
                    {
                        "label": f"{title}：{wording.title(other.name, field.name)}"
                        if wording.register != "en"
                        else f"{title}: {wording.title(other.name, field.name)}",
                        "path": f"{prefix}data/{other.name}.html#field-{field.name}",
                    }
                )
    return found
