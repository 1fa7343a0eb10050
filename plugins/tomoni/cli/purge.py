"""Withdrawn consent and removal requests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from pelican.settings import read_settings

from tomoni.contribute.purge import REASON, Purged, purge
from tomoni.contribute.purge_procedure import procedure
from tomoni.publish.pages.command import build_site
from tomoni.publish.pages.photos import forget_pictures

from .shell import Data, Day, app, day, tell


@app.command("purge", epilog="例: tomoni purge openings asagaya-shokudo-tetsudai --output output")
def purge_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="TABLE ID", help="表の名前と、行の id（キーが2つ以上なら続けて）"),
    ] = None,
    photo: Annotated[str | None, typer.Option("--photo", metavar="ID", help="写真の id")] = None,
    data: Data = Path("data"),
    reason: Annotated[str, typer.Option("--reason", help="元のページに残す理由（名前は書かない）")] = REASON,
    tombstone: Annotated[
        bool, typer.Option("--tombstone/--no-tombstone", help="元のページに「掲載を終わりました」と残す")
    ] = True,
    output: Annotated[
        Path | None, typer.Option("--output", help="作り直すサイト。前のサイトと写真の保管も消します")
    ] = None,
    history: Annotated[
        Path | None,
        typer.Option(
            "--history", metavar="FILE", help="履歴から消すものの一覧を書くファイル（記録しない場所）"
        ),
    ] = None,
    settings: Annotated[Path, typer.Option("--settings", help="サイトの設定")] = Path("pelicanconf.py"),
    as_of: Day = None,
) -> None:
    """1件を、それにつながる行と写真ごと消します。履歴と写しから消す手順も伝えます。"""
    table, *key = ["photos", photo] if photo else (names or [""])
    if not key or (photo and names):
        raise typer.BadParameter(
            "表の名前と id を書くか、--photo に写真の id を書いてください。", param_hint="TABLE ID"
        )
    today = day(as_of)
    purged = purge(data, table, key, today, reason, tombstone)
    tell(
        f"{len(purged.rows)}行を消し、{len(purged.cells)}か所を空にし、{len(purged.files)}個のファイルを消しました。"
    )
    words = _list_of(purged, history)
    folders = _photo_folders(settings, output)
    if forgotten := sum(forget_pictures(folder, purged.digests) for folder in folders):
        tell(f"保管してあった、その写真の大きさちがいを{forgotten}個消しました。")
    if output is not None:
        built = build_site(
            settings,
            {
                "TOMONI_DATA": str(data.resolve()),
                "OUTPUT_PATH": str(output.absolute()),
                "TOMONI_AS_OF": today,
            },
        )
        _forget_earlier(output.absolute())
        tell(f"{built.pages}ページを {output} に作り直し、前のサイトを消しました。")
    sys.stdout.write("".join(f"消した行: {name} {' '.join(map(str, key))}\n" for name, key in purged.rows))
    sys.stdout.write(
        "".join(
            f"まだ名前か id が出てくるので、目で確かめてください: {one.table} {' '.join(map(str, one.key))} {one.column}\n"
            for one in purged.mentions
        )
    )
    sys.stdout.write("\nまだ終わりではありません。\n" + procedure(purged, _in_repository(data), words))


def _list_of(purged: Purged, history: Path | None) -> Path:
    """Write what history is to be cleaned of where only this user reads it, and never into the repository by itself."""
    path = history or Path(tempfile.mkdtemp(prefix="tomoni-purge-")) / "purge.txt"
    path.touch(mode=0o600)
    path.write_text("".join(f"{line}\n" for line in purged.history), encoding="utf-8")
    return path.resolve()


def _photo_folders(settings: Path, output: Path | None) -> list[Path]:
    """Where pictures in the sizes of pages are kept: the folder of the settings, and the one beside the output."""
    named = (
        read_settings(str(settings)).get("TOMONI_PHOTO_CACHE")
        if settings.is_file()
        else os.environ.get("TOMONI_PHOTO_CACHE")
    )
    beside = [output.absolute().with_name(f".{output.name}.photos")] if output else []
    return [*([Path(named)] if named else []), *beside]


def _in_repository(data: Path) -> str:
    """The folder of the package as Git knows it, from the top of its repository; outside of one as it was given."""
    git = shutil.which("git")
    asked = (
        subprocess.run(
            [git or "git", "-C", str(data), "rev-parse", "--show-prefix"],
            capture_output=True,
            text=True,
            check=False,
        )
        if git
        else None
    )
    prefix = asked.stdout.strip().rstrip("/") if asked and asked.returncode == 0 else ""
    return prefix or str(data)


def _forget_earlier(output: Path) -> None:
    """Delete the sites built before, which the build keeps for readers half way, and kept photos without a use."""
    current = os.path.realpath(output)
    for entry in (output.parent / f".{output.name}.builds").iterdir():
        if not entry.is_symlink() and os.path.realpath(entry) != current:
            shutil.rmtree(entry)
