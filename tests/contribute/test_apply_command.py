"""The two commands as their users meet them: `tomoni template` and `tomoni apply`."""

import operator

import pytest
from tomoni.catalog import load_catalog
from tomoni.cli import app
from tomoni.contribute.submission import submission_text
from typer.testing import CliRunner

from .entries import cells, opening
from .workbooks import filled_template, workbook

OPENINGS = "people/openings.csv"
AS_OF = ("--as-of", "2026-11-23")


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def filled(package, tmp_path):
    """A template of openings, filled in by the first organization of the package."""
    path = tmp_path / "募集.xlsx"
    assert run("template", "openings", "--data", package, "--output", path, *AS_OF).exit_code == 0
    organization = load_catalog(package).rows("organizations")[0]

    def fill(**values):
        row = {
            "団体": organization["name"],
            "募集の題名": "夕ごはんの配膳",
            "関わり方": "単発",
            "役割": "手伝い",
            "ひとこと紹介": "夕ごはんを、いっしょに用意します。",
            "内容": "盛り付けと配膳をします。",
            "時間帯": "平日の夜",
            "活動の始まり": "令和8年12月5日（土）",
            "参加のしかた": "現地",
            "募集する人数": "３人",
            "申し込みのページ": "https://midorino.example/apply",
        }
        return filled_template(path.read_bytes(), path, [row | values])

    return fill


def test_a_workbook_with_two_mistakes_is_explained_and_then_taken(package, filled, tmp_path):
    before = (package / OPENINGS).read_bytes()
    wrong = filled(関わり方="1回", 募集する人数="若干名")
    refused = run("apply", wrong, "--into", package, *AS_OF, "--summary", tmp_path / "説明.md")
    assert refused.exit_code == 1
    assert "見出し" in refused.stderr
    assert "4行目" in refused.stderr
    assert "「1回」は「関わり方」にありません" in refused.stderr
    assert "「若干名」は、数（小数のない数）として読めません" in refused.stderr
    assert "直すところが2か所あります。何も書きかえていません。" in refused.stderr
    assert "まだ取り込めません" in (tmp_path / "説明.md").read_text("utf-8")
    assert (package / OPENINGS).read_bytes() == before

    right = filled()
    tried = run("apply", right, "--into", package, *AS_OF, "--dry-run")
    assert tried.exit_code == 0, tried.stderr
    assert "「令和8年12月5日（土）」→ 2026-12-05" in tried.stderr
    assert "書いていません" in tried.stderr
    assert (package / OPENINGS).read_bytes() == before
    assert run("apply", right, "--into", package, *AS_OF).exit_code == 0
    assert "夕ごはんの配膳" in {row["title"] for row in cells(package, OPENINGS)}
    again = run("apply", right, "--into", package, *AS_OF)
    assert again.exit_code == 0
    assert "変わるところはありません" in again.stdout


def test_the_document_of_a_form(package, tmp_path):
    path = tmp_path / "tomoni-openings-20261123.json"
    path.write_text(submission_text(opening(package)), "utf-8")
    summary = tmp_path / "説明.md"
    done = run("apply", path, "--into", package, *AS_OF, "--by", "窓口", "--summary", summary)
    assert done.exit_code == 0, done.stderr
    assert "1行を書きました：people/openings.csv" in done.stderr
    assert "送った人：`窓口`" in summary.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--as", "services"], "ファイルは「openings」のもの"),
        (["--column", "備考"], "見出し=列"),
    ],
)
def test_wrong_options_are_explained(package, tmp_path, arguments, what):
    path = tmp_path / "sent.json" if "--as" in arguments else workbook(tmp_path / "a.xlsx", ["題名"], ["a"])
    if "--as" in arguments:
        path.write_text(submission_text(opening(package)), "utf-8")
    refused = run("apply", path, "--into", package, *AS_OF, *arguments)
    assert refused.exit_code != 0
    assert what in refused.stderr + str(refused.exception or "")


def test_an_empty_template_says_so(package, tmp_path):
    path = tmp_path / "募集.xlsx"
    run("template", "openings", "--data", package, "--output", path, *AS_OF)
    refused = run("apply", path, "--into", package, *AS_OF)
    assert refused.exit_code != 0
    assert "書きこまれた行がありません" in refused.stderr + str(refused.exception or "")


def test_a_row_marked_for_removal_in_a_prefilled_template_goes(package, tmp_path):
    """Twice is once; the summary says what went."""
    organization, year = operator.itemgetter("organization", "fiscal_year")(
        cells(package, "organizations/finances.csv")[0]
    )
    path, summary = tmp_path / "会計.xlsx", tmp_path / "説明.md"
    arguments = ("--data", package, "--output", path, "--organization", organization, *AS_OF)
    assert run("template", "finances", *arguments).exit_code == 0
    filled_template(path.read_bytes(), path, [{"印": "削除"}])
    done = run("apply", path, "--into", package, *AS_OF, "--summary", summary)
    assert done.exit_code == 0, done.stderr
    said = summary.read_text("utf-8")
    assert (
        "## 変わるところ：取りやめ 1件" in said
        and f"### 取りやめ：団体の会計 `{organization}・{year}`" in said
    )
    assert "行がなくなります" in said
    assert (organization, year) not in {
        (row["organization"], row["fiscal_year"]) for row in cells(package, "organizations/finances.csv")
    }
    again = run("apply", path, "--into", package, *AS_OF)
    assert again.exit_code == 0
    assert "4行目「削除」→ その行は、もうありません" in again.stderr
    assert "変わるところはありません" in again.stdout


def test_another_word_in_the_first_column_is_asked(package, filled):
    refused = run("apply", filled(印="けす"), "--into", package, *AS_OF)
    assert refused.exit_code == 1
    assert "印の列に「けす」とあります。" in refused.stderr
    assert "「削除」と書いてください" in refused.stderr


def test_ending_what_one_has_with_a_prefilled_template(package, tmp_path):
    catalog = load_catalog(package)
    own = catalog.rows("openings")[0]
    path = tmp_path / "募集.xlsx"
    run(
        "template",
        "openings",
        "--data",
        package,
        "--output",
        path,
        "--organization",
        own["organization"],
        *AS_OF,
    )
    number = catalog.by("openings", "organization")[own["organization"]].index(own)
    filled_template(path.read_bytes(), path, [{"状態": "募集終了"}], first=4 + number)
    done = run("apply", path, "--into", package, *AS_OF)
    assert done.exit_code == 0, done.stderr
    assert next(row for row in cells(package, OPENINGS) if row["id"] == own["id"])["status"] == "closed"
    assert "本人の申し出か確かめてください" in done.stdout
