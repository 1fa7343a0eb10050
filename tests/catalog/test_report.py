"""The report in its four formats and two languages."""

import csv
import io
import json
import re
import string
import time

import pytest
from tomoni.catalog import Problem, Report, format_report, load_checked, validate
from tomoni.catalog.ledger import PROBLEMS_SHOWN
from tomoni.catalog.messages import WORDS, explain
from tomoni.catalog.nearest import Nearest
from tomoni.catalog.rules import ROW_RULES, TABLE_RULES

from .small_package import AS_OF, SHIPPED


def broken(package) -> Report:
    package.set("openings", area="新宿", people_needed="三人")
    return validate(package.base, AS_OF)


def test_text_names_file_line_table_and_column_by_their_titles(package):
    text = format_report(broken(package), "text", "ja")

    assert "✗ people/openings.csv（2行目） ボランティア募集「" in text
    assert "「三人」は整数ではありません。" in text
    assert "→ 『新宿』→『13104 新宿区』ですか？" in text
    assert text.endswith("直すところが2か所あります。\n")


def test_text_in_english(package):
    text = format_report(broken(package), "text", "en")

    assert "✗ people/openings.csv, line 2" in text
    assert "“三人” is not a whole number." in text
    assert "Did you mean “13104 新宿区”?" in text
    assert "2 problems to mend." in text


def test_text_of_valid_data(package):
    report = validate(package.base, AS_OF)

    assert format_report(report, "text", "ja") == f"正しいデータです（{report.rows:,}行）。\n"
    assert format_report(report, "text", "en") == f"The data is valid ({report.rows:,} rows).\n"


def test_json_has_for_each_error_its_place_its_words_and_nothing_else(package):
    content = json.loads(format_report(broken(package), "json", "ja"))

    assert content["valid"] is False
    assert {tuple(error) for error in content["errors"]} == {
        ("table", "file", "line", "field", "code", "value", "message", "hint")
    }
    first = content["errors"][0]
    assert (first["table"], first["file"], first["line"]) == ("openings", "people/openings.csv", 2)


def test_github_annotations_have_the_path_as_the_command_sees_it(package, monkeypatch):
    monkeypatch.chdir(package.base.parent)

    line = format_report(broken(package), "github", "ja").splitlines()[0]

    assert line.startswith("::error file=data/people/openings.csv,line=2,title=")


