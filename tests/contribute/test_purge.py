"""A withdrawn consent takes an entry out with all that hangs on it; the rest stays whole."""

import csv
import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from tomoni.catalog import TomoniError, load_catalog, load_package, validate
from tomoni.contribute import staging
from tomoni.contribute.purge import purge
from tomoni.contribute.purge_procedure import procedure

DAY = date(2026, 11, 23)
WORDS = Path("/tmp/words.txt")


@pytest.fixture
def package(small_package, tmp_path):
    into = tmp_path / "data"
    shutil.copytree(small_package, into)
    return into


def test_a_photo_goes_with_its_file_and_leaves_a_tombstone(package):
    row = load_catalog(package).rows("photos")[0]
    others = [other for other in load_catalog(package).rows("photos") if other["file"] == row["file"]]
    purged = purge(package, "photos", [row["id"]], DAY)
    after = load_catalog(package)
    assert after.get("photos", row["id"]) is None
    assert (package / row["file"]).exists() == (len(others) > 1)
    (stone,) = [one for one in after.rows("redirects") if one["old_id"] == row["id"]]
    assert (stone["table"], stone["new_id"], stone["on"]) == ("photos", None, DAY)
    assert purged.rows == (("photos", (row["id"],)),)
    assert validate(package, DAY).valid


def test_a_file_that_nobody_else_uses_is_deleted(package):
    catalog = load_catalog(package)
    uses = catalog.by("photos", "file")
    lone = next((rows[0] for rows in uses.values() if len(rows) == 1), None)
    if lone is None:  # give the first photo a file of its own
        path = package / "organizations" / "photos.csv"
        row = catalog.rows("photos")[0]
        shutil.copy(package / row["file"], package / "media" / "photos" / "own.webp")
        lines = path.read_text(encoding="utf-8").splitlines()
        lines = [
            line.replace(row["file"], "media/photos/own.webp") if line.startswith(f"{row['id']},") else line
            for line in lines
        ]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        lone = {**row, "file": "media/photos/own.webp"}
    purged = purge(package, "photos", [lone["id"]], DAY)
    assert purged.files == (lone["file"],)
    assert not (package / lone["file"]).exists()
    assert lone["file"] in procedure(purged, "data", WORDS)


def test_an_organization_goes_with_everything_that_cannot_stand_without_it(package):
    before = load_catalog(package)
    organization = max(before.by("openings", "organization").items(), key=lambda item: len(item[1]))[0]
    purged = purge(package, "organizations", [organization], DAY)
    report = validate(package, DAY)
    assert report.valid, [problem.message("ja") for problem in report.problems]
    after = load_catalog(package)
    assert after.get("organizations", organization) is None
    assert organization not in after.by("openings", "organization")
    assert organization not in after.by("collaborations", "organizations")
    assert {"organizations", "openings", "reports"} <= {table for table, _ in purged.rows}
    stones = {(row["table"], row["old_id"]) for row in after.rows("redirects")}
    assert ("organizations", organization) in stones
    assert all((table, key[0]) in stones for table, key in purged.rows if table == "openings")


def test_rows_that_have_nothing_to_do_with_it_do_not_change(package):
    row = load_catalog(package).rows("voices")[0]
    files = {path: path.read_bytes() for path in package.rglob("*.csv")}
    purge(package, "voices", [row["id"]], DAY)
    changed = {path.name for path, content in files.items() if path.read_bytes() != content}
    assert changed == {"voices.csv", "redirects.csv"}


def test_a_row_with_a_key_of_several_columns_is_named_by_all_of_them(package):
    row = load_catalog(package).rows("opening_sessions")[0]
    key = [row["opening"], row["starts_at"].isoformat()]
    purged = purge(package, "opening_sessions", key, DAY)
    assert purged.rows == (("opening_sessions", (row["opening"], row["starts_at"])),)
    assert all(stone["table"] != "opening_sessions" for stone in load_catalog(package).rows("redirects"))


def test_without_a_tombstone_not_even_the_id_stays(package):
    row = load_catalog(package).rows("voices")[0]
    purge(package, "voices", [row["id"]], DAY, tombstone=False)
    after = load_catalog(package)
    assert after.get("voices", row["id"]) is None
    assert all(stone["old_id"] != row["id"] for stone in after.rows("redirects"))


def test_what_still_speaks_of_it_is_listed_for_a_person_to_look_at(package):
    catalog = load_catalog(package)
    row = next(
        row
        for row in catalog.rows("organizations")
        if any(award["organization"] == row["id"] for award in catalog.rows("awards"))
    )
    purged = purge(package, "organizations", [row["id"]], DAY)
    assert any(one.table == "awards" and one.column == "recipient_name" for one in purged.mentions)


