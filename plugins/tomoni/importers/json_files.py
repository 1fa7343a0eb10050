"""JSON files of outside standards: read within bounds, their fields taken one by one so that what stays behind is known."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tomoni.catalog import TomoniError
from tomoni.importers.folding import tidy
from tomoni.importers.report import Action, ReportLine

MAX_BYTES = 500_000_000
"""A larger file is not one that these standards are published in."""
_DEEPEST_TOLD = 3


def read_json(path: Path) -> Any:
    """The document. Raises TomoniError where the file is missing, too large, no UTF-8, no JSON, or nested too deeply."""
    again = "もう一度ダウンロードしてください。"
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TomoniError("ファイルが大きすぎます。", path.name, "分けて取り込んでください。")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TomoniError(
            "ファイルを開けません。", str(path), f"場所と名前を確かめてください（{error.strerror}）。"
        ) from None
    except UnicodeDecodeError:
        raise TomoniError("UTF-8で書かれていません。", path.name, again) from None
    try:
        document = json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise TomoniError("入れ子が深すぎます。", path.name, again) from None
    except ValueError as error:
        raise TomoniError("JSONとして読めません。", path.name, f"{again}（{error}）") from None
    return document


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


class Taken:
    """An object of the file of which every field is either taken or remembered as left behind.

    `path` is how its fields are called in the report: `recipientOrganization.postalCode`.
    """

    def __init__(self, value: Any, path: str = "") -> None:
        self._value: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
        self._path = path
        self._seen: set[str] = set()
        self._parts: dict[str, list[Taken]] = {}

    def text(self, name: str) -> str | None:
        """A text, tidied; None where there is none."""
        self._seen.add(name)
        value = self._value.get(name)
        return (tidy(value) or None) if isinstance(value, str) else None

    def value(self, name: str) -> Any:
        """The value as it stands."""
        self._seen.add(name)
        return self._value.get(name)

    def object(self, name: str) -> Taken:
        """The object under a name; an empty one where there is none."""
        self._seen.add(name)
        if name not in self._parts:
            self._parts[name] = [Taken(self._value.get(name), f"{self._path}{name}.")]
        return self._parts[name][0]

    def objects(self, name: str) -> list[Taken]:
        """The objects of a list under a name."""
        self._seen.add(name)
        if name not in self._parts:
            items = self._value.get(name)
            found = [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
            self._parts[name] = [Taken(item, f"{self._path}{name}.") for item in found]
        return self._parts[name]

    def peek(self, name: str) -> Any:
        """The value as it stands, not taken."""
        return self._value.get(name)

    def ignore(self, *names: str) -> None:
        """Fields that say nothing by themselves, such as ids of parts."""
        self._seen.update(names)

    def left_behind(self) -> Iterator[str]:
        """The paths of the fields with a value that nobody asked for, its own and its parts'; ids of parts say nothing."""
        for name, value in self._value.items():
            if (
                name not in self._seen
                and not (name == "id" and self._path)
                and value not in (None, "", [], {})
            ):
                yield f"{self._path}{name}"
        for parts in self._parts.values():
            for part in parts:
                yield from part.left_behind()

    def __bool__(self) -> bool:
        return bool(self._value)

    def __contains__(self, name: str) -> bool:
        return self._value.get(name) not in (None, "", [], {})


def left_behind_lines(objects: Iterable[Taken], reason: str) -> list[ReportLine]:
    """One line for each field that has no place here, with how many rows had it; deep ones under what holds them."""
    counted = Counter(
        path
        for one in objects
        for path in sorted({".".join(path.split(".")[:_DEEPEST_TOLD]) for path in one.left_behind()})
    )
    return [
        ReportLine(Action.VALUE_LEFT_OUT, None, "", "", path, f"{count:,}行", reason)
        for path, count in sorted(counted.items())
    ]
