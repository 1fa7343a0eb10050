"""Submissions into rows: minimal differences, all or nothing, twice is once."""

import difflib
from dataclasses import replace

import pytest
from tomoni.catalog import TomoniError, validate
from tomoni.contribute.applying import apply_submissions
from tomoni.contribute.purge import purge
from tomoni.contribute.submission import Submission

from .entries import DAY, cells, change, first, opening

OPENINGS = "people/openings.csv"
FINANCES = "organizations/finances.csv"
ORGANIZATIONS = "organizations/organizations.csv"


def lines_that_differ(before, after):
    differing = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in differing if line[0] in "+-" and line[:3] not in ("+++", "---")]


def contents(package):
    return {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}


class TestChange:
    def test_one_changed_cell_is_a_one_line_difference(self, package):
        before = (package / FINANCES).read_text("utf-8")
        old = cells(package, FINANCES)[1]
        key = {name: old[name] for name in ("organization", "fiscal_year")}
        outcome = apply_submissions(
            package, [Submission("finances", key, {"note": "監査の前の額です。"})], DAY
        )
        assert not outcome.problems
        removed, added = lines_that_differ(before, (package / FINANCES).read_text("utf-8"))
        assert removed.startswith(f"-{old['organization']},{old['fiscal_year']}")
        assert added.startswith(f"+{old['organization']},{old['fiscal_year']}")
        assert outcome.changes[0].changed_columns == ("note",)
        assert cells(package, FINANCES)[1] == old | {"note": "監査の前の額です。"}
        assert outcome.files == (FINANCES,)

    def test_the_day_of_the_change_is_set_where_a_table_has_one(self, package):
        send = change(package, "organizations", ORGANIZATIONS, 1, staff_paid="41")
        (made,) = apply_submissions(package, [send], DAY).changes
        assert made.after["updated_on"] == "2026-11-23"
        assert set(made.changed_columns) <= {"staff_paid", "updated_on"}

    def test_an_imported_organization_that_is_claimed_is_registered_that_day(self, package):
        imported = change(package, "organizations", ORGANIZATIONS, 1, listing="imported", registered_on="")
        assert not apply_submissions(package, [imported], DAY).problems
        claim = change(package, "organizations", ORGANIZATIONS, 1, listing="claimed")
        outcome = apply_submissions(package, [claim], DAY)
        assert not outcome.problems
        after = outcome.changes[0].after
        assert (after["listing"], after["registered_on"]) == ("claimed", "2026-11-23")

    def test_rows_with_line_ends_in_a_cell_stay_as_they_are(self, package):
        before = (package / OPENINGS).read_text("utf-8")
        send = change(package, "openings", OPENINGS, 0, description='1行目\r\n2行目、「引用」"も"')
        assert not apply_submissions(package, [send], DAY).problems
        assert cells(package, OPENINGS)[0]["description"] == '1行目\n2行目、「引用」"も"'
        other = change(package, "openings", OPENINGS, 2, what_to_bring="エプロン")
        between = (package / OPENINGS).read_text("utf-8")
        apply_submissions(package, [other], DAY)
        assert len(lines_that_differ(between, (package / OPENINGS).read_text("utf-8"))) == 2
        assert between != before

    def test_what_is_not_said_stays_and_what_is_said_empty_is_emptied(self, package):
        with_bring = change(package, "openings", OPENINGS, 0, what_to_bring="エプロン")
        apply_submissions(package, [with_bring], DAY)
        outcome = apply_submissions(
            package, [change(package, "openings", OPENINGS, 0, what_to_bring="")], DAY
        )
        assert outcome.changes[0].changed_columns == ("what_to_bring",)
        assert cells(package, OPENINGS)[0]["what_to_bring"] == ""

    def test_the_same_submission_twice_is_one_change(self, package):
        send = change(package, "openings", OPENINGS, 0, people_needed="7")
        assert len(apply_submissions(package, [send, send], DAY).changes) == 1
        before = contents(package)
        again = apply_submissions(package, [send], DAY.replace(day=24))
        assert (again.changes, again.unchanged) == ((), 1)
        assert contents(package) == before

    def test_two_wishes_for_one_cell_are_said(self, package):
        sends = [change(package, "openings", OPENINGS, 0, people_needed=number) for number in "78"]
        (fault,) = apply_submissions(package, sends, DAY).problems
        assert "ちがう値が2つ" in fault.what
        assert fault.field == "people_needed"

    def test_several_rows_of_several_tables_are_one_whole(self, package):
        sends = [
            change(package, "openings", OPENINGS, 0, people_needed="7"),
            change(package, "organizations", ORGANIZATIONS, 3, staff_paid="2"),
        ]
        assert apply_submissions(package, sends, DAY).files == (ORGANIZATIONS, OPENINGS)


