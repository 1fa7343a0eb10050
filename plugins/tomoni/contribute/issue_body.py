"""From the text that GitHub makes of an issue form back to a submission.

GitHub writes `### Question`, an empty line, and the answer as it was typed: markdown, HTML, anything. So a heading
counts only where it is one of the form's questions, each question may stand there once, and an answer is text
and nothing else; it never reaches a shell, an expression or a page without being escaped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tomoni.catalog import Catalog, TomoniError
from tomoni.catalog.contributed import kind_of

from .issue_answers import answer_cell
from .issue_questions import (
    BY,
    CHECKED,
    CHECKS,
    DOCUMENT,
    DOCUMENT_FORM,
    FORM,
    FORMAT,
    WHY,
    IssueForm,
    issue_form,
    public_kinds,
)
from .spreadsheet_values import CellReader
from .submission import Submission, parse_submission

LIMIT = 65_536
"""So many characters an issue can hold."""

NO_RESPONSE = ("", "_No response_", "None")
_MARK = re.compile(r"tomoni (\d{1,6}) ([a-z_]{1,64})(?: ([0-9a-f]{8}))?")
_HALVES = re.compile("[\ud800-\udfff]")
_FENCE = re.compile(r"`{3,}[a-z]*\n(.*)\n`{3,}", re.DOTALL)
_AGAIN = (
    "用紙（New issue）を開き直して、もう一度送ってください。書いた内容は、このissueにそのまま残っています。"
)


class IssueUnreadable(TomoniError):
    """An issue that is no submission as it stands; `problems` are all that is wrong with it.

    `repeat_nothing`: what it says must not be shown a second time, because it may be about a person.
    """

    def __init__(self, problems: Sequence[TomoniError], repeat_nothing: bool = False) -> None:
        first = problems[0]
        super().__init__(first.what, first.where, first.how)
        self.problems, self.repeat_nothing = tuple(problems), repeat_nothing

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems, self.repeat_nothing)


def issue_number(event: Mapping[str, Any]) -> int:
    """The number of the issue that an event of GitHub is about. Raises TomoniError for anything else."""
    issue = event.get("issue")
    number = issue.get("number") if isinstance(issue, Mapping) else None
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise TomoniError("issueの出来事ではありません。", "event", "issuesの出来事のJSONを渡してください。")
    return number


def issue_text(event: Mapping[str, Any]) -> str:
    """The text of the issue with plain line ends; halves of characters, which no file can hold, become �."""
    body = event["issue"].get("body")
    text = body if isinstance(body, str) else ""
    return _HALVES.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def parse_issue(event: Mapping[str, Any], catalog: Catalog) -> Submission:
    """The submission that an issue holds; `event` is GitHub's payload of an `issues` event.

    Raises `IssueUnreadable` with everything that is wrong, in the order of the form.
    """
    number = issue_number(event)
    text = issue_text(event)
    if len(text) > LIMIT:
        raise IssueUnreadable(
            [TomoniError(f"長すぎます（{len(text):,}字）。", "issue", f"{LIMIT:,}字までです。")]
        )
    table, mark = _mark(text)
    source = f"issue #{number}"
    if table == DOCUMENT_FORM:
        return _document(text, source)
    kind = kind_of(table)
    if kind is None or kind not in public_kinds():
        raise IssueUnreadable([_not_here()], repeat_nothing=kind is not None)
    form = issue_form(kind, catalog)
    answers = _answers(text, form, form.mark == mark)
    schema, reader = catalog.package.resources[form.table].schema, CellReader(catalog, form.table)
    cells: dict[str, str] = {}
    problems: list[TomoniError] = []
    for question in form.questions:
        answer = answers.get(question.label, "")
        if answer in NO_RESPONSE:
            continue
        try:
            cells[question.column] = answer_cell(question, schema.field(question.column), answer, reader)
        except TomoniError as error:
            if question.column in kind.private_where:
                raise IssueUnreadable([_not_here()], repeat_nothing=True) from None
            problems.append(error)
    if not kind.may_be_public(cells):
        raise IssueUnreadable([_not_here()], repeat_nothing=True)
    problems += _unchecked(answers.get(CHECKED, ""))
    if not problems and not cells:
        problems.append(TomoniError("何も書かれていません。", "issue", "変えるところを書いてください。"))
    if problems:
        raise IssueUnreadable(problems)
    by, why = (answers.get(label, "") for label in (BY, WHY))
    return Submission(
        form.table,
        *_key_and_values(form, cells, catalog),
        by="" if by in NO_RESPONSE else by,
        why="" if why in NO_RESPONSE else why,
        source=source,
    )


def _mark(text: str) -> tuple[str, str]:
    """Table and mark of the form that an issue was written with."""
    lines = text.split("\n")
    found = [index for index, line in enumerate(lines) if line.rstrip() == f"### {FORM}"]
    if len(found) != 1:
        what = "用紙で書かれたissueではありません。" if not found else f"「### {FORM}」が2つあります。"
        english = "" if found else " (Please use one of the forms under “New issue”.)"
        raise IssueUnreadable([TomoniError(what, "issue", _AGAIN + english)])
    mark = next((line.strip() for line in lines[found[0] + 1 :] if line.strip()), "")
    matched = _MARK.fullmatch(mark)
    if matched is None or int(matched[1]) != FORMAT:
        raise IssueUnreadable([TomoniError("この用紙の版は読めません。", FORM, _AGAIN)])
    return matched[2], mark


def _answers(text: str, form: IssueForm, same_form: bool) -> dict[str, str]:
    """The answers by the question's label. Raises where a question is missing, twice, or of another form."""
    known = {one.label: one.label for one in form.questions} | {
        label: label for label in (BY, WHY, CHECKED, FORM)
    }
    known = {one.label_en: one.label for one in form.questions} | known
    answers: dict[str, list[str]] = {}
    problems: list[TomoniError] = []
    current: list[str] = []
    for line in text.split("\n"):
        heading = line[4:].strip() if line.startswith("### ") else None
        label = known.get(heading) if heading is not None else None
        if label is not None:
            if label in answers:
                problems.append(
                    TomoniError(
                        f"「### {label}」という行が2つあります。",
                        label,
                        "答えの中では、行の初めに「### 」と書かないでください。",
                    )
                )
            current = answers.setdefault(label, [])
        elif heading is not None and not same_form:
            problems.append(
                TomoniError(
                    f"「{heading[:60]}」という欄は、いまの用紙にありません。",
                    "issue",
                    "この用紙は古いものです。" + _AGAIN,
                )
            )
        else:
            current.append(line)
    if same_form:
        problems += [
            TomoniError(
                f"「{label}」の欄がありません。",
                label,
                f"「### {label}」という行を元に戻してください。答えは空けておけます。",
            )
            for label in dict.fromkeys(known.values())
            if label not in answers
        ]
    if problems:
        raise IssueUnreadable(problems)
    return {label: "\n".join(lines).strip() for label, lines in answers.items()}


