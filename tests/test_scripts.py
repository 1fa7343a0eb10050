"""The README's first command, where all is set up already."""

import subprocess

from tests.conftest import ROOT


def site(*arguments):
    return subprocess.run(
        [ROOT / "scripts" / "site", *arguments], capture_output=True, text=True, check=False
    )


def test_the_site_is_built_by_its_command(tmp_path):
    done = site("--build", "--output", tmp_path / "output")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "</html>" in (tmp_path / "output" / "index.html").read_text(encoding="utf-8")


def test_an_argument_that_is_unknown_is_told():
    done = site("--fast")
    assert done.returncode == 2
    assert "--fast" in done.stderr
