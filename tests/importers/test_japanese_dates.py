import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.importers.japanese_dates import NotADate, dated_passages, read_date, read_month_day, read_periods

ERAS = [
    ("令和", "R", datetime.date(2019, 5, 1)),
    ("平成", "H", datetime.date(1989, 1, 8)),
    ("昭和", "S", datetime.date(1926, 12, 25)),
    ("大正", "T", datetime.date(1912, 7, 30)),
    ("明治", "M", datetime.date(1873, 1, 1)),
]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def in_era(day: datetime.date) -> tuple[str, str, int]:
    name, letter, first = next(era for era in ERAS if day >= era[2])
    return name, letter, day.year - (1867 if name == "明治" else first.year - 1)


@given(st.dates(datetime.date(1873, 1, 1), datetime.date(2116, 12, 31)))
def test_every_day_survives_the_way_through_its_era(day: datetime.date) -> None:
    name, letter, year = in_era(day)
    shown = "元" if year == 1 else str(year)
    assert read_date(f"{name}{shown}年{day.month}月{day.day}日") == day
    assert read_date(f"{name}{shown}年{day.month}月{day.day}日".translate(FULL_WIDTH)) == day
    assert read_date(f"　{name} {shown} 年 {day.month:02} 月 {day.day:02} 日\u00a0") == day
    assert read_date(f"{letter}{year}.{day.month}.{day.day}") == day


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_every_western_way_of_writing_a_day_is_the_same_day(day: datetime.date) -> None:
    for form in ("%Y/%m/%d", "%Y-%m-%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日", "%Y/%m/%d 0:00:00"):
        assert read_date(day.strftime(form)) == day
        assert read_date(day.strftime(form).translate(FULL_WIDTH)) == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_blank_or_refused_in_words(text: str) -> None:
    try:
        found = read_date(text)
    except NotADate as error:
        assert str(error)
    else:
        assert found is None or isinstance(found, datetime.date)


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "　", "-", "不明"])
def test_a_blank_is_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("平成31年4月30日", datetime.date(2019, 4, 30)),
        ("平成36年3月31日", datetime.date(2024, 3, 31)),  # written before the era changed
        ("㍻23年4月1日", datetime.date(2011, 4, 1)),
        ("2004年05月18日", datetime.date(2004, 5, 18)),
        (
            "平成27年5月31",
            datetime.date(2015, 5, 31),
        ),  # the list of certified NPOs leaves 日 out here and there
    ],
)
def test_unusual_ways_of_writing(text: str, day: datetime.date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2023/02/29", "という日はありません"),
        ("令和5年13月1日", "という日はありません"),
        ("平成0年1月1日", "0年はありません"),
        ("明治5年12月2日", "旧暦"),
        ("38125", "日付として読めません"),
        ("2004/05-18", "日付として読めません"),
        ("来年の春", "日付として読めません"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(NotADate, match=reason):
        read_date(text)


def test_month_and_day() -> None:
    assert read_month_day("04/01") == "04-01"
    assert read_month_day("４月１日") == "04-01"
    assert read_month_day("2/29") == "02-29"
    assert read_month_day("") is None
    for wrong in ("13/01", "04/31", "04/01/02", "四月"):
        with pytest.raises(NotADate):
            read_month_day(wrong)


def test_dated_passages_keep_the_words_behind_each_date() -> None:
    passages = dated_passages("2004年05月18日 社員総会の決議(第31条第1項第1号)\n2005年01月10日 清算結了")
    assert [(item.on.isoformat(), item.text) for item in passages] == [
        ("2004-05-18", "社員総会の決議(第31条第1項第1号)"),
        ("2005-01-10", "清算結了"),
    ]
    assert dated_passages("日付のない文") == []


def test_periods() -> None:
    day = datetime.date
    assert read_periods("平成19年11月1日から平成21年10月31日まで") == [(day(2007, 11, 1), day(2009, 10, 31))]
    assert read_periods("平成16年3月1日から平成20年2月29日まで平成20年3月11日から平成27年3月10日まで") == [
        (day(2004, 3, 1), day(2008, 2, 29)),
        (day(2008, 3, 11), day(2015, 3, 10)),
    ]
    for wrong in ("平成19年11月1日から", "平成21年1月1日から平成19年1月1日まで", "無期限"):
        with pytest.raises(NotADate):
            read_periods(wrong)
