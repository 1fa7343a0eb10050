"""`tomoni report`: the page of an organization as two A4 sides."""

import unicodedata

import pytest
from pypdf import PdfReader
from tomoni.catalog import TomoniError
from tomoni.publish.pages.report_pdf import write_report

from tests.conftest import BROWSER, tomoni

RICH = "midorino-kodomono-shokutaku"
needs_chromium = pytest.mark.skipif(BROWSER is None, reason="no chromium on the PATH")


@needs_chromium
def test_the_report_has_two_sides_with_the_figure_the_money_and_the_contact(demo_site, tmp_path):
    tomoni("report", RICH, "--site", demo_site, "--output", tmp_path / "report.pdf")
    pages = PdfReader(tmp_path / "report.pdf").pages
    assert 1 <= len(pages) <= 2
    assert [round(float(length)) for length in pages[0].mediabox[2:]] == [595, 842]  # A4 in points
    text = "".join(unicodedata.normalize("NFKC", "".join(page.extract_text() for page in pages)).split())
    for part in ("みどり野こどもの食卓", "12,480", "お金", "連絡する"):
        assert part in text
    assert "主なメニュー" not in text


def test_a_wrong_name_is_answered_with_the_nearest(demo_site, tmp_path):
    with pytest.raises(TomoniError, match=RICH):
        write_report(demo_site, "midorino-kodomo-shokutaku", tmp_path / "report.pdf")


def test_without_chromium_it_says_how_to_print(demo_site, tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(TomoniError, match="印刷"):
        write_report(demo_site, RICH, tmp_path / "report.pdf")
