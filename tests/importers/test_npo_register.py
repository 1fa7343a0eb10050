import csv
import datetime
import random
from pathlib import Path
from typing import Any

import pytest
from tomoni.catalog import TomoniError
from tomoni.importers import npo_register
from tomoni.importers.npo_register import HEADINGS
from tomoni.importers.outside_formats import Candidate, Surroundings
from tomoni.importers.report import Action

from tests.importers.register_file import PERSON, register_rows, valid_number, write_register

day = datetime.date

ROW = {
    "法人名称": "特定非営利活動法人ひだまりの会",
    "法人名称カナ": "ﾋﾀﾞﾏﾘﾉｶｲ",
    "所轄庁": "東京都",
    "主たる事務所の所在地": "新宿区大久保１丁目２番３号みどり荘101",
    "主たる事業所の郵便番号": "1690072",
    "代表者氏名": PERSON,
    "設立年月日": "2004/05/18",
    "定款に記載された目的": "この法人は、子どもの居場所をつくる。",
    "活動分野１": "○",
    "活動分野１３": "〇",
    "法人情報URL": "https://www.npo-homepage.go.jp/npoportal/detail/013006834",
    "法人番号": valid_number(1),
    "特定非営利活動に係る事業": "居場所づくり事業",
    "その他の事業": "○",
    "事業年度開始日": "04/01",
}
CERTIFIED = {
    "認定（認定・特例認定１）": "○",
    "認定（認定開始日）": "2023/05/01",
    "認定（認定満了日）": "2028/04/30",
}


@pytest.fixture
def read_row(tmp_path: Path, surroundings: Surroundings):
    def read(**changes: str) -> Candidate:
        path = write_register(tmp_path / "register.csv", [ROW | changes])
        (candidate,) = npo_register.read(path, surroundings).candidates
        return candidate

    return read


def told(candidate: Candidate) -> dict[str, tuple[Action, str]]:
    return {remark.field: (remark.action, remark.reason) for remark in candidate.remarks}


def test_the_columns_are_those_of_the_register(register_columns: Path) -> None:
    with register_columns.open(encoding="utf-8", newline="") as file:
        assert tuple(row["column"] for row in csv.DictReader(file)) == HEADINGS


def test_a_row_becomes_an_organization(read_row) -> None:
    candidate = read_row()
    assert candidate.id == f"jcn-{valid_number(1)}"
    assert candidate.values == {
        "name": "特定非営利活動法人ひだまりの会",
        "name_kana": "ヒダマリノカイ",
        "legal_form": "npo",
        "corporate_number": valid_number(1),
        "register_number": "013006834",
        "jurisdiction": "東京都",
        "area": "13104",
        "municipality_code": None,
        "address": "東京都新宿区",
        "fields": ("01", "13"),
        "purpose": "この法人は、子どもの居場所をつくる。",
        "activities": "居場所づくり事業",
        "incorporated_on": day(2004, 5, 18),
        "fiscal_year_start": "04-01",
        "certification": "none",
        "certified_from": None,
        "certified_until": None,
        "status": "active",
        "ended_on": None,
        "source_url": "https://www.npo-homepage.go.jp/npoportal/detail/013006834",
        "source_row": 2,
    }
    assert candidate.remarks == []


@pytest.mark.parametrize(
    "kana",
    ["トクテイヒエイリカツドウホウジンヒダマリノカイ", "エヌピーオーホウジン　ひだまりのかい", "ﾋﾀﾞﾏﾘﾉｶｲ"],
)
def test_the_reading_is_that_of_the_proper_name(read_row, kana: str) -> None:
    assert read_row(法人名称カナ=kana).values["name_kana"] == "ヒダマリノカイ"


def test_no_person_and_no_street_gets_through(tmp_path: Path, surroundings: Surroundings) -> None:
    extract = npo_register.read(write_register(tmp_path / "gyousei_000.zip", 400), surroundings)
    everything = repr([(item.values, item.remarks) for item in extract.candidates]) + repr(extract.left_out)
    assert PERSON not in everything and "ナナシコ" not in everything
    assert "丁目" not in everything


@pytest.mark.parametrize(
    ("changes", "identity"),
    [
        ({}, f"jcn-{valid_number(1)}"),
        ({"法人番号": ""}, "npo-013006834"),
        ({"法人番号": "2010010000000"}, "npo-013006834"),
        ({"法人番号": "", "法人情報URL": ""}, "npo-register-3c73e5d5b4"),
    ],
)
def test_ids(read_row, changes: dict[str, str], identity: str) -> None:
    assert read_row(**changes).id == identity


