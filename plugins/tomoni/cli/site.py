"""Commands on a site: build it, serve it, print a page of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress

from tomoni.catalog import TomoniError
from tomoni.publish.pages.command import Built, build_site
from tomoni.publish.pages.report_pdf import write_report
from tomoni.publish.pages.serving import make_server, serve_site

from .errors import say_error
from .shell import Data, Day, app, console, day, tell


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
    tell(f"{built.pages}ページを {output} に組み立てました。")
    if built.left_out:
        tell(f"誤りのある {built.left_out} 行をのぞきました（{output}/health/index.html）。")
    if timings:
        for name, seconds in built.timings.items():
            tell(f"{name}: {seconds:.2f} s")


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
    tell(f"http://{host}:{port}/ で見られます。止めるには Ctrl+C を押してください。")

    def rebuild() -> bool:
        try:
            built = _build(settings, overrides)
        except TomoniError as error:
            say_error(error)
            return False
        tell(f"作り直しました（{built.pages}ページ）。")
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
    tell(f"{write_report(site, organization, output)} を作りました。")


def _overrides(
    data: Path, output: Path, as_of: str | None, jobs: int | None, quarantine: bool
) -> dict[str, Any]:
    return {
        "TOMONI_DATA": str(data.resolve()),
        "OUTPUT_PATH": str(output.absolute()),
        "TOMONI_AS_OF": day(as_of),
        "TOMONI_JOBS": jobs,
        "TOMONI_QUARANTINE": quarantine,
    }


def _build(settings: Path, overrides: dict[str, Any]) -> Built:
    if not console.is_terminal:
        return build_site(settings, overrides)
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("pages", total=None)

        def told(_: str, done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        return build_site(settings, {**overrides, "TOMONI_PROGRESS": told})
