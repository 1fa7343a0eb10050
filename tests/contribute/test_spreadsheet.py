"""Spreadsheets of all kinds as submissions: headings in any order and words, what was understood, what is asked."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tomoni.catalog import TomoniError, kind_of, load_catalog
from tomoni.contribute.spreadsheet import read_submissions
from tomoni.contribute.spreadsheet_files import CALLS
from tomoni.contribute.spreadsheet_values import CellReader
from tomoni.contribute.template import template_fields, template_workbook

from .entries import DAY
from .workbooks import filled_template, workbook

REAL = Path(__file__).parents[3] / "shared" / "real"


@pytest.fixture(scope="module")
def catalog(small_package):
    return load_catalog(small_package)


@pytest.fixture(scope="module")
def organization(catalog):
    return catalog.rows("organizations")[0]


class TestReading:
    def test_headings_in_any_order_by_title_synonym_and_name(self, catalog, organization, tmp_path):
        path = workbook(
            tmp_path / "募集.xlsx",
            ["12月の募集一覧"],
            ["人数 ※", "募集の題名（必須）", "title_en?", "団体名", "mode"],
            ["３人", "配膳", None, organization["name"], "現地"],
        )
        read = read_submissions(path, catalog, "openings")
        assert read.headings == {
            "人数 ※": "people_needed",
            "募集の題名（必須）": "title",
            "団体名": "organization",
            "mode": "mode",
        }
        (sent,) = read.submissions
        assert sent.key is None
        assert sent.values == {
            "people_needed": "3",
            "title": "配膳",
            "organization": organization["id"],
            "mode": "onsite",
        }
        assert sent.source == "募集.xlsx 3行目"
        assert ("A3", "３人", "3") in read.values
        assert read.passed_over == ("1行目：見出しより上なので読みません。",)

    def test_a_row_whose_key_is_there_changes_it(self, catalog, tmp_path):
        known = catalog.rows("openings")[0]["id"]
        path = workbook(
            tmp_path / "募集.xlsx", ["募集ID", "状態"], [known, "募集終了"], ["atarashii-id", "募集中"]
        )
        ended, new = read_submissions(path, catalog, "openings").submissions
        assert (ended.key, ended.values) == ({"id": known}, {"status": "closed"})
        assert (new.key, new.values["id"]) == (None, "atarashii-id")

    def test_a_row_known_by_two_columns(self, catalog, tmp_path):
        row = catalog.rows("finances")[0]
        path = workbook(
            tmp_path / "会計.xlsx",
            ["団体", "年度", "備考"],
            [row["organization"], f"{row['fiscal_year']}年", "直しました"],
        )
        (sent,) = read_submissions(path, catalog, "finances").submissions
        assert sent.key == {"organization": row["organization"], "fiscal_year": str(row["fiscal_year"])}
        assert sent.values == {"note": "直しました"}

    def test_notes_and_sums_are_no_entries_and_it_is_said(self, catalog, tmp_path):
        path = workbook(
            tmp_path / "募集.xlsx",
            ["募集の題名", "募集する人数"],
            ["配膳", 3],
            ["合計", 3],
            ["※ 12月は休みです"],
            ["注）くわしくはお電話で"],
        )
        read = read_submissions(path, catalog, "openings")
        assert len(read.submissions) == 1
        assert [words[:3] for words in read.passed_over] == ["3行目", "4行目", "5行目"]

    def test_one_question_keeps_every_row_from_being_sent(self, catalog, tmp_path):
        path = workbook(
            tmp_path / "募集.xlsx",
            ["募集の題名", "募集する人数", "担当者"],
            ["配膳", 3, "山田"],
            ["受付", "若干名", "佐藤"],
        )
        read = read_submissions(path, catalog, "openings")
        assert read.submissions == ()
        heading, cell = read.questions
        assert "担当者" in heading.what
        assert "--column '担当者='" in heading.how
        assert (cell.source, cell.where) == ("募集.xlsx 3行目", "B列「募集する人数」")

    def test_a_heading_that_was_explained_is_not_asked_again(self, catalog, tmp_path):
        path = workbook(tmp_path / "募集.xlsx", ["お題", "担当者"], ["配膳", "山田"])
        read = read_submissions(path, catalog, "openings", columns={"お題": "title", "担当者": ""})
        assert read.submissions[0].values == {"title": "配膳"}
        with pytest.raises(TomoniError, match="「titel」という列はありません"):
            read_submissions(path, catalog, "openings", columns={"お題": "titel"})

    def test_a_mistyped_id_is_no_new_row(self, catalog, tmp_path):
        """A letter too many in a prefilled template would otherwise double the entry."""
        known = catalog.rows("openings")[0]["id"]
        path = workbook(tmp_path / "募集.xlsx", ["募集ID", "状態"], [known + "x", "募集終了"])
        (question,) = read_submissions(path, catalog, "openings").questions
        assert question.source == "募集.xlsx 2行目"
        assert f"「{known}x」という行は、表「ボランティア募集」にありません" in question.what
        assert f"「{known}」ですか？" in question.how
        assert f"--new {known}x" in question.how
        for new in ([known + "x"], ["*"]):
            read = read_submissions(path, catalog, "openings", new=new)
            assert read.submissions[0].values["id"] == known + "x"
            assert ("2行目", known + "x", "新しい行のID") in read.values

    def test_a_cell_merged_over_two_columns_that_are_read_is_asked(self, catalog, tmp_path):
        path = workbook(
            tmp_path / "募集.xlsx",
            ["活動の始まり", "活動の終わり", "募集の題名"],
            ["2026-12-05", None, "配膳"],
        )
        book = openpyxl.load_workbook(path)
        book.active.merge_cells("A2:B2")
        book.save(path)
        (question,) = read_submissions(path, catalog, "openings").questions
        assert (
            question.what
            == "「活動の始まり」と「活動の終わり」にまたがって結合したセル（2026-12-05）があります。"
        )
        assert (question.source, question.where) == ("募集.xlsx 2行目", "A列")
        assert read_submissions(path, catalog, "openings", columns={"活動の終わり": ""}).questions == ()

    def test_a_name_of_the_column_before_what_has_its_form(self, catalog, tmp_path):
        path = workbook(tmp_path / "団体.xlsx", ["団体名", "法人番号"], ["会", "法人番号7000012050002"])
        read = read_submissions(path, catalog, "organizations")
        assert read.submissions[0].values["corporate_number"] == "7000012050002"
        assert ("B2", "法人番号7000012050002", "7000012050002") in read.values

    def test_cells_that_every_row_gets_and_rows_that_are_passed_over(self, catalog, tmp_path):
        path = workbook(tmp_path / "募集.xlsx", ["募集の題名"], ["配膳"], ["（見出し）"], ["受付"])
        read = read_submissions(path, catalog, "openings", every={"mode": "現地"}, skipped=range(3, 4))
        assert [sent.values for sent in read.submissions] == [
            {"mode": "onsite", "title": "配膳"},
            {"mode": "onsite", "title": "受付"},
        ]
        assert read.passed_over == ("3行目：--skip とあるので読みません。",)
        for every, what in (
            ({"title": "x"}, "ファイルの列にもあります"),
            ({"mode": "歩いて"}, "にありません"),
        ):
            with pytest.raises(TomoniError, match=what):
                read_submissions(path, catalog, "openings", every=every)

    def test_two_rows_that_say_the_same_are_asked(self, catalog, tmp_path):
        path = workbook(tmp_path / "募集.xlsx", ["募集の題名"], ["配膳"], ["受付"], ["配膳"])
        (question,) = read_submissions(path, catalog, "openings").questions
        assert (question.source, question.what) == ("募集.xlsx 4行目", "2行目と、読んだところが同じです。")
        assert "--skip 4" in question.how
        assert len(read_submissions(path, catalog, "openings", skipped=[4]).submissions) == 2

    def test_a_wide_table_has_an_entry_in_each_filled_cell(self, catalog, tmp_path):
        path = workbook(
            tmp_path / "人数.xlsx",
            ["日", "甲町", "乙町", "38201"],
            ["2026-10-01", 3, None, 0],
            ["2026-10-02"],
        )
        places = {"甲町": "13361", "乙町": "13362"}.get
        read = read_submissions(
            path, catalog, "disaster_days", wide=("municipality_code", "needed"), places=places
        )
        assert [(sent.source, sent.values) for sent in read.submissions] == [
            ("人数.xlsx 2行目 B列", {"on": "2026-10-01", "municipality_code": "13361", "needed": "3"}),
            ("人数.xlsx 2行目 D列", {"on": "2026-10-01", "municipality_code": "38201", "needed": "0"}),
        ]
        assert ("見出し", "甲町", "市区町村コード 13361") in read.values
        (question,) = read_submissions(
            path, catalog, "disaster_days", wide=("municipality_code", "needed"), places={}.get
        ).questions
        assert question.where == "見出し「甲町」"
        assert "都道府県から書く" in question.how

    @pytest.mark.parametrize(
        ("headings", "asked"),
        [
            (["募集の題名", "件名"], "列が2つあります"),
            (["募集の題名", None], "見出しがありません"),
        ],
    )
    def test_headings_that_are_doubled_or_missing_are_asked(self, catalog, tmp_path, headings, asked):
        path = workbook(tmp_path / "募集.xlsx", headings, ["配膳", "何か"])
        (question,) = read_submissions(path, catalog, "openings").questions
        assert asked in question.what

    def test_the_table_is_never_guessed(self, catalog, tmp_path):
        path = workbook(tmp_path / "一覧.xlsx", ["題名"], ["配膳"])
        with pytest.raises(TomoniError, match="どの表のものかわかりません") as asked:
            read_submissions(path, catalog)
        assert "--as" in asked.value.how
        with pytest.raises(TomoniError, match="「opening」という表はありません"):
            read_submissions(path, catalog, "opening")
        assert read_submissions(path.rename(tmp_path / "openings.xlsx"), catalog).table == "openings"

    def test_without_any_heading_nothing_is_read(self, catalog, tmp_path):
        path = workbook(tmp_path / "募集.xlsx", ["あ", "い"], ["う", "え"])
        with pytest.raises(TomoniError, match="見出しの行が見つかりません"):
            read_submissions(path, catalog, "openings")


class TestTemplate:
    def test_the_example_and_the_hints_are_not_read(self, catalog, tmp_path):
        path = tmp_path / "ひな形.xlsx"
        path.write_bytes(template_workbook(catalog, "openings", DAY))
        read = read_submissions(path, catalog)
        assert (read.table, read.submissions, read.questions) == ("openings", (), ())
        assert read.passed_over == ("3行目：「例」の印があるので読みません。",)

    def test_the_same_catalog_and_day_give_the_same_bytes(self, catalog):
        assert template_workbook(catalog, "services", DAY) == template_workbook(catalog, "services", DAY)

    def test_the_rows_of_an_organization_come_back_without_a_change(self, catalog, organization, tmp_path):
        path = tmp_path / "ひな形.xlsx"
        path.write_bytes(template_workbook(catalog, "openings", DAY, organization["id"]))
        read = read_submissions(path, catalog)
        own = catalog.by("openings", "organization")[organization["id"]]
        assert [sent.key["id"] for sent in read.submissions] == [row["id"] for row in own]
        assert read.questions == ()

    def test_a_template_of_another_version_or_for_another_table_is_said(self, catalog, tmp_path, monkeypatch):
        path = tmp_path / "ひな形.xlsx"
        path.write_bytes(template_workbook(catalog, "openings", DAY))
        with pytest.raises(TomoniError, match="ひな形は「openings」のもの"):
            read_submissions(path, catalog, "services")
        monkeypatch.setattr("tomoni.contribute.template.VERSION", 0)
        path.write_bytes(template_workbook(catalog, "openings", DAY))
        with pytest.raises(TomoniError, match="ひな形の版"):
            read_submissions(path, catalog)

    @pytest.mark.parametrize(
        ("arguments", "what"),
        [
            (("areas",), "ひな形は作れません"),
            (("case_studies",), "ひな形は作れません"),
            (("openings", "nobody"), "という団体はありません"),
            (("centers", None), "団体ごとの表ではありません"),
        ],
    )
    def test_what_has_no_template(self, catalog, organization, arguments, what):
        table, *rest = arguments
        who = [organization["id"] if rest == [None] else one for one in rest]
        with pytest.raises(TomoniError, match=what):
            template_workbook(catalog, table, DAY, *who)


FIELDS = {"openings", "services", "finances"}


def cells_of(catalog, table):
    """Cells that each column of a template can hold, by column."""
    reader = CellReader(catalog, table)
    resource = catalog.package.resources[table]
    texts = st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1, max_size=20
    )
    possible = {}
    for field in template_fields(resource, kind_of(table)):
        choice = reader.choice(field)
        limits = field.descriptor.get("constraints", {})
        if choice is not None:
            codes = sorted({code for found in choice.codes.values() for code in found})
            one = st.sampled_from(codes)
            made = st.lists(one, min_size=1, max_size=3, unique=True).map(";".join) if field.is_list else one
        elif field.type == "boolean":
            made = st.sampled_from(["true", "false"])
        elif field.type in ("integer", "year"):
            made = st.integers(0, 10**9).map(str)
        elif field.type == "number":
            made = st.decimals(0, 1000, places=2).map(lambda number: f"{number.normalize():f}")
        elif field.type == "date":
            made = st.dates().filter(lambda day: day.year > 1900).map(lambda day: day.isoformat())
        elif field.type == "string" and "pattern" not in limits and field.format == "default":
            made = texts.map(str.strip).filter(lambda text: text and not CALLS.match(text) and text[0] != "#")
        else:
            continue
        possible[field.name] = made
    return possible


@pytest.mark.parametrize("table", sorted(FIELDS))
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(data=st.data())
def test_what_is_filled_into_a_template_is_what_is_read(table, catalog, tmp_path, data):
    possible = cells_of(catalog, table)
    reader, schema = CellReader(catalog, table), catalog.package.resources[table].schema
    key = {name: possible.pop(name) for name in schema.primary_key if name in possible and name != "id"}
    possible.pop("id", None)
    rows = data.draw(
        st.lists(st.fixed_dictionaries(key, optional=possible).filter(bool), min_size=1, max_size=3), "rows"
    )
    shown = [
        {schema.field(name).title: reader.shown(schema.field(name), cell) for name, cell in row.items()}
        for row in rows
    ]
    path = filled_template(template_of(catalog, table), tmp_path / "ひな形.xlsx", shown)
    read = read_submissions(path, catalog)
    assert read.questions == ()
    assert [{**(sent.key or {}), **sent.values} for sent in read.submissions] == rows


_TEMPLATES = {}


def template_of(catalog, table):
    if table not in _TEMPLATES:
        _TEMPLATES[table] = template_workbook(catalog, table, DAY)
    return _TEMPLATES[table]


class TestRealFiles:
    """Sheets that offices really published: nothing crashes, nothing is guessed."""

    def test_the_volunteers_of_ehime(self, demo_catalog):
        path = REAL / "disaster-volunteers/ehime_volunteer.xlsx"
        if not path.exists():
            pytest.skip("not here")
        with pytest.raises(TomoniError, match="2枚"):
            read_submissions(path, demo_catalog, "disaster_days")
        read = read_submissions(
            path, demo_catalog, "disaster_days", sheet="volunteer", columns={"Date": "on"}
        )
        assert read.submissions == ()
        assert {question.what for question in read.questions} >= {"知らない見出し「今治市」があります。"}

    def test_the_local_governments_in_the_encoding_of_offices(self, demo_catalog):
        path = REAL / "local-governments/localgovjp-sjis-2020.csv"
        if not path.exists():
            pytest.skip("not here")
        passed = dict.fromkeys(("pid", "pref", "cid", "citykana", "lat", "lng", "phrase", "lgcode"), "")
        read = read_submissions(path, demo_catalog, "organizations", columns={**passed, "city": "name"})
        assert len(read.submissions) > 1_700
        assert read.submissions[0].values == {"name": "札幌市", "website": "https://www.city.sapporo.jp/"}
