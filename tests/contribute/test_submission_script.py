"""From an issue to a pull request, on a real Git repository; GitHub itself is a program that writes down what it is asked."""

import json

import pytest
from tomoni.catalog import load_catalog

from tests.contribute.github_issue import event, rendered
from tests.contribute.ward_repository import WardRepository


@pytest.fixture(scope="module")
def ward(small_package, tmp_path_factory):
    return WardRepository(tmp_path_factory.mktemp("ward"), small_package)


@pytest.fixture(scope="module")
def organization(small_package):
    return load_catalog(small_package).rows("organizations")[0]


def folder_of(ward, name, state, comment="返事\n", number=12):
    folder = ward.clone.parent / name
    folder.mkdir()
    for file, text in (
        ("state", f"{state}\n"),
        ("branch", f"submission/issue-{number}\n"),
        ("title", "題名 $(touch /tmp/never) `id`\n"),
        ("summary.md", "本文\n"),
        ("comment.md", comment),
    ):
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def back_to_main(ward):
    ward.git("switch", "--quiet", "--force", "main")


def said(calls, *start):
    return [one for one in calls if tuple(one["call"][: len(start)]) == start]


def test_an_issue_becomes_a_branch_with_one_line_more_a_checked_site_and_a_pull_request(ward, organization):
    answers = {
        "organization": organization["name"],
        "title_": "::set-output name=x::$(touch /tmp/never)",
        "engagement": "単発",
        "role_kind": "手伝い",
        "summary": "会場の片づけを手伝います。",
        "description": "閉会のあと、机といすを片づけます。",
        "time_slots": ["土日祝の夜"],
        "mode": "現地",
        "area": "葛飾区",
        "place": "区の会館",
        "people_needed": "3",
        "apply_phone": "03-0000-0000",
    }
    payload = ward.clone.parent / "event.json"
    payload.write_text(json.dumps(event(rendered("openings", answers), number=41)), encoding="utf-8")
    folder = ward.clone.parent / "read"
    summary = ward.clone.parent / "step-summary.md"
    done = ward.run("scripts/submission", "read", payload, folder, GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "state").read_text() == "changed\n"
    assert "::set-output" not in done.stdout + done.stderr
    assert "::set-output" in summary.read_text(encoding="utf-8")

    ward.answers({"pr create": "https://github.com/ward/tomoni/pull/42"})
    done = ward.run("scripts/submission", "send", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    numbers = ward.git("diff", "--numstat", "main", "submission/issue-41", at=ward.origin).split()
    assert numbers == ["1", "0", "data/people/openings.csv"]
    (line,) = [
        line
        for line in ward.git("diff", "main", "submission/issue-41", at=ward.origin).splitlines()
        if line.startswith("+") and not line.startswith("+++")
    ]
    page = folder / "site" / "openings" / f"{line[1:].split(',')[0]}.html"
    assert "会場の片づけを手伝います。" in page.read_text(encoding="utf-8")
    ward.git("merge-tree", "--write-tree", "main", "submission/issue-41", at=ward.origin)

    calls = ward.calls()
    (created,) = said(calls, "pr", "create")
    assert created["body"] == (folder / "summary.md").read_text(encoding="utf-8")
    assert "https://github.com/ward/tomoni/actions/runs/7" in created["body"]
    (comment,) = said(calls, "issue", "comment", "41")
    assert "https://github.com/ward/tomoni/pull/42" in comment["body"]
    (status,) = said(calls, "api")
    assert "state=success" in status["call"]
    back_to_main(ward)


def test_an_edited_issue_updates_its_pull_request_and_the_same_again_changes_nothing(ward):
    path = ward.clone / "data" / "people" / "openings.csv"
    folder = folder_of(ward, "edited", "changed", number=12)
    ward.answers({"pr list": "https://github.com/ward/tomoni/pull/50"})
    heads = []
    for title in ("一度目", "二度目", "二度目"):
        back_to_main(ward)
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("true", "false", 1) if title == "一度目" else text.replace(",true", ",false", 2),
            encoding="utf-8",
        )
        done = ward.run("scripts/submission", "send", folder)
        assert done.returncode == 0, done.stderr
        heads.append(ward.git("rev-parse", "submission/issue-12", at=ward.origin))
    assert heads[0] != heads[1] == heads[2]
    calls = ward.calls()
    assert len(said(calls, "pr", "edit", "submission/issue-12")) == 3 and not said(calls, "pr", "create")
    assert said(calls, "pr", "edit")[0]["call"][4] == "題名 $(touch /tmp/never) `id`"
    back_to_main(ward)


def test_what_a_reviewer_mended_on_the_branch_is_never_written_over(ward):
    ward.git("switch", "--quiet", "--force-create", "submission/issue-13", "main")
    ward.git("commit", "--quiet", "--allow-empty", "-m", "Mended by hand")
    ward.git("push", "--quiet", "origin", "submission/issue-13")
    back_to_main(ward)
    before = ward.git("rev-parse", "submission/issue-13", at=ward.origin)
    path = ward.clone / "data" / "people" / "openings.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("true", "false", 1), encoding="utf-8")
    done = ward.run("scripts/submission", "send", folder_of(ward, "mended", "changed", number=13))
    assert done.returncode == 0, done.stderr
    assert ward.git("rev-parse", "submission/issue-13", at=ward.origin) == before
    (comment,) = said(ward.calls(), "issue", "comment", "13")
    assert "自動では書きかえませんでした" in comment["body"]
    back_to_main(ward)


@pytest.mark.parametrize(("state", "code"), [("wrong", 0), ("unchanged", 0), ("later", 1)])
def test_without_a_change_the_issue_is_answered_and_nothing_is_pushed(ward, state, code):
    folder = folder_of(ward, f"only-{state}", state, f"返事 {state}\n", number=14)
    assert ward.run("scripts/submission", "send", folder).returncode == code
    (call,) = ward.calls()
    assert call["call"][:3] == ["issue", "comment", "14"] and call["body"] == f"返事 {state}\n"


@pytest.mark.parametrize(
    "branch", ["main", "submission/issue-", "submission/issue-1;id", "submission/issue-1/../../x"]
)
def test_a_branch_of_another_name_is_refused(ward, branch):
    folder = folder_of(ward, f"odd-{abs(hash(branch))}", "changed")
    (folder / "branch").write_text(branch + "\n", encoding="utf-8")
    assert ward.run("scripts/submission", "send", folder).returncode == 1
    assert ward.calls() == []
