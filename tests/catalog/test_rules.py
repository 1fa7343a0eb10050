"""The arithmetic behind the rules, against numbers that are known or worked by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.catalog import load_catalog
from tomoni.catalog.meant import meant
from tomoni.catalog.rules import (
    ROW_RULES,
    corporate_number_holds,
    great_circle_km,
    local_government_code_holds,
)
from tomoni.catalog.rules.places import FAR_KM

from .small_package import SHIPPED

AREAS = load_catalog(SHIPPED).rows("areas")
digits = st.text("0123456789", min_size=12, max_size=12)


def test_a_corporate_number_by_hand():
    # 7010505002095: the twelve digits from the right are 5 9 0 2 0 0 5 0 5 0 1 0, times 1 2 1 2 …:
    # 5 + 18 + 0 + 4 + 0 + 0 + 5 + 0 + 5 + 0 + 1 + 0 = 38; 38 mod 9 = 2; 9 - 2 = 7.
    assert corporate_number_holds("7010505002095")


@pytest.mark.parametrize(
    "number",
    [
        "8010505002095",
        "7010505002059",
        "010505002095",
        "70105050020950",
        "７０１０５０５００２０９５",
        "7010505002000",
        "",
        "T010505002095",
    ],
)
def test_numbers_that_are_no_corporate_numbers(number):
    assert not corporate_number_holds(number)


@given(digits)
def test_of_ten_first_digits_one_is_right_and_it_is_never_zero(rest):
    right = [first for first in "0123456789" if corporate_number_holds(first + rest)]

    assert len(right) == 1 and right != ["0"]


@given(digits, st.integers(0, 11), st.integers(1, 9))
def test_a_mistyped_digit_is_noticed_unless_it_is_nine_off(rest, place, step):
    first = next(digit for digit in "123456789" if corporate_number_holds(digit + rest))
    digit = (int(rest[place]) + step) % 10
    mistyped = f"{first}{rest[:place]}{digit}{rest[place + 1 :]}"

    assert corporate_number_holds(mistyped) == (abs(digit - int(rest[place])) == 9)


@pytest.mark.parametrize(
    "code", ["131016", "131041", "131130", "131237", "130001", "011002", "271004", "471011"]
)
def test_local_government_codes_that_are_in_use(code):
    # 13101: 6·1 + 5·3 + 4·1 + 3·0 + 2·1 = 27; 27 mod 11 = 5; 11 - 5 = 6.
    assert local_government_code_holds(code)


@pytest.mark.parametrize("code", ["131017", "131014", "13101", "1310160", "１３１０１６", ""])
def test_codes_that_are_none(code):
    assert not local_government_code_holds(code)


def test_every_area_of_the_codelist_has_its_check_digit():
    for area in AREAS:
        if area["check_code"]:
            assert local_government_code_holds(area["check_code"]), area["code"]
            assert area["check_code"].startswith(area["code"])


RADIUS = 6371.0088


@pytest.mark.parametrize(
    ("first", "second", "km"),
    [
        ((35.0, 139.0), (35.0, 139.0), 0.0),
        ((0.0, 0.0), (0.0, 1.0), RADIUS * math.pi / 180),  # one degree of the equator: 111.195 km
        ((35.0, 139.0), (36.0, 139.0), RADIUS * math.pi / 180),  # and of a meridian
        ((0.0, 0.0), (0.0, 180.0), RADIUS * math.pi),
        ((90.0, 0.0), (-90.0, 77.0), RADIUS * math.pi),
        ((60.0, 0.0), (60.0, 180.0), RADIUS * math.pi / 3),  # over the pole: 30° + 30°
        ((45.0, 0.0), (0.0, 90.0), RADIUS * math.pi / 2),  # cos c = cos 45° · cos 90° = 0
    ],
)
def test_distances_worked_by_hand(first, second, km):
    assert great_circle_km(first, second) == pytest.approx(km, rel=1e-12, abs=1e-9)


def test_tokyo_to_osaka_is_four_hundred_kilometres():
    assert great_circle_km((35.6812, 139.7671), (34.7025, 135.4959)) == pytest.approx(403, abs=1)


places = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(places, places, places)
def test_a_distance_is_one(first, second, third):
    assert great_circle_km(first, second) == pytest.approx(great_circle_km(second, first), abs=1e-9)
    direct = great_circle_km(first, third)
    assert direct <= great_circle_km(first, second) + great_circle_km(second, third) + 1e-4
    assert 0 <= direct <= RADIUS * math.pi + 1e-6


def test_no_two_neighbouring_offices_are_so_far_that_a_wrong_ward_would_pass_everywhere():
    # A place in the middle of one ward, filed under a ward at the other end of the city, is noticed.
    offices = {
        area["label"]: (area["latitude"], area["longitude"]) for area in AREAS if area["latitude"] is not None
    }

    assert great_circle_km(offices["江戸川区"], offices["世田谷区"]) > FAR_KM
    assert great_circle_km(offices["大田区"], offices["足立区"]) > FAR_KM


def found_by(rule, text):
    """What a rule on texts finds in one."""
    return [finding.value for finding in ROW_RULES[rule]({"text": text}, None, fields=["text"])]


@pytest.mark.parametrize(
    "text",
    [
        "時給1,200円",
        "時給１２００円です",
        "日給は8千円",
        "月給20万円",
        "1回3000円の日当",
        "給与：1000円",
        "時給 1200",
        "アルバイト代1,000円",
    ],
)
def test_wordings_of_a_wage(text):
    assert found_by("wage-reward", text)


@pytest.mark.parametrize(
    "text",
    [
        "交通費500円まで",
        "参加費1,000円（材料費）",
        "時給はありません。昼食は500円です",
        "給与計算ソフトを3人で使います",
        "謝礼3,000円",
        "月給制の職員といっしょに働きます",
    ],
)
def test_wordings_that_are_no_wage(text):
    assert found_by("wage-reward", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "1個100円で売ります",
        "価格：3,000円",
        "代金は500円",
        "税込1,100円",
        "2万円で販売",
        "500円でお譲りします",
        "1個100円",
        "一万円で差し上げます",
        "５００円ほどでゆずります",
        "1台につき3,000円です",
        "1時間500円で使えます",
        "状態がよいので千円いただきます",
        "食品を500円でお分けします",
    ],
)
def test_wordings_of_a_price(text):
    assert found_by("price-refused", text)


@pytest.mark.parametrize(
    "text",
    [
        "送料500円だけお願いします",
        "送料は実費です",
        "1,000円相当の食品",
        "1箱3,000円相当です",
        "価格は問いません",
        "販売の経験がある人",
        "光熱費の実費として1時間100円をいただいています。",
        "送料500円でお譲りします",
        "定価1個100円のお菓子です",
        "1食300円で提供している食堂で使います",
        "近くに1時間500円の駐車場があります",
        "交通費500円をお渡しします",
        "5,000円以下の修理は会で引き受けます",
    ],
)
def test_wordings_that_are_no_price(text):
    assert found_by("price-refused", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "お米と交換希望です",
        "物々交換でお願いします",
        "野菜と引き換えにお渡しします",
        "絵本との交換をお願いします",
        "調味料と交換していただける方",
        "交換希望。お菓子がうれしいです",
        "手伝いとひきかえにさしあげます",
    ],
)
def test_wordings_of_an_exchange(text):
    assert found_by("exchange-refused", text)


@pytest.mark.parametrize(
    "text",
    [
        "交換用電池が2本付きます",
        "部品の交換が必要です",
        "電池交換をお願いします",
        "古い電池は新しいものと交換してください",
        "バッテリーは交換済みです",
        "情報交換の場に使えます",
        "おもちゃの交換会で使います",
        "交換日記のノート",
        "整理券と引き換えにお渡しします",
        "物々交換はお断りします",
        "フィルターは半年ごとに新品と交換していただけると助かります",
    ],
)
def test_wordings_that_are_no_exchange(text):
    assert found_by("exchange-refused", text) == []


@pytest.mark.parametrize(
    ("value", "kind", "right"),
    [
        ("はい", "boolean", "true"),
        ("×", "boolean", "false"),
        ("たぶん", "boolean", ""),
        ("1,500円", "integer", "1500"),
        ("３人", "integer", "3"),
        ("2.5時間", "number", "2.5"),
        ("2.5", "integer", ""),
        ("三人", "integer", ""),
        ("2026/4/1", "date", "2026-04-01"),
        ("2026年4月1日", "date", "2026-04-01"),
        ("令和8年4月1日", "date", "2026-04-01"),
        ("R8.4.1", "date", "2026-04-01"),
        ("平成元年1月8日", "date", "1989-01-08"),
        ("2026-02-30", "date", ""),
        ("4月1日", "date", ""),
    ],
)
def test_what_was_probably_meant(value, kind, right):
    assert meant(value, kind) == right
