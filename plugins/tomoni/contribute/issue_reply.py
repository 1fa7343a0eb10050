"""The answer to an issue: what was written, and the words for its author and for the pull request."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from tomoni.catalog import Catalog, TomoniError, load_catalog

from .applying import Outcome, apply_submissions
from .change import Fault
from .issue_body import IssueUnreadable, issue_number, issue_text, parse_issue
from .summary import code_span, summary_markdown

State = Literal["changed", "unchanged", "wrong", "later"]
"""`later`: the data has errors of its own, which are not the sender's."""

_LONGEST = 62_000
_THANKS = (
    "送ってくださり、ありがとうございます。形を確かめ、サイトに入れる準備ができました。"
    "このあと担当者が内容を見て、よければ載ります。\n\n"
    "直したくなったら、このissueを編集してください。もう一度確かめます。\n"
)
_WRONG = (
    "送ってくださり、ありがとうございます。まだ取り込めないところがあります。"
    "下の説明を見て、**このissueを編集**してください。すぐにもう一度確かめます。"
    "わからないときは、そのままにしておいてください。担当者がお手伝いします。\n\n"
)
_SAME = "送ってくださり、ありがとうございます。書かれた内容は、もうすべて載っています。\n"
_LATER = (
    "送ってくださり、ありがとうございます。いま、こちらのデータに直すところがあり、まだ取り込めません。"
    "書かれた内容のせいではありません。担当者が直したあとに、もう一度確かめます。\n"
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the workflow needs: nothing from outside but in `comment` and `summary`, and there it is text only.

    `branch` and `title` are made of the issue's number, the table's title and an id that passed its check.
    """

    state: State
    number: int
    branch: str
    title: str
    comment: str
    summary: str


def reply_to_issue(event: Mapping[str, Any], into: Path, as_of: date) -> Reply:
    """Apply what an issue asks for to the package at `into`, and say what became of it.

    Raises TomoniError only where `event` is not about an issue.
    """
    number = issue_number(event)
    raw = _raw(issue_text(event))
    try:
        catalog = load_catalog(into)
        try:
            outcome = apply_submissions(into, [parse_issue(event, catalog)], as_of)
        except IssueUnreadable as error:
            outcome = _refused(error)
            raw = "" if error.repeat_nothing else raw
    except TomoniError as error:
        words = f"## データに、直すところがあります\n\n{code_span(str(error))}\n"
        return _reply("later", number, "", _LATER, words + raw)
    return _reply_of(outcome, outcome.catalog or catalog, number, raw)


def _reply_of(outcome: Outcome, catalog: Catalog, number: int, raw: str) -> Reply:
    words = summary_markdown(outcome, catalog)
    if outcome.problems:
        return _reply("wrong", number, "", _WRONG + words, words + raw)
    if not outcome.changes:
        return _reply("unchanged", number, "", _SAME, words + raw)
    change = outcome.changes[0]
    title = f"{catalog.package.resources[change.table].title} {' '.join(change.key)}"
    return _reply("changed", number, title, _THANKS, f"{words}\nCloses #{number}\n{raw}")


def _reply(state: State, number: int, title: str, comment: str, summary: str) -> Reply:
    named = f"{title}（#{number}）" if title else f"issue #{number}"
    return Reply(state, number, f"submission/issue-{number}", named, comment, summary)


def _refused(error: IssueUnreadable) -> Outcome:
    """The problems of an issue as an outcome, so that they are told like all others."""
    return Outcome(
        problems=tuple(Fault(problem.what, problem.how, problem.where) for problem in error.problems)
    )


def _raw(body: str) -> str:
    """The text as it came, folded away: in `<pre>`, escaped, so that GitHub shows signs and nothing else."""
    # A blank line would end some HTML blocks, but not one that begins with <pre> (CommonMark 4.6).
    shown = html.escape(body, quote=False)
    if len(shown) > _LONGEST // 2:
        shown = shown[: _LONGEST // 2].rpartition("&")[0] + "\n…（続きは元のissueにあります）"
    return f"\n<details><summary>送られたままの文</summary>\n\n<pre>\n{shown}\n</pre>\n</details>\n"
