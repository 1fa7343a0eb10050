"""The command: exit codes, words in the reader's language, never a traceback for wrong input."""

import json
import shutil

import pytest

from tests.conftest import DAY, tomoni


@pytest.fixture
def broken(small_package, tmp_path):
    package = tmp_path / "package"
    shutil.copytree(small_package, package)
    path = package / "organizations" / "organizations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",claimed,", ",owned,", 1), encoding="utf-8")
    return package


def test_valid_data_exits_with_0(small_package):
    assert tomoni("validate", small_package, "--as-of", DAY).returncode == 0


@pytest.mark.parametrize("format", ["text", "json", "github", "csv"])
def test_wrong_data_exits_with_1_in_every_format(broken, format):
    done = tomoni("validate", broken, "--as-of", DAY, "--format", format, check=False)
    assert done.returncode == 1
    assert "owned" in done.stdout and "organizations.csv" in done.stdout
    assert "Traceback" not in done.stderr


def test_json_is_what_the_documentation_says(broken):
    report = json.loads(tomoni("validate", broken, "--as-of", DAY, "--format", "json", check=False).stdout)
    assert report["valid"] is False
    assert list(report["errors"][0]) == ["table", "file", "line", "field", "code", "value", "message", "hint"]


def test_messages_follow_the_locale(broken):
    japanese = tomoni("validate", broken, "--as-of", DAY, env={"LC_ALL": "ja_JP.UTF-8"}, check=False).stdout
    english = tomoni("validate", broken, "--as-of", DAY, env={"LC_ALL": "en_US.UTF-8"}, check=False).stdout
    assert "選べません" in japanese
    assert "is not a choice" in english or "choose" in english.lower()


def test_a_package_that_is_not_there_is_said_plainly(tmp_path):
    done = tomoni("validate", tmp_path / "nowhere", check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_an_unknown_format_of_import_names_the_known_ones(tmp_path, small_package):
    done = tomoni("import", "excel", tmp_path / "x.csv", "--into", small_package, check=False)
    assert done.returncode == 2
    assert "npo-register" in done.stderr


def test_synth_gives_the_same_bytes_for_the_same_seed(tmp_path):
    for name in ("one", "two"):
        tomoni("synth", "--organizations", 8, "--seed", 5, "--as-of", DAY, "--into", tmp_path / name)
    one, two = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two


def test_synth_does_not_write_over_what_is_there(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.txt").write_text("precious")
    done = tomoni("synth", "--organizations", 5, "--as-of", DAY, "--into", tmp_path / "mine", check=False)
    assert done.returncode == 1
    assert (tmp_path / "mine" / "note.txt").read_text() == "precious"