@pytest.mark.parametrize(
    "value",
    [
        "x\n::set-output name=a::b",
        "x\r\n::error::b",
        "100%0A::warning::b",
        "::stop-commands::token",
        "a,line=1,title=b::c",
    ],
)
def test_what_is_contributed_cannot_become_a_workflow_command(package, value):
    package.set("openings", area=value, status=value)
    cells = package.read("openings")
    package.write("openings", [[*row, value] for row in cells])

    lines = format_report(validate(package.base, AS_OF), "github", "ja").split("\n")

    assert lines.pop() == ""
    for line in lines:
        command, message = line.removeprefix("::").split("::", 1)
        assert line.startswith("::error file=")
        assert [part.split("=")[0] for part in command.removeprefix("error ").split(",")] == [
            "file",
            "line",
            "title",
        ]
        assert "\r" not in message
    assert "::set-output" not in {line[:12] for line in lines}


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(package):
    package.set("openings", area="=HYPERLINK(1)", status="@SUM(1)")

    text = format_report(validate(package.base, AS_OF), "csv", "ja")

    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0][:4] == ["ファイル", "行", "表", "列"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert {"'=HYPERLINK(1)", "'@SUM(1)"} <= {row[4] for row in rows}


def test_nothing_that_a_terminal_obeys_is_shown(package):
    package.set("openings", area="\x1b[2J新宿", status="open\u202ecod")

    for format in ("text", "github", "csv"):
        text = format_report(validate(package.base, AS_OF), format, "ja")
        assert "\x1b" not in text and "\u202e" not in text
        assert "\\u001b" in text


def test_of_many_problems_in_one_file_a_thousand_are_listed_and_other_files_stay(package):
    cells = package.read("openings")
    many = [["-".join(("o", str(n))), *cells[1][1:]] for n in range(1500)]
    for row in many:
        row[cells[0].index("people_needed")] = "三人"
    package.write("openings", [cells[0], *many])
    package.set("matches", opening="")
    package.edit("opening_sessions", lambda content: content.split(b"\n", 1)[0] + b"\n")
    package.set("finances", revenue_total="1")

    report = validate(package.base, AS_OF)

    listed = [problem for problem in report.problems if problem.file == "people/openings.csv"]
    assert len(listed) == PROBLEMS_SHOWN
    assert report.truncated == ("people/openings.csv",)
    assert any(problem.table == "finances" for problem in report.problems)
    assert "はじめのものだけ" in format_report(report, "text", "ja")


def test_wrong_rows_are_left_out_also_when_there_are_too_many_to_list(package):
    cells = package.read("openings")
    many = [[f"o-{n}", *cells[1][1:]] for n in range(1200)]
    for row in many:
        row[cells[0].index("people_needed")] = "三人"
    package.write("openings", [*cells, *many])

    catalog, report = load_checked(package.base, AS_OF, leave_out=True)

    assert catalog is not None
    assert {row["id"] for row in catalog.rows("openings")} == {"gohan-tetsudai", "mimamori-homon"}
    assert len(report.left_out) == 1200


def test_a_wrong_row_is_left_out_with_what_hangs_on_it(package):
    package.set("organizations", founded_on="昨日")

    catalog, report = load_checked(package.base, AS_OF, leave_out=True)

    assert catalog is not None
    assert [row["id"] for row in catalog.rows("organizations")] == ["mimamori-setagaya"]
    assert catalog.get("openings", "gohan-tetsudai") is None
    assert {entry.table for entry in report.left_out} >= {"organizations", "openings", "opening_sessions"}


def test_wrong_files_leave_no_catalog(package):
    package.edit("openings", lambda content: content.decode().encode("cp932"))

    catalog, report = load_checked(package.base, AS_OF, leave_out=True)

    assert catalog is None
    assert not report.valid


def codes_that_rules_give() -> set[str]:
    """Every text in the rules' sources that is a code: the words have to know it."""
    import inspect

    import tomoni.catalog.rules as rules

    sources = [inspect.getsource(rule) for rule in (*ROW_RULES.values(), *TABLE_RULES.values())]
    assert rules
    found = set()
    for source in sources:
        for part in source.split("Finding(")[1:]:
            words = [word for word in part.split('"')[1::2] if "-" in word and word.islower()]
            found.update(words[:1])
    return found


def test_every_rule_has_words():
    assert codes_that_rules_give() <= set(WORDS)


@pytest.mark.parametrize("code", WORDS)
def test_every_message_has_words_in_both_languages(code):
    for text in WORDS[code]:
        assert list(string.Formatter().parse(text)) or text == ""
    japanese, english = explain(code, "ja", {}), explain(code, "en", {})
    assert japanese[0] or code == "package"
    assert not re.search("[ぁ-んァ-ヶ一-龠]", "".join(english))


def test_schemas_name_only_checks_that_there_are():
    for path in (SHIPPED / "schemas").rglob("*.json"):
        for check in json.loads(path.read_text("utf-8")).get("checks", []):
            assert check["name"] in ROW_RULES or check["name"] in TABLE_RULES, (path, check)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("新宿", "13104"),
        ("新宿区", "13104"),
        ("しんじゅく", "13104"),
        ("シンジュクク", "13104"),
        ("13014", "13104"),
        ("１３１０４", "13104"),
        ("大阪市", None),
        ("", None),
    ],
)
def test_the_nearest_code(value, code):
    labels = {"13101": ["千代田区", "ちよだく"], "13104": ["新宿区", "しんじゅくく"]}

    assert Nearest(labels).near(value).get("near_code") == code


def test_the_nearest_of_very_many_is_found_at_once():
    labels = {f"npo-{n:09d}": [f"NPO法人 第{n}の会"] for n in range(60_000)}
    nearest = Nearest(labels)

    assert nearest.near("npo-00001234")["near_code"].startswith("npo-0000")
    for n in range(100):
        nearest.near(f"npo-{n}x")


def test_a_problem_without_a_line_is_about_the_file():
    report = Report((Problem("openings", "people/openings.csv", None, None, "file-missing", None),))

    assert "行目" not in format_report(report, "text", "ja")
    assert ",line=" not in format_report(report, "github", "ja")


def test_every_check_is_in_the_documentation():
    page = (SHIPPED.parent / "docs/checks.md").read_text("utf-8")

    for name in (*ROW_RULES, *TABLE_RULES):
        assert f"| `{name}` |" in page


@pytest.mark.parametrize(
    "text", ["a" * 20_000 + "@", "1" * 20_000, "時給" * 10_000, "0-" * 10_000, "あ" * 20_000]
)
def test_no_text_makes_a_check_slow(package, text):
    package.set("reports", body=text)

    started = time.process_time()
    validate(package.base, AS_OF)

    assert time.process_time() - started < 3
