"""An issue is answered: rows when it is right, words when it is not, and never anything that acts."""

import json
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tomoni.cli import app
from tomoni.contribute.issue_reply import reply_to_issue
from typer.testing import CliRunner

from tests.conftest import ROOT
from tests.contribute.github_issue import event, rendered

DAY = date(2026, 11, 23)
EVENTS = Path(__file__).parent / "events"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The demonstration's rows; every test that changes them takes its own copy of the one file."""
    into = tmp_path_factory.mktemp("issues") / "data"
    shutil.copytree(ROOT / "data", into)
    return into


@pytest.fixture
def openings(data):
    path = data / "people" / "openings.csv"
    before = path.read_text(encoding="utf-8")
    yield path
    path.write_text(before, encoding="utf-8")


def recorded(name):
    return json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))


def changed_lines(before, after):
    return set(after.splitlines()) - set(before.splitlines()), set(before.splitlines()) - set(
        after.splitlines()
    )


def test_a_new_opening_is_one_line_more(data, openings):
    before = openings.read_text(encoding="utf-8")
    reply = reply_to_issue(recorded("opening-new"), data, DAY)
    assert (reply.state, reply.branch) == ("changed", "submission/issue-12")
    assert reply.title.startswith("ボランティア募集 midorino-kodomono-shokutaku-")
    added, gone = changed_lines(before, openings.read_text(encoding="utf-8"))
    assert len(added) == 1 and not gone
    assert "Closes #12" in reply.summary and "年末の配膳の手伝い" in reply.summary
    again = reply_to_issue(recorded("opening-new"), data, DAY)
    assert again.state == "unchanged"


def test_a_changed_cell_is_one_changed_line(data, openings):
    before = openings.read_text(encoding="utf-8")
    reply = reply_to_issue(recorded("opening-changed"), data, DAY)
    assert reply.state == "changed" and "もう1人お願いします" in reply.summary
    added, gone = changed_lines(before, openings.read_text(encoding="utf-8"))
    assert len(added) == len(gone) == 1


@pytest.mark.parametrize("name", ["opening-two-errors", "opening-without-required", "free-text"])
def test_what_is_wrong_is_said_and_nothing_is_written(data, openings, name):
    before = openings.read_text(encoding="utf-8")
    reply = reply_to_issue(recorded(name), data, DAY)
    assert reply.state == "wrong" and "このissueを編集" in reply.comment
    assert openings.read_text(encoding="utf-8") == before
    assert "送られたままの文" in reply.summary