@pytest.mark.parametrize("number", ["7.01E+12", "2010010000000", "7010505002096", "12345"])
def test_a_wrong_corporate_number_is_reported_and_the_row_kept(read_row, number: str) -> None:
    candidate = read_row(法人番号=number)
    assert candidate.values["corporate_number"] is None
    assert told(candidate)["corporate_number"][0] is Action.VALUE_LEFT_OUT


@pytest.mark.parametrize(
    ("texts", "status", "ended_on"),
    [
        (
            {"解散情報": "2004年05月18日 社員総会の決議(特定非営利活動促進法第31条第1項第1号)"},
            "dissolved",
            day(2004, 5, 18),
        ),
        ({"解散情報": "2010年02月01日 合併(第31条第1項第4号)"}, "merged", day(2010, 2, 1)),
        ({"解散情報": "2012年03月05日 設立の認証の取消し(第31条第1項第7号)"}, "revoked", day(2012, 3, 5)),
        ({"解散情報": "社員総会の決議"}, "dissolved", None),
        (
            {"解散情報": "2004年05月18日 社員総会の決議 2005年01月10日 清算結了"},
            "dissolved",
            day(2004, 5, 18),
        ),
        ({"解散情報": "2031年05月18日 社員総会の決議"}, "dissolved", None),
        ({"監督情報": "2020年02月19日 認証取消し(第43条第1項)"}, "revoked", day(2020, 2, 19)),
        (
            {"監督情報": "2018年02月19日 改善命令(第42条) 2020年02月19日 設立の認証の取消し(第43条第1項)"},
            "revoked",
            day(2020, 2, 19),
        ),
        ({"監督情報": "2018年02月19日 改善命令(第42条)"}, "active", None),
        ({"監督情報": "2018年02月19日 認定の取消し(第67条)"}, "active", None),
    ],
)
def test_standing(read_row, texts: dict[str, str], status: str, ended_on: Any) -> None:
    candidate = read_row(**texts)
    assert (candidate.values["status"], candidate.values["ended_on"]) == (status, ended_on)
    if ended_on is None:
        assert candidate.remarks


@pytest.mark.parametrize(
    ("flags", "code", "until"),
    [
        (CERTIFIED, "certified", day(2028, 4, 30)),
        (CERTIFIED | {"認定（認定満了日）": "2026/11/23"}, "certified", day(2026, 11, 23)),
        (CERTIFIED | {"認定（認定満了日）": "2026/11/22"}, "none", None),
        (
            CERTIFIED | {"認定（認定満了日）": "2026/11/22", "認定（認定・特例認定４）": "○"},
            "certified",
            day(2026, 11, 22),
        ),
        (CERTIFIED | {"認定（認定取消日）": "2024/01/01"}, "none", None),
        (CERTIFIED | {"認定（認定開始日）": "2027/01/01"}, "none", None),
        (CERTIFIED | {"解散情報": "2025年05月18日 社員総会の決議"}, "none", None),
        (
            {
                "認定（認定・特例認定２）": "○",
                "認定（特例認定年月日）": "2025/04/01",
                "認定（特例認定満了日）": "2028/03/31",
            },
            "special",
            day(2028, 3, 31),
        ),
        (
            {
                "認定（認定・特例認定２）": "○",
                "認定（特例認定年月日）": "2020/04/01",
                "認定（特例認定満了日）": "2023/03/31",
            },
            "none",
            None,
        ),
        ({"認定（認定・特例認定３）": "○"}, "former-nta", None),
        (
            {
                "条例個別指定フラグ": "○",
                "条例個別指定：有効期間(開始日)": "2024/04/01",
                "条例個別指定：有効期間(満了日)": "2029/03/31",
            },
            "ordinance",
            day(2029, 3, 31),
        ),
        ({"認定（PST基準２）": "○"}, "none", None),
    ],
)
def test_certification_on_the_day(read_row, flags: dict[str, str], code: str, until: Any) -> None:
    candidate = read_row(**flags)
    assert (candidate.values["certification"], candidate.values["certified_until"]) == (code, until)
    is_lost = code == "none" and flags != {"認定（PST基準２）": "○"}
    assert ("certification" in told(candidate)) is is_lost


def test_a_name_says_certified_only_while_it_is(read_row) -> None:
    name = "認定特定非営利活動法人ひだまりの会"
    assert read_row(法人名称=name, **CERTIFIED).values["name"] == name
    candidate = read_row(法人名称=name)
    assert candidate.values["name"] == "特定非営利活動法人ひだまりの会"
    assert "name" in told(candidate)


