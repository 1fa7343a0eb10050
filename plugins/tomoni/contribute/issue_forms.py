"""GitHub's issue forms, written from the schemas: `.github/ISSUE_TEMPLATE/TABLE.yml`.

A question's id is its column, so that a link can fill it in: `issues/new?template=openings.yml&id=…&title_=…`
(GitHub fills text questions only, not choices). Syntax:
https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import yaml  # type: ignore[import-untyped]

from tomoni.catalog import Catalog

from .issue_questions import (
    BY,
    CHECKED,
    CHECKS,
    DOCUMENT,
    DOCUMENT_FORM,
    ERASE,
    FORM,
    FORMAT,
    WHY,
    IssueForm,
    Question,
    issue_form,
    public_kinds,
)

LABEL = "tomoni"
"""Issues with this label are submissions; the forms set it."""

RESERVED = {"title", "body", "labels", "assignees", "milestone", "projects", "template"}
"""Names that mean something else in a link to a new issue."""

_HEAD = "# Written by `tomoni issue-forms` from data/schemas; do not edit by hand.\n"
_ADDRESS_LIMIT = 8000
_ID_HINT = "直すときだけ書きます。ページのアドレスの最後の部分（.html の前）です。新しく載せるときは、空けてください。"
_PLACEHOLDER = 40


def issue_form_files(catalog: Catalog, contact: str = "") -> dict[str, str]:
    """File names and contents of `.github/ISSUE_TEMPLATE`: one form for each public kind, and config.yml."""
    files = {f"{kind.table}.yml": _yaml(_form(issue_form(kind, catalog))) for kind in public_kinds()}
    files["submission.yml"] = _yaml(_document_form())
    files["config.yml"] = _yaml(_config(contact))
    return files


def question_id(column: str) -> str:
    """The id of a column's question: the column, with `_` behind where a link would take it for something else."""
    return f"{column}_" if column in RESERVED else column


def prefilled_link(repository: str, table: str, cells: Mapping[str, str]) -> str:
    """The address of a new issue with the cells filled in; `repository` is its address.

    Cells that would make the address longer than hosts take are left out, the longest first.
    """
    chosen = {question_id(column): text for column, text in cells.items() if text}
    while True:
        query = urlencode({"template": f"{table}.yml", **chosen})
        address = f"{repository.rstrip('/')}/issues/new?{query}"
        if len(address) <= _ADDRESS_LIMIT or not chosen:
            return address
        chosen.pop(max(chosen, key=lambda name: len(chosen[name])))


def _form(form: IssueForm) -> dict[str, Any]:
    body: list[dict[str, Any]] = [_markdown(_introduction(form))]
    body += [_element(one) for one in (*form.key, *form.short)]
    if form.more:
        body.append(_markdown("## もっと詳しく\n\nここから先は、書けるところだけ書いてください。"))
        body += [_element(one) for one in form.more]
    body += [
        _input("by", BY, "団体の名前や id。個人の名前は書かないでください。", "midorino-kodomono-shokutaku"),
        _textarea("why", WHY, "なぜ直すか、確かめてほしいことなど、担当者に伝えたいことを書きます。", ""),
        *_foot(form.mark),
    ]
    return {
        "name": f"{form.title}を載せる・直す",
        "description": f"「{form.title}」の内容を、新しく載せるか、直すための用紙です。",
        "title": f"【{form.title}】",
        "labels": [LABEL],
        "body": body,
    }


def _document_form() -> dict[str, Any]:
    """The form for what the site's own form made: a document instead of answers."""
    introduction = (
        "サイトのフォームで作った内容を送るための用紙です。書いた内容は、だれでも見られます。\n\n"
        "- 送ると、数分で返事が付きます。直すところがあれば、このissueを書き直すだけで、もう一度確かめます。"
    )
    document = {
        "type": "textarea",
        "id": "document",
        "attributes": {
            "label": DOCUMENT,
            "description": "サイトのフォームで作ったファイルの中身です。そのまま貼り付けてください。",
            "render": "json",
        },
        "validations": {"required": True},
    }
    return {
        "name": "サイトのフォームで作った内容を送る",
        "description": "サイトの「載せる・直す」のフォームで作ったファイルの中身を送ります。",
        "title": "【送信】",
        "labels": [LABEL],
        "body": [_markdown(introduction), document, *_foot(f"tomoni {FORMAT} {DOCUMENT_FORM}")],
    }


