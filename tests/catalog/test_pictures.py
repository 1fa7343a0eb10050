"""A picture from outside becomes its pixels alone: nothing that a camera, a telephone or a program wrote stays."""

import io
import struct
import zlib

import pytest
from PIL import Image
from tomoni.catalog import validate
from tomoni.catalog.pictures import LONGEST_SIDE, drawn_anew, fault_of, hidden_in

from tests.contribute.camera import CAMERAS, TRACES, drawing, jpeg

from .small_package import AS_OF


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def fault(content):
    found = fault_of(io.BytesIO(content), len(content))
    return found and found.code


@pytest.mark.parametrize("camera", CAMERAS.values(), ids=CAMERAS)
def test_place_device_and_comments_are_gone(camera):
    content = camera()
    assert "撮った場所" in hidden_in(opened(content)), "the picture of the test has something to hide"
    drawn = drawn_anew(content)
    image = opened(drawn.content)
    assert image.format == "WEBP" and hidden_in(image) == ()
    assert set(image.info) <= {"loop", "background", "duration", "timestamp"}
    assert not [trace for trace in TRACES if trace in drawn.content]


@pytest.mark.parametrize("camera", CAMERAS.values(), ids=CAMERAS)
@pytest.mark.parametrize(
    ("orientation", "red"),
    [(1, (0, 0)), (2, (1, 0)), (3, (1, 1)), (4, (0, 1)), (5, (0, 0)), (6, (1, 0)), (7, (1, 1)), (8, (0, 1))],
)
def test_a_photo_stands_as_the_camera_was_held(camera, orientation, red):
    drawn = drawn_anew(camera(orientation=orientation))
    assert (drawn.width, drawn.height) == ((200, 320) if orientation >= 5 else (320, 200))
    image = opened(drawn.content).convert("RGB")
    assert image.size == (drawn.width, drawn.height)
    places = [(x, y) for x in (0, 1) for y in (0, 1)]
    quarters = {
        (x, y): image.getpixel((image.width * (1 + 2 * x) // 4, image.height * (1 + 2 * y) // 4))
        for x, y in places
    }
    assert [place for place in places if quarters[place][0] > 150] == [red]


def test_the_longer_side_is_bounded_and_the_bytes_are_the_same_each_time():
    content = jpeg((3000, 1500))
    drawn = drawn_anew(content)
    assert (drawn.width, drawn.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert drawn_anew(content).content == drawn.content
    assert drawn_anew(jpeg((64, 48))).width == 64, "a small one is not made larger"


def test_transparency_stays():
    out = io.BytesIO()
    Image.new("RGBA", (64, 48), (200, 30, 30, 0)).save(out, "PNG")
    assert opened(drawn_anew(out.getvalue()).content).convert("RGBA").getpixel((5, 5))[3] == 0


def animated(kind):
    out = io.BytesIO()
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "green", "blue")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def bomb():
    """A PNG of a few kB that says of itself that it has 900 million pixels."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
        + chunk(b"IEND", b"")
    )


REFUSED = {
    "a decompression bomb": (bomb, "media-pixels"),
    "an SVG": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "media-svg"),
    "an animated GIF": (lambda: animated("GIF"), "media-foreign"),
    "an animated PNG": (lambda: animated("PNG"), "media-moving"),
    "an animated WebP": (lambda: animated("WEBP"), "media-moving"),
    "an animated AVIF": (lambda: animated("AVIF"), "media-moving"),
    "a truncated JPEG": (lambda: jpeg((640, 400))[:-900], "media-broken"),
    "11 MB": (lambda: jpeg() + bytes(11_000_000), "media-large"),
    "a PDF": (lambda: b"%PDF-1.7 ...", "media-unknown"),
    "a ZIP": (lambda: b"PK\x03\x04" + bytes(400), "media-unknown"),
    "nothing": (lambda: b"", "media-unknown"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_photo_is_refused(content, code):
    assert fault(content()) == code


def test_of_the_several_pictures_of_a_telephones_jpeg_the_photo_is_taken():
    out = io.BytesIO()
    drawing().save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (32, 20))])
    assert opened(out.getvalue()).format == "MPO"
    assert fault(out.getvalue()) is None
    drawn = drawn_anew(out.getvalue())
    assert (drawn.width, drawn.height) == (320, 200) and opened(drawn.content).n_frames == 1


@pytest.mark.parametrize("ending", CAMERAS)
def test_a_picture_in_the_data_that_still_holds_its_place_is_an_error(package, ending):
    path = package.base / f"media/photos/a.{ending}"
    path.write_bytes(CAMERAS[ending]())
    package.set("photos", file=f"media/photos/a.{ending}")
    (problem,) = validate(package.base, AS_OF).problems
    assert (problem.code, problem.field) == ("media-metadata", "file")
    assert "撮った場所、EXIF" in problem.message("ja")
    assert "tomoni clean-photos" in problem.hint("ja") and "tomoni apply" in problem.hint("ja")
    path.write_bytes(drawn_anew(path.read_bytes(), opened(path.read_bytes()).format).content)
    assert validate(package.base, AS_OF).valid
