"""What a row may pass on: photos, logos and people's words go into downloads only under a licence of their own.

The row always stays. Where its text is held back, the row says so in place of the text; where its picture is,
the row keeps the name of the file, and the file is not in the ZIP.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tomoni.catalog import Catalog, Row

RELEASED_UNDER: dict[str, tuple[str, str]] = {
    "photos": ("file", "licence"),
    "voices": ("quote", "licence"),
    "organizations": ("logo", "logo_licence"),
}
"""By table: the column, and the one that names the licence it is under."""

TEXTS = {"voices": "quote"}
"""Columns that hold the work itself, not the name of its file."""

HELD_BACK = "（この言葉は、このサイトでだけ読めます。ダウンロードには入れていません。）"
"""Stands for a text that may not be passed on."""

_OPEN = re.compile(
    r"(CC[ -]?0|CC[ -]BY([ -]SA)?)([ -]\d\.\d)?([ -]?(JP|Japan|International|国際|日本))?"
    r"|PDL ?1\.0|公共データ利用規約.*|政府標準利用規約.*|パブリック[・ ]?ドメイン|public domain",
    re.IGNORECASE,
)


def may_be_passed_on(licence: str | None, withdrawn: object = None) -> bool:
    """Whether a licence lets anyone copy and reuse the work, and nobody has taken their consent back.

    Known are CC0, CC BY, CC BY-SA, the public data licences of the Japanese government and the public domain;
    any other words are taken as a no.
    """
    return bool(licence and _OPEN.fullmatch(licence.strip())) and withdrawn is None


def held_back(table: str, rows: Sequence[Row]) -> list[Row]:
    """The rows of a table whose photo, logo or words are not passed on."""
    if table not in RELEASED_UNDER:
        return []
    column, licence = RELEASED_UNDER[table]
    return [
        row
        for row in rows
        if row.get(column) and not may_be_passed_on(row.get(licence), row.get("withdrawn_on"))
    ]


def released_rows(table: str, rows: Sequence[Row]) -> Sequence[Row]:
    """The rows as they go into every file: the same objects, but for those whose text is held back."""
    column = TEXTS.get(table)
    if column is None:
        return rows
    held = {id(row) for row in held_back(table, rows)}
    return [{**row, column: HELD_BACK} if id(row) in held else row for row in rows] if held else rows


def released_media(catalog: Catalog) -> list[str]:
    """The pictures that the ZIP carries, by their path in the package: those that a row with a licence names."""
    found: set[str] = set()
    for table, (column, licence) in RELEASED_UNDER.items():
        if table in TEXTS or table not in catalog.package.resources:
            continue
        rows: Iterable[Row] = catalog.rows(table)
        found.update(
            row[column]
            for row in rows
            if row.get(column) and may_be_passed_on(row.get(licence), row.get("withdrawn_on"))
        )
    return sorted(name for name in found if (catalog.package.base / name).is_file())
