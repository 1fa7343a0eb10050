"""A GitHub issue that was made with a form, into rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from tomoni.catalog import TomoniError
from tomoni.contribute.issue_reply import reply_to_issue

from .shell import Day, app, day, tell

_SAID = {
    "changed": "行を書きかえました。",
    "unchanged": "変わるところはありません。",
    "wrong": "まだ取り込めません。理由は --comment-file と --summary に書きました。",
    "later": "もとのデータに直すところがあります。`tomoni validate` で確かめてください。",
}


@app.command(
    "issue", epilog="例: tomoni issue event.json --into data --summary summary.md --branch-file branch"
)
def issue_command(
    event: Annotated[Path, typer.Argument(help="GitHubの issues の出来事（JSON）。$GITHUB_EVENT_PATH")],
    into: Annotated[Path, typer.Option("--into", help="データパッケージのフォルダー")],
    summary: Annotated[
        Path | None, typer.Option("--summary", help="プルリクエストの本文（Markdown）")
    ] = None,
    branch_file: Annotated[Path | None, typer.Option("--branch-file", help="ブランチの名前")] = None,
    title_file: Annotated[Path | None, typer.Option("--title-file", help="プルリクエストの題名")] = None,
    comment_file: Annotated[
        Path | None, typer.Option("--comment-file", help="issueへの返事（Markdown）")
    ] = None,
    state_file: Annotated[
        Path | None, typer.Option("--state-file", help="changed、unchanged、wrong、later のどれか")
    ] = None,
    as_of: Day = None,
) -> None:
    """用紙で書かれたissueを読み、行にします。結果はファイルに書き、画面には何も写しません。"""
    try:
        payload = json.loads(event.read_text(encoding="utf-8"))
    except ValueError:
        payload = None
    if not isinstance(payload, dict):
        raise TomoniError("JSONとして読めません。", str(event), "GitHubの出来事のファイルを渡してください。")
    reply = reply_to_issue(payload, into, day(as_of))
    for path, text in (
        (summary, reply.summary),
        (branch_file, reply.branch + "\n"),
        (title_file, reply.title + "\n"),
        (comment_file, reply.comment),
        (state_file, reply.state + "\n"),
    ):
        if path is not None:
            path.write_text(text, encoding="utf-8")
    # Only words of our own: a line of the issue here could be a command to the runner (`::set-output`).
    tell(_SAID[reply.state])
    raise typer.Exit(0 if reply.state in ("changed", "unchanged") else 1)
