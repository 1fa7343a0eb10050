"""What an issue form asks, from the schema of its table: one question a column, under the column's title.

The form (issue_forms.py) and the reader of what it gives (issue_body.py) are both made from this.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tomoni.catalog import Catalog, Field, Resource, condition_words
from tomoni.catalog.contributed import KINDS, Kind

from .spreadsheet_values import EMPTIED

FORMAT = 1
"""Of the mark that says which form an issue was written with; a reader knows one."""

FORM, BY, WHY, CHECKED = "様式", "送る人", "理由・伝えたいこと", "確かめること"
DOCUMENT, DOCUMENT_FORM = "送る内容", "submission"
CHECKS = (
    "書いた内容は、だれでも見られる場所に公開され、オープンデータとして使われます。そのことに同意します。",
    "個人の名前・自宅の住所・電話番号など、公開してはいけないことは書いていません。",
)
ERASE = EMPTIED
"""Written in a text question, it empties the cell: a question without an answer changes nothing."""

_LONG = 200
_CODED = re.compile(r"[^。]*(?:コード|「;」|例：|[a-z]{3})[^。]*。?")
"""Sentences about codes: who chooses from a list does not write them."""
_BY_NAME = "IDがわからないときは、このサイトに載っている名前を、そのまま書いてください。"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the column it fills, how it is answered, and its choices as (words, code)."""

    column: str
    label: str
    label_en: str
    kind: Literal["line", "text", "choice", "choices"]
    hint: str
    example: str
    needed: bool
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IssueForm:
    """The form of one table: the entry's key, the short part, then all the rest."""

    table: str
    title: str
    key: tuple[Question, ...]
    short: tuple[Question, ...]
    more: tuple[Question, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions about the entry, in the order of the form."""
        return (*self.key, *self.short, *self.more)

    @property
    def mark(self) -> str:
        """What stands in the issue to say which form it was: format, table, and a fingerprint of the questions."""
        asked = [(one.column, one.label, one.kind, one.options) for one in self.questions]
        digest = hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()
        return f"tomoni {FORMAT} {self.table} {digest[:8]}"


def public_kinds() -> tuple[Kind, ...]:
    """The kinds of entries that may come through a public issue."""
    return tuple(kind for kind in KINDS if kind.public)


def issue_form(kind: Kind, catalog: Catalog) -> IssueForm:
    """The form of a kind, with the choices of the catalog's codelists."""
    resource = catalog.package.resources[kind.table]
    schema = resource.schema
    needed = {field.name for field in schema.fields if field.required} - set(kind.given)

    def ask(fields: Sequence[Field]) -> tuple[Question, ...]:
        return tuple(
            _question(
                field,
                resource,
                catalog,
                kind.private_where.get(field.name, frozenset()),
                field.name in needed,
            )
            for field in fields
        )

    key = ask([schema.field("id")]) if schema.primary_key == ("id",) else ()
    return IssueForm(
        kind.table, resource.title, key, ask(kind.short_fields(schema)), ask(kind.more_fields(schema))
    )


def _question(
    field: Field, resource: Resource, catalog: Catalog, refused: frozenset[str], needed: bool
) -> Question:
    options = tuple(pair for pair in _distinct(list(_options(field, catalog))) if pair[1] not in refused)
    most = int(field.descriptor.get("constraints", {}).get("maxLength", 0))
    if options:
        kind: Literal["line", "text", "choice", "choices"] = "choices" if field.is_list else "choice"
    else:
        kind = "text" if most > _LONG and field.format == "default" else "line"
    hint = field.description
    if options:
        hint = _CODED.sub("", hint).strip()
    elif referred_table(field, resource):
        hint += f" {_BY_NAME}"
    hint = f"{hint} {condition_words(catalog, resource.name, field.name)}".strip()
    return Question(
        field.name,
        field.title,
        field.title_en,
        kind,
        hint,
        str(field.descriptor.get("example", "")),
        needed and field.name != "id",
        options,
    )


def _options(field: Field, catalog: Catalog) -> Iterator[tuple[str, str]]:
    if field.codelist:
        rows = sorted(catalog.rows(field.codelist), key=lambda row: (row.get("sort") or 0, str(row["code"])))
        for row in rows:
            if row["code"] != "any" or field.allow_any:
                yield row["label"], row["code"]
    elif field.type == "boolean":
        yield from (("はい", "true"), ("いいえ", "false"))
    else:
        yield from ((category.label, category.value) for category in field.categories)


def _distinct(options: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Options whose words tell them apart (GitHub refuses two that read alike)."""
    often = Counter(words for words, _ in options)
    for words, code in options:
        yield (words if often[words] == 1 else f"{words}（{code}）"), code


def referred_table(field: Field, resource: Resource) -> str | None:
    """The table whose entries the answers to this question name; None where it is no such question."""
    if field.codelist:
        return None
    keys = (foreign for foreign in resource.schema.foreign_keys if foreign.fields == (field.name,))
    return field.references or next((foreign.resource for foreign in keys), None)
