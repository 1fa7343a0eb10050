"""What people write into cells: understood where it can mean one thing only, asked where it cannot."""

import datetime

import pytest
from tomoni.contribute.spreadsheet_values import CellReader, Unclear


@pytest.fixture(scope="module")
def read(demo_catalog):
    """The cell that a value of a column becomes."""
    readers = {}

    def value(table, name, cell):
        reader = readers.setdefault(table, CellReader(demo_catalog, table))
        return reader.read(demo_catalog.package.resources[table].schema.field(name), cell)

    return value


@pytest.mark.parametrize(
    ("table", "name", "cell", "meant"),
    [
        ("openings", "starts_on", "令和8年11月28日", "2026-11-28"),
        ("openings", "starts_on", "R8.11.28", "2026-11-28"),
        ("openings", "starts_on", "２０２６年１１月２８日（土）", "2026-11-28"),
        ("openings", "starts_on", "2026/11/28(土曜日)", "2026-11-28"),
        ("openings", "starts_on", "20261128", "2026-11-28"),
        ("openings", "starts_on", 20261128, "2026-11-28"),
        ("openings", "starts_on", datetime.datetime(2026, 11, 28), "2026-11-28"),
        ("organizations", "founded_on", "平成元年1月8日", "1989-01-08"),
        ("opening_sessions", "starts_at", "令和8年11月28日（土） 午後2時30分", "2026-11-28T14:30"),
        ("opening_sessions", "starts_at", datetime.datetime(2026, 11, 28, 14, 30), "2026-11-28T14:30"),
        ("service_hours", "opens", "９時", "09:00"),
        ("service_hours", "opens", datetime.time(9, 30), "09:30"),
        ("openings", "people_needed", "３人", "3"),
        ("openings", "people_needed", 3.0, "3"),
        ("openings", "fee_yen", "￥１，０００円", "1000"),
        ("openings", "hours_per_session", "2.5時間", "2.5"),
        ("openings", "works_with_children", "〇", "true"),
        ("openings", "works_with_children", "×", "false"),
        ("openings", "works_with_children", "いいえ", "false"),
        ("openings", "works_with_children", True, "true"),
        ("openings", "mode", "現地", "onsite"),
        ("openings", "area", "新宿区", "13104"),
        ("openings", "area", 13104, "13104"),
        ("openings", "time_slots", "平日の夜、土日祝の午後", "weekday-evening;weekend-afternoon"),
        ("openings", "time_slots", "weekday-evening;平日の夜", "weekday-evening"),
        ("openings", "fields", "保健・医療・福祉", "01"),
        ("openings", "status", "募集終了", "closed"),
        ("openings", "organization", "みどり野こどもの食卓", "midorino-kodomono-shokutaku"),
        ("openings", "apply_phone", "０３−１２３４−５６７８", "03-1234-5678"),
        ("openings", "summary", " 全角の数字１２３はそのまま\r\n", "全角の数字１２３はそのまま"),
        ("openings", "what_to_bring", "空にする", ""),
        ("openings", "what_to_bring", "  ", None),
        ("openings", "what_to_bring", None, None),
    ],
)
def test_what_can_mean_one_thing_only_is_understood(read, table, name, cell, meant):
    assert read(table, name, cell) == meant


@pytest.mark.parametrize(
    ("table", "name", "cell"),
    [
        ("openings", "starts_on", "11月28日"),
        ("openings", "starts_on", "2026年11月28日（金）"),
        ("openings", "starts_on", "令和0年1月1日"),
        ("openings", "starts_on", "2026年2月30日"),
        ("openings", "starts_on", "12月中旬"),
        ("openings", "starts_on", 46354),
        ("openings", "starts_on", datetime.datetime(2026, 11, 28, 14, 0)),
        ("opening_sessions", "starts_at", "2026年11月28日"),
        ("service_hours", "opens", "25時"),
        ("openings", "people_needed", "約20"),
        ("openings", "people_needed", "3,4"),
        ("openings", "people_needed", "2〜3人"),
        ("openings", "people_needed", "2日3人"),
        ("openings", "people_needed", 2.5),
        ("openings", "fee_yen", "1万円"),
        ("openings", "works_with_children", "たぶん"),
        ("openings", "works_with_children", "△"),
        ("openings", "mode", "どちらか"),
        ("openings", "area", "新宿"),
        ("openings", "time_slots", "平日の夜、たまに土曜"),
        ("openings", "status", "終わり"),
        ("openings", "organization", "みどり"),
        ("openings", "apply_phone", datetime.datetime(2026, 3, 1)),
        ("organizations", "corporate_number", 1.2345678901234567e15),
    ],
)
def test_what_is_not_clear_is_asked_with_what_to_write(read, table, name, cell):
    with pytest.raises(Unclear) as asked:
        read(table, name, cell)
    assert asked.value.what
    assert asked.value.how


def test_two_organizations_of_one_name_are_told_apart_by_their_id(demo_catalog):
    from tomoni.contribute.spreadsheet_values import Choice

    choice = Choice.of({"a-13104": ["さくら会"], "b-13112": ["さくら会"]}, "団体")
    with pytest.raises(Unclear, match="2つあります"):
        choice.find("さくら会")
    assert choice.find("b-13112") == "b-13112"
    assert choice.find("さくら会（b-13112）") == "b-13112"
