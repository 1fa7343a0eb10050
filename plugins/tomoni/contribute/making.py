"""From a submission to the row it asks for: the row it means, the id of a new one, the days that are made."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Collection, Mapping
from datetime import date

from tomoni.catalog import Kind, Package, Resource, Schema, kind_of
from tomoni.catalog.nearest import Nearest, fold

from .change import Change, Fault
from .submission import Submission
from .table_text import TableText

_OWNERS = ("organization", "center", "contact_center", "company", "challenge", "area")
"""The id of a new entry begins with the first of these that its kind is known by."""
_ID_LENGTH = 64
_HASH_DIGITS = 8
_MADE_DAYS = ("published_on", "registered_on")


def change_of(
    submission: Submission,
    table: TableText,
    as_of: date,
    moved: Mapping[str, str] | None = None,
    earlier: Mapping[tuple[str, ...], str] | None = None,
) -> Change | Fault | None:
    """The change that a submission asks for in the table as it stands; None where everything is so already.

    `updated_on` becomes `as_of` when anything else changes, unless the submission says another day. `moved`: ids
    that the table had once, each with the id that followed it ('' where the entry was taken out): they are never
    given again. `earlier`: rows of the table that were sent together with this one, each with its source.
    """
    moved = moved or {}
    schema = table.resource.schema
    if fault := _unknown_columns(submission, table.resource):
        return fault
    values = {name: _without_returns(cell) for name, cell in submission.values.items()}
    if submission.key is None:
        return _added(submission, values, table, as_of, moved, earlier or {})
    if set(submission.key) != set(schema.primary_key):
        names = "、".join(schema.primary_key)
        return _fault(
            submission, "どの行かが、正しく書かれていません（key）。", f"{names} を書いてください。"
        )
    key = tuple(submission.key[name] for name in schema.primary_key)
    before = table.row(key)
    if submission.remove:
        return _removed(submission, key, before, table.resource, moved)
    if before is None:
        return _not_found(submission, key, table, moved)
    for name in schema.primary_key:
        if values.get(name, before[name]) != before[name]:
            return _fault(
                submission,
                f"「{schema.field(name).title}」は変えられません（行の名前です）。",
                "もとの値に戻すか、新しい行として送ってください。",
                field=name,
            )
    return _changed(submission, key, before, values, as_of, schema)


def new_id(
    kind: Kind | None, schema: Schema, table: str, values: Mapping[str, str], used: Collection[str] = ()
) -> str:
    """The id of a new entry, the same whenever the same entry is sent: `ORGANIZATION-1a2b3c4d`.

    The digits are the first of the SHA-256 of the table and the columns that the entry is known by; where that id
    is `used` (it was taken out once, and its address stays what it is), of these and a number.
    """
    identity = kind.identity if kind else _known_by(schema)
    known = [table, *(fold(values.get(name, "")) for name in identity)]
    owner = next((values[name] for name in _OWNERS if name in identity and values.get(name)), "")
    head = owner[: _ID_LENGTH - _HASH_DIGITS - 1].rstrip("-")
    for again in itertools.count(1):
        said = known if again == 1 else [*known, again]
        digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:_HASH_DIGITS]
        made = f"{head}-{digest}" if head else digest
        if made not in used:
            break
    return made


def resource_of(package: Package, submission: Submission) -> Resource | Fault:
    """The table that a submission is for."""
    resource = package.resources.get(submission.table)
    if resource is None:
        return _fault(
            submission,
            f"「{submission.table[:40]}」という表はありません。",
            _did_you_mean(Nearest({item.name: (item.title,) for item in package.tables}), submission.table)
            or "表の名前（例：openings）を書いてください。",
        )
    if resource.is_codelist:
        return _fault(
            submission,
            f"「{resource.title}」はコード表なので、この方法では直せません。",
            "運営に相談してください。",
        )
    return resource


def can_be_removed(resource: Resource) -> bool:
    """Whether rows of a table are taken out where they end: what has a status ends by it, and stays to be read."""
    schema = resource.schema
    return schema.primary_key != ("id",) or "status" not in schema


def _removed(
    submission: Submission,
    key: tuple[str, ...],
    before: dict[str, str] | None,
    resource: Resource,
    moved: Mapping[str, str],
) -> Change | Fault | None:
    if not can_be_removed(resource):
        return _fault(
            submission,
            f"「{resource.title}」の行は、消さずに「{resource.schema.field('status').title}」で終わりにします。",
            "その列で、終わりを表すものを選んでください。すっかり消すときは、運営が `tomoni purge` を使います。",
            field="status",
        )
    if before is None:
        # Sent twice, or taken out by somebody else: an id that never was is a mistake, and is asked about.
        if resource.schema.primary_key == ("id",) and key[0] not in moved:
            return _fault(
                submission,
                f"「{key[0][:60]}」という行は、表「{resource.title}」にありません。",
                "消す行のIDを確かめてください。",
                field="id",
            )
        return None
    return Change(submission.table, key, before, None, submission.by, submission.why, submission.source)


def _added(
    submission: Submission,
    values: dict[str, str],
    table: TableText,
    as_of: date,
    moved: Mapping[str, str],
    earlier: Mapping[tuple[str, ...], str],
) -> Change | Fault | None:
    schema, kind = table.resource.schema, kind_of(submission.table)
    for name, value in (kind.given if kind else {}).items():
        values[name] = values.get(name) or value
    if schema.primary_key == ("id",) and not values.get("id"):
        values["id"] = new_id(kind, schema, submission.table, values, moved)
    key = tuple(values.get(name, "") for name in schema.primary_key)
    if missing := [name for name, part in zip(schema.primary_key, key, strict=True) if not part]:
        title = schema.field(missing[0]).title
        return _fault(submission, f"「{title}」がありません。", "書いてください。", field=missing[0])
    if schema.primary_key == ("id",) and key[0] in moved:
        return _gone(submission, key[0], moved)
    before = table.row(key)
    if before is not None:
        if all(before[name] == values[name] for name in submission.values if name != "id"):
            return None
        if key in earlier:
            return _fault(
                submission,
                f"{earlier[key]}と、同じもののようです（{_shown_identity(kind, schema, before)}）。",
                "1つにまとめるか、別のものなら、題名や日付、区でちがいを示してください。",
            )
        return _fault(
            submission,
            f"同じものが、もうあります（{'・'.join(key)}）。",
            "直すときは、この名前（ID）を書いて、変更として送ってください。別のものなら、題名や日付でちがいを示してください。",
        )
    for name in _MADE_DAYS:
        if name in schema and not values.get(name):
            values[name] = as_of.isoformat()
    if "updated_on" in schema and not values.get("updated_on"):
        values["updated_on"] = as_of.isoformat()
    after = {field.name: values.get(field.name, "") for field in schema.fields}
    return Change(submission.table, key, None, after, submission.by, submission.why, submission.source)


def _shown_identity(kind: Kind | None, schema: Schema, row: Mapping[str, str]) -> str:
    """What a row is known by, in its own words."""
    names = (
        schema.primary_key if schema.primary_key != ("id",) else kind.identity if kind else _known_by(schema)
    )
    return "・".join(row[name] for name in names if row[name])[:80]


def _changed(
    submission: Submission,
    key: tuple[str, ...],
    before: dict[str, str],
    values: dict[str, str],
    as_of: date,
    schema: Schema,
) -> Change | None:
    after = {**before, **values}
    if after == before:
        return None
    if before.get("listing") == "imported" and after["listing"] == "claimed":
        after["registered_on"] = values.get("registered_on") or as_of.isoformat()
    if "updated_on" in schema and "updated_on" not in values:
        after["updated_on"] = as_of.isoformat()
    return Change(submission.table, key, before, after, submission.by, submission.why, submission.source)


def _unknown_columns(submission: Submission, resource: Resource) -> Fault | None:
    schema = resource.schema
    nearest = Nearest({field.name: (field.title, field.title_en) for field in schema.fields})
    for name in submission.values:
        if name not in schema:
            return _fault(
                submission,
                f"「{name[:40]}」という列は、表「{resource.title}」にありません。",
                _did_you_mean(nearest, name) or "列の名前を確かめてください。",
            )
    return None


def _gone(submission: Submission, key: str, moved: Mapping[str, str]) -> Fault:
    """An id that was used once names that entry for ever."""
    if moved[key]:
        return _fault(
            submission,
            f"「{key[:60]}」は、前のIDです。",
            f"いまのID「{moved[key]}」で、もう一度送ってください。",
            field="id",
        )
    return _fault(
        submission,
        f"「{key[:60]}」は、掲載をやめたもののIDなので、使えません。",
        "もう一度載せるときは、IDを空にしてください。新しいIDが付きます。",
        field="id",
    )


def _not_found(
    submission: Submission, key: tuple[str, ...], table: TableText, moved: Mapping[str, str]
) -> Fault:
    if len(key) == 1 and key[0] in moved:
        return _gone(submission, key[0], moved)
    shown = "・".join(part[:60] for part in key)
    near = ""
    if len(key) == 1:
        words = {
            row["id"]: [row[name] for name in ("title", "name", "display_name") if row.get(name)]
            for row in table.rows()
            if "id" in row
        }
        near = _did_you_mean(Nearest(words), key[0])
    return _fault(
        submission,
        f"「{shown}」という行は、表「{table.resource.title}」にありません。",
        near or "ページのアドレスの最後の部分（.html の前）が ID です。新しい行なら、ID を空にしてください。",
    )


def _did_you_mean(nearest: Nearest, value: str) -> str:
    near = nearest.near(value)
    if not near:
        return ""
    code, label = near["near_code"], near["near_label"]
    return f"「{code}」（{label}）ですか？" if label != code else f"「{code}」ですか？"


def _known_by(schema: Schema) -> tuple[str, ...]:
    """Columns that tell a new entry of a table without a form from others: what is required, but for made days."""
    return tuple(
        field.name
        for field in schema.fields
        if field.required and field.name not in ("id", "updated_on", *_MADE_DAYS)
    )


def _without_returns(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def _fault(submission: Submission, what: str, how: str, field: str = "") -> Fault:
    return Fault(what, how, source=submission.source, table=submission.table, field=field)