def test_wrong_values_stay_out_one_by_one(read_row) -> None:
    candidate = read_row(
        設立年月日="2004/02/30",
        事業年度開始日="13/01",
        法人情報URL="javascript:alert(1)",
        定款に記載された目的="",
    )
    for name in ("incorporated_on", "fiscal_year_start", "source_url", "register_number", "purpose"):
        assert candidate.values[name] is None
    assert set(told(candidate)) == {"incorporated_on", "fiscal_year_start", "source_url"}


def test_an_address_without_a_known_place_is_reported_only_as_far_as_the_house_number(read_row) -> None:
    candidate = read_row(主たる事務所の所在地="旧町名のむら大字小字123番地4")
    assert candidate.values["area"] is None and candidate.values["address"] == "東京都"
    (remark,) = candidate.remarks
    assert (remark.field, remark.value) == ("area", "旧町名のむら大字")


def test_letters_of_private_fonts_are_reported(tmp_path: Path, surroundings: Surroundings) -> None:
    private = b"\xf0\x40".decode("cp932")
    path = write_register(tmp_path / "register.csv", [ROW | {"法人名称": f"特定非営利活動法人{private}の会"}])
    (candidate,) = npo_register.read(path, surroundings).candidates
    assert candidate.values["name"] == "特定非営利活動法人〓の会"
    assert "外字" in told(candidate)["name"][1]


def test_columns_are_found_by_heading(tmp_path: Path, surroundings: Surroundings) -> None:
    rows = list(register_rows(20))
    expected = npo_register.read(write_register(tmp_path / "a.csv", rows), surroundings)
    headings = list(HEADINGS)
    random.Random(1).shuffle(headings)
    shuffled = tmp_path / "b.csv"
    with shuffled.open("w", encoding="cp932", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*headings, "新しい列", ""])
        writer.writerows([*(row.get(name, "") for name in headings), "x", ""] for row in rows)
    found = npo_register.read(shuffled, surroundings)
    assert [item.values for item in found.candidates] == [item.values for item in expected.candidates]
    assert [line.field for line in found.left_out] == ["新しい列"]


def test_a_file_of_another_kind_is_refused_with_the_missing_headings(
    tmp_path: Path, surroundings: Surroundings
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("法人名称,法人番号,主たる事務所の所在地,代表者,有効期限\n", encoding="utf-8")
    with pytest.raises(TomoniError, match=r"法人名称カナ、所轄庁.*ほか"):
        npo_register.read(path, surroundings)
    path.write_text(",".join([*HEADINGS, "法人名称"]) + "\n", encoding="cp932")
    with pytest.raises(TomoniError, match="2つ以上"):
        npo_register.read(path, surroundings)


def test_rows_without_a_name_or_with_cells_astray_are_left_out(
    tmp_path: Path, surroundings: Surroundings
) -> None:
    path = write_register(tmp_path / "a.csv", [ROW, ROW | {"法人名称": "　"}])
    with path.open("ab") as file:
        file.write("名称だけ,カナ\r\n".encode("cp932"))
    extract = npo_register.read(path, surroundings)
    assert len(extract.candidates) == 1 and extract.rows_read == 3
    assert [(line.row, line.action) for line in extract.left_out] == [
        (3, Action.LEFT_OUT),
        (4, Action.LEFT_OUT),
    ]


def test_the_day_and_the_part_of_the_country_are_known(tmp_path: Path, surroundings: Surroundings) -> None:
    extract = npo_register.read(write_register(tmp_path / "gyousei_000.zip", [ROW]), surroundings)
    assert extract.dated == day(2026, 11, 1)
    assert extract.jurisdictions == {"東京都"}
    undated = npo_register.read(write_register(tmp_path / "a.csv", [ROW]), surroundings)
    assert undated.dated is None


def test_the_made_register_is_like_the_real_one(tmp_path: Path) -> None:
    rows = list(register_rows(6000))
    blank = [row for row in rows if not row["主たる事務所の所在地"]]
    ended = [row for row in blank if row.get("解散情報") or row.get("監督情報")]
    assert 0.11 < len(blank) / len(rows) < 0.134
    assert len(ended) / len(blank) > 0.98
    order = [row["所轄庁"] for row in rows]
    assert len({name for name, after in zip(order, [*order[1:], None], strict=True) if name != after}) == len(
        set(order)
    )
    assert rows == list(register_rows(6000))
