import csv
import datetime
import hashlib
from pathlib import Path
from typing import Any

import pytest
from tomoni.catalog import TomoniError, load_catalog, write_rows
from tomoni.importers import Action, formats, import_file

from tests.importers.empty_package import empty_package
from tests.importers.register_file import PERSON, register_rows, write_register

day = datetime.date
AS_OF = day(2026, 11, 23)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return empty_package(tmp_path / "data")


def organizations(package: Path) -> list[dict[str, Any]]:
    return list(load_catalog(package).rows("organizations"))


def digests(package: Path) -> dict[str, str]:
    return {
        str(path.relative_to(package)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(package.rglob("*"))
        if path.is_file()
    }


def test_the_formats_are_found() -> None:
    assert {"npo-register", "certified-npo-list"} <= set(formats())


def test_a_register_comes_in_valid_and_the_same_every_time(tmp_path: Path, package: Path) -> None:
    register = write_register(tmp_path / "gyousei_000.zip", 300)
    report = import_file("npo-register", register, package, AS_OF)
    assert report.rows_read == 300 and report.count(Action.ADDED) == 300
    rows = organizations(package)
    assert len(rows) == 300
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    assert {row["listing"] for row in rows} == {"imported"}
    assert {row["address_public"] for row in rows} == {"ward"}
    assert all(
        row["representative"] is None and row["latitude"] is None and row["postal_code"] is None
        for row in rows
    )
    assert {row["status"] for row in rows} >= {"active", "dissolved", "revoked"}
    assert any(row["area"] for row in rows) and any(row["municipality_code"] for row in rows)
    assert not any(row["area"] and row["municipality_code"] for row in rows)
    assert PERSON not in (package / "organizations/organizations.csv").read_text(encoding="utf-8")
    before = digests(package)
    again = import_file("npo_register", register, package, day(2026, 12, 24))
    assert again.counts()[Action.UNCHANGED] == 300
    assert digests(package) == before


def test_each_import_of_the_register_leaves_a_snapshot(tmp_path: Path, package: Path) -> None:
    rows = [row for row in register_rows(80) if "解散情報" not in row and row["主たる事務所の所在地"]][:20]
    first = write_register(tmp_path / "first.zip", rows, dated=day(2026, 10, 1))
    import_file("npo-register", first, package, AS_OF)
    ended = [rows[0] | {"解散情報": "2026年10月15日 社員総会の決議", "主たる事務所の所在地": ""}, *rows[1:-1]]
    second = write_register(tmp_path / "second.zip", ended, dated=day(2026, 11, 1))
    report = import_file("npo-register", second, package, AS_OF)
    assert (report.count(Action.CHANGED), report.count(Action.UNCHANGED)) == (1, 18)
    snapshots = load_catalog(package).rows("register_snapshots")
    assert [sum(row["on"] == on for row in snapshots) for on in (day(2026, 10, 1), day(2026, 11, 1))] == [
        20,
        19,
    ]
    (changed,) = [row for row in organizations(package) if row["status"] == "dissolved"]
    assert changed["ended_on"] == day(2026, 10, 15)
    assert changed["area"] or changed["municipality_code"]
    assert changed["updated_on"] == day(2026, 11, 1)
    import_file("npo-register", first, package, AS_OF, snapshot_on=day(2026, 9, 1))
    assert {row["on"] for row in load_catalog(package).rows("register_snapshots")} == {
        day(2026, 9, 1),
        day(2026, 10, 1),
        day(2026, 11, 1),
    }


def test_confirmed_rows_are_not_touched(tmp_path: Path, package: Path) -> None:
    register = write_register(tmp_path / "gyousei_000.zip", 30)
    import_file("npo-register", register, package, AS_OF)
    catalog = load_catalog(package)
    rows = [dict(row) for row in catalog.rows("organizations")]
    rows[3] |= {"name": "わたしたちで直した名称", "confirmed_on": day(2026, 11, 10)}
    resource = catalog.package.resources["organizations"]
    write_rows(resource.paths[0], resource.schema, rows)
    before = digests(package)
    report = import_file("npo-register", register, package, AS_OF)
    assert report.count(Action.KEPT) == 1
    assert digests(package) == before


def test_a_text_that_is_too_long_is_left_out_and_told(tmp_path: Path, package: Path) -> None:
    (row,) = register_rows(1)
    register = write_register(tmp_path / "a.csv", [row | {"定款に記載された目的": "目的" * 20_000}])
    report = import_file("npo-register", register, package, AS_OF)
    (organization,) = organizations(package)
    assert organization["purpose"] is None
    told = [line for line in report.lines if line.action is Action.VALUE_LEFT_OUT]
    assert [line.field for line in told if line.field == "purpose"] == ["purpose"]
    assert "長すぎます" in next(line.reason for line in told if line.field == "purpose")


def test_nothing_is_written_when_anything_fails(
    tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = write_register(tmp_path / "a.csv", 10)
    before = digests(package)
    broken = tmp_path / "broken.csv"
    broken.write_bytes(register.read_bytes() + b'"never closed')
    with pytest.raises(TomoniError):
        import_file("npo-register", broken, package, AS_OF)
    with pytest.raises(TomoniError, match="certified-npo-list"):
        import_file("excel", register, package, AS_OF)

    def full_disk(path: Path, *_: Any) -> None:
        path.write_text("half")
        if "snapshots" in path.name:
            raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("tomoni.importers.importing.write_rows", full_disk)
    with pytest.raises(TomoniError, match="書き込めません"):
        import_file("npo-register", register, package, AS_OF)
    assert digests(package) == before


def test_a_split_table_stays_split(tmp_path: Path, package: Path) -> None:
    import json

    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(item for item in descriptor["resources"] if item["name"] == "organizations")
    header = (package / resource["path"]).read_text(encoding="utf-8")
    resource["path"] = ["organizations/13104.csv", "organizations/others.csv"]
    for path in resource["path"]:
        (package / path).write_text(header, encoding="utf-8")
    (package / "organizations/organizations.csv").unlink()
    (package / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    places = ["東京都新宿区大久保1丁目", "東京都港区芝1丁目", "大阪府大阪市港区市岡1丁目"]
    rows = [
        row | {"主たる事務所の所在地": place, "法人番号": ""}
        for row, place in zip(register_rows(3), places, strict=True)
    ]
    import_file("npo-register", write_register(tmp_path / "a.csv", rows), package, AS_OF)
    found = {}
    for path in resource["path"]:
        with (package / path).open(encoding="utf-8", newline="") as file:
            found[Path(path).stem] = [row["address"] for row in csv.DictReader(file)]
    assert found == {"13104": ["東京都新宿区"], "others": ["東京都港区", "大阪府大阪市"]}
    assert len(organizations(package)) == 3


def test_the_real_list_and_a_register_stand_side_by_side(
    tmp_path: Path, package: Path, certified_list: Path
) -> None:
    report = import_file("certified-npo-list", certified_list, package, AS_OF)
    assert report.count(Action.ADDED) == 271
    assert {row["certification"] for row in organizations(package)} == {"former-nta"}
    assert len(load_catalog(package).rows("register_snapshots")) == 0
    once = digests(package)
    import_file("certified-npo-list", certified_list, package, AS_OF)
    assert digests(package) == once
    register = write_register(tmp_path / "gyousei_000.zip", 50)
    import_file("npo-register", register, package, AS_OF)
    both = digests(package)
    assert import_file("certified-npo-list", certified_list, package, AS_OF).count(Action.UNCHANGED) == 271
    assert digests(package) == both
    shinjuku = [row["name"] for row in organizations(package) if row["area"] == "13104"]
    assert "特定非営利活動法人国境なき医師団日本" in shinjuku


def test_the_committed_package_takes_the_list(tmp_path: Path, certified_list: Path) -> None:
    import shutil

    data = Path(__file__).parents[2] / "data"
    shutil.copytree(data, tmp_path / "data")
    before = len(organizations(tmp_path / "data"))
    import_file("certified-npo-list", certified_list, tmp_path / "data", AS_OF)
    assert len(organizations(tmp_path / "data")) == before + 271