def live_html(markdown):
    """The HTML that GitHub would make of it, before it sanitizes anything."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)


class OutsideCode(HTMLParser):
    """The text that GitHub would look for mentions in: it makes none inside `code` and `pre`."""

    def __init__(self):
        super().__init__()
        self.depth, self.text = 0, ""

    def handle_starttag(self, tag, attrs):
        self.depth += tag in ("code", "pre")

    def handle_endtag(self, tag):
        self.depth -= tag in ("code", "pre")

    def handle_data(self, data):
        self.text += "" if self.depth else data


def outside_code(shown):
    reader = OutsideCode()
    reader.feed(shown)
    assert reader.depth == 0, "a box was left open"
    return reader.text


def test_what_stands_outside_code_is_found():
    assert outside_code("<p>a @everyone <code>@b</code><pre>@c</pre></p>") == "a @everyone "


def test_hostile_text_shows_and_does_nothing(data, openings):
    reply = reply_to_issue(recorded("opening-hostile"), data, DAY)
    assert reply.branch == "submission/issue-14"
    for text in (reply.summary, reply.comment):
        shown = live_html(text)
        assert "<script" not in shown and "<a " not in shown and "<img" not in shown
        assert "@everyone" not in outside_code(shown)
    assert "@everyone" in reply.summary and "&lt;script&gt;" in reply.summary


def test_hostile_text_that_is_wrong_shows_in_the_answer_and_does_nothing(data, openings):
    payload = recorded("opening-hostile")
    evil = "たくさん @everyone <script>x</script> [x](https://evil.example) ![](https://evil.example/x.png)"
    payload["issue"]["body"] = payload["issue"]["body"].replace("人数\n\n4\n", f"人数\n\n{evil}\n")
    reply = reply_to_issue(payload, data, DAY)
    assert reply.state == "wrong" and "たくさん" in reply.comment
    shown = live_html(reply.comment)
    assert "<script" not in shown and "<a " not in shown and "<img" not in shown
    # Our own sentence quotes it: a sign that is not seen keeps the mention from being one.
    assert "@everyone" not in outside_code(shown) and "@\u200beveryone" in outside_code(shown)


def test_the_text_as_it_came_cannot_leave_its_box(data):
    body = "</pre></details>\n\n# 見出し\n\n<script>x</script>\n\n[x](https://evil.example)\n\n@everyone ::set-output::"
    shown = live_html(reply_to_issue(event(body), data, DAY).summary)
    box = shown.partition("<pre>")[2].partition("</pre>")[0]
    assert "&lt;/pre&gt;&lt;/details&gt;" in box and "@everyone ::set-output::" in box
    assert "<h1>" not in shown and "<script" not in shown and "<a " not in shown


def test_a_long_text_still_fits_into_a_pull_request(data):
    reply = reply_to_issue(event("<&>" * 21_000), data, DAY)
    assert len(reply.summary) < 65_536 and "続きは元のissueにあります" in reply.summary


def test_what_may_be_about_a_person_is_not_repeated(data):
    body = rendered("resource_offers", {"title_": "ひみつの机", "provider_kind": "個人"})
    reply = reply_to_issue(event(body), data, DAY)
    assert reply.state == "wrong" and "支援センターの窓口" in reply.comment
    assert "ひみつの机" not in reply.summary + reply.comment


def test_errors_of_the_data_are_not_the_senders(tmp_path, data):
    reply = reply_to_issue(recorded("opening-new"), tmp_path, DAY)
    assert reply.state == "later" and "書かれた内容のせいではありません" in reply.comment


def test_the_command_writes_files_and_says_nothing_that_was_sent(data, openings, tmp_path):
    """What is printed would be read by the runner: a line that begins with `::` is a command there."""
    files = {
        name: tmp_path / name
        for name in ("summary", "branch-file", "title-file", "comment-file", "state-file")
    }
    options = [part for name, path in files.items() for part in (f"--{name}", str(path))]
    path = EVENTS / "opening-hostile.json"
    done = CliRunner().invoke(
        app, ["issue", str(path), "--into", str(data), "--as-of", "2026-11-23", *options]
    )
    assert files["state-file"].read_text() == "changed\n"
    assert done.exit_code == 0
    assert "::set-output" in files["summary"].read_text(), "it was read, and shown where nothing obeys it"
    assert "::" not in done.output and "script" not in done.output
    assert files["branch-file"].read_text() == "submission/issue-14\n"


def test_a_file_that_is_no_event_is_told(data, tmp_path):
    (tmp_path / "event.json").write_text("[")
    done = CliRunner().invoke(app, ["issue", str(tmp_path / "event.json"), "--into", str(data)])
    assert done.exit_code == 1 and "JSON" in str(done.exception)


def test_the_documentations_example_runs(data, openings, tmp_path, monkeypatch):
    text = (ROOT / "docs" / "workflows.md").read_text(encoding="utf-8")
    example = text.partition("scripts/tomoni issue ")[2].partition("`")[0]
    monkeypatch.chdir(ROOT)
    arguments = example.replace("COPY_OF_DATA", str(data)).replace("summary.md", str(tmp_path / "summary.md"))
    done = CliRunner().invoke(app, ["issue", *arguments.split(), "--as-of", "2026-11-23"])
    assert done.exit_code == 0, done.output
    assert "変わるところ" in (tmp_path / "summary.md").read_text(encoding="utf-8")
