"""Entries that nobody confirmed for long."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pelican.settings import read_settings

from tomoni.catalog import load_catalog
from tomoni.contribute.stale import stale_issues, unconfirmed

from .shell import Data, Day, app, day, tell


@app.command("stale", epilog="例: tomoni stale --repository https://github.com/ward/tomoni --output stale")
def stale_command(
    repository: Annotated[str, typer.Option("--repository", help="GitHubのリポジトリのアドレス")],
    output: Annotated[Path, typer.Option("--output", help="区ごとの文を書くフォルダー")],
    data: Data = Path("data"),
    settings: Annotated[
        Path, typer.Option("--settings", help="サイトの設定（SITEURL がページへのリンクになる）")
    ] = Path("publishconf.py"),
    demo: Annotated[bool, typer.Option("--demo", help="見本の行もたずねる")] = False,
    as_of: Day = None,
) -> None:
    """長く確認されていない募集（90日）と団体（1年）を、区ごとに1つの、お願いの文にします。"""
    catalog, today = load_catalog(data), day(as_of)
    entries = unconfirmed(catalog, today, with_demo=demo)
    site = read_settings(str(settings)).get("SITEURL", "") if settings.is_file() else ""
    issues = stale_issues(catalog, entries, today, repository, site)
    output.mkdir(parents=True, exist_ok=True)
    for issue in issues:
        name = issue.area or "outside"
        (output / f"{name}.title").write_text(issue.title + "\n", encoding="utf-8")
        (output / f"{name}.md").write_text(issue.body, encoding="utf-8")
    tell(f"{len(entries)}件について、{len(issues)}の区の文を {output} に書きました。")