class TestNewEntry:
    def test_a_new_entry_gets_an_id_the_days_and_what_its_kind_gives(self, package):
        outcome = apply_submissions(package, [opening(package)], DAY)
        assert not outcome.problems
        (added,) = outcome.changes
        row = next(row for row in cells(package, OPENINGS) if row["id"] == added.key[0])
        assert row["id"].startswith(f"{row['organization']}-")
        assert (row["status"], row["published_on"], row["updated_on"]) == ("open", "2026-11-23", "2026-11-23")

    def test_a_new_entry_is_one_new_line_where_sorting_puts_it(self, package):
        before = (package / OPENINGS).read_text("utf-8")
        apply_submissions(package, [opening(package)], DAY)
        (added,) = lines_that_differ(before, (package / OPENINGS).read_text("utf-8"))
        assert added.startswith("+")
        ids = [row["id"] for row in cells(package, OPENINGS)]
        assert ids == sorted(ids)

    def test_the_same_new_entry_twice_is_one(self, package):
        apply_submissions(package, [opening(package)], DAY)
        before = contents(package)
        again = apply_submissions(package, [opening(package)], DAY.replace(day=24))
        assert (again.changes, again.unchanged, again.problems) == ((), 1, ())
        assert contents(package) == before

    def test_line_ends_of_another_system_make_no_other_entry(self, package):
        told = opening(package, description="1行目\r\n2行目")
        assert not apply_submissions(package, [told], DAY).problems
        again = apply_submissions(package, [told], DAY)
        assert (again.changes, again.unchanged, again.problems) == ((), 1, ())

    def test_an_id_that_was_taken_out_once_is_never_given_again(self, package):
        """Sent again after a purge, an entry is a new one; sent twice, it is one."""
        (added,) = apply_submissions(package, [opening(package)], DAY).changes
        purge(package, "openings", added.key, DAY)
        (again,) = apply_submissions(package, [opening(package)], DAY).changes
        assert again.key != added.key
        assert again.key[0].startswith(added.after["organization"])
        assert apply_submissions(package, [opening(package)], DAY).unchanged == 1
        for send in (opening(package, id=added.key[0]), Submission("openings", {"id": added.key[0]}, {})):
            (fault,) = apply_submissions(package, [send], DAY).problems
            assert "掲載をやめたもののID" in fault.what
            assert "IDを空に" in fault.how

    def test_an_id_that_moved_on_is_answered_with_the_new_one(self, package):
        new = cells(package, OPENINGS)[0]["id"]
        with (package / "policy/redirects.csv").open("a", encoding="utf-8") as file:
            file.write(f"zzz-before,openings,{new},改めたため,2026-11-01,true\n")
        (fault,) = apply_submissions(
            package, [Submission("openings", {"id": "zzz-before"}, {})], DAY
        ).problems
        assert f"いまのID「{new}」" in fault.how

    def test_a_new_entry_that_is_there_with_other_words_is_not_overwritten(self, package):
        apply_submissions(package, [opening(package)], DAY)
        (fault,) = apply_submissions(package, [opening(package, people_needed="9")], DAY).problems
        assert "もうあります" in fault.what
        assert fault.source == "募集.xlsx 4行目"

    def test_two_new_entries_of_one_file_that_are_the_same(self, package):
        other = replace(opening(package, people_needed="9"), source="募集.xlsx 7行目")
        (fault,) = apply_submissions(package, [opening(package), other], DAY).problems
        assert fault.source == "募集.xlsx 7行目"
        assert fault.what.startswith("募集.xlsx 4行目と、同じもののようです（")
        assert "夕ごはんの盛り付けと配膳・2026-12-05" in fault.what

    def test_a_row_known_by_several_columns_needs_them(self, package):
        organization = cells(package, ORGANIZATIONS)[0]["id"]
        send = Submission("finances", None, {"organization": organization, "revenue_total": "1"})
        (fault,) = apply_submissions(package, [send], DAY).problems
        assert fault.what == "「年度」がありません。"


