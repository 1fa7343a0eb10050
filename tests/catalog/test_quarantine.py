"""What is left out when something is wrong, and that the rest is right and whole."""

from collections import defaultdict

import pytest
from tomoni.catalog import load_checked, load_package, validate, write_rows

from .small_package import AS_OF, csv_bytes
from .test_wrong_entries import CASES


def without(package):
    """Catalog, and what was left out as (table, key)."""
    catalog, report = load_checked(package.base, AS_OF, leave_out=True)
    return catalog, {(entry.table, entry.key) for entry in report.left_out}


def test_a_valid_package_comes_whole(package):
    catalog, report = load_checked(package.base, AS_OF)

    assert report.valid and report.left_out == ()
    assert len(catalog.rows("openings")) == 2


def test_without_the_option_nothing_is_left_out_and_nothing_comes(package):
    package.set("openings", summary="")

    catalog, report = load_checked(package.base, AS_OF)

    assert catalog is None
    assert not report.valid and report.left_out == ()


def test_a_wrong_entry_says_where_it_stands_and_why(package):
    package.set("openings", 1, summary="")

    catalog, report = load_checked(package.base, AS_OF, leave_out=True)

    (entry,) = report.left_out
    assert (entry.table, entry.key, entry.place) == ("openings", "mimamori-homon", "openings.csv:4")
    assert "空です" in entry.reason
    assert [row["id"] for row in catalog.rows("openings")] == ["gohan-tetsudai"]


def test_a_wrong_organization_takes_with_it_what_hangs_on_it(package):
    package.set("organizations", corporate_number="8010505002095")

    catalog, gone = without(package)

    assert [row["id"] for row in catalog.rows("organizations")] == ["mimamori-setagaya"]
    assert [row["id"] for row in catalog.rows("openings")] == ["mimamori-homon"]
    for table in ("finances", "services", "reports", "photos", "voices", "measures", "projects", "awards"):
        assert catalog.rows(table) == (), table
    # … and what hangs on what hangs on it
    assert catalog.rows("service_hours") == ()
    assert catalog.rows("opening_sessions") == ()
    assert catalog.rows("matches") == ()
    assert ("openings", "gohan-tetsudai") in gone
    assert {"service_hours", "opening_sessions"} <= {table for table, _ in gone}
    assert catalog.rows("centers") and catalog.rows("advisors")


def test_an_item_of_a_list_vanishes_and_its_row_stays(package):
    package.set("collaborations", organizations="kodomo-no-ie;mimamori-setagaya")
    package.set("organizations", 1, founded_on="昨日")

    catalog, gone = without(package)

    assert catalog.get("collaborations", "ibasho")["organizations"] == ("kodomo-no-ie",)
    assert ("collaborations", "ibasho") not in gone


def test_a_list_that_must_have_items_and_has_lost_them_all_takes_its_row_along(package):
    package.set("organizations", founded_on="昨日")

    catalog, gone = without(package)

    assert ("collaborations", "ibasho") in gone
    assert catalog.rows("outcomes") == ()


def test_a_redirect_to_an_organization_that_is_left_out_goes_too(package):
    package.set("organizations", founded_on="昨日")

    catalog, gone = without(package)

    assert catalog.rows("redirects") == ()
    assert "redirects" in {table for table, _ in gone}


def test_the_weights_of_the_other_outcomes_have_to_add_up_without_the_wrong_one(package):
    package.set("outcomes", 1, definition="")

    catalog, _ = without(package)

    assert catalog.rows("outcomes") == ()
    assert catalog.rows("collaborations")


def test_of_two_rows_with_one_id_the_second_is_left_out(package):
    package.set("openings", 1, id="gohan-tetsudai")

    catalog, _ = without(package)

    (row,) = catalog.rows("openings")
    assert row["organization"] == "kodomo-no-ie"


