"""Readings stand above the words that have a reviewed reading, and nowhere else."""

import pytest
from tomoni.publish.pages.furigana import Furigana, load_readings

FURIGANA = Furigana({"団体": "だんたい", "募集": "ぼしゅう", "申し込み": "もうしこみ"})


def ruby(word, reading):
    return f"<ruby>{word}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"


def test_a_known_word_gets_its_reading():
    assert (
        FURIGANA.annotate("<p>団体の募集</p>")
        == f"<p>{ruby('団体', 'だんたい')}の{ruby('募集', 'ぼしゅう')}</p>"
    )


def test_a_word_inside_a_longer_run_of_kanji_is_left_alone():
    assert FURIGANA.annotate("<p>任意団体</p>") == "<p>任意団体</p>"


def test_attributes_titles_and_scripts_are_left_alone():
    html = '<title>団体</title><a title="団体">x</a><script type="application/json">"募集"</script>'
    assert FURIGANA.annotate(html) == html


def test_after_a_skipped_element_text_is_annotated_again():
    assert FURIGANA.annotate("<title>団体</title><p>団体</p>").endswith(f"<p>{ruby('団体', 'だんたい')}</p>")


def test_annotating_twice_changes_nothing_more():
    once = FURIGANA.annotate("<p>団体</p>")
    assert FURIGANA.annotate(once) == once


def test_without_readings_the_page_stays_as_it_is():
    assert Furigana({}).annotate("<p>団体</p>") == "<p>団体</p>"


def test_a_bad_line_of_the_reviewed_list_is_named(tmp_path):
    path = tmp_path / "furigana.tsv"
    path.write_text("# words\n団体\tだんたい\n募集\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"furigana\.tsv:3"):
        load_readings(path)
