from hypothesis import example, given
from hypothesis import strategies as st
from tomoni.importers.folding import comparison_key, fold, is_blank, katakana, mark_missing_glyphs, tidy


@given(st.text())
@example("0\r\r0")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert tidy(tidy(text)) == tidy(text)


def test_names_keep_their_letters_but_lose_what_cannot_be_seen() -> None:
    assert tidy("　特定非営利活動法人　ＡＢＣ\u200b\u00a0ｾﾝﾀｰ\x07 ") == "特定非営利活動法人 ＡＢＣ センター"
    assert tidy("一行目 \r\n二行目") == "一行目\n二行目"


def test_comparison_passes_over_width_space_and_case() -> None:
    assert comparison_key("ＮＰＯ法人　みどり") == comparison_key("npo法人みどり")


def test_readings_become_katakana() -> None:
    assert katakana("ﾄｸﾃｲ みどり") == "トクテイ ミドリ"
    assert katakana("ｾﾝﾀ－　さぽ‐と") == "センター サポート"


def test_blanks() -> None:
    assert all(is_blank(text) for text in ("", "\u00a0", "　", "―", "なし", "N/A"))
    assert not is_blank("0")


def test_letters_of_private_fonts_are_marked() -> None:
    assert mark_missing_glyphs(b"\xf0\x40".decode("cp932") + "田") == ("〓田", 1)
    assert mark_missing_glyphs("山田") == ("山田", 0)
