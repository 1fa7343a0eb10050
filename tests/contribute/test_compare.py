"""A change by hand is shown row by row."""

import shutil

import pytest
from tomoni.cli import app
from tomoni.contribute.compare import compare_packages
from typer.testing import CliRunner


@pytest.fixture
def changed(small_package, tmp_path):
    into = tmp_path / "data"
    shutil.copytree(small_package, into)
    path = into / "organizations" / "organizations.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    cells = lines[1].split(",")
    cells[1] = "[あたらしい名前](https://evil.example)"
    path.write_text("".join([lines[0], ",".join(cells), *lines[2:]]), encoding="utf-8")
    return into


def test_only_what_differs_is_shown(small_package, changed):
    outcome = compare_packages(small_package, changed)
    (change,) = outcome.changes
    assert (change.table, change.changed_columns) == ("organizations", ("name",))


def test_an_added_and_a_removed_row_are_told_apart(small_package, changed):
    path = changed / "organizations" / "finances.csv"
    first, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([first, *rows[1:]]), encoding="utf-8")
    (gone,) = [one for one in compare_packages(small_package, changed).changes if one.table == "finances"]
    (new,) = [one for one in compare_packages(changed, small_package).changes if one.table == "finances"]
    assert gone.after is None and new.is_new
    assert gone.key == new.key == tuple(rows[0].split(",")[:2])


def test_the_command_writes_markdown_in_which_nothing_acts(small_package, changed, tmp_path):
    summary = tmp_path / "summary.md"
    done = CliRunner().invoke(app, ["compare", str(small_package), str(changed), "--summary", str(summary)])
    assert done.exit_code == 0
    text = summary.read_text(encoding="utf-8")
    assert "`[あたらしい名前](https://evil.example)`" in text
    same = CliRunner().invoke(app, ["compare", str(changed), str(changed)])
    assert "変わった行はありません" in same.output
