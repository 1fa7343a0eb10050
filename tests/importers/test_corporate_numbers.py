import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.importers.corporate_numbers import NotACorporateNumber, check_digit, read_corporate_number

BASES = (
    st.integers(10**6, 10**12 - 1).map(lambda n: f"{n:012d}").filter(lambda base: not base.endswith("000000"))
)


@given(BASES)
def test_a_right_number_is_read_however_it_is_padded(base: str) -> None:
    number = f"{check_digit(base)}{base}"
    full_width = number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for text in (
        number,
        f" {number}\u00a0",
        f"法人番号{number}",
        f"法人番号：{full_width}",
        f"'{number}",
        f"{number[0]}-{number[1:5]}-{number[5:9]}-{number[9:]}",
    ):
        assert read_corporate_number(text) == number


@given(BASES, st.integers(0, 12), st.integers(1, 9))
def test_a_wrong_digit_is_noticed(base: str, position: int, shift: int) -> None:
    number = f"{check_digit(base)}{base}"
    wrong = number[:position] + str((int(number[position]) + shift) % 10) + number[position + 1 :]
    n_and_zero_look_alike = {number[position], wrong[position]} == {"0", "9"}  # mod 9
    if position == 0 or not n_and_zero_look_alike:
        with pytest.raises(NotACorporateNumber):
            read_corporate_number(wrong)


def test_the_example_of_the_facts_holds() -> None:
    assert read_corporate_number("7010505002095") == "7010505002095"


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "　", "-", "法人番号", "不明"])
def test_a_blank_is_no_number(text: str) -> None:
    assert read_corporate_number(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("7.01E+12", "指数"),
        ("７．０１Ｅ＋１２", "指数"),
        ("2010010000000", "丸めた"),
        ("7010505002096", "検査数字"),
        ("701050500209", "12桁"),
        ("07010505002095", "14桁"),
        ("T7010505002095", "数字でない"),
        ("７０１０五０", "数字でない"),
    ],
)
def test_a_wrong_number_is_refused_with_the_reason_never_repaired(text: str, reason: str) -> None:
    with pytest.raises(NotACorporateNumber, match=reason):
        read_corporate_number(text)
