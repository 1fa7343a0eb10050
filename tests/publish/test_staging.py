"""The built site appears all at once or not at all."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from tomoni.publish.pages.staging import BuildRunning, OutputInTheWay, Staging

BUILDER = """
import sys, time
from pathlib import Path
from tomoni.publish.pages.staging import Staging
staging = Staging(Path(sys.argv[1]))
folder = staging.begin()
for page in range(40):
    (folder / f"{page}.html").write_text(sys.argv[2])
    time.sleep(0.005)
staging.commit()
"""


def build(output, text):
    staging = Staging(output)
    folder = staging.begin()
    (folder / "index.html").write_text(text)
    staging.commit()
    return folder


def test_a_build_replaces_the_site_in_one_step(tmp_path):
    output = tmp_path / "output"
    build(output, "old")
    assert output.is_symlink()
    assert (output / "index.html").read_text() == "old"
    build(output, "new")
    assert (output / "index.html").read_text() == "new"


def test_readers_half_way_through_the_old_site_keep_it_until_the_next_build(tmp_path):
    output = tmp_path / "output"
    first = build(output, "first")
    build(output, "second")
    assert (first / "index.html").read_text() == "first"
    build(output, "third")
    assert not first.exists()


def test_an_aborted_build_leaves_the_site_as_it_was(tmp_path):
    output = tmp_path / "output"
    build(output, "old")
    staging = Staging(output)
    (staging.begin() / "index.html").write_text("half")
    staging.abort()
    assert (output / "index.html").read_text() == "old"
    assert build(output, "new").exists()


def test_a_second_build_at_the_same_time_says_so_and_stops(tmp_path):
    output = tmp_path / "output"
    first = Staging(output)
    first.begin()
    with pytest.raises(BuildRunning, match="ほかの組み立て"):
        Staging(output).begin()
    first.abort()


def test_a_folder_that_somebody_else_made_is_never_overwritten(tmp_path):
    output = tmp_path / "output"
    output.mkdir()
    (output / "thesis.txt").write_text("precious")
    with pytest.raises(OutputInTheWay, match="ともにが作ったのではない"):
        Staging(output).begin()
    assert (output / "thesis.txt").read_text() == "precious"


def test_an_empty_folder_gives_way(tmp_path):
    (tmp_path / "output").mkdir()
    build(tmp_path / "output", "new")
    assert (tmp_path / "output" / "index.html").read_text() == "new"


def test_killed_at_any_moment_the_old_site_stands_or_the_new_one_is_whole(tmp_path):
    """A real process, killed 24 times at random moments; what dead builds left is swept up."""
    output = tmp_path / "output"
    subprocess.run([sys.executable, "-c", BUILDER, str(output), "0"], check=True)
    moments = random.Random(20261123)
    killed = 0
    for round_number in range(1, 25):
        before = (output / "0.html").read_text()
        process = subprocess.Popen([sys.executable, "-c", BUILDER, str(output), str(round_number)])
        time.sleep(moments.uniform(0.05, 0.6))
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.wait()
        pages = {(output / f"{page}.html").read_text() for page in range(40)}
        assert pages in ({before}, {str(round_number)})
    assert killed >= 5
    subprocess.run([sys.executable, "-c", BUILDER, str(output), "last"], check=True)
    assert (output / "39.html").read_text() == "last"
    # The last build swept up all dead ones: what is left is its own folder and the one before it, if any.
    assert len([entry for entry in (tmp_path / ".output.builds").iterdir() if entry.is_dir()]) <= 2
