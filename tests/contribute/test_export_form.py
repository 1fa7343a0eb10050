"""What an organization types again and again comes out of its rows: only what it shows, nothing made up."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from tomoni.catalog import TomoniError
from tomoni.contribute.application_draft import application_draft
from tomoni.contribute.export_form import export_form
from tomoni.contribute.portal_profile import portal_headings, portal_profile
from tomoni.importers.npo_register import HEADINGS

DAY = date(2026, 11, 23)
KEY = "midorino-kodomono-shokutaku"


def section(draft, title):
    return next(one.text for one in draft.sections if one.title == title)


def test_the_profile_has_the_60_headings_of_the_portal_in_order(demo_catalog):
    assert portal_headings() == HEADINGS and len(HEADINGS) == 60
    profile = portal_profile(demo_catalog, demo_catalog.get("organizations", KEY))
    assert tuple(profile) == HEADINGS
    assert profile["法人名称"] == "みどり野こどもの食卓"
    assert profile["設立年月日"] == "2018/07/11"
    assert (profile["事業年度開始日"], profile["事業年度終了日"]) == ("04/01", "03/31")
    assert profile["認定（認定・特例認定１）"] == "○" and profile["認定（認定・特例認定２）"] == ""
    flags = [number for number, heading in enumerate(HEADINGS[12:32], 1) if profile[heading]]
    assert flags == [1, 3, 13]


@pytest.mark.parametrize("consent", [None, False, True])
def test_a_representative_is_named_only_with_consent(demo_catalog, consent):
    row = {
        **demo_catalog.get("organizations", KEY),
        "representative": "見本 花子",
        "representative_consent": consent,
    }
    shown = "見本 花子" if consent else ""
    assert portal_profile(demo_catalog, row)["代表者氏名"] == shown
    draft = application_draft(demo_catalog, row, DAY)
    assert section(draft, "代表者") == shown
    assert ("代表者" in draft.missing) is (not consent)


def test_three_years_of_finances_and_results_stand_side_by_side(demo_catalog):
    draft = application_draft(demo_catalog, demo_catalog.get("organizations", KEY), DAY)
    assert draft.finances[0] == ("項目（円）", "2023年度", "2024年度", "2025年度")
    rows = {line[0]: line[1:] for line in draft.finances}
    latest = max(demo_catalog.by("finances", "organization")[KEY], key=lambda row: row["fiscal_year"])
    assert rows["収入の合計"][-1] == latest["revenue_total"]
    assert rows["収支の差"][-1] == latest["revenue_total"] - latest["expense_total"]
    assert draft.results[0][2:5] == ("2023年度", "2024年度", "2025年度")


def test_an_organization_that_says_little_gets_a_list_of_what_is_missing(demo_catalog):
    row = dict.fromkeys(demo_catalog.get("organizations", KEY))
    row |= {
        "id": "new-one",
        "name": "できたばかりの会",
        "legal_form": "voluntary",
        "fields": (),
        "topics": (),
    }
    draft = application_draft(demo_catalog, row, DAY)
    assert {"団体の目的", "活動の内容", "財政"} <= set(draft.missing)
    assert len(draft.finances[0]) == 1 and len(draft.results) == 1


def test_every_organization_of_the_demonstration_has_both_formats(demo_catalog):
    for row in demo_catalog.rows("organizations")[:20]:
        assert row["name"] in export_form(demo_catalog, row["id"], DAY, "text").decode()
    book = openpyxl.load_workbook(BytesIO(export_form(demo_catalog, KEY, DAY, "xlsx")))
    assert book.sheetnames == ["申請書の下書き", "財政", "成果", "公開プロフィール"]
    assert book["財政"]["B2"].value == 14_100_000
    assert [cell.value for cell in book["公開プロフィール"]["A"]][1:] == list(HEADINGS)


def test_no_text_of_a_row_becomes_a_formula(demo_catalog, monkeypatch):
    row = {**demo_catalog.get("organizations", KEY), "purpose": "=HYPERLINK(1)", "activities": "@SUM(A1)"}
    monkeypatch.setattr(demo_catalog, "get", lambda *_: row)
    book = openpyxl.load_workbook(BytesIO(export_form(demo_catalog, KEY, DAY, "xlsx")))
    found = [
        cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value == "=HYPERLINK(1)"
    ]
    assert found and all(cell.data_type == "s" for cell in found)


def test_an_organization_that_is_not_there_is_told(demo_catalog):
    with pytest.raises(TomoniError, match="という団体はありません"):
        export_form(demo_catalog, "nobody", DAY, "text")
