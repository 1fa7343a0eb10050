"""Values held against the table's schema before they are written: what does not fit stays out and is reported."""

import datetime
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from tomoni.catalog import Field, Schema
from tomoni.importers.outside_formats import Candidate, Remark
from tomoni.importers.report import Action

Check = Callable[[Any], str | None]
"""Takes a value that is not None; returns why it does not fit (Japanese), or None."""


class Fitting:
    """The schema's rules for single values, ready to be asked for many rows.

    A text that is too long is left out, not cut: half a sentence is worse than none, and the source is linked.
    """

    def __init__(
        self, schema: Schema, codes: Mapping[str, AbstractSet[str]], given_later: AbstractSet[str]
    ) -> None:
        """`codes`: the codes of each codelist that the schema's fields refer to, by the codelist's name.

        `given_later`: fields that a candidate need not bring, since the merge fills them in.
        """
        self._checks = {field.name: _checks(field, codes) for field in schema.fields}
        self._titles = {field.name: field.title for field in schema.fields}
        self._required = [
            field.name for field in schema.fields if field.required and field.name not in given_later
        ]

    def fit(self, candidate: Candidate) -> str | None:
        """Takes what does not fit out of the candidate's values, with a remark for each.

        Returns why the whole row has to stay out (a required value is missing or does not fit), or None.
        """
        for name, value in candidate.values.items():
            if value is None or value == ():
                continue
            for check in self._checks[name]:
                if reason := check(value):
                    shown = ";".join(value) if isinstance(value, tuple) else str(value)
                    candidate.values[name] = () if isinstance(value, tuple) else None
                    candidate.remarks.append(Remark(name, shown[:60], reason, Action.VALUE_LEFT_OUT))
                    break
        for name in self._required:
            if candidate.values.get(name) in (None, ()):
                return f"必須の項目「{self._titles[name]}」がないか、正しくありません"
        return None


def _checks(field: Field, codes: Mapping[str, AbstractSet[str]]) -> list[Check]:
    constraints = field.descriptor.get("constraints", {})
    checks: list[Check] = []
    if not field.is_list:
        if (longest := constraints.get("maxLength")) is not None:
            checks.append(
                lambda v: f"長すぎます（{len(v)}文字。{longest}文字まで）" if len(v) > longest else None
            )
        if (shortest := constraints.get("minLength")) is not None:
            checks.append(lambda v: f"短すぎます（{shortest}文字から）" if len(v) < shortest else None)
        if (pattern := constraints.get("pattern")) is not None:
            form = re.compile(pattern)
            checks.append(lambda v: None if form.fullmatch(v) else "決められた書き方ではありません")
        if (allowed := constraints.get("enum")) is not None:
            checks.append(lambda v: None if v in allowed else f"「{v}」は使えません")
    for bound, is_wrong, word in (
        ("minimum", lambda v, limit: v < limit, "より前か小さい値です"),
        ("maximum", lambda v, limit: v > limit, "より後か大きい値です"),
    ):
        if (raw := constraints.get(bound)) is not None:
            limit = datetime.date.fromisoformat(raw) if field.type == "date" else raw
            checks.append(_bounded(limit, is_wrong, word))
    if field.codelist is not None:
        known = codes[field.codelist]
        checks.append(
            lambda v: (
                None
                if all(item in known for item in (v if isinstance(v, tuple) else (v,)))
                else "コード表にない値です"
            )
        )
    return checks


def _bounded(limit: Any, is_wrong: Callable[[Any, Any], bool], word: str) -> Check:
    return lambda value: f"{limit}{word}" if is_wrong(value, limit) else None
