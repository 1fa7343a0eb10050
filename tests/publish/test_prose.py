"""Contributed text stays text: Markdown in, harmless HTML out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.publish.pages.prose import markdown


def test_paragraphs_lists_and_emphasis():
    assert markdown("**12食**を届けた。\n\n- 米\n- 味噌") == (
        "<p><strong>12食</strong>を届けた。</p>\n<ul>\n<li>米</li>\n<li>味噌</li>\n</ul>\n"
    )


def test_headings_stand_below_those_of_the_page():
    assert markdown("# 大見出し") == "<h4>大見出し</h4>\n"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://tracker.example/p.png)",
        '<a href="https://a.example" onclick="x()">a</a>',
        "<iframe src=https://a.example></iframe>",
    ],
)
def test_nothing_that_runs_or_loads_gets_through(attack):
    html = str(markdown(attack)).replace("&lt;", "").lower()
    for bad in (
        "<script",
        "<img",
        "<iframe",
        'href="javascript',
        'href="data',
        '<a href="https://a.example" onclick',
    ):
        assert bad not in html


def test_links_say_that_they_were_contributed():
    assert 'rel="noopener nofollow ugc"' in markdown("[区](https://www.city.katsushika.lg.jp/)")


@given(st.text(max_size=200))
def test_any_text_gives_only_the_allowed_elements(text):
    html = str(markdown(text))
    for tag in ("<script", "<style", "<img", "<svg", "<iframe", "<form", "<object"):
        assert tag not in html.lower()
