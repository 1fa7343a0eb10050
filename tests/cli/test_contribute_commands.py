"""The commands around contributions, as they are called: exit codes, files, and words that say what to do next."""

import json
import shutil

import pytest
from tomoni.catalog import load_catalog
from tomoni.cli import app
from typer.testing import CliRunner


@pytest.fixture
def package(small_package, tmp_path):
    into = tmp_path / "data"
    shutil.copytree(small_package, into)
    return into


def run(*arguments):
    return CliRunner().invoke(app, [str(part) for part in arguments])


def test_purge_takes_a_row_out_and_says_what_is_left_to_do(package):
    row = load_catalog(package).rows("openings")[0]
    done = run("purge", "openings", row["id"], "--data", package, "--as-of", "2026-11-23")
    assert done.exit_code == 0, done.output
    assert load_catalog(package).get("openings", row["id"]) is None
    assert f"消した行: openings {row['id']}" in done.output
    assert "まだ終わりではありません" in done.output and "git filter-repo" in done.output


def test_purge_of_a_photo_needs_only_its_id(package):
    row = load_catalog(package).rows("photos")[0]
    done = run("purge", "--photo", row["id"], "--data", package, "--as-of", "2026-11-23")
    assert done.exit_code == 0 and load_catalog(package).get("photos", row["id"]) is None


@pytest.mark.parametrize("arguments", [[], ["openings"], ["openings", "a", "--photo", "b"]])
def test_purge_without_a_row_is_a_wrong_call(package, arguments):
    assert run("purge", *arguments, "--data", package).exit_code == 2


def test_stale_writes_a_title_and_a_text_for_each_ward(package, tmp_path):
    done = run(
        *("stale", "--repository", "https://github.com/ward/tomoni", "--output", tmp_path / "stale"),
        *("--data", package, "--as-of", "2028-11-23", "--demo", "--settings", tmp_path / "none.py"),
    )
    assert done.exit_code == 0, done.output
    titles = sorted((tmp_path / "stale").glob("*.title"))
    assert titles and all(path.with_suffix(".md").exists() for path in titles)


def test_issue_forms_replaces_what_is_there(package, tmp_path):
    (tmp_path / "old.yml").write_text("name: old\n")
    assert (
        run(
            "issue-forms", "--data", package, "--output", tmp_path, "--contact", "https://npo.example.jp/"
        ).exit_code
        == 0
    )
    assert not (tmp_path / "old.yml").exists() and (tmp_path / "openings.yml").exists()
    assert "https://npo.example.jp/" in (tmp_path / "config.yml").read_text(encoding="utf-8")


def test_check_links_writes_its_result(package, tmp_path, monkeypatch):
    monkeypatch.setattr("tomoni.cli.links.outside_links", lambda catalog: {})
    done = run("check-links", "--data", package, "--output", tmp_path / "links.json", "--as-of", "2026-11-23")
    assert done.exit_code == 0
    assert json.loads((tmp_path / "links.json").read_text())["checked_on"] == "2026-11-23"


def test_export_form_writes_a_workbook_only_to_a_file(package, tmp_path):
    organization = load_catalog(package).rows("organizations")[0]["id"]
    assert run("export-form", organization, "--data", package, "--format", "xlsx").exit_code == 2
    assert run("export-form", organization, "--data", package, "--format", "pdf").exit_code == 2
    target = tmp_path / "form.xlsx"
    assert (
        run("export-form", organization, "--data", package, "--format", "xlsx", "--output", target).exit_code
        == 0
    )
    assert target.read_bytes()[:2] == b"PK"
    assert "申請書の下書き" in run("export-form", organization, "--data", package).output
