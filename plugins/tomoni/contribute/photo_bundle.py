"""A bundle of photos as it is sent: one ZIP with `submission.json` and the pictures that it names, unpacked within bounds.

Nothing is written to disk while it is read, and no name in it is ever used as a path.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tomoni.catalog import TomoniError
from tomoni.catalog.pictures import MOST_BYTES

from .submission import MAX_CHARACTERS, Submission, parse_submission

VERSION = 1
MOST_PICTURES = 10
"""Pictures of one bundle: what one mail can carry and one person can look at."""
DOCUMENT = "submission.json"
MOST_BUNDLE_BYTES = MOST_PICTURES * MOST_BYTES + MAX_CHARACTERS * 4
TABLES = frozenset({"photos", "reports"})
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.[A-Za-z0-9]{1,5}")
_KNOWN_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_AGAIN = "サイトの「写真を送る」で作り直してください。"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle holds: submissions of photos (and at most one report), and pictures by the name they give."""

    submissions: tuple[Submission, ...]
    pictures: Mapping[str, bytes]


def read_bundle(path: Path) -> Bundle:
    """The bundle in that file. Raises TomoniError for anything that is not exactly a bundle, or too large."""
    where = path.name
    try:
        if path.stat().st_size > MOST_BUNDLE_BYTES:
            raise TomoniError(
                f"大きすぎます（{path.stat().st_size / 1e6:.0f} MB）。",
                where,
                f"{MOST_BUNDLE_BYTES / 1e6:.0f} MBまでにしてください。写真は{MOST_PICTURES}枚までです。",
            )
        with zipfile.ZipFile(path) as opened:
            contents = _contents(opened, where)
    except OSError as error:
        raise TomoniError(
            f"ファイルを開けません（{error.strerror}）。", str(path), "場所と名前を確かめてください。"
        ) from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise TomoniError(
            "ZIPとして読めません。こわれているか、途中で切れています。", where, _AGAIN
        ) from None
    if DOCUMENT not in contents:
        raise TomoniError(f"{DOCUMENT} が入っていません。", where, _AGAIN)
    submissions = _submissions(contents.pop(DOCUMENT), where)
    _each_named_once(submissions, contents, where)
    return Bundle(submissions, contents)


def _contents(opened: zipfile.ZipFile, where: str) -> dict[str, bytes]:
    entries = opened.infolist()
    if len(entries) > MOST_PICTURES + 1:
        raise TomoniError(
            f"ファイルが多すぎます（{len(entries):,}個）。",
            where,
            f"写真は{MOST_PICTURES}枚までにして、分けて送ってください。",
        )
    found: dict[str, bytes] = {}
    for entry in entries:
        name = entry.filename
        if not _NAME.fullmatch(name) or name in found:
            raise TomoniError(
                f"使えない名前のファイル「{name[:60]}」があります。",
                where,
                "名前は英数字だけ、フォルダーなしで、1つずつちがうものにしてください。",
            )
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _KNOWN_METHODS:
            raise TomoniError(
                f"「{name}」は読めません（パスワードか、めずらしい圧縮のしかた）。",
                where,
                "パスワードなしの、ふつうのZIPにしてください。",
            )
        found[name] = _content(opened, entry, where)
    return found


def _content(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str) -> bytes:
    most = MAX_CHARACTERS * 4 if entry.filename == DOCUMENT else MOST_BYTES
    with opened.open(entry) as file:
        content = file.read(most + 1)  # what the ZIP says of the size may be untrue
    if len(content) > most:
        raise TomoniError(
            f"「{entry.filename}」が大きすぎます（{most / 1e6:.0f} MBまで）。",
            where,
            "写真の長い辺を2,000画素ほどに縮めてください。",
        )
    return content


def _submissions(content: bytes, where: str) -> tuple[Submission, ...]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise TomoniError(f"{DOCUMENT} をJSONとして読めません。", where, _AGAIN) from None
    if (
        not isinstance(document, dict)
        or document.get("tomoni") != "bundle"
        or document.get("version") != VERSION
        or not isinstance(document.get("submissions"), list)
        or set(document) != {"tomoni", "version", "submissions"}
    ):
        raise TomoniError(f"{DOCUMENT} が、写真の束の形になっていません。", where, _AGAIN)
    found = tuple(
        parse_submission(json.dumps(one), f"{where} {number}件目")
        for number, one in enumerate(document["submissions"], start=1)
    )
    tables = [one.table for one in found]
    if "photos" not in tables or set(tables) - TABLES or tables.count("reports") > 1:
        raise TomoniError(
            "写真の束に入れられるのは、写真（photos）と、1つの活動報告（reports）だけです。",
            where,
            "ほかの内容は、それぞれのフォームで送ってください。",
        )
    return found


def _each_named_once(submissions: Sequence[Submission], pictures: Mapping[str, bytes], where: str) -> None:
    """Every picture belongs to one photo, and every photo has its picture: nothing is passed over silently."""
    named = [one.values.get("file", "") for one in submissions if one.table == "photos"]
    if missing := next((name for name in named if name not in pictures), None):
        raise TomoniError(f"写真「{missing[:60]}」が入っていません。", where, _AGAIN)
    if "" in named or len(set(named)) != len(named) or set(pictures) - set(named):
        raise TomoniError(
            "写真と、その説明の数が合いません。",
            where,
            "1枚の写真に1つずつ説明を書き、説明のない写真は入れないでください。",
        )
