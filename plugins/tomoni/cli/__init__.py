"""The command `tomoni`: arguments in, words out. A command is a function in a module of this folder, found by itself."""

from __future__ import annotations

import pkgutil
import shutil
import sys
from importlib import import_module

import typer

from tomoni.catalog import TomoniError

from .errors import say_error
from .shell import app, complain, tell

for _module in sorted(found.name for found in pkgutil.iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")


def main() -> None:
    """Run the command: exit 0, 1 when the data is wrong, 2 when the call is wrong; never a traceback for either."""
    try:
        code = app(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except typer.Abort:
        sys.exit(130)
    except TomoniError as error:
        say_error(error)
        sys.exit(1)
    except OSError as error:
        complain(f"{error.strerror}: {error.filename}")
        if shutil.disk_usage(".").free < 1_000_000:
            tell("ディスクの空きがありません。前のサイトはそのまま残っています。")
        sys.exit(1)
    except Exception as error:
        if hasattr(error, "show") and hasattr(error, "exit_code"):
            error.show()
            sys.exit(error.exit_code)
        raise
