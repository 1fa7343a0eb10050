"""The guides of content/: their pictures are there, in the size that they say, and described."""

import re

import pytest
from PIL import Image

from tests.conftest import ROOT

PAGES = ROOT / "content" / "pages"
IMAGES = ROOT / "content" / "images"
PICTURE = re.compile(r"!\[(.*?)\]\((.*?)\)(?:\{(.*?)\})?")


def pictures(path):
    return PICTURE.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("register", ["ja", "en", "easy"])
def test_each_picture_is_there_in_its_size_and_described(register):
    found = pictures(PAGES / register / "form-guide.md")
    assert len(found) == 4
    for description, address, attributes in found:
        assert len(description) > 5
        assert address.startswith("images/" if register == "ja" else "../images/")
        with Image.open(IMAGES / address.rpartition("/")[2]) as picture:
            assert f"width={picture.width} height={picture.height}" in attributes, address


def test_no_picture_is_left_over():
    used = {address.rpartition("/")[2] for path in PAGES.rglob("*.md") for _, address, _ in pictures(path)}
    assert used == {path.name for path in IMAGES.iterdir()}


def test_the_built_guide_shows_its_pictures(demo_site):
    for page in ("form-guide.html", "en/form-guide.html", "easy/form-guide.html"):
        html = (demo_site / page).read_text(encoding="utf-8")
        sources = re.findall(r'<img[^>]* src="([^"]+)"', html)
        assert len(sources) == 4
        for source in sources:
            assert ((demo_site / page).parent / source).resolve().is_file(), source


def test_no_guide_says_that_there_are_no_forms():
    for path in PAGES.rglob("register.md"):
        text = path.read_text(encoding="utf-8")
        assert "submit/organizations.html" in text and "form-guide.html" in text, path
