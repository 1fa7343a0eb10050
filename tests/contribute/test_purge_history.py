"""The printed procedure, command by command, on a real repository: afterwards no branch, tag or clone says it any more."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tomoni.catalog import load_catalog, validate
from tomoni.cli import app
from typer.testing import CliRunner

from .camera import bundle, jpeg, photo
from .test_purge import set_cell

DAY = date(2026, 11, 23)
TOOLS = Path(sys.executable).parent


def git(folder, *arguments):
    done = subprocess.run(
        ["git", "-C", folder, *arguments], capture_output=True, text=True, check=False, env=environment()
    )
    assert done.returncode == 0, f"git {arguments}: {done.stderr}"
    return done.stdout


def environment():
    identity = {
        f"GIT_{who}_{what}": "test@ward.example"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    own = {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull}
    return {**os.environ, **identity, **own}


class Repository:
    """A ward's repository with its data, two commits, a branch and a tag, and the one that it is pushed to."""

    def __init__(self, base, package):
        self.work, self.origin = base / "ward", base / "origin.git"
        self.work.mkdir()
        git(base, "init", "-q", "--bare", "-b", "main", self.origin)
        git(self.work, "init", "-q", "-b", "main")
        git(self.work, "remote", "add", "origin", self.origin)
        self.data = self.work / "data"
        shutil.copytree(package, self.data)
        (self.work / "README.md").write_text("ward\n", encoding="utf-8")

    def commit(self, words):
        git(self.work, "add", "-A")
        git(self.work, "commit", "-q", "-m", words)

    def push(self):
        git(self.work, "push", "-q", "origin", "--all")
        git(self.work, "push", "-q", "origin", "--tags")

    def purge(self, base, *arguments):
        """Run the command, then every command of its steps; returns the data as the purge left it."""
        words = base / "words.txt"
        call = ["purge", *arguments, "--data", self.data, "--as-of", DAY, "--history", words]
        done = CliRunner().invoke(app, list(map(str, call)))
        assert done.exit_code == 0, done.output
        left = files(self.data)
        steps = re.findall(r"^   ((?:git|address=|rm) ?.*)$", done.output, re.MULTILINE)
        assert len(steps) == 12, steps
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", "\n".join(steps)],
            cwd=self.work,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return left


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def ward(small_package, tmp_path):
    return Repository(tmp_path, small_package)


def said_in(repository, *words):
    """The words that some commit, file or message of a repository still says, on whatever branch or tag."""
    return [
        word
        for word in words
        if git(repository, "log", "--all", "--oneline", f"-S{word}")
        or git(repository, "log", "--all", "--oneline", "--fixed-strings", f"--grep={word}")
    ]


def test_a_voice_is_gone_from_every_commit_branch_tag_and_clone(ward, tmp_path):
    first, other = load_catalog(ward.data).rows("voices")[:2]
    row = {**first, "id": "kotoba-no-hito-7"}
    set_cell(ward.data, "voices", first["id"], "id", row["id"])
    earlier, later = '会えてよかった。\n「また来ます」と、"娘"も。', "やっと会えて、ほっとしました。"
    set_cell(ward.data, "voices", row["id"], "quote", earlier)
    ward.commit("first")
    git(ward.work, "tag", "v1")
    git(ward.work, "branch", "old")
    set_cell(ward.data, "voices", row["id"], "quote", later)
    ward.commit(f"voice {row['id']}: {later}")
    ward.push()
    words = (row["id"], later, "会えてよかった", "また来ます")
    assert said_in(ward.work, *words) == list(words)
    left = ward.purge(tmp_path, "voices", row["id"], "--no-tombstone")
    fresh = tmp_path / "fresh"
    git(tmp_path, "clone", "-q", ward.origin, fresh)
    for repository in (ward.origin, fresh):
        assert said_in(repository, *words) == []
    git(ward.work, "branch", "-q", "-D", "old")  # "other branches: delete them and fetch them anew"
    assert said_in(ward.work, *words) == []
    for repository in (ward.work, fresh):
        assert files(repository / "data") == left, "nothing else of the data was touched"
    assert validate(fresh / "data", DAY).valid
    assert other["quote"] in git(fresh, "show", "v1:data/organizations/voices.csv"), "history is still there"
    assert not (tmp_path / "tomoni-purge.git").exists()


def test_a_photo_is_gone_with_its_picture_and_its_tombstone_stays(ward, tmp_path):
    ward.commit("first")
    organization = load_catalog(ward.data).rows("organizations")[0]["id"]
    alt = "庭で花に水をやる三人"
    path = bundle(tmp_path / "b.zip", [photo(organization, alt=alt)], {"1.jpg": jpeg((64, 48))})
    known = {row["id"] for row in load_catalog(ward.data).rows("photos")}
    applied = CliRunner().invoke(app, ["apply", str(path), "--into", str(ward.data), "--as-of", str(DAY)])
    assert applied.exit_code == 0, applied.output
    (row,) = [row for row in load_catalog(ward.data).rows("photos") if row["id"] not in known]
    ward.commit("a photo")
    git(ward.work, "tag", "-a", "-m", "release", "v2")
    ward.push()
    blob = git(ward.work, "rev-parse", f"HEAD:data/{row['file']}").strip()
    left = ward.purge(tmp_path, "--photo", row["id"])
    fresh = tmp_path / "fresh"
    git(tmp_path, "clone", "-q", ward.origin, fresh)
    for repository in (fresh, ward.work):
        assert said_in(repository, alt, "水をやる") == []
        assert row["file"] not in git(repository, "log", "--all", "--format=", "--name-only")
        assert blob not in git(repository, "rev-list", "--objects", "--all")
        assert files(repository / "data") == left
    gone = subprocess.run(["git", "-C", ward.work, "cat-file", "-e", blob], capture_output=True, check=False)
    assert gone.returncode != 0, "not even as an object that nothing names"
    (stone,) = [one for one in load_catalog(fresh / "data").rows("redirects") if one["old_id"] == row["id"]]
    assert stone["table"] == "photos"
    assert validate(fresh / "data", DAY).valid


def test_a_person_with_a_short_name_is_gone_and_words_that_are_common_stay(ward, tmp_path):
    catalog = load_catalog(ward.data)
    row = catalog.rows("talents")[0]
    set_cell(ward.data, "talents", row["id"], "display_name", "水")
    set_cell(ward.data, "talents", row["id"], "about", "ふだんは庭師をしています。")
    (ward.work / "README.md").write_text("水曜に会います。\n", encoding="utf-8")
    ward.commit("first")
    ward.push()
    left = ward.purge(tmp_path, "talents", row["id"])
    fresh = tmp_path / "fresh"
    git(tmp_path, "clone", "-q", ward.origin, fresh)
    assert said_in(fresh, "ふだんは庭師") == []
    assert git(fresh, "show", "HEAD:README.md") == "水曜に会います。\n"
    assert files(fresh / "data") == left


def test_the_list_is_for_its_writer_alone_and_outside_the_repository(ward, tmp_path):
    row = load_catalog(ward.data).rows("voices")[0]
    done = CliRunner().invoke(
        app, ["purge", "voices", row["id"], "--data", str(ward.data), "--as-of", str(DAY)]
    )
    (path,) = set(re.findall(r"--replace-text (\S+)", done.output))
    assert Path(path).stat().st_mode & 0o077 == 0
    assert not Path(path).is_relative_to(ward.work)
    assert row["quote"] not in done.output
    shutil.rmtree(Path(path).parent)
