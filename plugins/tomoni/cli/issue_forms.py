"""GitHub's issue forms, from the schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tomoni.catalog import load_catalog
from tomoni.contribute.issue_forms import issue_form_files

from .shell import Data, app, tell


@app.command("issue-forms", epilog="例: tomoni issue-forms --data data --output .github/ISSUE_TEMPLATE")
def issue_forms_command(
    data: Data = Path("data"),
    output: Annotated[Path, typer.Option("--output", help="用紙を書くフォルダー")] = Path(
        ".github/ISSUE_TEMPLATE"
    ),
    contact: Annotated[
        str, typer.Option("--contact", help="公開できない内容の送り先を示すページのアドレス")
    ] = "",
) -> None:
    """GitHubのissueの用紙を、表の定義から書きます。表やコード表を変えたら、書き直してください。"""
    files = issue_form_files(load_catalog(data), contact)
    output.mkdir(parents=True, exist_ok=True)
    for path in output.glob("*.yml"):
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (output / name).write_text(text, encoding="utf-8")
    tell(f"{len(files)}個のファイルを {output} に書きました。")
