"""What is wrong with a package, in Markdown for a job's summary: GitHub shows about ten annotations a step, this is all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import groupby

from tomoni.catalog import Problem, Report

from .summary import code_span, plain

_LONGEST = 900_000
"""A summary may have a megabyte; Japanese signs have three bytes."""


def report_markdown(report: Report) -> str:
    """All problems by file, each with its line, column, what is wrong and how to mend it (Japanese)."""
    if report.valid:
        return f"## データは正しいです\n\n{report.rows:,}行を確かめました。\n"
    lines = [
        f"## データに、直すところが{len(report.problems):,}か所あります",
        "",
        "「Files changed」の行にも、はじめのものを書きました。ここには、すべてあります。",
    ]
    size, shown = 0, 0
    for file, problems in groupby(report.problems, key=lambda problem: problem.file):
        lines += ["", f"### {code_span(posixpath.join(report.base, file), 200)}", ""]
        for problem in problems:
            told = list(_told(problem))
            size += sum(len(line.encode()) for line in told)
            if size > _LONGEST:
                left = len(report.problems) - shown
                lines += ["", f"ほかに{left:,}か所あります。`tomoni validate` で、すべてを見られます。"]
                return "\n".join(lines) + "\n"
            lines += told
            shown += 1
    for file in report.truncated:
        lines += ["", f"{code_span(file, 200)}：誤りが多いので、はじめのものだけを示しました。"]
    return "\n".join(lines) + "\n"


def _told(problem: Problem) -> Iterator[str]:
    title = problem.detail.get("title")
    column = f"「{plain(title)}」（`{problem.field}`）" if title else ""
    place = f"{problem.line}行目" if problem.line else "ファイル全体"
    yield f"- **{place}{column}**：{plain(problem.message('ja'))}"
    if hint := problem.hint("ja"):
        yield f"  - 直し方：{plain(hint)}"
