"""A ward's repository on this machine: a bare origin, a clone with the scripts, and a `gh` that only writes down."""

import json
import os
import shutil
import subprocess
import sys

from tests.conftest import ROOT

LINKED = (".venv", "node_modules", "requirements", "package-lock.json", "theme", "content", "plugins")
GH = """#!{python}
import json, os, sys
folder = os.environ["FAKE_GH"]
arguments = sys.argv[1:]
body = None
if "--body-file" in arguments:
    path = arguments[arguments.index("--body-file") + 1]
    body = sys.stdin.read() if path == "-" else open(path, encoding="utf-8").read()
with open(folder + "/calls.jsonl", "a", encoding="utf-8") as file:
    file.write(json.dumps({{"call": arguments, "body": body}}, ensure_ascii=False) + "\\n")
answers = json.load(open(folder + "/answers.json", encoding="utf-8"))
for start, answer in answers.items():
    if " ".join(arguments).startswith(start):
        if answer is None:
            sys.exit(1)
        print(answer)
        break
"""


class WardRepository:
    """`run` runs a script of the clone; `calls` are what it asked GitHub for; `answers` what GitHub says.

    Without `builds`, `tomoni build` does nothing there: for tests of what comes after it.
    """

    def __init__(self, folder, data, builds=True):
        self.origin, self.clone, self.gh = folder / "origin.git", folder / "clone", folder / "gh"
        self.clone.mkdir(parents=True)
        self.gh.mkdir()
        program = self.gh / "gh"
        program.write_text(GH.format(python=sys.executable), encoding="utf-8")
        program.chmod(0o755)
        self.answers({})
        for name in LINKED:
            if builds or name != ".venv":
                (self.clone / name).symlink_to(ROOT / name)
        if not builds:
            self._environment_without_builds()
        # In Japanese and without downloads and search: what is tested here is that a site gets built, and when.
        settings = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
        settings += 'TOMONI_REGISTERS = ("ja",)\nPLUGINS = PLUGINS[:1]\n'
        shutil.copy(ROOT / "publishconf.py", self.clone)
        (self.clone / "pelicanconf.py").write_text(settings, encoding="utf-8")
        shutil.copytree(ROOT / "scripts", self.clone / "scripts", ignore=shutil.ignore_patterns("benchmarks"))
        shutil.copytree(data, self.clone / "data")
        subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", self.origin], check=True)
        self.git("init", "--quiet", "-b", "main")
        (self.clone / ".git" / "info" / "exclude").write_text("\n".join((*LINKED, "__pycache__")) + "\n")
        self.git("config", "user.name", "Ward")
        self.git("config", "user.email", "ward@example.jp")
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "The ward's catalog")
        self.git("remote", "add", "origin", str(self.origin))
        self.git("push", "--quiet", "--set-upstream", "origin", "main")

    def _environment_without_builds(self):
        """A .venv whose programs are those of ours, but for one command."""
        programs = self.clone / ".venv" / "bin"
        programs.mkdir(parents=True)
        (self.clone / ".venv" / ".tomoni-test").symlink_to(ROOT / ".venv" / ".tomoni-test")
        for name, first in (("python", ""), ("tomoni", 'if [ "$1" = build ]; then exit 0; fi\n')):
            program = programs / name
            program.write_text(f'#!/bin/sh\n{first}exec {ROOT}/.venv/bin/{name} "$@"\n', encoding="utf-8")
            program.chmod(0o755)

    def git(self, *arguments, at=None):
        done = subprocess.run(
            ["git", *arguments],
            cwd=at or self.clone,
            capture_output=True,
            text=True,
            check=True,
            env=self._environment(),
        )
        return done.stdout

    def run(self, *command, **environment):
        return subprocess.run(
            command,
            cwd=self.clone,
            capture_output=True,
            text=True,
            check=False,
            env={**self._environment(), **environment},
        )

    def answers(self, answers):
        (self.gh / "answers.json").write_text(json.dumps(answers), encoding="utf-8")

    def calls(self):
        path = self.gh / "calls.jsonl"
        found = (
            [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            if path.exists()
            else []
        )
        path.unlink(missing_ok=True)
        return found

    def _environment(self):
        return {
            "PATH": f"{self.gh}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.gh),
            "LC_ALL": "C.UTF-8",
            "FAKE_GH": str(self.gh),
            "TOMONI_REQUIREMENTS": "test",
            "TOMONI_PHOTO_CACHE": os.environ["TOMONI_PHOTO_CACHE"],
            "GITHUB_REPOSITORY": "ward/tomoni",
            "GITHUB_RUN_ID": "7",
        }
