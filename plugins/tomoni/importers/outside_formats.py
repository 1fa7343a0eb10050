"""What an outside format is to the importers, and how the formats find their way into the command."""

import datetime
import hashlib
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import tomoni.importers
from tomoni.catalog import Catalog, Row, TomoniError
from tomoni.importers.addresses import Gazetteer
from tomoni.importers.folding import comparison_key
from tomoni.importers.report import Action, ReportLine

NPO_CORPORATION = "npo"
"""The code of 特定非営利活動法人 in the codelist legal_forms."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to report about one value of a row."""

    field: str
    value: str
    reason: str
    action: Action = Action.NOTED


@dataclass(slots=True)
class Candidate:
    """A row of the source on its way to a table: typed values by field name, and what to say about it.

    `digest_id` is its id should it turn out to have no number of its own. `parents`: the candidates whose ids, once
    they are known, its fields of these names hold.
    """

    row: int
    values: dict[str, Any]
    digest_id: str
    remarks: list[Remark] = field(default_factory=list)
    parents: dict[str, "Candidate"] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.values.get("name") or self.values.get("title") or "")

    @property
    def id(self) -> str:
        """`jcn-` and the corporate number, else `npo-` and the register number, else the digest's id."""
        if number := self.values.get("corporate_number"):
            return f"jcn-{number}"
        if number := self.values.get("register_number"):
            return f"npo-{number}"
        return self.digest_id


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a format may ask the package and the caller: the day, the places, the rows that stand there already."""

    as_of: datetime.date
    gazetteer: Gazetteer
    catalog: Catalog | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """All that a file gives. `dated`: the day the source was drawn up, where the file says so.

    `jurisdictions`: the part of the country that the file covers, by 所轄庁; None for all of the source, so that
    what is missing from it has vanished. `others`: candidates for other tables than `organizations`, by table, parents
    before children; `covers` says of a row of theirs whether the file would name it if it still stood in the source.
    """

    candidates: list[Candidate]
    left_out: list[ReportLine]
    rows_read: int
    file: str
    dated: datetime.date | None = None
    jurisdictions: frozenset[str] | None = None
    others: Mapping[str, list[Candidate]] = field(default_factory=dict)
    covers: Callable[[str, Row], bool] | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """An outside format. `source` is what its rows carry in `source`; `decides` the fields on which it has the say.

    Of two sources that know the same organization the one with more `authority` decides; the other fills what is
    empty. `keeps_history`: each import also writes what it saw to `register_snapshots`. `free_texts`: its rows bring
    texts and addresses that anybody may have written, so that they are held against the rules of the schema.
    """

    name: str
    title: str
    title_en: str
    source: str
    authority: int
    decides: frozenset[str]
    read: Callable[[Path, Surroundings], Extract]
    keeps_history: bool = False
    free_texts: bool = False


@cache
def formats() -> Mapping[str, Format]:
    """The formats by the name that the command takes: every module of this room that has a `FORMAT`."""
    modules = (
        importlib.import_module(f"{tomoni.importers.__name__}.{module.name}")
        for module in pkgutil.iter_modules(tomoni.importers.__path__)
    )
    found = [module.FORMAT for module in modules if isinstance(getattr(module, "FORMAT", None), Format)]
    return {item.name: item for item in sorted(found, key=lambda item: item.name)}


def format_named(name: str) -> Format:
    """The format called `name`, hyphens and underscores alike. Raises TomoniError listing those there are."""
    wanted = name.strip().lower().replace("_", "-")
    if wanted not in formats():
        known = "、".join(f"{item.name}（{item.title}）" for item in formats().values())
        raise TomoniError(f"取り込みの形式「{name}」はありません。", "", f"使える形式：{known}")
    return formats()[wanted]


def digest_id(source_slug: str, name: str, address: str) -> str:
    """The id of an organization without any number: the source and a digest of its name and address.

    The digest is the first 10 hexadecimal digits of SHA-256 of the folded name, a line feed, the folded address.
    """
    folded = f"{comparison_key(name)}\n{comparison_key(address)}"
    return f"{source_slug}-{hashlib.sha256(folded.encode()).hexdigest()[:10]}"


def without_certified_claim(name: str) -> str:
    """The name without 「認定」 or 「特例認定」 before its legal form.

    Only corporations that are certified today may carry the word (特定非営利活動促進法 第50条, 第62条), so a name from an old
    list must not go on saying it.
    """
    for claim in ("特例認定", "仮認定", "認定"):
        for form in ("特定非営利活動法人", "NPO法人", "ＮＰＯ法人"):
            if name.startswith(claim + form):
                return name.removeprefix(claim)
    return name
