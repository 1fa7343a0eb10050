"""`/data/query.html`: a question in SQL, its answer as table, chart and file; the answers to examples without scripts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...pages.page import PageRef, register_prefix
from ...pages.site import Site
from ...pages.wording import Wording
from ..descriptions.pages import size_text
from ..descriptions.published import read_published
from .columns import columns_path, data_registers
from .database import DATABASE, Answer, answer, opened, tables
from .examples import EXAMPLES

PATH = "data/query.html"
ROWS_SHOWN = 200
"""Rows of an answer that the page draws."""
ROWS_FETCHED = 10_000
"""Rows of an answer that are read at most, and stand in the file for download."""
BYTES_UNASKED = 5_000_000
"""A larger database is loaded only when the visitor agrees."""
_STATIC_ROWS = 10


class QueryPage:
    """View of the query page."""

    name = "query"
    after_files = True

    def pages(self, site: Site) -> Iterable[PageRef]:
        """One page in Japanese, one in English."""
        for register in data_registers(site):
            yield PageRef(
                f"{register_prefix(register)}{PATH}", "data_query.html", register, lastmod=site.as_of
            )

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """The examples with their answers, the tables, and what the script must know."""
        assert site.folder is not None
        wording = site.wording(ref.register)
        say, prefix = wording._, register_prefix(ref.register)
        path = site.folder / DATABASE
        size = path.stat().st_size if path.exists() else 0
        with opened(site.folder) as connection:
            examples = [] if connection is None else _examples(site, connection, wording)
            listed = [] if connection is None else _tables(site, tables(connection), wording)
        return {
            "title": say("SQLで調べる"),
            "description": say(
                "このサイトのすべての表に、ブラウザの中でSQLで質問できます。何も入れず、登録もいりません。"
            ),
            "breadcrumb": [
                {"label": say("ホーム"), "path": f"{prefix}index.html"},
                {"label": say("データ"), "path": f"{prefix}data/index.html"},
                {"label": say("SQLで調べる"), "path": None},
            ],
            "csp_additions": {"script-src": "'wasm-unsafe-eval'", "worker-src": "'self'"},
            "database": DATABASE,
            "database_bytes": size,
            "database_size": size_text(size, wording) if size else "",
            "database_version": _version(site),
            "columns": columns_path(ref.register),
            "limits": {"shown": ROWS_SHOWN, "fetched": ROWS_FETCHED, "unasked": BYTES_UNASKED},
            "examples": examples,
            "first_sql": EXAMPLES[0].sql(ref.register, site.as_of),
            "table_groups": listed,
            "data_index": f"{prefix}data/index.html",
        }


def _version(site: Site) -> str:
    """What changes with the database, for its address: a browser then keeps no old one."""
    files = {file.path: file for file in read_published(site).files}
    return files[DATABASE].sha256[:10] if DATABASE in files else site.as_of.isoformat()


def _examples(site: Site, connection: Any, wording: Wording) -> list[dict[str, Any]]:
    """The examples that this database can answer, each with its SQL and the answer's first rows."""
    found = []
    for example in EXAMPLES:
        sql = example.sql(wording.register, site.as_of)
        result = answer(connection, sql)
        if result is not None:
            found.append(
                {
                    "name": example.name,
                    "question": wording._(example.question),
                    "sql": sql,
                    "count": len(result.rows),
                    **_shown(result),
                }
            )
    return found


def _shown(result: Answer) -> dict[str, Any]:
    """The first rows as text, and for each the length of its bar in percent where a chart can be drawn."""
    rows = result.rows[:_STATIC_ROWS]
    chart = result.chart()
    longest = max((row[chart[1]] or 0 for row in result.rows), default=0) if chart else 0
    return {
        "columns": [
            {"label": name, "number": all(isinstance(row[place], (int, float)) for row in rows)}
            for place, name in enumerate(result.columns)
        ],
        "rows": [[_text(cell) for cell in row] for row in rows],
        "bars": [round((row[chart[1]] or 0) * 100 / longest, 2) for row in rows]
        if chart and longest
        else None,
        "bar_column": chart[1] if chart else None,
    }


def _text(cell: Any) -> str:
    """A value as the browser writes it: no decimals that say nothing."""
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _tables(site: Site, listed: Iterable[Any], wording: Wording) -> list[dict[str, Any]]:
    """The tables of the database: the catalog's, in its order, then codelists, then all that the database adds."""
    say, resources = wording._, site.catalog.package.resources
    present = {table.name for table in listed}
    prefix = register_prefix(wording.register)

    def entry(name: str) -> dict[str, Any]:
        resource = resources.get(name)
        page = f"{prefix}data/{name}.html"
        title = "" if resource is None else resource.title_en if wording.register == "en" else resource.title
        return {"name": name, "title": title, "path": page if site.has(page) else None}

    inner = sorted(name for name in present if "__" in name)
    labelled = sorted(name for name in present if name.endswith("_labelled"))
    rest = sorted(present - resources.keys() - {*inner, *labelled})
    groups = [
        (say("表"), [name for name, item in resources.items() if not item.is_codelist and name in present]),
        (say("コード表"), [name for name, item in resources.items() if item.is_codelist and name in present]),
        (say("コードに名前をつけた表"), labelled),
        (say("リストの値を1行ずつにした表"), inner),
        (say("そのほか"), rest),
    ]
    return [
        {"title": title, "open": place == 0, "tables": [entry(name) for name in names]}
        for place, (title, names) in enumerate(groups)
        if names
    ]
