"""After a purge the whole built site says nothing any more: pages, search, API, downloads, feeds, changes, pictures."""

import csv
import gzip
import hashlib
import io
import json
import re
import shutil
import sqlite3
import subprocess
import tarfile
import zipfile
import zlib
from urllib.parse import quote

import duckdb
import pytest
from PIL import Image
from tomoni.catalog import load_catalog

from tests.conftest import DAY, tomoni
from tests.contribute.camera import bundle, drawing, jpeg, photo

NAME, QUOTE, ALT = "鵺鶺鴒会", "鵺が鳴いた夜に、灯りをもらいました。", "鵺の面をつけた人が庭に立っている"
WITHDRAWN = "鵺の子どもが手をふっている"
PAIR = "鵺鶺"
"""Two signs of the name, as the search splits it; no other word has them."""


def parts(content, depth=3):
    """A file's bytes and all that is packed in it: members of ZIP, gzip one after another."""
    yield content
    if not depth:
        return
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            for name in opened.namelist():
                yield name.encode()
                yield from parts(opened.read(name), depth - 1)
        return
    for found in re.finditer(b"\x1f\x8b\x08", content):
        try:
            unpacked = zlib.decompressobj(31).decompress(content[found.start() :])
        except zlib.error:
            continue
        yield from parts(unpacked, depth - 1)


def texts(path):
    """All that a file of the site says, whatever its format, also where marks or line ends stand within a word."""
    yield path.as_posix().encode()
    if path.suffix == ".parquet":
        yield repr(duckdb.sql(f"select * from read_parquet('{path}')").fetchall()).encode()
    if path.suffix == ".sqlite":
        with sqlite3.connect(path) as opened:
            yield "\n".join(opened.iterdump()).encode()
    for part in parts(path.read_bytes()):
        yield part
        yield re.sub(rb"<rt>.*?</rt>|<[^>]*>|\r?\n[ \t]", b"", part)


def said_in(folder, words):
    """Word to the files below `folder` that say it, written plainly, in JSON, or in an address."""
    forms = {word: {word.encode(), json.dumps(word)[1:-1].encode(), quote(word).encode()} for word in words}
    found = {word: set() for word in words}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            for text in texts(path):
                for word, written in forms.items():
                    if any(form in text for form in written):
                        found[word].add(path.relative_to(folder).as_posix())
    return found


def pictures_like_the_photo(*folders):
    """Files that show what the camera of the tests draws: red above on the left, blue elsewhere."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".webp", ".avif", ".jpg", ".png"):
                with Image.open(path) as opened:
                    image = opened.convert("RGB")
                width, height = image.size
                corner = image.getpixel((width // 4, height // 4))
                rest = image.getpixel((3 * width // 4, 3 * height // 4))
                if corner[0] > 150 > corner[2] and rest[2] > 90 > rest[0]:
                    found.append(path)
    return found


def set_cells(path, row_id, **cells):
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    for row in rows:
        if row[0] == row_id:
            for name, cell in cells.items():
                row[rows[0].index(name)] = cell
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def commit(folder, words):
    identity = ("-c", "user.name=ward", "-c", "user.email=ward@example.jp")
    for arguments in (("add", "-A"), ("commit", "-q", "-m", words)):
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)


@pytest.fixture(scope="module")
def ward(small_package, tmp_path_factory):
    """A ward's data with a history, and a site of it that shows an organization with a voice and a photo."""
    base = tmp_path_factory.mktemp("ward")
    data = base / "data"
    shutil.copytree(small_package, data)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=base, check=True)
    (base / ".gitignore").write_text("/site\n/.site*\n/cache\n*.zip\n", encoding="utf-8")
    commit(base, "first")
    voice = next(row for row in load_catalog(data).rows("voices") if row["report"])
    organization = voice["organization"]
    set_cells(data / "organizations/organizations.csv", organization, name=NAME)
    set_cells(data / "organizations/voices.csv", voice["id"], quote=QUOTE, licence="CC BY 4.0")
    sent = photo(organization, report=voice["report"], alt=ALT, licence="CC BY 4.0")
    other = photo(organization, "2.jpg", report=voice["report"], alt=WITHDRAWN, licence="CC BY 4.0")
    pictures = {"1.jpg": jpeg((640, 400)), "2.jpg": jpeg((640, 400), orientation=3)}
    tomoni(
        *("apply", bundle(base / "photos.zip", [sent, other], pictures), "--into", data, "--as-of", DAY),
    )
    (row,) = [row for row in load_catalog(data).rows("photos") if row["alt"] == WITHDRAWN]
    set_cells(data / "organizations/photos.csv", row["id"], withdrawn_on="2026-11-20")
    commit(base, "second")
    environment = {"TOMONI_PHOTO_CACHE": str(base / "cache")}
    tomoni("build", "--data", data, "--output", base / "site", "--as-of", DAY, env=environment)
    return base, organization, voice, environment


