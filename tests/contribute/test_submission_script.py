"""From an issue to a pull request, on a real Git repository; GitHub itself is a program that writes down what it is asked."""

import csv
import json
import subprocess
from pathlib import Path

import pytest
from tomoni.catalog import load_catalog

from tests.conftest import ROOT
from tests.contribute.github_issue import event, rendered
from tests.contribute.ward_repository import WardRepository

EVENTS = Path(__file__).parent / "events"


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


@pytest.fixture(scope="module")
def quick(small_package, tmp_path_factory):
    """A ward whose sites need no building: what comes before and after it is tested."""
    return WardRepository(tmp_path_factory.mktemp("quick"), small_package, builds=False)


PULL = "https://github.com/ward/tomoni/pull/50"


def recorded(name, organization, number):
    """A recorded event, of an organization of this package."""
    payload = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    payload["issue"]["body"] = payload["issue"]["body"].replace("みどり野こどもの食卓", organization["name"])
    payload["issue"]["number"] = number
    return payload


def comes_in(ward, payload, held=""):
    """An event goes through both steps on a fresh checkout of main; what GitHub was asked, and the folder."""
    ward.git("fetch", "--quiet", "origin")
    ward.git("switch", "--quiet", "--force-create", "main", "origin/main")
    folder = ward.clone.parent / f"run-{len(list(ward.clone.parent.iterdir()))}"
    path = folder.with_suffix(".json")
    path.write_text(json.dumps(payload), encoding="utf-8")
    done = ward.run("scripts/submission", "read", path, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    ward.answers({"pr list": PULL, "api repos/ward/tomoni/commits": held})
    ward.calls()
    done = ward.run("scripts/submission", "send", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return ward.calls(), folder


def head(ward, number):
    return ward.git("rev-parse", f"submission/issue-{number}", at=ward.origin).strip()


def status(calls):
    """Which commit got which status, and why."""
    (call,) = [one["call"] for one in said(calls, "api", "--silent")]
    cells = dict(part.split("=", 1) for part in call if "=" in part)
    return call[2].rpartition("/")[2], cells["state"], cells["description"]


def test_an_issue_that_is_edited_wrong_and_right_again_holds_its_pull_request_back_until_then(
    quick, organization
):
    """One story of one issue: what can be merged is at every moment what the issue says."""
    ward = quick
    calls, _ = comes_in(ward, recorded("opening-new", organization, 12))
    first = head(ward, 12)
    assert status(calls) == (first, "success", "検査と組み立てに通りました")

    calls, folder = comes_in(ward, recorded("opening-edited-wrong", organization, 12))
    assert (folder / "state").read_text() == "wrong\n"
    assert head(ward, 12) == first, "the branch stays, for the sender to mend the issue"
    assert status(calls) == (first, "failure", "issue #12 に、直すところがあります")
    assert [one["call"] for one in said(calls, "pr", "ready")] == [["pr", "ready", PULL, "--undo"]]
    (comment,) = said(calls, "pr", "comment", PULL)
    assert "まだ取り込まないでください" in comment["body"]
    (answer,) = said(calls, "issue", "comment", "12")
    assert "4人くらい" in answer["body"] and "このissueを編集" in answer["body"]

    mended = recorded("opening-edited-mended", organization, 12)
    calls, _ = comes_in(ward, mended, held="failure")
    second = head(ward, 12)
    assert second != first
    (line,) = [
        line
        for line in ward.git("diff", "main", "submission/issue-12", at=ward.origin).splitlines()
        if line.startswith("+") and not line.startswith("+++")
    ]
    assert "デモ会場の2階" in line and ",6," in line
    assert status(calls) == (second, "success", "検査と組み立てに通りました")
    assert [one["call"] for one in said(calls, "pr", "ready")] == [["pr", "ready", PULL]]
    assert "直りました" in said(calls, "pr", "comment")[0]["body"]
    (edited,) = said(calls, "pr", "edit", PULL)
    assert "デモ会場の2階" in edited["body"]

    calls, _ = comes_in(ward, mended, held="success")
    assert head(ward, 12) == second, "the same again changes nothing"
    assert status(calls)[:2] == (second, "success")
    assert not said(calls, "pr", "ready") and not said(calls, "pr", "comment")

    ward.git("switch", "--quiet", "main")
    ward.git("merge", "--quiet", "--no-edit", "origin/submission/issue-12")
    ward.git("push", "--quiet", "origin", "main")
    calls, folder = comes_in(ward, mended)
    assert (folder / "state").read_text() == "unchanged\n"
    assert status(calls) == (second, "failure", "issue #12 の内容は、もうすべて載っています")


def test_a_pull_request_that_was_closed_is_left_alone(quick, organization):
    payload = recorded("opening-new", organization, 16)
    payload["issue"]["body"] = payload["issue"]["body"].replace("年末の配膳の手伝い", "別の手伝い")
    comes_in(quick, payload)
    quick.git("switch", "--quiet", "--force-create", "main", "origin/main")
    folder = folder_of(quick, "closed", "wrong", number=16)
    quick.answers({})
    assert quick.run("scripts/submission", "send", folder).returncode == 0
    assert [call["call"][:2] for call in quick.calls()] == [["pr", "list"], ["issue", "comment"]]


def test_the_document_of_the_sites_own_form_becomes_a_branch(quick, organization):
    """Made by the script of the page, as its last step makes it."""
    values = {
        "organization": organization["id"],
        "title": "本の整理",
        "engagement": "one-off",
        "role_kind": "helper",
        "summary": "棚の本を並べかえます。",
        "description": '1行目\n"2行目", カンマも',
        "time_slots": "weekend-evening",
        "starts_on": "2026-12-26",
        "mode": "onsite",
        "people_needed": "2",
        "apply_phone": "03-0000-0000",
        "place": "",
    }
    program = (
        "import { submission } from './theme/static/js/submit/submission.js';"
        f"const made = submission('openings', null, {json.dumps(values)}, {{}}, {{by: '会', why: ''}});"
        "console.log(JSON.stringify(made, null, 2));"
    )
    made = subprocess.run(
        ["node", "--input-type=module", "--eval", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    calls, folder = comes_in(quick, event(rendered("submission", {"document": made}), number=17))
    assert (folder / "state").read_text() == "changed\n"
    changed = quick.git("diff", "--numstat", "main", "submission/issue-17", at=quick.origin).split()
    assert changed == ["2", "0", "data/people/openings.csv"], "one row, with a line end in a cell"
    assert '1行目\n+""2行目"", カンマも' in quick.git("diff", "main", "submission/issue-17", at=quick.origin)
    assert status(calls)[:2] == (head(quick, 17), "success")
    assert "送った人：`会`" in (folder / "summary.md").read_text(encoding="utf-8")


def neighbours(path):
    """Two rows that stand on neighbouring lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    columns = next(csv.reader(lines))
    whole = [len(next(csv.reader([line]), [])) == len(columns) for line in lines]
    first = next(number for number in range(1, len(lines)) if whole[number] and whole[number + 1])
    return [dict(zip(columns, next(csv.reader([line])), strict=True)) for line in lines[first : first + 2]]


def test_neighbouring_rows_of_two_issues_both_come_in(quick, small_package):
    """Git merges by lines, and GitHub knows no other way: when main moves, what conflicts is made again."""
    ward = quick
    rows = neighbours(small_package / "organizations" / "finances.csv")
    for number, row in zip((21, 22), rows, strict=True):
        key = {name: row[name] for name in ("organization", "fiscal_year")}
        body = rendered("finances", {**key, "note": f"直しました {number}"})
        comes_in(ward, event(body, number=number))
    before = head(ward, 22)

    other = ward.clone.parent / "elsewhere"
    ward.git("clone", "--quiet", str(ward.origin), str(other), at=ward.clone.parent)
    ward.git("merge", "--quiet", "--no-edit", "origin/submission/issue-21", at=other)
    ward.git("push", "--quiet", "origin", "main", at=other)
    with pytest.raises(subprocess.CalledProcessError) as conflict:
        ward.git("merge-tree", "--write-tree", "main", "submission/issue-22", at=ward.origin)
    assert "CONFLICT" in conflict.value.stdout

    ward.git("fetch", "--quiet", "origin")
    ward.git("switch", "--quiet", "--force-create", "main", "origin/main")
    again = ward.clone.parent / "again"
    issue = event(body, number=22, action="edited")
    ward.answers(
        {
            "pr list --state open": "submission/issue-21\nsubmission/issue-22\nsubmission/issue-$(id)\nby-hand",
            "api repos/ward/tomoni/issues/22": json.dumps(issue),
            "pr list --head": PULL,
        }
    )
    ward.calls()
    for step in ("conflicting", "read-all", "send-all"):
        done = ward.run("scripts/submission", step, again)
        assert done.returncode == 0, done.stdout + done.stderr
        assert ward.git("status", "--porcelain", "--", "data") == ""
        if step == "conflicting":
            assert [path.name for path in again.iterdir() if path.is_dir()] == ["22"]
    calls = ward.calls()
    assert head(ward, 22) != before
    assert status(calls)[:2] == (head(ward, 22), "success")
    assert said(calls, "issue", "comment", "22")
    ward.git("merge-tree", "--write-tree", "main", "submission/issue-22", at=ward.origin)
    merged = ward.git("show", "submission/issue-22:data/organizations/finances.csv", at=ward.origin)
    noted = {
        (row["organization"], row["fiscal_year"]): row["note"] for row in csv.DictReader(merged.splitlines())
    }
    assert [noted[(row["organization"], row["fiscal_year"])] for row in rows] == [
        "直しました 21",
        "直しました 22",
    ]
    back_to_main(ward)


def test_nothing_is_made_again_where_nothing_conflicts_or_the_issue_is_closed(quick):
    folder = quick.clone.parent / "nothing"
    quick.answers({"pr list --state open": "submission/issue-22"})
    quick.calls()
    for step in ("conflicting", "read-all", "send-all"):
        assert quick.run("scripts/submission", step, folder).returncode == 0
    assert [call["call"][:2] for call in quick.calls()] == [["pr", "list"]]


def test_work_that_is_not_committed_stops_what_would_throw_it_away(quick):
    path = quick.clone / "data" / "people" / "openings.csv"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + "x\n", encoding="utf-8")
    for step in ("read-all", "send-all"):
        done = quick.run("scripts/submission", step, quick.clone.parent / "nothing")
        assert done.returncode == 1 and "まだ記録していない変更" in done.stderr
    assert path.read_text(encoding="utf-8") == before + "x\n"
    path.write_text(before, encoding="utf-8")


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
