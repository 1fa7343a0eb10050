"""Same rows, same bytes; what did not change is taken over; earlier versions stay listed."""

import hashlib
import json
import shutil
from datetime import date

import pytest
from tomoni.catalog import Catalog, load_catalog
from tomoni.publish.opendata.files.extension import write_files
from tomoni.publish.pages.staging import Staging, site_standing

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)
LISTS = {"files.json", "versions.json", "checksums.txt"}
WHOLE = {"tomoni.sqlite", "tomoni.zip"}


@pytest.fixture(scope="module")
def catalog(small_package):
    return load_catalog(small_package)


@pytest.fixture(scope="module")
def changed(catalog):
    """The catalog with another title of one opening."""
    rows = {name: list(catalog.rows(name)) for name in catalog.package.resources}
    rows["openings"][0] = {**rows["openings"][0], "title": "別の題名"}
    return Catalog(catalog.package, rows)


@pytest.fixture(scope="module")
def monday(catalog, tmp_path_factory):
    return written(catalog, MONDAY, tmp_path_factory.mktemp("monday"))


def written(catalog, day, folder, standing=None):
    write_files(catalog, day, folder, standing)
    return folder


def hashes(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (folder / "data").iterdir()}


def different(one, other):
    first, second = hashes(one), hashes(other)
    assert first.keys() == second.keys()
    return {name for name in first if first[name] != second[name]}


def versions(folder):
    return json.loads((folder / "data" / "versions.json").read_text(encoding="utf-8"))["versions"]


def test_the_same_rows_give_the_same_bytes(catalog, monday, tmp_path):
    assert different(monday, written(catalog, MONDAY, tmp_path)) == set()


def test_a_changed_row_changes_the_files_of_its_table_the_whole_and_the_lists(changed, monday, tmp_path):
    found = different(monday, written(changed, TUESDAY, tmp_path, monday))
    assert {name for name in found if not name.startswith("openings.")} == WHOLE | LISTS
    assert found & {"openings.csv", "openings.xlsx", "openings.parquet"}


def test_files_of_unchanged_tables_are_taken_over_not_written(changed, monday, tmp_path):
    written(changed, TUESDAY, tmp_path, monday)
    for name in ("areas.csv", "organizations.xlsx", "reports.parquet"):
        assert (tmp_path / "data" / name).samefile(monday / "data" / name)
    assert not (tmp_path / "data" / "openings.csv").samefile(monday / "data" / "openings.csv")


def test_what_is_taken_over_is_what_would_be_written(changed, monday, tmp_path):
    after = written(changed, MONDAY, tmp_path / "after", monday)
    assert different(after, written(changed, MONDAY, tmp_path / "afresh")) == set()


def test_a_damaged_file_is_written_anew(catalog, monday, tmp_path):
    standing = written(catalog, MONDAY, tmp_path / "standing")
    (standing / "data" / "areas.csv").write_bytes(b"broken")
    assert different(monday, written(catalog, MONDAY, tmp_path / "new", standing)) == set()


def test_an_unreadable_list_means_that_nothing_is_taken_over(catalog, monday, tmp_path):
    standing = written(catalog, MONDAY, tmp_path / "standing")
    for name in LISTS:
        (standing / "data" / name).write_text("{", encoding="utf-8")
    assert different(monday, written(catalog, MONDAY, tmp_path / "new", standing)) == set()


def test_a_new_day_without_a_change_is_no_new_version(catalog, monday, tmp_path):
    assert different(monday, written(catalog, TUESDAY, tmp_path, monday)) == set()


def test_earlier_versions_stay_listed_with_the_tables_that_changed(catalog, changed, monday, tmp_path):
    tuesday = written(changed, TUESDAY, tmp_path / "tuesday", monday)
    listed = versions(written(catalog, WEDNESDAY, tmp_path / "wednesday", tuesday))
    assert [item["date"] for item in listed] == ["2026-11-25", "2026-11-24", "2026-11-23"]
    assert [set(item["tables"]) for item in listed[:2]] == [{"openings"}, {"openings"}]
    assert set(listed[2]["tables"]) == set(catalog.package.resources)
    first, second = versions(monday)[0]["version"], listed[0]["version"]
    assert first.rpartition("-")[2] == second.rpartition("-")[2]  # the rows are those of Monday again


def test_files_name_the_day_on_which_their_rows_last_changed(changed, monday, tmp_path):
    files = json.loads(
        (written(changed, TUESDAY, tmp_path, monday) / "data" / "files.json").read_text(encoding="utf-8")
    )["files"]
    days = {entry["path"]: entry["version"][:10] for entry in files}
    assert days["data/openings.xlsx"] == days["data/tomoni.zip"] == "2026-11-24"
    assert days["data/areas.xlsx"] == "2026-11-23"


def test_a_build_finds_the_site_that_it_replaces(tmp_path):
    first, second = Staging(tmp_path / "site"), Staging(tmp_path / "site")
    assert site_standing(first.begin()) is None
    first.commit()
    assert site_standing(second.begin()) == first.folder
    second.abort()
    assert site_standing(tmp_path / "elsewhere") is None


def test_a_package_may_bring_its_own_history(small_package, monday, tmp_path):
    package = shutil.copytree(small_package, tmp_path / "package")
    shutil.copy(monday / "data" / "versions.json", package)
    after = written(load_catalog(package), WEDNESDAY, tmp_path / "site")
    assert [item["date"] for item in versions(after)] == ["2026-11-23"]
    assert different(monday, after) == set()