def test_the_camera_of_the_tests_is_recognized(tmp_path):
    drawing().save(tmp_path / "a.webp")
    Image.new("RGB", (320, 200), "#2f5f77").save(tmp_path / "b.webp")
    (tmp_path / "c.bin").write_bytes(b"head" + gzip.compress(NAME.encode()) + gzip.compress(QUOTE.encode()))
    assert [path.name for path in pictures_like_the_photo(tmp_path)] == ["a.webp"]
    assert said_in(tmp_path, [NAME, QUOTE]) == {NAME: {"c.bin"}, QUOTE: {"c.bin"}}


def test_a_photo_whose_consent_was_withdrawn_is_not_shown_and_its_file_goes_with_a_purge(ward, tmp_path):
    base = ward[0]
    data = tmp_path / "data"
    done = subprocess.run(
        ["git", "archive", "--prefix=", "HEAD", "data"], cwd=base, capture_output=True, check=True
    )
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as opened:
        opened.extractall(tmp_path, filter="data")
    (row,) = [one for one in load_catalog(data).rows("photos") if one["alt"] == WITHDRAWN]
    digest = hashlib.sha256((data / row["file"]).read_bytes()).hexdigest()[:16]
    for folder in (base / "site", base / "cache"):
        assert not list(folder.resolve().rglob(f"*{digest}*"))
        assert not list(folder.resolve().rglob(f"{row['id']}.webp"))
    tomoni("purge", "--photo", row["id"], "--data", data, "--as-of", DAY, "--history", tmp_path / "words.txt")
    assert not (data / row["file"]).exists()
    assert load_catalog(data).get("photos", row["id"]) is None


def test_the_site_shows_the_photo_that_was_sent_and_forgets_all_of_a_purge(ward):
    base, organization, voice, environment = ward
    site, cache = base / "site", base / "cache"
    known = load_catalog(base / "data")
    (row,) = [one for one in known.rows("photos") if one["alt"] == ALT]
    page = (site / f"reports/{voice['report']}.html").read_text(encoding="utf-8")
    assert f'alt="{ALT}"' in page
    assert len(pictures_like_the_photo(site)) >= 6 and pictures_like_the_photo(cache)
    assert WITHDRAWN not in page
    words = [organization, NAME, PAIR, QUOTE, ALT, row["id"]]
    before = said_in(site.resolve(), words)
    kinds = {name: {path.split("/")[0] for path in found} for name, found in before.items()}
    assert kinds[NAME] >= {"npos", "search", "api", "data", "en", "easy"}, "what is looked at says it so far"
    assert any(path.startswith("search/") for path in before[PAIR])
    for ending in (".xlsx", ".parquet", ".sqlite", ".zip", ".csv", ".json", ".html", ".bin"):
        assert any(path.endswith(ending) for path in before[NAME]), ending
    assert any(path.endswith(".zip") for path in before[QUOTE])

    done = tomoni(
        *("purge", "organizations", organization, "--data", base / "data", "--output", site),
        *("--as-of", DAY, "--history", base / "cache" / "words.txt"),
        env=environment,
    )
    assert "その写真の大きさちがいを" in done.stderr and NAME not in done.stdout
    (base / "cache" / "words.txt").unlink()
    after = said_in(site.resolve(), words)
    assert {word: after[word] for word in (NAME, PAIR, QUOTE, ALT)} == {
        word: set() for word in (NAME, PAIR, QUOTE, ALT)
    }
    assert pictures_like_the_photo(site, cache, base / ".site.builds") == []
    assert not list((base / "data").rglob(f"{row['id']}.*"))
    assert [path.name for path in (base / ".site.builds").iterdir()] == [site.resolve().name]
    gone = {stone["old_id"] for stone in load_catalog(base / "data").rows("redirects")}
    rest = {
        path
        for path in after[organization]
        if path.rpartition("/")[2].partition(".")[0] not in gone and "redirects" not in path
    }
    assert {path.split("/")[0] for path in rest} <= {"data", "api", "changes"}, sorted(rest)[:20]


def test_without_a_tombstone_not_even_the_id_is_left(small_package, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(small_package, data)
    row = load_catalog(data).rows("talents")[0]
    set_cells(data / "people/talents.csv", row["id"], id="nue-no-mori", display_name=PAIR)
    environment = {"TOMONI_PHOTO_CACHE": str(tmp_path / "cache")}
    output = tmp_path / "site"
    tomoni(
        *("purge", "talents", "nue-no-mori", "--no-tombstone", "--data", data, "--output", output),
        *("--as-of", DAY, "--history", tmp_path / "words.txt"),
        env=environment,
    )
    assert said_in(output.resolve(), ["nue-no-mori", PAIR]) == {"nue-no-mori": set(), PAIR: set()}
