import datetime
from pathlib import Path

import pytest
from tomoni.catalog import TomoniError
from tomoni.importers import certified_npo_list
from tomoni.importers.outside_formats import Extract, Surroundings

day = datetime.date
HEADING = "法人名称,法人番号,主たる事務所の所在地,代表者,有効期限"
PERIOD = "平成19年11月1日から平成21年10月31日まで"


@pytest.fixture
def read_lines(tmp_path: Path, surroundings: Surroundings):
    def read(*lines: str, heading: str = HEADING) -> Extract:
        path = tmp_path / "list.csv"
        path.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
        return certified_npo_list.read(path, surroundings)

    return read


def test_an_entry_is_a_former_certification(read_lines) -> None:
    (candidate,) = read_lines(
        f"特定非営利活動法人海の会,法人番号７０１０５０５００２０９５,東京都港区芝1丁目,架空　花子,{PERIOD},"
    ).candidates
    assert candidate.id == "jcn-7010505002095"
    assert candidate.values == {
        "name": "特定非営利活動法人海の会",
        "legal_form": "npo",
        "corporate_number": "7010505002095",
        "area": "13103",
        "municipality_code": None,
        "address": "東京都港区",
        "certification": "former-nta",
        "certified_from": day(2007, 11, 1),
        "certified_until": day(2009, 10, 31),
        "status": "active",
        "ended_on": None,
        "source_row": 2,
    }


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "　"])
def test_a_blank_number_gives_an_id_from_name_and_address(read_lines, blank: str) -> None:
    (candidate,) = read_lines(f"海の会,{blank},東京都港区芝1丁目,架空　花子,{PERIOD},").candidates
    assert (
        candidate.id.startswith("certified-npo-list-")
        and len(candidate.id) == len("certified-npo-list-") + 10
    )
    assert candidate.values["corporate_number"] is None and candidate.remarks == []


def test_the_id_does_not_depend_on_width_or_space(read_lines) -> None:
    extract = read_lines(
        f"ＡＢＣの会,,東京都港区芝１丁目,x,{PERIOD},", f"abcの会, ,東京都 港区芝1丁目,y,{PERIOD},"
    )
    assert len({candidate.id for candidate in extract.candidates}) == 1


def test_of_two_periods_the_later_is_taken(read_lines) -> None:
    both = "平成16年3月1日から平成20年2月29日まで平成20年3月11日から平成27年3月10日まで"
    (candidate,) = read_lines(f"海の会,,東京都港区,x,{both},").candidates
    assert candidate.values["certified_from"] == day(2008, 3, 11)
    assert candidate.values["certified_until"] == day(2015, 3, 10)
    assert [remark.field for remark in candidate.remarks] == ["certified_from"]


def test_a_sixth_cell_shifts_the_rows_after_it_and_they_are_read_all_the_same(read_lines) -> None:
    extract = read_lines(
        f"一の会,,長野県白馬村,x,{PERIOD},",
        "清算結了年月日平成22年9月6日,二の会,,石川県金沢市,y,",
        f"{PERIOD},清算結了年月日平成23年1月2日,三の会,,東京都港区,",
        f"z,{PERIOD}清算結了年月日平成24年3月4日,四の会,,東京都北区,",
        f"w,{PERIOD},,,,",
    )
    found = [
        (item.row, item.values["name"], item.values["status"], item.values["ended_on"])
        for item in extract.candidates
    ]
    assert found == [
        (2, "一の会", "dissolved", day(2010, 9, 6)),
        (3, "二の会", "dissolved", day(2011, 1, 2)),
        (4, "三の会", "dissolved", day(2012, 3, 4)),
        (5, "四の会", "active", None),
    ]
    assert extract.left_out == []


def test_rows_that_are_no_entries_are_left_out(read_lines) -> None:
    extract = read_lines("（注）名簿の説明,見出しの続き,,,", f"海の会,,東京都港区,x,{PERIOD},", "途中まで,1")
    assert [item.values["name"] for item in extract.candidates] == ["海の会"]
    assert [line.row for line in extract.left_out] == [2, 4]


def test_values_that_cannot_be_read_are_reported(read_lines) -> None:
    (candidate,) = read_lines(
        "認定特定非営利活動法人海の会,7010505002096,海の底,x,平成19年から20年まで,"
    ).candidates
    assert candidate.values["name"] == "特定非営利活動法人海の会"
    assert {remark.field for remark in candidate.remarks} == {
        "name",
        "corporate_number",
        "area",
        "certified_until",
    }


def test_headings_may_stand_in_another_order(read_lines) -> None:
    (candidate,) = read_lines(
        f"x,{PERIOD},東京都港区,,海の会", heading="代表者,有効期限,主たる事務所の所在地,法人番号,法人名称"
    ).candidates
    assert candidate.values["name"] == "海の会" and candidate.values["area"] == "13103"


def test_another_file_is_refused(read_lines) -> None:
    with pytest.raises(TomoniError, match="有効期限"):
        read_lines(heading="法人名称,法人番号,主たる事務所の所在地,代表者")


def test_the_real_list_comes_in_whole(certified_list: Path, surroundings: Surroundings) -> None:
    extract = certified_npo_list.read(certified_list, surroundings)
    values = [item.values for item in extract.candidates]
    assert len(values) == 271 and extract.left_out == []
    assert {row["certification"] for row in values} == {"former-nta"}
    assert all(row["area"] or row["municipality_code"] for row in values)
    assert all(
        row["certified_until"] <= day(2017, 7, 14) or row["certified_until"] == day(2017, 7, 15)
        for row in values
    )
    assert sum(row["area"] is not None for row in values) == 126
    assert sum(row["corporate_number"] is not None for row in values) == 96
    assert len({item.id for item in extract.candidates}) == 271
    ended = {
        row["name"].removeprefix("特定非営利活動法人"): row["ended_on"]
        for row in values
        if row["status"] == "dissolved"
    }
    assert ended == {
        "白馬の自然と花を育む会": day(2010, 9, 6),
        "パッチワーク": day(2010, 9, 6),
        "福岡犯罪被害者支援センター": day(2012, 8, 8),
        "スペシャルオリンピックス日本": day(2012, 8, 20),
        "あにまるネットワーク・ポニーズ": day(2016, 6, 29),
    }
    harbour = next(row for row in values if row["name"] == "緑の地球ネットワーク")
    assert (harbour["area"], harbour["municipality_code"]) == (None, "27100")  # 大阪市港区 is not 港区
