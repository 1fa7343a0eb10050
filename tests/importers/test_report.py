import csv
from pathlib import Path

import pytest
from tomoni.catalog import TomoniError
from tomoni.importers.report import Action, ImportReport, ReportLine


def line(action: Action, name: str) -> ReportLine:
    return ReportLine(action, 2, "jcn-1", name, "", "", "")


def test_cells_cannot_run_as_formulas_and_the_value_can_be_had_back(tmp_path: Path) -> None:
    names = ["=1+1", "+81", "-1", "@x", "'=1", "＝cmd", "ふつう", "\t=1"]
    lines = tuple(line(Action.ADDED, name) for name in names)
    report = ImportReport("npo-register", "名簿", "a.csv", len(lines), lines)
    report.write_csv(tmp_path / "report.csv")
    raw = (tmp_path / "report.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [row["名称"] for row in csv.DictReader(file)]
    assert not any(cell.startswith(("=", "+", "-", "@", "＝", "\t")) for cell in cells)
    assert [cell.removeprefix("'") for cell in cells] == names


def test_the_summary_counts_what_happened() -> None:
    lines = (line(Action.ADDED, "a"), line(Action.ADDED, "b"), line(Action.LEFT_OUT, "c"))
    report = ImportReport("npo-register", "名簿", "a.csv", 3, lines)
    assert report.summary() == "a.csvの3行を読みました。追加 2、取り込まない 1"


def test_a_report_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    report = ImportReport("npo-register", "名簿", "a.csv", 0, ())
    with pytest.raises(TomoniError, match="書き込めません"):
        report.write_csv(tmp_path / "missing" / "report.csv")
