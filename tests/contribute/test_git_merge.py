"""Two people send changes at the same time: real Git repositories, real merges."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tomoni.catalog import validate
from tomoni.contribute.applying import apply_submissions
from tomoni.contribute.submission import Submission

from .entries import DAY, cells, change, opening

TOMONI = Path(sys.executable).parent / "tomoni"
ROOT = Path(__file__).parents[2]
ORGANIZATIONS = "organizations/organizations.csv"
OPENINGS = "people/openings.csv"
FINANCES = "organizations/finances.csv"


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


def year(data, number, note):
    """A change of one of the finances' rows, which are a line each."""
    row = cells(data, FINANCES)[number]
    key = {name: row[name] for name in ("organization", "fiscal_year")}
    return Submission("finances", key, {"note": note})


def test_changes_of_neighbouring_rows_and_new_rows_merge(repository):
    data = repository / "data"
    before = len(cells(data, OPENINGS))
    on_branch(repository, "first", year(data, 0, "41"), opening(data))
    other = opening(data, title="別の募集", starts_on="2026-12-12")
    on_branch(repository, "second", year(data, 1, "41"), other)
    for branch in ("first", "second"):
        merged = git(repository, "merge", "-q", "--no-edit", branch, check=False)
        assert merged.returncode == 0, merged.stdout + merged.stderr
    assert [row["note"] for row in cells(data, FINANCES)[:2]] == ["41", "41"]
    merged = {row["id"]: row for row in cells(data, OPENINGS)}
    assert len(merged) == len(cells(data, OPENINGS)) == before + 2
    titles = [row["title"] for row in merged.values()]
    assert titles.count("夕ごはんの盛り付けと配膳") == titles.count("別の募集") == 1
    assert validate(data, DAY).valid


def test_without_the_driver_neighbouring_rows_conflict(repository):
    """What hosts do that know no drivers: then the submission is applied again on the new main branch."""
    git(repository, "config", "--unset", "merge.tomoni-rows.driver")
    data = repository / "data"
    for branch, number in (("first", 1), ("second", 2)):
        on_branch(repository, branch, year(data, number, "41"))
    git(repository, "merge", "-q", "--no-edit", "first")
    merged = git(repository, "merge", "--no-edit", "second", check=False)
    assert merged.returncode == 1
    assert "CONFLICT (content)" in merged.stdout
    git(repository, "merge", "--abort")
    git(repository, "branch", "-q", "-D", "second")
    on_branch(repository, "second", year(data, 2, "41"))
    git(repository, "merge", "-q", "--no-edit", "second")
    assert [row["note"] for row in cells(data, FINANCES)[1:3]] == ["41", "41"]


def set_up(repository):
    return subprocess.run(
        ["bash", "-c", ". scripts/setup.sh && setup_merge_driver"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    )


def test_setting_up_a_clone_sets_up_the_driver(repository):
    """`scripts/setup.sh`, which every script runs: neighbouring rows merge from then on."""
    git(repository, "config", "--unset", "merge.tomoni-rows.driver")
    (repository / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.sh", repository / "scripts")
    (repository / ".venv").symlink_to(ROOT / ".venv")
    set_up(repository)
    driver = git(repository, "config", "merge.tomoni-rows.driver").stdout
    assert ".venv/bin/tomoni merge-rows %O %A %B %P" in driver
    data = repository / "data"
    for branch, number in (("first", 1), ("second", 2)):
        on_branch(repository, branch, year(data, number, "41"))
    for branch in ("first", "second"):
        merged = git(repository, "merge", "-q", "--no-edit", branch, check=False)
        assert merged.returncode == 0, merged.stdout + merged.stderr
    assert [row["note"] for row in cells(data, FINANCES)[1:3]] == ["41", "41"]
    # Where the program is not there, Git's own merge is used, with its markers.
    (repository / ".venv").unlink()
    for branch, number in (("third", 3), ("fourth", 4)):
        on_branch(repository, branch, year(data, number, "42"))
    git(repository, "merge", "-q", "--no-edit", "third")
    assert git(repository, "merge", "-q", "fourth", check=False).returncode == 1
    assert "<<<<<<<" in (data / FINANCES).read_text("utf-8")


def test_a_driver_that_somebody_chose_stays_and_a_folder_without_git_needs_none(repository, tmp_path_factory):
    (repository / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.sh", repository / "scripts")
    before = git(repository, "config", "merge.tomoni-rows.driver").stdout
    set_up(repository)
    assert git(repository, "config", "merge.tomoni-rows.driver").stdout == before
    elsewhere = tmp_path_factory.mktemp("no-git")
    shutil.copytree(repository / "scripts", elsewhere / "scripts")
    assert set_up(elsewhere).stderr == ""


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
