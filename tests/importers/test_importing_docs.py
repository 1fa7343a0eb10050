import re
from pathlib import Path

import pytest

from tests.importers.empty_package import empty_package

PAGE = Path(__file__).parents[2] / "docs" / "importing.md"


def test_the_example_of_the_page_does_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = dict(
        re.findall(r"^```(csv|python|text)\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    )
    empty_package(tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text(blocks["csv"], encoding="utf-8")
    exec(compile(blocks["python"], str(PAGE), "exec"), {})
    assert capsys.readouterr().out == blocks["text"]
    assert Path("report.csv").exists()
