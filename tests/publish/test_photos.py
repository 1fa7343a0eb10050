"""Pictures of a site: drawn anew in the sizes that are used, nothing hidden in them, none without consent."""

from types import SimpleNamespace

import pytest
from PIL import Image
from tomoni.publish.pages.photos import PhotosExtension, may_be_shown, pictures, shown

from tests.conftest import ROOT

ROW = {
    "file": "media/photos/a.jpg",
    "alt": "川べりの人たち",
    "credit": "あおい会",
    "people_shown": True,
    "minors_shown": False,
    "consent": "obtained",
    "withdrawn_on": None,
}


class Rows:
    """A catalog of photos and logos only."""

    def __init__(self, base, photos, logos=()):
        self.package = SimpleNamespace(base=base)
        self._rows = {
            "photos": photos,
            "organizations": [{"logo": logo} for logo in logos],
            "resource_offers": [],
        }

    def rows(self, table):
        return self._rows[table]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data/media/photos").mkdir(parents=True)
    return tmp_path


def site_of(folder, *photos, logos=()):
    return SimpleNamespace(catalog=Rows(folder / "data", photos, logos), kept={})


def camera_photo(path, size=(1600, 1200)):
    """A photo as a telephone writes it: turned by a quarter, with its place and device."""
    image = Image.effect_noise(size, 60).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x0110] = "Camera"
    exif.get_ifd(0x8825)[2] = (35.0, 44.0, 12.0)
    image.save(path, exif=exif, quality=85)


def written(folder, site, name="site"):
    target = folder / ".output.builds" / name
    target.mkdir(parents=True)
    PhotosExtension().write(site, target)
    return target


def test_a_photo_is_made_in_three_formats_and_the_widths_that_it_has(folder):
    camera_photo(folder / "data" / ROW["file"])
    site = site_of(folder, ROW)
    made = shown(site, ROW)
    assert [kind for kind, _ in made["sources"]] == ["image/avif", "image/webp", "image/jpeg"]
    assert [width for _, width in made["sources"][0][1]] == [360, 720, 1200], "turned: 1200 wide, never wider"
    assert (made["width"], made["height"]) == (1200, 1600)
    target = written(folder, site)
    for kind, files in made["sources"]:
        for path, width in files:
            with Image.open(target / path) as image:
                assert image.width == width
                assert Image.MIME[image.format] == kind
    assert (target / made["src"]).exists()


def test_nothing_that_the_camera_wrote_is_published(folder):
    camera_photo(folder / "data" / ROW["file"])
    target = written(folder, site_of(folder, ROW))
    files = [path for path in target.rglob("*") if path.is_file()]
    assert len(files) == 10, "three formats in three widths, and the name that the row gives"
    for path in files:
        with Image.open(path) as image:
            assert not image.getexif()
            assert "icc_profile" not in image.info
        assert b"Camera" not in path.read_bytes()


def test_a_small_picture_stays_as_small_as_it_is_and_a_logo_keeps_its_transparency(folder):
    Image.new("RGBA", (200, 100), (0, 0, 0, 0)).save(folder / "data/media/photos/logo.png")
    site = site_of(folder, logos=["media/photos/logo.png"])
    target = written(folder, site)
    picture = pictures(site)["media/photos/logo.png"]
    assert picture.widths() == (200,)
    with Image.open(target / picture.path(200, "webp")) as image:
        assert image.convert("RGBA").getpixel((5, 5))[3] == 0
    with Image.open(target / picture.path(200, "jpg")) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "change",
    [
        {"withdrawn_on": "2026-11-01"},
        {"consent": None},
        {"consent": "not-needed"},
        {"people_shown": False, "minors_shown": True, "consent": "not-needed"},
    ],
    ids=str,
)
def test_a_photo_without_consent_is_neither_shown_nor_written(folder, change):
    camera_photo(folder / "data" / ROW["file"], (64, 48))
    row = ROW | change
    site = site_of(folder, row)
    assert not may_be_shown(row)
    assert shown(site, row) is None
    assert not [path for path in written(folder, site).rglob("*") if path.is_file()]


def test_what_was_made_is_kept_and_what_is_not_used_any_more_is_deleted(folder):
    camera_photo(folder / "data" / ROW["file"], (400, 300))
    first = written(folder, site_of(folder, ROW), "first")
    kept = {path.name: path.stat().st_mtime_ns for path in (folder / ".output.photos").iterdir()}
    second = written(folder, site_of(folder, ROW), "second")
    assert {path.name: path.stat().st_mtime_ns for path in (folder / ".output.photos").iterdir()} == kept
    files = {path.relative_to(first): path.read_bytes() for path in first.rglob("*") if path.is_file()}
    assert files == {p.relative_to(second): p.read_bytes() for p in second.rglob("*") if p.is_file()}
    written(folder, site_of(folder, ROW | {"withdrawn_on": "2026-11-01"}), "third")
    assert not list((folder / ".output.photos").iterdir()), "a withdrawn photo is not kept either"


def test_the_demonstration_publishes_no_original(demo_site):
    originals = {path.read_bytes() for path in (ROOT / "data/media").rglob("*.webp")}
    published = [path for path in (demo_site / "media").rglob("*") if path.is_file()]
    assert published
    assert not [path.name for path in published if path.read_bytes() in originals]
