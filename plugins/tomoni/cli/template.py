"""Workbooks to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tomoni.catalog import load_catalog
from tomoni.contribute.template import template_workbook

from .shell import Data, Day, app, day, tell


@app.command(epilog="例: tomoni template openings --output 募集のひな形.xlsx")
def template(
    table: Annotated[str, typer.Argument(help="表の名前（例：openings）")],
    output: Annotated[Path, typer.Option("--output", help="作るExcelブック（.xlsx）")],
    data: Data = Path("data"),
    organization: Annotated[
        str | None, typer.Option("--organization", metavar="ID", help="この団体の、いまの行を入れておく")
    ] = None,
    as_of: Day = None,
) -> None:
    """書きこんで送り返してもらう、表のひな形（Excel）を作ります。"""
    output.write_bytes(template_workbook(load_catalog(data), table, day(as_of), organization))
    tell(f"{output} を作りました。書きこんだら、tomoni apply {output.name} --into {data} で取り込めます。")
