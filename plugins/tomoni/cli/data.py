"""Commands on a data package: check it, import into it, make one for trials."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tomoni.catalog import TomoniError, format_report, system_language, validate
from tomoni.contribute.report_summary import report_markdown
from tomoni.importers import formats, import_file
from tomoni.synth import generate, write

from .shell import Day, app, day, tell


@app.command("validate", epilog="例: tomoni validate data --format github")
def validate_command(
    data: Annotated[Path, typer.Argument(help="データパッケージのフォルダー")] = Path("data"),
    format: Annotated[str, typer.Option("--format", help="text, github, json, csv")] = "text",
    summary: Annotated[
        Path | None, typer.Option("--summary", help="すべての誤りを書き足すファイル（Markdown）")
    ] = None,
    as_of: Day = None,
) -> None:
    """データを検査し、どこをどう直すかを伝えます。"""
    if format not in ("text", "github", "json", "csv"):
        raise typer.BadParameter("text, github, json, csv のどれかです。", param_hint="--format")
    report = validate(data, as_of=day(as_of))
    sys.stdout.write(format_report(report, format, system_language()))
    if summary is not None and not report.valid:
        with summary.open("a", encoding="utf-8") as file:
            file.write(report_markdown(report))
    raise typer.Exit(0 if report.valid else 1)


@app.command(
    "import", epilog="例: tomoni import npo-register gyousei_000.zip --into data --report 取込結果.csv"
)
def import_command(
    format: Annotated[
        str, typer.Argument(help="取り込む形式（npo-register、certified-npo-list、hsds、360giving）")
    ],
    file: Annotated[Path, typer.Argument(help="取り込むファイル")],
    into: Annotated[Path, typer.Option("--into", help="データパッケージのフォルダー")],
    report: Annotated[
        Path | None, typer.Option("--report", help="取り込んだ・変えた・のぞいた行の一覧（CSV）")
    ] = None,
    as_of: Day = None,
) -> None:
    """公開されている名簿を取り込みます。団体が自分で確かめた行は変えません。"""
    if format not in formats():
        raise typer.BadParameter(f"{'、'.join(sorted(formats()))} のどれかです。", param_hint="FORMAT")
    result = import_file(format, file, into, day(as_of))
    if report:
        result.write_csv(report)
    tell(result.summary())


@app.command(epilog="例: tomoni synth --organizations 10000 --seed 1 --into /tmp/wards")
def synth(
    organizations: Annotated[int, typer.Option("--organizations", min=1, help="団体の数")],
    into: Annotated[Path, typer.Option("--into", help="新しく作るフォルダー")],
    seed: Annotated[int, typer.Option("--seed", help="同じ数なら同じデータになる")] = 1,
    as_of: Day = None,
    base: Annotated[Path, typer.Option("--base", help="コード表と本物の行をもつパッケージ")] = Path("data"),
) -> None:
    """試験用の、正しいデータパッケージを好きな大きさで作ります。"""
    if into.exists() and any(into.iterdir()):
        raise TomoniError(
            "そのフォルダーには、もう何かがあります。",
            str(into),
            "新しい名前か、空のフォルダーを指定してください。",
        )
    draft = generate(seed, organizations, day(as_of), base)
    write(draft, base, into)
    tell(f"{organizations}団体のデータを {into} に作りました。")
