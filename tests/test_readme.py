"""What the README shows is what one sees."""

import csv
import re
import shutil

from tomoni.cli import app
from typer.testing import CliRunner

from tests.conftest import DAY, ROOT, tomoni

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_message_of_a_wrong_ward_is_the_one_shown(small_package, tmp_path):
    package = tmp_path / "data"
    shutil.copytree(small_package, package)
    path = package / "organizations" / "organizations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[2][rows[0].index("area")] = "新宿"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    done = tomoni("validate", package, "--as-of", DAY, env={"LC_ALL": "ja_JP.UTF-8"}, check=False)
    shown = re.search(r"\$ \.venv/bin/tomoni validate\n(.*?)```", README, re.DOTALL).group(1)
    assert done.returncode == 1
    assert re.sub(r"（\d+行目）", "", done.stdout) == re.sub(r"（\d+行目）", "", shown)


def test_every_file_that_it_names_is_there():
    for name in re.findall(r"\]\(([^)#:]+)\)", README) + re.findall(
        r"^\| `([^`]+)` \|", README, re.MULTILINE
    ):
        assert (ROOT / name).exists(), name
    for command in ("site", "test", "bench", "demo-data", "lock"):
        assert (ROOT / "scripts" / command).stat().st_mode & 0o111, command


def test_the_commands_have_help_with_an_example():
    for command in ("validate", "build", "serve", "import", "synth", "report", "propose"):
        shown = CliRunner().invoke(app, [command, "--help"]).output
        assert "例:" in shown or "例：" in shown, command