class TestRemoval:
    """A row that has no status to end by is taken out at its owner's word; what names it keeps it."""

    REPORTS, MEASURES = "organizations/reports.csv", "organizations/measures.csv"

    def free_report(self, package):
        """A report that no row of another table names."""
        new = Submission(
            "reports",
            None,
            {
                "organization": first(package, ORGANIZATIONS)["id"],
                "kind": "activity",
                "date": "2026-11-01",
                "title": "まちがえて送った報告",
                "body": "取りけします。",
                "demo": "true",
            },
        )
        (added,) = apply_submissions(package, [new], DAY).changes
        return added.key[0]

    def test_a_row_goes_and_its_id_stays_known(self, whole_package):
        before = (whole_package / self.REPORTS).read_text("utf-8")
        key = self.free_report(whole_package)
        remove = Submission("reports", {"id": key}, {}, why="まちがい", remove=True)
        outcome = apply_submissions(whole_package, [remove], DAY)
        assert not outcome.problems
        gone, left = outcome.changes
        assert (gone.table, gone.after, gone.before["title"]) == ("reports", None, "まちがえて送った報告")
        assert (whole_package / self.REPORTS).read_text("utf-8") == before
        assert left.after == {
            "old_id": key,
            "table": "reports",
            "new_id": "",
            "reason": "団体の申し出により、掲載をやめたため",
            "on": "2026-11-23",
            "demo": "true",
        }
        assert validate(whole_package, DAY).valid
        assert [note.code for note in outcome.notes if note.table == "reports"] == ["ended"]
        again = apply_submissions(whole_package, [remove], DAY)
        assert (again.changes, again.unchanged, again.problems) == ((), 1, ())

    def test_a_row_without_an_id_leaves_nothing_behind(self, package):
        old = cells(package, FINANCES)[1]
        key = {name: old[name] for name in ("organization", "fiscal_year")}
        before = (package / FINANCES).read_text("utf-8")
        (gone,) = apply_submissions(package, [Submission("finances", key, {}, remove=True)], DAY).changes
        assert gone.before == old
        (line,) = lines_that_differ(before, (package / FINANCES).read_text("utf-8"))
        assert line.startswith(f"-{old['organization']},{old['fiscal_year']},")
        assert apply_submissions(package, [Submission("finances", key, {}, remove=True)], DAY).unchanged == 1

    def test_what_hangs_on_the_row_is_said_and_nothing_is_written(self, whole_package):
        measure = next(row for row in cells(whole_package, self.MEASURES) if row["report"])
        before = contents(whole_package)
        remove = Submission("reports", {"id": measure["report"]}, {}, source="報告.xlsx 4行目", remove=True)
        outcome = apply_submissions(whole_package, [remove], DAY)
        assert outcome.changes == () and contents(whole_package) == before
        fault = next(one for one in outcome.problems if one.table == "measures")
        assert f"活動の数字の行「{measure['id']}」が、この行（{measure['report']}）を使っている" in fault.what
        assert fault.where.startswith("organizations/measures.csv ")
        assert "tomoni purge" in fault.how
        hanging = [
            Submission(one.table, {"id": one.what.partition("「")[2].partition("」")[0]}, {}, remove=True)
            for one in outcome.problems
            if one.table == "measures"
        ]
        left = apply_submissions(whole_package, [remove, *hanging], DAY)
        assert all(one.table != "measures" for one in left.problems)

    def test_what_has_a_status_ends_by_it(self, package):
        key = {"id": first(package, OPENINGS)["id"]}
        (fault,) = apply_submissions(package, [Submission("openings", key, {}, remove=True)], DAY).problems
        assert "「状態」で終わりにします" in fault.what

    def test_an_id_that_never_was_is_a_mistake(self, whole_package):
        send = Submission("reports", {"id": "nobody-1"}, {}, remove=True)
        (fault,) = apply_submissions(whole_package, [send], DAY).problems
        assert "という行は、表「活動報告」にありません" in fault.what

    def test_to_change_and_to_remove_one_row_is_asked(self, package):
        old = cells(package, FINANCES)[1]
        key = {name: old[name] for name in ("organization", "fiscal_year")}
        sends = [Submission("finances", key, {"note": "x"}), Submission("finances", key, {}, remove=True)]
        (fault,) = apply_submissions(package, sends, DAY).problems
        assert "直すことと消すことの両方" in fault.what


