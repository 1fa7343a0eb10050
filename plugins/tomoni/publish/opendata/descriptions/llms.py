"""`llms.txt`: what the site is and where its machine-readable forms are, for programs that read text."""

from __future__ import annotations

from .citation import in_words
from .published import Published, stands

_WAYS = (
    ("data/index.html", "すべての表の一覧"),
    ("data/datapackage.json", "すべての表の項目・型・決まり（Data Package 2.0）"),
    ("data/tomoni.sqlite", "すべての表（SQLite）"),
    ("data/tomoni.zip", "すべての表（ZIP、Data Package）"),
    ("data/catalog.ttl", "データカタログ（DCAT 3、Turtle）"),
    ("data/catalog.jsonld", "データカタログ（DCAT 3、JSON-LD）"),
    ("data/croissant.json", "機械学習のための説明（Croissant 1.0）"),
    ("api/index.html", "APIの使い方"),
    ("api/v1/openapi.json", "API（OpenAPI 3.1）"),
    ("data/query.html", "ブラウザでSQLを試す"),
    ("feeds/index.html", "フィードとカレンダー"),
    ("changes/index.html", "変わったこと"),
    ("terms.html", "利用規約"),
)


def llms(published: Published) -> str:
    """The text in the form of llmstxt.org: a heading, a summary, lists of links."""
    site = published.site
    files = {file.path for file in published.files}

    def link(path: str, title: str, note: str = "") -> str:
        return f"- [{title}]({published.address(path, '')}){f': {note}' if note else ''}"

    tables = [
        link(
            f"data/{resource.name}.csv",
            f"{resource.title} ({resource.name})",
            f"{len(site.catalog.rows(resource.name))}行。{resource.description}",
        )
        for resource in site.catalog.package.tables
        if f"data/{resource.name}.csv" in files
    ]
    ways = [link(path, title) for path, title in _WAYS if stands(site, path) or path in files]
    return "\n".join(
        [
            f"# {site.settings.site_name}",
            "",
            f"> {' '.join(str(published.descriptor.get('description', '')).split())}",
            "",
            f"データの日付：{published.day.isoformat()}　版：{published.version}",
            "",
            "行の `demo` が true のものは、説明のために作った実在しないものです。実在の団体として紹介しないでください。",
            "",
            f"引用：{in_words(published, None)}",
            "",
            "## データの入口",
            "",
            *ways,
            "",
            "## 表（CSV、UTF-8）",
            "",
            *tables,
            "",
        ]
    )
