"""The history of changes, read from small real Git repositories."""

import csv
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from tomoni.catalog import load_catalog
from tomoni.publish.opendata.changes import history
from tomoni.publish.opendata.changes.history import read_history
from tomoni.publish.opendata.changes.showing import show_change
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.site import Site

from tests.conftest import ROOT

DAY = date(2026, 11, 23)


class Repository:
    """A package in a Git repository of its own, with commits at given times."""

    def __init__(self, folder: Path, package: Path):
        self.folder, self.data = folder, folder / "data"
        shutil.copytree(package, self.data)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments, at="2026-11-20T12:00:00+09:00"):
        environment = {
            **os.environ,
            **{f"GIT_{who}_{what}": "test" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
            "GIT_AUTHOR_DATE": at,
            "GIT_COMMITTER_DATE": at,
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        subprocess.run(["git", *arguments], cwd=self.folder, env=environment, check=True, capture_output=True)

    def commit(self, at):
        self.git("add", "-A", at=at)
        self.git("commit", "-q", "-m", "data", at=at)

    def edit(self, table, change):
        """Change the rows (a list of dicts) of a table's CSV file."""
        (path,) = self.data.glob(f"*/{table}.csv")
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            header, rows = reader.fieldnames, list(reader)
        rows = change(rows) or rows
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return rows

    def history(self, as_of=DAY):
        return read_history(load_catalog(self.data), as_of)


@pytest.fixture
def repository(tmp_path, small_package):
    made = Repository(tmp_path / "repository", small_package)
    made.commit("2026-11-20T12:00:00+09:00")
    return made


def set_first(**values):
    def change(rows):
        rows[0].update(values)

    return change


def tables_of(day):
    return {table.table: table for table in day.tables}


def shown(repository, table, change, register="ja"):
    catalog = load_catalog(repository.data)
    site = Site(catalog, DAY, Settings(theme=ROOT / "theme"), {})
    return show_change(site, catalog.package.resources[table], change, site.wording(register))


def test_a_table_that_begins_is_told_with_its_rows_only(repository):
    (day,) = repository.history().days
    assert day.day == date(2026, 11, 20)
    organizations = tables_of(day)["organizations"]
    assert (organizations.created, organizations.rows) == (12, ())


def test_added_changed_ended_and_removed_rows_are_told_apart(repository):
    def change(rows):
        rows[0]["title"] = "新しい題名"
        rows[1]["status"] = "ended"
        rows.append({**rows[2], "id": "added-service"})
        del rows[3]

    before = repository.edit("services", lambda rows: None)
    repository.edit("services", change)
    repository.commit("2026-11-22T09:00:00+09:00")
    services = tables_of(repository.history().days[0])["services"]
    assert {one.kind: one.key[0] for one in services.rows} == {
        "changed": before[0]["id"],
        "ended": before[1]["id"],
        "removed": before[3]["id"],
        "added": "added-service",
    }
    (changed,) = [one for one in services.rows if one.kind == "changed"]
    (field,) = shown(repository, "services", changed)["fields"]
    assert (field["before"], field["after"]) == (before[0]["title"], "新しい題名")


def test_a_day_counts_from_its_first_state_to_its_last(repository):
    """Japan's days: the second commit is of the 22nd there, though still the 21st by UTC."""
    for title, at in (("一", "2026-11-22T01:00:00+09:00"), ("二", "2026-11-21T16:00:00+00:00")):
        repository.edit("services", set_first(title=title))
        repository.commit(at)
    days = repository.history().days
    assert [day.day.day for day in days] == [22, 20]
    (change,) = tables_of(days[0])["services"].rows
    assert change.after["title"] == "二"


def test_what_is_put_back_on_the_same_day_is_no_change(repository):
    before = repository.edit("services", lambda rows: None)[0]["title"]
    for title in ("べつの題名", before):
        repository.edit("services", set_first(title=title))
        repository.commit("2026-11-22T09:00:00+09:00")
    assert [day.day.day for day in repository.history().days] == [20]


def test_a_date_of_updating_alone_is_no_change(repository):
    repository.edit("services", set_first(updated_on="2026-11-01"))
    repository.commit("2026-11-22T09:00:00+09:00")
    assert [day.day.day for day in repository.history().days] == [20]


def test_what_is_not_committed_is_not_told(repository):
    repository.edit("services", set_first(title="まだ記録していない"))
    assert [day.day.day for day in repository.history().days] == [20]


def test_values_read_as_on_the_pages(repository):
    repository.edit("services", set_first(fee_yen="12000", mode="online", topics="isolation;disaster"))
    repository.commit("2026-11-22T09:00:00+09:00")
    (change,) = tables_of(repository.history().days[0])["services"].rows
    after = {field["title"]: field["after"] for field in shown(repository, "services", change)["fields"]}
    catalog = load_catalog(repository.data)
    assert "1万2,000円" in after.values()
    assert catalog.label("participation_modes", "online") in after.values()
    assert "、".join(catalog.label("topics", code) for code in ("isolation", "disaster")) in after.values()


def test_addresses_and_contacts_are_not_told_as_they_were(repository):
    repository.edit(
        "organizations",
        set_first(address_public="full", address="東京都新宿区大久保1丁目2番3号", phone="03-0000-9999"),
    )
    repository.commit("2026-11-21T09:00:00+09:00")
    repository.edit("organizations", set_first(address="", phone="03-0000-8888", summary=""))
    repository.commit("2026-11-22T09:00:00+09:00")
    for day in repository.history().days[:2]:
        for change in tables_of(day)["organizations"].rows:
            text = str(shown(repository, "organizations", change))
            assert "大久保1丁目" not in text
            assert "03-0000" not in text


def test_a_mail_address_taken_out_of_a_text_does_not_come_back(repository):
    repository.edit("services", set_first(description="予約は taro@npo.example へ"))
    repository.commit("2026-11-21T09:00:00+09:00")
    repository.edit("services", set_first(description="予約は電話で"))
    repository.commit("2026-11-22T09:00:00+09:00")
    (change,) = tables_of(repository.history().days[0])["services"].rows
    assert "taro@" not in str(shown(repository, "services", change))


def test_of_a_removed_row_only_its_id_is_told(repository):
    repository.edit("services", lambda rows: rows[1:])
    repository.commit("2026-11-22T09:00:00+09:00")
    (change,) = tables_of(repository.history().days[0])["services"].rows
    assert change.kind == "removed"
    found = shown(repository, "services", change)
    assert found["title"] == change.key[0]
    assert found["fields"] == []


def test_of_a_row_that_is_gone_since_earlier_changes_are_not_told(repository):
    repository.edit("services", set_first(title="前の題名"))
    repository.commit("2026-11-21T09:00:00+09:00")
    repository.edit("services", lambda rows: rows[1:])
    repository.commit("2026-11-22T09:00:00+09:00")
    (change,) = tables_of(repository.history().days[1])["services"].rows
    assert change.kind == "changed"
    assert "前の題名" not in str(shown(repository, "services", change))


def test_voices_are_not_told_as_they_were(repository):
    rows = repository.edit("voices", set_first(quote="書きかえた言葉"))
    if not rows:
        pytest.skip("no voices in this package")
    repository.commit("2026-11-22T09:00:00+09:00")
    (change,) = tables_of(repository.history().days[0])["voices"].rows
    assert "書きかえた言葉" not in str(shown(repository, "voices", change))


def test_what_was_taken_down_for_good_is_not_told_at_all(repository):
    rows = repository.edit("services", set_first(title="取り下げる前の題名"))
    repository.commit("2026-11-21T09:00:00+09:00")
    repository.edit("services", lambda rows: rows[1:])
    repository.edit(
        "redirects",
        lambda found: [
            *found,
            {
                "old_id": rows[0]["id"],
                "table": "services",
                "new_id": "",
                "reason": "取り下げ",
                "on": "2026-11-22",
            },
        ],
    )
    repository.commit("2026-11-22T09:00:00+09:00")
    for day in repository.history().days:
        assert "services" not in tables_of(day) or tables_of(day)["services"].created


def test_a_shallow_copy_says_what_it_cannot_see(repository, tmp_path):
    repository.edit("services", set_first(title="一"))
    repository.commit("2026-11-21T09:00:00+09:00")
    repository.edit("services", set_first(title="二"))
    repository.commit("2026-11-22T09:00:00+09:00")
    repository.git("clone", "-q", "--depth", "2", f"file://{repository.folder}", str(tmp_path / "shallow"))
    found = read_history(load_catalog(tmp_path / "shallow" / "data"), DAY)
    assert found.unseen == "cut"
    assert [day.day.day for day in found.days] == [22]


def test_without_git_it_says_so(small_package, tmp_path, monkeypatch):
    shutil.copytree(small_package, tmp_path / "data")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    found = read_history(load_catalog(tmp_path / "data"), DAY)
    assert (found.unseen, found.days) == ("no-git", ())
    monkeypatch.setenv("PATH", "")
    assert read_history(load_catalog(tmp_path / "data"), DAY).unseen == "no-git"


def test_old_days_and_many_changes_are_bounded(repository, monkeypatch):
    repository.edit("services", set_first(title="一"))
    repository.commit("2026-11-22T09:00:00+09:00")
    assert repository.history(date(2027, 2, 20)).days == ()
    monkeypatch.setattr(history, "CHANGES", 0)
    monkeypatch.setattr(history, "BYTES_READ", 0)
    (day, _) = repository.history().days
    assert day.uncompared == ("services",)


def test_the_same_commit_gives_the_same_history(repository):
    repository.edit("services", set_first(title="一"))
    repository.commit("2026-11-22T09:00:00+09:00")
    assert repository.history() == repository.history()


def test_the_demonstration_has_its_page_of_changes(demo_site):
    page = (demo_site / "changes/index.html").read_text(encoding="utf-8")
    assert "この記録について" in page
