"""Runs the command `tomoni` for the tests, as a user would, but for the second that it takes to start.

A process that has loaded the command waits; each call is a fork of it, with a working folder, arguments and output of
its own, that ends as a process ends. Where a call changes what a process reads when it starts (its environment), the
installed command itself is started.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

COMMAND = Path(sys.executable).parent / "tomoni"


class Waiting:
    """The process that waits; it ends when the tests do, since its input ends then."""

    def __init__(self):
        self.environment = dict(_lasting(os.environ))
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parent.parent,
            text=True,
        )

    def run(self, arguments, cwd):
        """The finished process of `tomoni ARGUMENTS` in the folder `cwd`, with its output as text."""
        with tempfile.TemporaryDirectory() as folder:
            outputs = [str(Path(folder) / "out"), str(Path(folder) / "errors")]
            call = {"arguments": arguments, "cwd": str(cwd), "outputs": outputs}
            print(json.dumps(call), file=self._process.stdin, flush=True)
            code = self._process.stdout.readline()
            assert code, "the process that runs the command for the tests has ended"
            texts = [Path(output).read_text(encoding="utf-8") for output in outputs]
        return subprocess.CompletedProcess([str(COMMAND), *arguments], int(code), *texts)


_waiting = None


def run(arguments, cwd, env=None):
    """The finished process of `tomoni ARGUMENTS` in the folder `cwd`, with `env` added to its environment."""
    global _waiting
    if env is None and _waiting is None:
        _waiting = Waiting()
    if env is None and _waiting.environment == _lasting(os.environ):
        return _waiting.run(arguments, cwd)
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def _lasting(environment):
    return {name: value for name, value in environment.items() if not name.startswith("PYTEST_")}


def _answer():
    """Wait for calls and answer each with its exit code; in the fork, become the command."""
    from tomoni.cli import main

    for line in sys.stdin:
        call = json.loads(line)
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            for number, path in enumerate(call["outputs"], start=1):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
            os.chdir(call["cwd"])
            sys.argv = [str(COMMAND), *call["arguments"]]
            main()  # ends as a process ends: by SystemExit
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    _answer()
