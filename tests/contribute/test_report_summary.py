"""Everything that is wrong with a package as a job's summary shows it."""

import shutil

import pytest
from markdown_it import MarkdownIt
from tomoni.catalog import Problem, Report, validate
from tomoni.cli import app
from tomoni.contribute.report_summary import report_markdown
from typer.testing import CliRunner

from .entries import DAY, cells

FINANCES = "organizations/finances.csv"


@pytest.fixture(scope="module")
def broken(few_tables, tmp_path_factory):
    """A year of every organization's accounts has a sum that is none."""
    into = tmp_path_factory.mktemp("broken") / "data"
    shutil.copytree(few_tables, into)
    path = into / FINANCES
    for row in cells(into, FINANCES):
        text = path.read_text("utf-8")
        start = text.index(f"\n{row['organization']},{row['fiscal_year']},")
        wrong = text[start:].replace(f",{row['revenue_total']},", f",<b>{row['fiscal_year']}</b>,", 1)
        path.write_text(text[:start] + wrong, "utf-8")
    return into, len(cells(into, FINANCES))


def test_every_problem_is_there_with_its_line_and_how_to_mend_it(broken):
    into, count = broken
    report = validate(into, DAY)
    assert len(report.problems) >= count > 10
    text = report_markdown(report)
    assert text.startswith(f"## データに、直すところが{len(report.problems)}か所あります\n")
    assert text.count("\n- **") == len(report.problems)
    for problem in report.problems:
        assert f"\n- **{problem.line}行目「{problem.detail['title']}」（`{problem.field}`）**：" in text
    shown = MarkdownIt("commonmark", {"html": True}).render(text)
    assert "<b>" not in shown
    assert "直し方：" in shown


def test_more_than_a_summary_holds_is_counted():
    problem = Problem("finances", FINANCES, 2, "note", "type", "x" * 50, {"title": "あ" * 400})
    text = report_markdown(Report((problem,) * 3_000))
    assert len(text.encode()) < 1 << 20
    shown = text.count("\n- **")
    assert 0 < shown < 3_000
    assert f"ほかに{3_000 - shown:,}か所あります。" in text


def test_the_command_adds_to_the_file_and_says_nothing_where_all_is_right(broken, few_tables, tmp_path):
    summary = tmp_path / "summary.md"
    summary.write_text("前の段\n", "utf-8")
    for data, code in ((few_tables, 0), (broken[0], 1)):
        arguments = ["validate", str(data), "--format", "github", "--summary", str(summary)]
        done = CliRunner().invoke(app, [*arguments, "--as-of", DAY.isoformat()])
        assert done.exit_code == code
        if code == 0:
            assert summary.read_text("utf-8") == "前の段\n"
    assert summary.read_text("utf-8").startswith("前の段\n## データに、直すところが")