def _unchecked(answer: str) -> list[TomoniError]:
    ticked = {line[5:].strip() for line in answer.split("\n") if line.startswith(("- [x] ", "- [X] "))}
    return [
        TomoniError(f"「{words}」に印がありません。", CHECKED, "読んで、よければ印を付けてください。")
        for words in CHECKS
        if words not in ticked
    ]


def _key_and_values(
    form: IssueForm, cells: Mapping[str, str], catalog: Catalog
) -> tuple[dict[str, str] | None, dict[str, str]]:
    """The key of the entry that is meant (None for a new one), and what is said about it."""
    names = catalog.package.resources[form.table].schema.primary_key
    values = dict(cells)
    if names == ("id",):
        return ({"id": values.pop("id")} if values.get("id") else None), values
    key = {name: values.get(name, "") for name in names}
    exists = any(
        all(str(row[name]) == text for name, text in key.items()) for row in catalog.rows(form.table)
    )
    if not exists:
        return None, values
    return key, {name: text for name, text in values.items() if name not in key}


def _document(text: str, source: str) -> Submission:
    """The submission in an issue that carries a document made by the site's own form."""
    _, _, rest = text.partition(f"### {DOCUMENT}\n")
    document, _, foot = rest.rpartition(f"\n### {CHECKED}\n")
    problems = _unchecked(foot.partition("\n### ")[0])
    fenced = _FENCE.fullmatch(document.strip())
    try:
        submission = parse_submission(fenced[1] if fenced else document.strip(), source)
    except TomoniError as error:
        raise IssueUnreadable([error, *problems]) from None
    if any(map(_HALVES.search, (*submission.values.values(), submission.by, submission.why))):
        raise IssueUnreadable(
            [TomoniError("こわれた文字があります。", DOCUMENT, "もう一度、作り直してください。")]
        )
    kind = kind_of(submission.table)
    if kind is None or not kind.may_be_public(submission.values):
        raise IssueUnreadable([_not_here()], repeat_nothing=True)
    if problems:
        raise IssueUnreadable(problems)
    return submission


def _not_here() -> TomoniError:
    return TomoniError(
        "この内容は、公開のissueでは受け取れません。",
        "issue",
        "個人に関わることがあるため、区の支援センターの窓口へ、ファイルかメールで送ってください。"
        "このissueに個人のことを書いたときは、内容を消し、担当者に削除を頼んでください。",
    )
