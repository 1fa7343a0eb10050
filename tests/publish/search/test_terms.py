"""Text to terms: what people write in many ways meets; Python and JavaScript agree on every text."""

import json
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tomoni.publish.search.terms import fold, index_terms
from tomoni.publish.search.variants import OLD_TO_NEW

from tests.conftest import ROOT

VECTORS = ROOT / "tests" / "vectors" / "terms.jsonl"
READ = """
import { fold, indexTerms } from "./theme/static/js/search/terms.js";
let input = "";
for await (const part of process.stdin) input += part;
process.stdout.write(JSON.stringify(JSON.parse(input).map((text) => [fold(text), indexTerms(text)])));
"""


def in_javascript(texts):
    """Folded text and terms of each text, by the page's own module."""
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", READ],
        cwd=ROOT,
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def vectors():
    return [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").strip().split("\n")]


def test_the_shared_vectors_hold(vectors):
    assert len(vectors) >= 300
    for vector in vectors:
        assert fold(vector["text"]) == vector["fold"]
        assert index_terms(vector["text"]) == vector["terms"]


def test_javascript_holds_the_same_vectors(vectors):
    found = in_javascript([vector["text"] for vector in vectors])
    assert found == [[vector["fold"], vector["terms"]] for vector in vectors]


@pytest.mark.parametrize(
    "ways",
    [
        ("コドモ食堂", "こども食堂", "ｺﾄﾞﾓ食堂"),
        ("コンピューター", "コンピュータ"),
        ("ボランティア", "ボランテイア", "ﾎﾞﾗﾝﾃｨｱ"),
        ("センター", "センタ－"),
        ("ラーメン", "らーめん", "ラ〜メン"),
        ("ヴァイオリン", "バイオリン"),
        ("市ヶ谷", "市ケ谷", "市が谷"),
        ("三ヶ月", "3か月", "３カ月"),
        ("佐々木", "佐佐木"),
        ("渡邊", "渡邉", "渡辺"),
        ("澁谷區", "渋谷区"),
        ("二十三区", "23区", "２３区"),
        ("二〇二五年", "2025年"),
        ("ＮＰＯ", "npo", "NPO"),
        ("Café", "CAFE"),
        ("1,000円", "1000円", "千円"),
    ],
)
def test_what_is_written_in_many_ways_meets(ways):
    assert len({fold(way) for way in ways}) == 1


@pytest.mark.parametrize("name", ["八王子", "三鷹", "千代田", "六本木", "一緒", "五反田", "四谷"])
def test_numerals_in_names_stay_letters(name):
    assert fold(name) == name


def test_pairs_of_letters_and_the_last_letter():
    assert index_terms("子ども食堂") == ["子ど", "ども", "も食", "食堂", "堂"]
    assert index_terms("NPO法人 3人") == ["npo", "法人", "人", "3", "人"]


def test_a_kanji_has_one_new_form_and_new_forms_stay():
    old, new = OLD_TO_NEW[::2], OLD_TO_NEW[1::2]
    assert len(set(old)) == len(old)
    assert not set(old) & set(new)


letters = (
    st.sampled_from("ー々ゝゞ一二三十百千〇人月区年丁目かケヶゕ,-~〜・ヴァｱﾞ゛ÀßİΣςϘ０Ａ㈱①国國")
    | st.characters()
)


@settings(max_examples=6, deadline=None)
@given(st.lists(st.text(letters, max_size=12), min_size=300, max_size=300))
def test_python_and_javascript_agree_on_any_text(texts):
    assert in_javascript(texts) == [[fold(text), index_terms(text)] for text in texts]


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_nothing_throws_and_terms_are_of_the_folded_text(text):
    folded = fold(text)
    assert all(term in folded for term in index_terms(text))