def set_cell(package, table, row_id, column, cell):
    """Change one cell of a row by hand."""
    (resource,) = [one for one in load_package(package).tables if one.name == table]
    (path,) = resource.paths
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    at = rows[0].index(column)
    for cells in rows:
        if cells[0] == row_id:
            cells[at] = cell
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ほし", "ほしさんが来てくれました。"),
        ("みどりの会", "NPO法人 みどり の会のみなさんと。"),
        ("特定非営利活動法人あおい会", "あおい会とともに。"),
        ("ＡＢＣ", "ABCの人たち。"),
    ],
    ids=["two characters", "with a blank", "without its legal form", "in half width"],
)
def test_a_name_is_found_as_people_write_it(package, name, said):
    catalog = load_catalog(package)
    talent, report = catalog.rows("talents")[0], catalog.rows("reports")[0]
    set_cell(package, "talents", talent["id"], "display_name", name)
    set_cell(package, "reports", report["id"], "body", said)
    purged = purge(package, "talents", [talent["id"]], DAY)
    assert ("reports", (report["id"],), "body") in [
        (one.table, one.key, one.column) for one in purged.mentions
    ]


def test_lists_are_searched_too_and_an_id_counts_only_as_a_whole(package):
    catalog = load_catalog(package)
    report = catalog.rows("reports")[0]
    set_cell(package, "talents", catalog.rows("talents")[0]["id"], "display_name", "そろばん")
    center, other = catalog.rows("centers")[:2]
    set_cell(package, "centers", center["id"], "services", "相談;そろばん教室")
    set_cell(package, "centers", other["id"], "services", "相談")
    talent = catalog.rows("talents")[0]["id"]
    set_cell(package, "reports", report["id"], "body", f"{talent}-2 と {talent}の話")
    set_cell(package, "reports", catalog.rows("reports")[1]["id"], "body", f"{talent}-2 の話")
    purged = purge(package, "talents", [talent], DAY)
    assert {(one.table, one.key[0], one.column) for one in purged.mentions} == {
        ("centers", center["id"], "services"),
        ("reports", report["id"], "body"),
    }


def test_a_former_address_of_what_is_gone_leads_to_what_is_said_of_it(package):
    row = load_catalog(package).rows("organizations")[0]
    path = package / "policy/redirects.csv"
    path.write_text(
        path.read_text(encoding="utf-8")
        + f"zz-former,organizations,{row['id']},名前を変えました。,2026-05-01,\n",
        encoding="utf-8",
    )
    assert validate(package, DAY).valid
    purge(package, "organizations", [row["id"]], DAY)
    (former,) = [one for one in load_catalog(package).rows("redirects") if one["old_id"] == "zz-former"]
    assert former["new_id"] is None
    assert validate(package, DAY).valid


def test_when_the_rows_cannot_be_written_the_picture_stays(package, monkeypatch):
    row = load_catalog(package).rows("photos")[0]
    shutil.copy(package / row["file"], package / "media/photos/own.webp")
    set_cell(package, "photos", row["id"], "file", "media/photos/own.webp")
    before = {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}
    replace = staging.Path.replace

    def full(self, target):
        if self.name.startswith(".redirects.csv."):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(staging.Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        purge(package, "photos", [row["id"]], DAY)
    assert {path: path.read_bytes() for path in package.rglob("*") if path.is_file()} == before


def test_a_cell_that_leads_out_of_the_package_deletes_nothing_there(package):
    outside = package.parent / "outside.webp"
    outside.write_bytes(b"not ours")
    row = load_catalog(package).rows("photos")[0]
    set_cell(package, "photos", row["id"], "file", "../outside.webp")
    purge(package, "photos", [row["id"]], DAY)
    assert outside.read_bytes() == b"not ours"


@pytest.mark.parametrize(
    ("table", "key"), [("no_table", ["x"]), ("areas", ["13101"]), ("openings", ["not-there"])]
)
def test_what_is_not_there_is_said_and_nothing_is_written(package, table, key):
    files = {path: path.read_bytes() for path in package.rglob("*.csv")}
    with pytest.raises(TomoniError):
        purge(package, table, key, DAY)
    assert all(path.read_bytes() == content for path, content in files.items())


def test_the_procedure_tells_of_history_copies_and_caches(package):
    row = load_catalog(package).rows("voices")[0]
    text = procedure(purge(package, "voices", [row["id"]], DAY), "data", WORDS)
    for words in (
        "filter-repo --replace-text",
        "data/organizations/voices.csv",
        "フォーク",
        "CDN",
        "検索サイト",
        "申し出た人",
    ):
        assert words in text
    assert row["quote"] not in text
