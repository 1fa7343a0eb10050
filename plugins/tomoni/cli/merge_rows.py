"""Git's merge driver for the tables: row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tomoni.catalog import Package, Resource, TomoniError, load_package
from tomoni.contribute.row_merge import merge_rows

from .shell import app, complain


@app.command(
    "merge-rows",
    hidden=True,
    epilog="例: git config merge.tomoni-rows.driver 'tomoni merge-rows %O %A %B %P'",
)
def merge_rows_command(
    base: Annotated[Path, typer.Argument(help="分かれる前のファイル（%O）")],
    ours: Annotated[Path, typer.Argument(help="こちらのファイル（%A）。結果をここに書く")],
    theirs: Annotated[Path, typer.Argument(help="相手のファイル（%B）")],
    name: Annotated[Path, typer.Argument(help="表のファイルの名前（%P）")],
) -> None:
    """2つの変更を、行ごとに1つにします（Gitのマージで使います）。"""
    resource = _resource(name)
    texts = [path.read_text(encoding="utf-8") for path in (base, ours, theirs)]
    merged = merge_rows(texts[0], texts[1], texts[2], resource.schema, str(name))
    ours.write_text(merged.text, encoding="utf-8", newline="")
    for key in merged.conflicts:
        complain(
            f"{name}: {resource.title}の行「{'・'.join(key)}」を、2人が別々に直しています。"
            "両方の行を残しました。どちらかを選んで、印（<<<<<<< など）の行を消してください。"
        )
    raise typer.Exit(1 if merged.conflicts else 0)


def _resource(name: Path) -> Resource:
    for folder in name.absolute().parents:
        if (folder / "datapackage.json").is_file():
            package: Package = load_package(folder)
            for resource in package.resources.values():
                if (
                    name.absolute() in [path.absolute() for path in resource.paths]
                    and resource.format == "csv"
                ):
                    return resource
    raise TomoniError(
        "データパッケージの表ではありません。", str(name), "Gitのふつうのマージで直してください。"
    )
