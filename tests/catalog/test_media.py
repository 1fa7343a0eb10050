"""Pictures are what their content says: each kind of wrong file, and what the person who sent it is told."""

import io

import pytest
from PIL import Image
from tomoni.catalog import validate

from .small_package import AS_OF


def picture(kind, size=(64, 48), **options):
    """The bytes of a plain picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "#2f5f77").save(out, kind, **options)
    return out.getvalue()


def noisy_jpeg():
    out = io.BytesIO()
    Image.effect_noise((400, 300), 80).save(out, "JPEG", quality=90)
    return out.getvalue()


WRONG = {
    "a GIF named .jpg": ("a.jpg", lambda: picture("GIF"), "media-kind", "中身はGIF", ".jpg"),
    "a PNG named .webp": ("a.webp", lambda: picture("PNG"), "media-kind", "中身はPNG", "名前の終わり"),
    "a truncated JPEG": (
        "a.jpg",
        lambda: noisy_jpeg()[:-6000],
        "media-broken",
        "途中で切れているか",
        "もう一度",
    ),
    "a picture of 20,000 × 20,000 pixels": (
        "a.png",
        lambda: picture("PNG", (20_000, 20_000), compress_level=1),
        "media-pixels",
        "画素が多すぎます",
        "縮めて",
    ),
    "an SVG with a script": (
        "a.svg",
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "media-svg",
        "SVG",
        "PNGかWebP",
    ),
    "an SVG named .png": (
        "a.png",
        lambda: b'<?xml version="1.0"?><SVG></SVG>',
        "media-svg",
        "SVG",
        "PNGかWebP",
    ),
    "a text named .png": ("a.png", lambda: b"hello", "media-unknown", "写真として読めません", "JPEG"),
    "an empty file": ("a.webp", lambda: b"", "media-unknown", "写真として読めません", "JPEG"),
    "a file of 11 MB": (
        "a.jpg",
        lambda: picture("JPEG") + bytes(11_000_000),
        "media-large",
        "11.0 MB",
        "縮めて",
    ),
    "a picture of one pixel": ("a.png", lambda: picture("PNG", (1, 1)), "media-small", "1×1", "16画素"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_picture_is_told(package, case):
    name, content, code, says, mend = case
    (package.base / "media/photos" / name).write_bytes(content())
    package.set("photos", file=f"media/photos/{name}")

    problems = validate(package.base, AS_OF).problems

    assert [(p.table, p.line, p.field, p.code) for p in problems] == [("photos", 2, "file", code)]
    assert says in problems[0].message("ja")
    assert mend in problems[0].hint("ja")
    assert problems[0].message("en").isprintable()


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("a.jpeg", "JPEG"), ("a.png", "PNG"), ("a.avif", "AVIF")]
)
def test_what_can_be_published_is_accepted(package, name, kind):
    (package.base / "media/photos" / name).write_bytes(picture(kind))
    package.set("photos", file=f"media/photos/{name}")
    assert validate(package.base, AS_OF).valid


def test_a_photo_that_was_mended_is_looked_at_again(package):
    path = package.base / "media/photos/natsu-1.webp"
    whole = path.read_bytes()
    path.write_bytes(whole[:30])
    assert not validate(package.base, AS_OF).valid
    path.write_bytes(whole)
    assert validate(package.base, AS_OF).valid
