"""Photos as telephones and programs write them, with what they hide; and bundles as the site's form makes them."""

import io
import json
import zipfile

from PIL import Image, PngImagePlugin

PLACE = (35.0, 44.0, 12.34)
DEVICE = "Pocket Camera 9"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>35,44.2N</exif:GPSLatitude></x:xmpmeta>'
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x12\x1c\x02\x5a\x00\x0dSuginami-Town"
TRACES = (DEVICE.encode(), b"GPSLatitude", b"Suginami-Town", b"taken at home", b"Exif\x00\x00", b"8BIM")


def exif(orientation=1):
    """EXIF with a device, a place and how the camera was held."""
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x0110] = DEVICE
    made.get_ifd(0x8825)[1] = "N"
    made.get_ifd(0x8825)[2] = PLACE
    return made


def drawing(size=(320, 200)):
    """A picture of which one sees how it is held: its upper left quarter is red."""
    image = Image.new("RGB", size, "#2f5f77")
    image.paste("#c02020", (0, 0, size[0] // 2, size[1] // 2))
    return image


def jpeg(size=(320, 200), orientation=1, **options):
    """A JPEG with EXIF, XMP, a comment and an IPTC block that names the town."""
    out = io.BytesIO()
    drawing(size).save(
        out, "JPEG", exif=exif(orientation), xmp=XMP, comment=b"taken at home", quality=92, **options
    )
    content = out.getvalue()
    block = b"\xff\xed" + (len(IPTC) + 2).to_bytes(2, "big") + IPTC
    return content[:2] + block + content[2:]


def png(size=(320, 200), orientation=1):
    """A PNG with EXIF in eXIf, XMP and a text."""
    out, texts = io.BytesIO(), PngImagePlugin.PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add_text("Comment", "taken at home")
    drawing(size).save(out, "PNG", exif=exif(orientation), pnginfo=texts)
    return out.getvalue()


def webp(size=(320, 200), orientation=1):
    """A WebP with EXIF and XMP."""
    out = io.BytesIO()
    drawing(size).save(out, "WEBP", exif=exif(orientation), xmp=XMP)
    return out.getvalue()


def avif(size=(320, 200), orientation=1):
    """An AVIF with EXIF."""
    out = io.BytesIO()
    drawing(size).save(out, "AVIF", exif=exif(orientation))
    return out.getvalue()


CAMERAS = {"jpg": jpeg, "png": png, "webp": webp, "avif": avif}


def photo(organization, file="1.jpg", **values):
    """The submission of a photo on which nobody shows; an answer of None is left out."""
    cells = {
        "organization": organization,
        "file": file,
        "alt": "長い机の上に、夕ごはんの皿がならんでいる",
        "people_shown": "false",
        "minors_shown": "false",
        "consent": "not-needed",
    } | values
    return {
        "tomoni": "submission",
        "version": 1,
        "table": "photos",
        "key": None,
        "values": {name: cell for name, cell in cells.items() if cell is not None},
        "by": organization,
        "why": "",
    }


def bundle(path, submissions, pictures, method=zipfile.ZIP_STORED):
    """Write a bundle; returns its path. `submissions` may be the text of submission.json itself."""
    text = (
        submissions
        if isinstance(submissions, str)
        else json.dumps({"tomoni": "bundle", "version": 1, "submissions": submissions}, ensure_ascii=False)
    )
    with zipfile.ZipFile(path, "w", method) as made:
        made.writestr("submission.json", text)
        for name, content in pictures.items():
            made.writestr(name, content)
    return path
