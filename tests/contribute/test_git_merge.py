"""Two people send changes at the same time: real Git repositories, real merges."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tomoni.catalog import validate
from tomoni.contribute.applying import apply_submissions

from .entries import DAY, cells, change, opening

TOMONI = Path(sys.executable).parent / "tomoni"
ROOT = Path(__file__).parents[2]
ORGANIZATIONS = "organizations/organizations.csv"
OPENINGS = "people/openings.csv"


def git(repository, *arguments, check=True):
    return subprocess.run(
        ["git", "-c", "user.name=Tomoni", "-c", "user.email=tomoni@example.jp", *arguments],
        cwd=repository,
        capture_output=True,
        text=True,
        check=check,
    )


@pytest.fixture
def repository(few_tables, tmp_path):
    """A Git repository with the attributes of ours and the package in `data`."""
    shutil.copytree(few_tables, tmp_path / "data")
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "config", "merge.tomoni-rows.driver", f"{TOMONI} merge-rows %O %A %B %P")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "start")
    return tmp_path


def on_branch(repository, branch, *submissions):
    git(repository, "switch", "-q", "-c", branch, "main")
    outcome = apply_submissions(repository / "data", submissions, DAY)
    assert outcome.written
    git(repository, "commit", "-q", "-a", "-m", branch)
    git(repository, "switch", "-q", "main")


def test_changes_of_neighbouring_rows_and_new_rows_merge(repository):
    data = repository / "data"
    on_branch(
        repository, "first", change(data, "organizations", ORGANIZATIONS, 0, staff_paid="41"), opening(data)
    )
    other = opening(data, title="別の募集", starts_on="2026-12-12")
    on_branch(repository, "second", change(data, "organizations", ORGANIZATIONS, 1, staff_paid="41"), other)
    for branch in ("first", "second"):
        merged = git(repository, "merge", "-q", "--no-edit", branch, check=False)
        assert merged.returncode == 0, merged.stdout + merged.stderr
    assert [row["staff_paid"] for row in cells(data, ORGANIZATIONS)[:2]] == ["41", "41"]
    assert len(cells(data, OPENINGS)) == len({row["id"] for row in cells(data, OPENINGS)})
    assert validate(data, DAY).valid


def test_two_changes_of_one_row_conflict_and_nothing_is_lost(repository):
    data = repository / "data"
    on_branch(repository, "first", change(data, "organizations", ORGANIZATIONS, 1, staff_paid="41"))
    on_branch(repository, "second", change(data, "organizations", ORGANIZATIONS, 1, staff_paid="42"))
    git(repository, "merge", "-q", "--no-edit", "first")
    merged = git(repository, "merge", "--no-edit", "second", check=False)
    assert merged.returncode == 1
    assert f"CONFLICT (content): Merge conflict in data/{ORGANIZATIONS}" in merged.stdout
    assert "2人が別々に直しています" in merged.stderr
    text = (data / ORGANIZATIONS).read_text("utf-8")
    assert text.count("<<<<<<<") == 1
    assert ",41," in text
    assert ",42," in text
    assert not validate(data, DAY).valid


def test_without_the_driver_changes_of_distant_rows_merge_all_the_same(repository):
    git(repository, "config", "--unset", "merge.tomoni-rows.driver")
    data = repository / "data"
    on_branch(repository, "first", change(data, "organizations", ORGANIZATIONS, 1, staff_paid="41"))
    on_branch(repository, "second", change(data, "organizations", ORGANIZATIONS, 5, staff_paid="42"))
    for branch in ("first", "second"):
        git(repository, "merge", "-q", "--no-edit", branch)
    assert validate(data, DAY).valid
