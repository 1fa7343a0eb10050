"""Outside links: do they still lead anywhere?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from tomoni.catalog import load_catalog
from tomoni.contribute.link_check import BROKEN, check_links
from tomoni.contribute.link_visits import Visitor
from tomoni.contribute.outside_links import outside_links

from .shell import Data, Day, app, day, tell


@app.command("check-links", epilog="例: tomoni check-links --data data --output links.json")
def check_links_command(
    output: Annotated[Path, typer.Option("--output", help="結果を書くファイル（JSON）")],
    data: Data = Path("data"),
    as_of: Day = None,
    pause: Annotated[float, typer.Option("--pause", min=0.5, help="同じ相手にたずねる間（秒）")] = 1.0,
) -> None:
    """行にある外のリンクを、ゆっくりと確かめます（同じ相手には1秒に1回、robots.txt を守る）。"""
    links = outside_links(load_catalog(data))
    result = check_links(links, day(as_of), Visitor(pause=pause).visit)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    broken = sum(result["counts"].get(state, 0) for state in BROKEN)
    tell(f"{len(links)}のリンクを確かめました。つながらないもの：{broken}。結果：{output}")
