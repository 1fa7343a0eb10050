"""What every command shares: the program, its common options, words to the person."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="ともに：地域の協働カタログのサイトを、データパッケージから作ります。",
)
console = Console(stderr=True)
_JST = timezone(timedelta(hours=9))

Day = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="この日として扱う（例：2026-11-23）")
]
Data = Annotated[Path, typer.Option("--data", help="データパッケージのフォルダー")]


def day(text: str | None) -> date:
    """The day that `--as-of` names, or today in Japan. Errors: typer.BadParameter for what is no date."""
    if text is None:
        return datetime.now(_JST).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"「{text}」は日付ではありません。例：2026-11-23", param_hint="--as-of"
        ) from None


def tell(words: str) -> None:
    """Say something on standard error, as plain text."""
    console.print(words, highlight=False, markup=False, soft_wrap=True)


def complain(words: str) -> None:
    """Say what went wrong on standard error, as plain text."""
    console.print(words, style="bold red", highlight=False, markup=False, soft_wrap=True)
