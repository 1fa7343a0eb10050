"""Proposals for a coordinator."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from pelican.settings import get_settings_from_file

from tomoni.catalog import load_catalog
from tomoni.contribute.match_book import write_book
from tomoni.insight.fit import DEFAULT_WEIGHTS
from tomoni.publish.pages.plugin import match_weights
from tomoni.publish.pages.wording import Wording
from tomoni.publish.proposals import FORMATS, Proposals, propose_volunteers

from .shell import Data, Day, app, day, tell

_SETTINGS = Path("pelicanconf.py")


@app.command(epilog="例: tomoni propose --kind volunteers --format xlsx --output 案.xlsx")
def propose(
    kind: Annotated[str, typer.Option("--kind", help="何を組み合わせるか（volunteers）")] = "volunteers",
    data: Data = Path("data"),
    settings: Annotated[
        Path, typer.Option("--settings", help="サイトの設定（合う度合いの重み TOMONI_MATCH_WEIGHTS を読む）")
    ] = _SETTINGS,
    as_of: Day = None,
    format: Annotated[str, typer.Option("--format", help="html, xlsx, json")] = "html",
    output: Annotated[Path | None, typer.Option("--output", help="書き出すファイル")] = None,
    several: Annotated[
        bool, typer.Option("--several", help="1人が、空いている時間の中でいくつも受け持てる")
    ] = False,
    book: Annotated[
        Path | None,
        typer.Option("--book", help="受付簿（…受付簿.xlsx）に書く。名前などは受付簿の中だけに残る"),
    ] = None,
) -> None:
    """公開された人材と募集を、全体でいちばん合うように組み合わせた案を、理由とともに作ります。"""
    if kind != "volunteers":
        raise typer.BadParameter("volunteers だけです。", param_hint="--kind")
    if format not in FORMATS:
        raise typer.BadParameter(f"{'、'.join(FORMATS)} のどれかです。", param_hint="--format")
    if output is None and format == "xlsx":
        raise typer.BadParameter("xlsx には --output が要ります。", param_hint="--output")
    weights = _weights(settings)
    catalog = load_catalog(data)
    wording = Wording("ja", catalog, Path("theme"))
    found = propose_volunteers(catalog, day(as_of), wording, several, weights)
    if book is not None:
        count = write_book(catalog, _matches(found), book)
        tell(
            f"{count}組の案を {book} に書きました。あとで tomoni apply {book.name} --into {data} --as matches"
        )
        return
    content = FORMATS[format](found, wording)
    if output is None:
        sys.stdout.write(content.decode())
        return
    output.write_bytes(content)
    tell(f"{len(found.pairs)}組の案を {output} に書きました（残り {len(found.left)} 件にも理由があります）。")


def _weights(settings: Path) -> dict[str, int]:
    """How much each aspect counts, as the site's pages have it. Errors: BadParameter for a file that was named and is none."""
    if settings.is_file():
        own = match_weights(get_settings_from_file(str(settings)).get("TOMONI_MATCH_WEIGHTS", {}))
    elif settings == _SETTINGS:
        own = {}  # outside a site's folder there are no settings to read
    else:
        raise typer.BadParameter(
            f"{settings} がありません。設定のファイルを書いてください。", param_hint="--settings"
        )
    return {**DEFAULT_WEIGHTS, **own}


def _matches(found: Proposals) -> list[dict[str, str]]:
    """The pairs as rows of a book: whom to ask is a note, which stays in it.

    It is the centre that brings these together; where somebody had found the opening on the site, the centre says so.
    """
    return [
        {
            "kind": "volunteer",
            "channel": "center",
            "organization": pair.organization["id"],
            "opening": pair.opening["id"],
            "recorded_by": "center",
            "note": f"{pair.talent['display_name']}（{pair.talent['id']}）{pair.score}：{'、'.join(pair.reasons)}",
        }
        for pair in found.pairs
    ]
