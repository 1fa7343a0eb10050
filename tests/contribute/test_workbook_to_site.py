"""From a workbook that came by mail to the site: explained, mended, one line more on a branch, merged, shown."""

import pytest
from tomoni.catalog import load_catalog

from tests.contribute.ward_repository import WardRepository
from tests.contribute.workbooks import filled_template


@pytest.fixture(scope="module")
def ward(small_package, tmp_path_factory):
    return WardRepository(tmp_path_factory.mktemp("ward"), small_package)


def test_a_workbook_becomes_a_mergeable_branch_of_one_line_and_the_site_shows_the_opening(ward, tmp_path):
    organization = load_catalog(ward.clone / "data").rows("organizations")[0]
    template = tmp_path / "template.xlsx"
    made = ward.run(".venv/bin/tomoni", "template", "openings", "--data", "data", "--output", template)
    assert made.returncode == 0, made.stderr
    answers = {
        "団体": organization["name"],
        "募集の題名": "ゆうやけ食堂の配膳",
        "関わり方": "1回",
        "役割": "手伝い",
        "ひとこと紹介": "夕ごはんを、いっしょに用意します。",
        "内容": "盛り付けと配膳をします。",
        "時間帯": "平日の夜",
        "参加のしかた": "現地",
        "募集する人数": "若干名",
        "申し込みのページ": "https://midorino.example/apply",
    }
    sent = filled_template(template.read_bytes(), tmp_path / "募集.xlsx", [answers])
    ward.git("switch", "--quiet", "--create", "workbook")
    refused = ward.run(".venv/bin/tomoni", "apply", sent, "--into", "data")
    assert refused.returncode == 1
    assert "直すところが2か所あります。何も書きかえていません。" in refused.stderr
    assert ward.git("status", "--porcelain", "data") == ""

    mended = answers | {"関わり方": "単発", "募集する人数": "３人"}
    sent = filled_template(template.read_bytes(), tmp_path / "募集.xlsx", [mended])
    summary = tmp_path / "summary.md"
    taken = ward.run(".venv/bin/tomoni", "apply", sent, "--into", "data", "--summary", summary)
    assert taken.returncode == 0, taken.stderr
    assert "`ゆうやけ食堂の配膳`" in summary.read_text("utf-8")
    ward.git("commit", "--quiet", "--all", "-m", "An opening that came as a workbook")
    assert ward.git("diff", "--numstat", "main", "workbook").split() == ["1", "0", "data/people/openings.csv"]

    ward.git("switch", "--quiet", "main")
    ward.git("merge", "--quiet", "--no-ff", "-m", "Merge", "workbook")
    built = ward.run(".venv/bin/tomoni", "build", "--output", tmp_path / "site")
    assert built.returncode == 0, built.stdout + built.stderr
    opening = next(
        row
        for row in load_catalog(ward.clone / "data").rows("openings")
        if row["title"] == "ゆうやけ食堂の配膳"
    )
    page = (tmp_path / "site" / "openings" / f"{opening['id']}.html").read_text("utf-8")
    assert "盛り付けと配膳をします。" in page
    assert opening["people_needed"] == 3
    assert opening["title"] in (tmp_path / "site" / "openings" / "index.html").read_text("utf-8")
