"""The command `tomoni`: arguments in, words out."""

from __future__ import annotations

import shutil
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from tomoni.catalog import TomoniError, format_report, system_language, validate
from tomoni.importers import formats, import_file
from tomoni.publish.pages.build import CatalogInvalid
from tomoni.publish.pages.command import Built, build_site
from tomoni.publish.pages.report_pdf import write_report
from tomoni.publish.pages.serving import make_server, serve_site
from tomoni.synth import generate, write

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="ともに：地域の協働カタログのサイトを、データパッケージから作ります。",
)
_console = Console(stderr=True)
_JST = timezone(timedelta(hours=9))

Day = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="この日として扱う（例：2026-11-23）")
]
Data = Annotated[Path, typer.Option("--data", help="データパッケージのフォルダー")]


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(_JST).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"「{text}」は日付ではありません。例：2026-11-23", param_hint="--as-of"
        ) from None


@app.command("validate", epilog="例: tomoni validate data --format github")
def validate_command(
    data: Annotated[Path, typer.Argument(help="データパッケージのフォルダー")] = Path("data"),
    format: Annotated[str, typer.Option("--format", help="text, github, json, csv")] = "text",
    as_of: Day = None,
) -> None:
    """データを検査し、どこをどう直すかを伝えます。"""
    if format not in ("text", "github", "json", "csv"):
        raise typer.BadParameter("text, github, json, csv のどれかです。", param_hint="--format")
    report = validate(data, as_of=_day(as_of))
    sys.stdout.write(format_report(report, format, system_language()))
    raise typer.Exit(0 if report.valid else 1)


@app.command(epilog="例: tomoni build --data data --output output --as-of 2026-11-23")
def build(
    data: Data = Path("data"),
    output: Annotated[Path, typer.Option("--output", help="サイトを置く場所")] = Path("output"),
    as_of: Day = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, help="同時に動かす数（初期値：CPUの数）")
    ] = None,
    quarantine: Annotated[
        bool, typer.Option("--quarantine", help="誤りのある行をのぞいて組み立てる")
    ] = False,
    timings: Annotated[bool, typer.Option("--timings", help="かかった時間を表示する")] = False,
    settings: Annotated[Path, typer.Option("--settings", help="サイトの設定")] = Path("pelicanconf.py"),
) -> None:
    """サイトを組み立てます。終わるまで、前のサイトはそのまま残ります。"""
    built = _build(settings, _overrides(data, output, as_of, jobs, quarantine))
    _tell(f"{built.pages}ページを {output} に組み立てました。")
    if built.left_out:
        _tell(f"誤りのある {built.left_out} 行をのぞきました（{output}/health/index.html）。")
    if timings:
        for name, seconds in built.timings.items():
            _tell(f"{name}: {seconds:.2f} s")


@app.command(epilog="例: tomoni serve --port 8000")
def serve(
    data: Data = Path("data"),
    output: Annotated[Path, typer.Option("--output", help="サイトを置く場所")] = Path("output"),
    as_of: Day = None,
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port")] = 8000,
    settings: Annotated[Path, typer.Option("--settings", help="サイトの設定")] = Path("pelicanconf.py"),
) -> None:
    """サイトを組み立てて見せ、データやテーマを変えると作り直します。"""
    overrides = _overrides(data, output, as_of, None, False)
    _build(settings, overrides)
    server = make_server(output, host, port)
    _tell(f"http://{host}:{port}/ で見られます。止めるには Ctrl+C を押してください。")

    def rebuild() -> bool:
        try:
            built = _build(settings, overrides)
        except TomoniError as error:
            _say(error)
            return False
        _tell(f"作り直しました（{built.pages}ページ）。")
        return True

    root = settings.resolve().parent
    serve_site(server, [data, root / "theme", root / "content", settings], rebuild)


@app.command(epilog="例: tomoni report midorino-kodomono-shokutaku --output 報告書.pdf")
def report(
    organization: Annotated[str, typer.Argument(metavar="ID", help="団体の id（ページの名前）")],
    output: Annotated[Path, typer.Option("--output", help="作るPDF")] = Path("report.pdf"),
    site: Annotated[Path, typer.Option("--site", help="組み立てたサイトのフォルダー")] = Path("output"),
) -> None:
    """団体のページから、A4の報告書（PDF）を作ります。Chromium を使います。"""
    _tell(f"{write_report(site, organization, output)} を作りました。")


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
    result = import_file(format, file, into, _day(as_of))
    if report:
        result.write_csv(report)
    _tell(result.summary())


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
    draft = generate(seed, organizations, _day(as_of), base)
    write(draft, base, into)
    _tell(f"{organizations}団体のデータを {into} に作りました。")


def _tell(words: str) -> None:
    _console.print(words, highlight=False, markup=False, soft_wrap=True)


def _overrides(
    data: Path, output: Path, as_of: str | None, jobs: int | None, quarantine: bool
) -> dict[str, Any]:
    return {
        "TOMONI_DATA": str(data.resolve()),
        "OUTPUT_PATH": str(output.absolute()),
        "TOMONI_AS_OF": _day(as_of),
        "TOMONI_JOBS": jobs,
        "TOMONI_QUARANTINE": quarantine,
    }


def _build(settings: Path, overrides: dict[str, Any]) -> Built:
    if not _console.is_terminal:
        return build_site(settings, overrides)
    with Progress(console=_console, transient=True) as progress:
        task = progress.add_task("pages", total=None)

        def told(_: str, done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        return build_site(settings, {**overrides, "TOMONI_PROGRESS": told})


def _say(error: TomoniError) -> None:
    if isinstance(error, CatalogInvalid):
        sys.stderr.write(format_report(error.report, "text", system_language()))
    _console.print(str(error), style="bold red", highlight=False, markup=False, soft_wrap=True)


def main() -> None:
    """Run the command: exit 0, 1 when the data is wrong, 2 when the call is wrong; never a traceback for either."""
    try:
        code = app(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except typer.Abort:
        sys.exit(130)
    except TomoniError as error:
        _say(error)
        sys.exit(1)
    except OSError as error:
        _console.print(
            f"{error.strerror}: {error.filename}",
            style="bold red",
            highlight=False,
            markup=False,
            soft_wrap=True,
        )
        if shutil.disk_usage(".").free < 1_000_000:
            _tell("ディスクの空きがありません。前のサイトはそのまま残っています。")
        sys.exit(1)
    except Exception as error:
        if hasattr(error, "show") and hasattr(error, "exit_code"):
            error.show()
            sys.exit(error.exit_code)
        raise
