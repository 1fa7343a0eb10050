"""Texts that a spreadsheet would run are made harmless, and can be had back exactly."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tomoni.publish.opendata.files import harmless, original


@pytest.mark.parametrize(
    "text", ["=1+1", "+81 3", "-5%", "@SUM(A1)", "\t=1", "\r=1", "＝１＋１", "'=1", "''-"]
)
def test_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "東京", "it's", "'94年", "1-2", "a=b", "'quoted'"])
def test_other_texts_stay_as_they_are(text):
    assert harmless(text) == text
    assert original(text) == text


@given(st.text() | st.text("'=+-@＝ a\t\r\n", max_size=6))
@example("''''=")
def test_every_text_comes_back_and_none_can_run(text):
    assert original(harmless(text)) == text
    assert harmless(text)[:1] not in tuple("=+-@＝＋－＠\t\r\n")
