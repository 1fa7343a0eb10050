"""What an organization types again and again, from its own rows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tomoni.catalog import load_catalog
from tomoni.contribute.export_form import FORMATS, export_form

from .shell import Data, Day, app, day, tell


@app.command(
    "export-form",
    epilog="例: tomoni export-form midorino-kodomono-shokutaku --format xlsx --output 申請.xlsx",
)
def export_form_command(
    organization: Annotated[str, typer.Argument(metavar="ORGANIZATION", help="団体の id（ページの名前）")],
    format: Annotated[str, typer.Option("--format", help="xlsx, text")] = "text",
    output: Annotated[Path | None, typer.Option("--output", help="書き出すファイル")] = None,
    data: Data = Path("data"),
    as_of: Day = None,
) -> None:
    """助成の申請や公開プロフィールで何度も書くことを、載っている行から下書きにします。"""
    if format not in FORMATS:
        raise typer.BadParameter(f"{'、'.join(FORMATS)} のどれかです。", param_hint="--format")
    if output is None and format == "xlsx":
        raise typer.BadParameter("xlsx には --output が要ります。", param_hint="--output")
    content = export_form(load_catalog(data), organization, day(as_of), format)
    if output is None:
        sys.stdout.write(content.decode())
        return
    output.write_bytes(content)
    tell(f"{output} に書きました。提出する前に、要項と見くらべてください。")
