"""Words for what is wrong with datapackage.json and the schemas."""

from __future__ import annotations

from .words import Words

DESCRIPTION: dict[str, Words] = {
    "description": (
        "datapackage.json の書き方が、データパッケージの決まりに合いません（{note}）。",
        "docs/data-package.md の例と見くらべてください。",
        "The description breaks the Data Package standard ({note}).",
        "Compare it with the example in docs/data-package.md.",
    ),
    "description-encoding": (
        "文字コードの指定が「{value}」です。",
        'ファイルをUTF-8で保存し、"encoding": "utf-8" と書いてください。',
        "The encoding is declared as “{value}”.",
        'Save the file as UTF-8 and write "encoding": "utf-8".',
    ),
    "description-reading": (
        "「{value}」の指定は使えません。",
        "この指定を消し、ファイルはカンマ区切りのCSVかJSONのまま、圧縮せずに置いてください。",
        "“{value}” cannot be used here.",
        "Remove it; files are plain comma-separated CSV or JSON.",
    ),
    "table-missing": (
        "列「{title}」が指す表「{value}」が、データパッケージにありません。",
        "datapackage.json に表「{value}」を加えてください。行がない表も、見出しだけのファイルが要ります。",
        "Table “{value}”, to which column {field} refers, is not in the package.",
        "Add it to datapackage.json, if only with a header.",
    ),
    "check-unknown": (
        "「{value}」という検査はありません。",
        "checks の名前を docs/checks.md で確かめてください。",
        "There is no check named “{value}”.",
        "Look the name up in docs/checks.md.",
    ),
    "check-misfit": (
        "検査の書き方がこの表に合いません（{value}）。",
        "checks に書いた列の名前を確かめてください。",
        "The check does not fit this table ({value}).",
        "Check the names of the columns that it gives.",
    ),
}
