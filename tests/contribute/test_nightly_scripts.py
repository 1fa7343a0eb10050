"""The night on any Git host: pull, check, build; what stands stays when anything fails. And the issues that tell of it."""

import subprocess

import pytest

from tests.contribute.ward_repository import WardRepository


@pytest.fixture(scope="module")
def ward(small_package, tmp_path_factory):
    return WardRepository(tmp_path_factory.mktemp("night"), small_package)


def somebody_pushes(ward, change):
    """Another clone changes data/ on the origin."""
    other = ward.clone.parent / "other"
    if not other.exists():
        subprocess.run(["git", "clone", "--quiet", ward.origin, other], check=True)
        ward.git("config", "user.name", "Other", at=other)
        ward.git("config", "user.email", "other@example.jp", at=other)
    change(other / "data")
    ward.git("commit", "--quiet", "--all", "-m", "A change", at=other)
    ward.git("push", "--quiet", at=other)


def renamed(text):
    def change(data):
        path = data / "organizations" / "organizations.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        cells = lines[1].split(",")
        cells[1] = text
        path.write_text("".join([lines[0], ",".join(cells), *lines[2:]]), encoding="utf-8")

    return change


def broken_row(data):
    path = data / "organizations" / "organizations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",claimed,", ",owned,", 1), encoding="utf-8")


def broken_file(data):
    (data / "people" / "openings.csv").write_bytes(b"\xff\xfe\x00")


def test_nights(ward):
    """One story, since each night builds on the one before."""
    output = ward.clone.parent / "www"
    somebody_pushes(ward, renamed("あたらしい名前の会"))
    sent = ward.clone.parent / "sent"
    done = ward.run("scripts/nightly", "--output", output, TOMONI_AFTER=f"touch {sent}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "あたらしい名前の会" in (output / "npos" / "index.html").read_text(encoding="utf-8")
    assert sent.exists()

    first = output.resolve()
    somebody_pushes(ward, broken_file)
    done = ward.run("scripts/nightly", "--output", output)
    assert done.returncode == 1
    assert "前のサイトは、そのまま残っています" in done.stderr and "openings.csv" in done.stderr
    assert output.resolve() == first and (output / "index.html").exists()

    ward.git("-C", str(ward.clone.parent / "other"), "revert", "--no-edit", "HEAD")
    somebody_pushes(ward, broken_row)
    done = ward.run("scripts/nightly", "--output", output)
    assert done.returncode == 3
    assert "owned" in done.stderr and "のぞいています" in done.stderr
    assert output.resolve() != first

    ward.git("commit", "--quiet", "--allow-empty", "-m", "Here only")
    somebody_pushes(ward, renamed("べつの名前の会"))
    done = ward.run("scripts/nightly", "--output", output)
    assert done.returncode == 1 and "新しいデータを取れませんでした" in done.stderr


def test_an_unknown_argument_is_told(ward):
    assert ward.run("scripts/nightly", "--fast").returncode == 2


def test_a_broken_night_keeps_one_issue_open_until_a_good_one(ward):
    ward.answers({})
    assert ward.run("scripts/tell-night", "broken").returncode == 0
    assert [call["call"][:2] for call in ward.calls()] == [
        ["issue", "list"],
        ["label", "create"],
        ["issue", "create"],
    ]
    ward.answers({"issue list": "9"})
    ward.run("scripts/tell-night", "broken")
    assert [call["call"][:3] for call in ward.calls()][1:] == [["issue", "comment", "9"]]
    ward.run("scripts/tell-night", "good")
    assert ["issue", "close", "9"] in [call["call"] for call in ward.calls()]
    ward.answers({})
    ward.run("scripts/tell-night", "good")
    assert len(ward.calls()) == 1


def test_a_ward_has_one_issue_that_is_kept_up_to_date_and_closed(ward, tmp_path):
    for name, title in (("13122", "【葛飾区】確かめて"), ("13104", "【新宿区】確かめて $(id)")):
        (tmp_path / f"{name}.title").write_text(title + "\n", encoding="utf-8")
        (tmp_path / f"{name}.md").write_text(f"本文 {name}\n", encoding="utf-8")
    ward.answers({"issue list": "5\t【葛飾区】確かめて\n6\t【港区】確かめて"})
    done = ward.run("scripts/ask-wards", tmp_path)
    assert done.returncode == 0, done.stderr
    calls = {" ".join(call["call"][:3]): call for call in ward.calls()}
    assert calls["issue edit 5"]["body"] == "本文 13122\n"
    assert calls["issue create --title"]["call"][3] == "【新宿区】確かめて $(id)"
    assert "issue close 6" in calls and "issue close 5" not in calls


def test_the_newest_result_of_the_links_is_fetched_and_none_is_no_failure(ward, tmp_path):
    ward.answers({"run list": "77", "run download": None})
    done = ward.run("scripts/newest-links", tmp_path / "links.json")
    assert done.returncode == 0 and not (tmp_path / "links.json").exists()
    assert [call["call"][:3] for call in ward.calls()][1] == ["run", "download", "77"]


def test_a_change_by_hand_is_checked_compared_and_built(ward, tmp_path):
    first = ward.git("rev-list", "--max-parents=0", "main").strip()
    ward.git("switch", "--quiet", "--force-create", "by-hand", first)
    renamed("手で直した名前の会 @everyone")(ward.clone / "data")
    ward.git("commit", "--quiet", "--all", "-m", "By hand")
    summary = tmp_path / "summary.md"
    done = ward.run(
        "scripts/check-change", "HEAD^1", "--output", tmp_path / "site", GITHUB_STEP_SUMMARY=str(summary)
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "`手で直した名前の会 @everyone`" in summary.read_text(encoding="utf-8")
    assert (tmp_path / "site" / "index.html").exists()
    assert len(ward.git("worktree", "list").splitlines()) == 1
    shown = summary.read_text(encoding="utf-8")
    assert "(https://github.com/ward/tomoni/actions/runs/7#artifacts)" in shown and "preview" in shown


def test_a_change_by_hand_that_is_wrong_is_told_on_its_lines_and_whole_in_the_summary(ward, tmp_path):
    first = ward.git("rev-list", "--max-parents=0", "main").strip()
    ward.git("switch", "--quiet", "--force-create", "wrong-by-hand", first)
    path = ward.clone / "data" / "organizations" / "organizations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",claimed,", ",<b>owned</b>,"), encoding="utf-8")
    ward.git("commit", "--quiet", "--all", "-m", "Wrong by hand")
    summary = tmp_path / "summary.md"
    done = ward.run(
        "scripts/check-change", "HEAD^1", "--output", tmp_path / "site", GITHUB_STEP_SUMMARY=str(summary)
    )
    assert done.returncode == 1
    errors = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert len(errors) > 1
    assert errors[0].startswith("::error file=data/organizations/organizations.csv,line=2,title=")
    assert all("owned" in line and "claimed" in line for line in errors)
    shown = summary.read_text(encoding="utf-8")
    assert f"直すところが{len(errors)}か所あります" in shown
    assert shown.count("\n- **") == len(errors)
    assert "### `data/organizations/organizations.csv`" in shown
    assert "<b>" not in shown
    assert not (tmp_path / "site").exists(), "what is wrong is not built"
    ward.git("switch", "--quiet", "main")