def _foot(mark: str) -> list[dict[str, Any]]:
    """What ends every form: consent, and the mark that says which form it is."""
    return [
        {
            "type": "checkboxes",
            "id": "checked",
            "attributes": {
                "label": CHECKED,
                "options": [{"label": words, "required": True} for words in CHECKS],
            },
        },
        {
            "type": "dropdown",
            "id": "form",
            "attributes": {
                "label": FORM,
                "description": "どの様式で書かれたかを示します。このままにしてください。",
                "options": [mark],
                "default": 0,
            },
            "validations": {"required": True},
        },
    ]


def _introduction(form: IssueForm) -> str:
    existing = (
        f"直すときは「{form.key[0].label}」と、**変えるところだけ**を書いてください。"
        if form.key
        else "すでにあるものを直すときも、どれを直すかがわかる欄（団体、年度など）を書いてください。"
    )
    return (
        "書いた内容は、だれでも見られます。個人の名前・自宅の住所・電話番号は書かないでください。\n\n"
        f"- {existing}書かなかったところは、前のまま変わりません。\n"
        f"- 書いてあるものを消すときは `{ERASE}` と書いてください。\n"
        "- 送ると、数分で返事が付きます。直すところがあれば、このissueを書き直すだけで、もう一度確かめます。"
    )


def _element(one: Question) -> dict[str, Any]:
    hint = ("新しく載せるときは、必ず答えてください。" if one.needed else "") + one.hint
    if one.column == "id":
        hint = _ID_HINT
    name = question_id(one.column)
    if one.kind == "line":
        return _input(name, one.label, hint, one.example)
    if one.kind == "text":
        return _textarea(name, one.label, hint, one.example)
    attributes: dict[str, Any] = {"label": one.label}
    if hint:
        attributes["description"] = hint
    if one.kind == "choices":
        attributes["multiple"] = True
    attributes["options"] = [words for words, _ in one.options]
    return {"type": "dropdown", "id": name, "attributes": attributes}


def _input(name: str, label: str, hint: str, example: str) -> dict[str, Any]:
    return {"type": "input", "id": name, "attributes": _text(label, hint, example)}


def _textarea(name: str, label: str, hint: str, example: str) -> dict[str, Any]:
    return {"type": "textarea", "id": name, "attributes": _text(label, hint, example)}


def _text(label: str, hint: str, example: str) -> dict[str, str]:
    shown = example if len(example) <= _PLACEHOLDER else ""
    attributes = {"label": label, "description": hint, "placeholder": shown}
    return {name: text for name, text in attributes.items() if text}


def _markdown(text: str) -> dict[str, Any]:
    return {"type": "markdown", "attributes": {"value": text}}


def _config(contact: str) -> dict[str, Any]:
    links = [
        {
            "name": "個人が関わること（人材の登録、個人からの提供、マッチングの記録）",
            "url": contact,
            "about": "公開のissueには書かないでください。区の支援センターの窓口で受け付けます。",
        }
    ]
    return {"blank_issues_enabled": True, "contact_links": links if contact else []}


def _yaml(document: Mapping[str, Any]) -> str:
    text: str = yaml.dump(dict(document), Dumper=_Readable, allow_unicode=True, sort_keys=False, width=10_000)
    return _HEAD + text


class _Readable(yaml.SafeDumper):  # type: ignore[misc]
    """Writes text of several lines as such."""


def _lines(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Readable.add_representer(str, _lines)
