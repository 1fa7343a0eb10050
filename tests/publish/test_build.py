"""`tomoni build`: the same bytes each time, all at once or not at all, wrong entries left out when asked."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tomoni.publish.pages.staging import Staging

from tests.conftest import DAY, ROOT, tomoni


def tree(site):
    """Every file of a built site with its bytes."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def copy(package, into):
    shutil.copytree(package, into)
    return into


def break_row(package, table, old, new):
    path = package / table
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def first_id(package, table):
    return (package / table).read_text(encoding="utf-8").splitlines()[1].split(",")[0]


def test_the_same_bytes_on_any_number_of_processes_in_any_time_zone_and_hash_seed(small_package, tmp_path):
    common = ("build", "--data", small_package, "--as-of", DAY)
    tomoni(
        *common, "--output", tmp_path / "one", "--jobs", 1, env={"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}
    )
    tomoni(
        *common, "--output", tmp_path / "two", "--jobs", 2, env={"TZ": "America/Lima", "PYTHONHASHSEED": "2"}
    )
    one, two = tree(tmp_path / "one"), tree(tmp_path / "two")
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []


def test_pelican_alone_builds_the_same_site(small_package, tmp_path):
    tomoni("build", "--data", small_package, "--as-of", DAY, "--output", tmp_path / "ours")
    subprocess.run(
        [
            Path(sys.executable).parent / "pelican",
            "content",
            "-s",
            "pelicanconf.py",
            "-o",
            tmp_path / "theirs",
            "-e",
            f'TOMONI_DATA="{small_package}"',
            f'TOMONI_AS_OF="{DAY}"',
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    assert tree(tmp_path / "ours") == tree(tmp_path / "theirs")


def test_wrong_data_stops_the_build_and_the_old_site_stands(small_package, tmp_path):
    package = copy(small_package, tmp_path / "package")
    output = tmp_path / "output"
    tomoni("build", "--data", package, "--as-of", DAY, "--output", output)
    before = tree(output)
    break_row(package, "organizations/organizations.csv", ",claimed,", ",owned,")
    done = tomoni("build", "--data", package, "--as-of", DAY, "--output", output, check=False)
    assert done.returncode == 1
    assert (
        "organizations.csv" in done.stderr and "選べません" in done.stderr and "--quarantine" in done.stderr
    )
    assert "Traceback" not in done.stderr
    assert tree(output) == before


def test_quarantine_leaves_wrong_entries_out_with_what_hangs_on_them_and_lists_them(small_package, tmp_path):
    package = copy(small_package, tmp_path / "package")
    output = tmp_path / "output"
    organization = first_id(package, "organizations/organizations.csv")
    break_row(package, "organizations/organizations.csv", f"\n{organization},", f"\n{organization.upper()},")
    done = tomoni("build", "--data", package, "--as-of", DAY, "--output", output, "--quarantine")
    assert "のぞきました" in done.stderr
    assert not (output / "npos" / f"{organization}.html").exists()
    health = (output / "health" / "index.html").read_text(encoding="utf-8")
    assert organization.upper() in health and "がのぞかれたため" in health
    assert len(list((output / "npos").glob("*.html"))) > 5


def test_a_page_that_was_not_asked_for_is_not_there(small_package, tmp_path):
    done = tomoni("build", "--data", tmp_path / "nothing", "--output", tmp_path / "output", check=False)
    assert done.returncode == 1
    assert "ファイルがありません" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "--as-of", "tomorrow"), "日付ではありません"),
        (("build", "--jobs", "0"), "--jobs"),
        (("validate", "--format", "pdf"), "text, github, json, csv"),
        (("no-such-command",), "no-such-command"),
    ],
)
def test_a_wrong_call_says_so_and_exits_with_2(arguments, words):
    done = tomoni(*arguments, check=False)
    assert done.returncode == 2
    assert words in done.stderr and "Traceback" not in done.stderr


def test_killed_at_any_moment_a_build_leaves_a_whole_site(small_package, tmp_path):
    """A real build, killed 22 times at random moments: the old site or the new one stands, never half of one.

    Of the Japanese pages alone, so that 24 builds take a minute; what search and downloads write goes the same way.
    """
    output = tmp_path / "output"
    settings = tmp_path / "settings.py"
    settings.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n"
        f"PATH = {str(ROOT / 'content')!r}\nTHEME = {str(ROOT / 'theme')!r}\n"
        "PLUGINS = ['tomoni.publish.pages.plugin']\nTOMONI_REGISTERS = ('ja',)\n"
    )
    command = [Path(sys.executable).parent / "tomoni", "build", "--data", small_package, "--output", output]
    command += ["--settings", settings]
    started = time.monotonic()
    subprocess.run([*command, "--as-of", DAY], cwd=ROOT, check=True, capture_output=True)
    whole = time.monotonic() - started
    pages = len(tree(output))
    moments = random.Random(23)
    killed = 0
    for number in range(22):
        day = f"2026-12-{number + 1:02d}"
        process = subprocess.Popen(
            [*command, "--as-of", day],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moments.uniform(0.2, whole))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            killed += 1
        process.wait()
        home = (output / "index.html").read_text(encoding="utf-8")
        assert "</html>" in home
        assert abs(len(tree(output)) - pages) < pages / 4
    assert killed >= 5
    subprocess.run([*command, "--as-of", "2026-12-31"], cwd=ROOT, check=True, capture_output=True)
    assert "2026年12月31日" in (output / "index.html").read_text(encoding="utf-8")
    assert len([entry for entry in (tmp_path / ".output.builds").iterdir() if entry.is_dir()]) <= 2


def test_a_second_build_while_one_runs_is_refused(small_package, tmp_path):
    running = Staging(tmp_path / "output")
    running.begin()
    try:
        second = tomoni(
            "build", "--data", small_package, "--output", tmp_path / "output", "--as-of", DAY, check=False
        )
    finally:
        running.abort()
    assert second.returncode == 1
    assert "ほかの組み立てが動いています" in second.stderr