def test_a_wrong_row_in_the_second_file_of_a_split_table(package):
    header, first, second = package.read("organizations")
    for name, row in (("a", first), ("b", second)):
        (package.base / f"organizations/{name}.csv").write_bytes(csv_bytes([header, row]))
    package.describe("organizations", path=["organizations/a.csv", "organizations/b.csv"])
    cells = [header, [*second]]
    cells[1][header.index("founded_on")] = "2026-02-30"
    (package.base / "organizations/b.csv").write_bytes(csv_bytes(cells))

    catalog, report = load_checked(package.base, AS_OF, leave_out=True)

    assert [row["id"] for row in catalog.rows("organizations")] == ["kodomo-no-ie"]
    assert report.left_out[0].place == "b.csv:2"


def test_a_wrong_object_of_a_json_table(package):
    path = package.file("case_studies")
    text = path.read_text("utf-8")
    path.write_text(text.replace('"region": "東京都"', '"region": 13', 1), "utf-8")

    catalog, report = load_checked(package.base, AS_OF, leave_out=True)

    (entry,) = report.left_out
    assert entry.table == "case_studies"
    assert len(catalog.rows("case_studies")) == text.count('"id":') - 1


def test_more_wrong_rows_than_are_listed_are_all_left_out(package):
    header, row, _ = package.read("openings")
    rows = [[f"o-{number}", *row[1:]] for number in range(1_500)]
    for wrong in rows[:1_400]:
        wrong[header.index("people_needed")] = "三人"
    package.write("openings", [header, *sorted(rows)])

    catalog, report = load_checked(package.base, AS_OF, leave_out=True)

    assert len(catalog.rows("openings")) == 100
    assert report.truncated == ("people/openings.csv",)


WHOLE = {
    "another encoding": lambda content: content.decode().encode("cp932"),
    "a header that lacks a column": lambda content: content.replace(b"people_needed", b"people_wanted"),
    "an unclosed quotation mark": lambda content: content + b'"',
    "a NUL byte": lambda content: content + b"\0",
    "a huge cell": lambda content: content + b"x" * 200_000,
    "an empty file": lambda _: b"",
    "Windows line ends": lambda content: content.replace(b"\n", b"\r\n"),
    "a carriage return in one cell": lambda content: content.replace("夜ごはんづくり".encode(), b"a\rb"),
}


@pytest.mark.parametrize("change", WHOLE.values(), ids=WHOLE)
def test_a_wrong_file_is_not_left_out_but_stops(package, change):
    package.edit("openings", change)

    catalog, report = load_checked(package.base, AS_OF, leave_out=True)

    assert catalog is None
    assert not report.valid


def groups():
    """The manual's cases, together where they break different rows."""
    left = dict(CASES)
    while left:
        taken, group = set(), []
        for name, case in list(left.items()):
            if (case.table, case.row) not in taken:
                taken.add((case.table, case.row))
                group.append(left.pop(name))
        yield group


@pytest.mark.parametrize("cases", list(groups()), ids=lambda cases: f"{len(cases)} at once")
def test_what_is_left_is_valid(package, tmp_path, cases):
    for case in cases:
        package.set(case.table, case.row, **case.cells)

    catalog, report = load_checked(package.base, AS_OF, leave_out=True)

    assert report.left_out
    rest = load_package(package.base)
    for name, resource in rest.resources.items():
        write_rows(resource.paths[0], resource.schema, catalog.rows(name))
    again = validate(package.base, AS_OF)
    assert again.valid, [(p.file, p.line, p.code, p.message("ja")) for p in again.problems]


def test_every_row_is_either_kept_or_named(package):
    package.set("organizations", founded_on="昨日")
    before = {name: len(package.read(name)) - 1 for name in ("openings", "reports", "photos", "awards")}

    catalog, report = load_checked(package.base, AS_OF, leave_out=True)

    named = defaultdict(int)
    for entry in report.left_out:
        named[entry.table] += 1
        assert entry.reason and entry.key
    for name, count in before.items():
        assert len(catalog.rows(name)) + named[name] == count, name