class TestRefused:
    def test_wrong_values_write_nothing_and_each_is_said_with_its_place_and_how_to_mend_it(self, package):
        before = contents(package)
        wrong = {
            "people_needed": "三人",
            "status": "終わり",
            "apply_url": "javascript:alert(1)",
            "area": "13999",
            "summary": " 前に空白",
            "title": "",
        }
        good = change(package, "organizations", ORGANIZATIONS, 3, staff_paid="2")
        sends = [
            replace(
                opening(package, **{"title": f"{number}の題名", name: value}),
                source=f"募集.xlsx {number}行目",
            )
            for number, (name, value) in enumerate(wrong.items())
        ]
        outcome = apply_submissions(package, [good, *sends], DAY)
        assert contents(package) == before
        assert outcome.changes == ()
        assert all(fault.what and fault.how for fault in outcome.problems)
        told = {(fault.source, fault.field) for fault in outcome.problems}
        assert told >= {(f"募集.xlsx {number}行目", name) for number, name in enumerate(wrong)}

    def test_what_would_spoil_the_whole_file_is_refused(self, package):
        before = contents(package)
        assert apply_submissions(package, [opening(package, summary="見えない\0文字")], DAY).problems[0].how
        assert contents(package) == before

    def test_unknown_names_are_answered_with_the_nearest(self, package):
        sends = [
            Submission("opening", None, {"title": "x"}),
            Submission("areas", {"code": "13104"}, {"label": "x"}),
            opening(package, titel="x"),
            Submission(
                "organizations", {"id": cells(package, ORGANIZATIONS)[0]["id"][:-1]}, {"members": "3"}
            ),
            Submission("organizations", {"name": "x"}, {"members": "3"}),
        ]
        table, codelist, column, row, key = apply_submissions(package, sends, DAY).problems
        assert "openings" in table.how
        assert "コード表" in codelist.what
        assert "title" in column.how
        assert cells(package, ORGANIZATIONS)[0]["id"] in row.how
        assert "key" in key.what

    def test_an_id_is_never_changed(self, package):
        send = change(package, "organizations", ORGANIZATIONS, 0, id="other")
        assert "変えられません" in apply_submissions(package, [send], DAY).problems[0].what

    def test_json_tables_are_for_pull_requests(self, package):
        send = Submission("case_studies", {"id": "x"}, {"title": "x"})
        with pytest.raises(TomoniError, match="この方法では直せません"):
            apply_submissions(package, [send], DAY)

    def test_errors_that_were_there_before_are_not_the_senders(self, package):
        path = package / OPENINGS
        row = cells(package, OPENINGS)[0]
        path.write_text(
            path.read_text("utf-8").replace(f",{row['updated_on']},true", ",2026-13-45,true", 1), "utf-8"
        )
        assert not validate(package, DAY).valid
        with pytest.raises(TomoniError, match="もとのデータに"):
            apply_submissions(
                package, [change(package, "organizations", ORGANIZATIONS, 0, staff_paid="2")], DAY
            )


def test_a_dry_run_says_the_same_and_writes_nothing(package):
    before = contents(package)
    tried = apply_submissions(package, [opening(package)], DAY, dry_run=True)
    assert contents(package) == before
    assert not tried.written
    done = apply_submissions(package, [opening(package)], DAY)
    assert done.written
    assert (done.changes, done.notes) == (tried.changes, tried.notes)
