"""Columns found by their headings, in whatever order a file has them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tomoni.catalog import TomoniError
from tomoni.importers.folding import comparison_key


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each expected column stands in a file, and which of the file's columns nobody expects."""

    position: dict[str, int]
    unknown: tuple[str, ...]
    width: int


def match_headings(expected: Sequence[str], found: Sequence[str], where: str, row: int = 1) -> Columns:
    """The positions of the `expected` headings among those `found`; width, case, spaces and brackets do not matter.

    `row` is where the headings stand, for messages. Empty headings at the end (trailing commas) are passed over.
    Raises TomoniError naming every heading that is missing or doubled.
    """
    given = list(found)
    while given and not _key(given[-1]):
        given.pop()
    keys = [_key(heading) for heading in given]
    wanted = {_key(heading): heading for heading in expected}
    missing = [heading for key, heading in wanted.items() if key not in keys]
    doubled = [heading for key, heading in wanted.items() if keys.count(key) > 1]
    if missing:
        shown = "、".join(missing[:5]) + (f" ほか{len(missing) - 5}列" if len(missing) > 5 else "")
        raise TomoniError(
            f"必要な列がありません：{shown}",
            f"{where} {row}行目（見出し、{len(given)}列）",
            f"{len(wanted)}列の見出しがそろったファイルを指定してください。形式の名前が合っているかも確かめてください。",
        )
    if doubled:
        raise TomoniError(
            f"同じ見出しの列が2つ以上あります：{'、'.join(doubled[:5])}",
            f"{where} {row}行目（見出し）",
            "余分な列を消してください。",
        )
    position = {heading: keys.index(key) for key, heading in wanted.items()}
    unknown = tuple(heading for heading, key in zip(given, keys, strict=True) if key and key not in wanted)
    return Columns(position, unknown, len(given))


def _key(heading: str) -> str:
    return comparison_key(heading).replace("(", "").replace(")", "")
