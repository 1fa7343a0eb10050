"""Real input, end to end: a list that nobody here wrote becomes a site on which a visitor finds an organization."""

from pathlib import Path

import pytest

from tests.conftest import DAY, tomoni
from tests.importers.empty_package import empty_package

LIST = Path(__file__).parents[3] / "shared" / "real" / "certified-npo-register" / "npo.csv"


def test_a_visitor_finds_a_tokyo_organization_of_the_certified_list(serve, open_page, tmp_path):
    if not LIST.exists():
        pytest.skip("the real list of certified NPO corporations is not here")
    package = empty_package(tmp_path / "package")
    tomoni("import", "certified-npo-list", LIST, "--into", package, "--as-of", DAY)
    assert tomoni("validate", package, "--as-of", DAY).returncode == 0
    tomoni("build", "--data", package, "--as-of", DAY, "--output", tmp_path / "site")
    address = serve(tmp_path / "site")
    page = open_page(address, width=360)
    page.locator(".tiles a", has_text="新宿").first.click()
    page.wait_for_selector("h1:has-text('新宿区')")
    name = page.locator("article h3 a").first.inner_text()
    page.locator("article h3 a").first.click()
    page.wait_for_selector("main h1")
    text = page.locator("main").inner_text()
    assert name in text
    assert "旧国税庁認定" in text or "国税庁" in text
    assert "名簿" in text
