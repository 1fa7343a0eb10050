"""What changed between two states of the data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tomoni.contribute.compare import compare_packages
from tomoni.contribute.summary import summary_markdown

from .shell import app, tell


@app.command("compare", epilog="例: tomoni compare ../before/data data --summary summary.md")
def compare_command(
    before: Annotated[Path, typer.Argument(help="前のデータパッケージのフォルダー")],
    after: Annotated[Path, typer.Argument(help="今のデータパッケージのフォルダー")],
    summary: Annotated[Path | None, typer.Option("--summary", help="書き出すファイル（Markdown）")] = None,
) -> None:
    """行の変わったところと、見てほしいところを、Markdownで示します。"""
    outcome = compare_packages(before, after)
    if outcome.catalog is None:
        raise AssertionError("two states that could be read have a catalog")
    text = summary_markdown(outcome, outcome.catalog) if outcome.changes else "## 変わった行はありません\n"
    if summary is None:
        sys.stdout.write(text)
    else:
        summary.write_text(text, encoding="utf-8")
    tell(f"{len(outcome.changes)}行が変わっています。")
