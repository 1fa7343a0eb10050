"""Photos, logos and words of people go into downloads only under a licence of their own."""

import json
import zipfile
from datetime import date

import pytest
from tomoni.catalog import Catalog
from tomoni.publish.opendata.files import may_be_passed_on
from tomoni.publish.opendata.files.extension import write_files
from tomoni.publish.opendata.files.released import HELD_BACK

OPEN = "media/photos/kites-3.webp"
SAID_HERE_ONLY = "夕方の公園で、はじめて声をかけてもらいました。"
SHOWN_HERE_ONLY = "media/photos/night-1.webp"


@pytest.mark.parametrize("licence", ["CC BY 4.0", "CC0", "CC-BY-SA-4.0", "CC BY 4.0 International", "PDL1.0"])
def test_open_licences_let_a_work_go(licence):
    assert may_be_passed_on(licence)
    assert not may_be_passed_on(licence, withdrawn=date(2026, 11, 1))


@pytest.mark.parametrize("licence", [None, "", "CC BY-NC 4.0", "CC BY-ND", "転載禁止", "All rights reserved"])
def test_no_other_words_do(licence):
    assert not may_be_passed_on(licence)


@pytest.fixture(scope="module")
def written(demo_catalog, tmp_path_factory):
    """Files of the demonstration with one voice under a licence, and one photo without."""
    rows = {name: list(demo_catalog.rows(name)) for name in demo_catalog.package.resources}
    rows["voices"][0] = {**rows["voices"][0], "licence": "CC BY 4.0"}
    rows["voices"][1] = {**rows["voices"][1], "licence": "CC BY 4.0", "withdrawn_on": date(2026, 11, 1)}
    rows["voices"][2] = {**rows["voices"][2], "quote": SAID_HERE_ONLY}
    rows["photos"] = [
        {**row, "licence": None} if row["file"] == SHOWN_HERE_ONLY else row for row in rows["photos"]
    ]
    folder = tmp_path_factory.mktemp("released")
    write_files(Catalog(demo_catalog.package, rows), date(2026, 11, 23), folder)
    return folder / "data", rows


def test_words_without_a_licence_are_replaced_by_a_note_in_every_file(written):
    data, rows = written
    quotes = [row["quote"] for row in json.loads((data / "voices.json").read_text(encoding="utf-8"))]
    assert len(quotes) == len(rows["voices"])
    assert quotes[0] == rows["voices"][0]["quote"]
    assert set(quotes[1:]) == {HELD_BACK}
    secret = SAID_HERE_ONLY.encode()
    for path in data.glob("voices.*"):
        assert secret not in path.read_bytes()
    assert secret not in (data / "tomoni.sqlite").read_bytes()
    with zipfile.ZipFile(data / "tomoni.zip") as file:
        assert not any(secret in file.read(name) for name in file.namelist())


def test_a_picture_without_a_licence_is_not_in_the_zip_though_its_row_is(written):
    data, rows = written
    with zipfile.ZipFile(data / "tomoni.zip") as file:
        assert OPEN in file.namelist()
        assert SHOWN_HERE_ONLY not in file.namelist()
        photos = file.read("organizations/photos.csv").decode()
        assert SHOWN_HERE_ONLY in photos
        assert (
            f"photos： {sum(row['file'] == SHOWN_HERE_ONLY for row in rows['photos'])} 行"
            in file.read("README.md").decode()
        )


def test_the_list_says_how_many_rows_are_held_back(written):
    data, rows = written
    files = json.loads((data / "files.json").read_text(encoding="utf-8"))["files"]
    assert {entry.get("held_back") for entry in files if entry["table"] == "voices"} == {
        len(rows["voices"]) - 1
    }
    assert not any("held_back" in entry for entry in files if entry["table"] == "openings")
