"""Ministries' payments: the cleaned CSV and the raw workbook become awards; nothing is guessed without a word."""

import csv
import datetime
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tomoni.catalog import TomoniError, load_catalog, validate
from tomoni.importers import Action, import_file
from tomoni.importers.corporate_numbers import check_digit
from tomoni.importers.recipients import read_recipients
from tomoni.importers.subsidy_files import CSV_COLUMNS, MINISTRIES, WORKBOOK_COLUMNS
from tomoni.importers.workbooks import read_sheets
from tomoni.importers.yen_amounts import NotAnAmount, read_yen
from tomoni.publish.opendata.exchange.giving360 import grants_package
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.site import Site

from tests.importers.conftest import REAL
from tests.importers.empty_package import empty_package
from tests.publish.opendata.test_exchange import FORMATS, schema

DAY = datetime.date(2026, 11, 23)
NUMBER = f"{check_digit('010005018566')}010005018566"
ROW = {
    "granter_ministry": "MHLW",
    "grant_date": "2019-05-10",
    "amount": "１２，０００，０００円",
    "grantee": "公益財団法人\n海の会",
    "grantee_detail": "公益財団法人海の会\n東京都港区芝１－１\n理事長　架空　花子",
    "grantee_jcn": NUMBER,
    "description": "夏休みの食事\nと学習の支援",
    "grant_name": "（項）福祉費\n（目）子ども食堂補助金",
    "filename": "r1_youshiki1",
}
PAYMENT = {
    "funder": "文化庁",
    "title": "調査の業務",
    "date": datetime.datetime(2020, 4, 1),
    "recipient": "公益財団法人海の会\n東京都港区芝１－１",
    "number": int(NUMBER),
    "amount": 1200000,
    "note": "－",
}


@pytest.fixture
def taken(tmp_path):
    """Imports a file into a package without rows (or `into`); gives the awards and the report."""

    def take(file, into=None):
        package = into or empty_package(tmp_path / "data")
        report = import_file("government-subsidies", file, package, DAY)
        return load_catalog(package).rows("awards"), report

    return take


@pytest.fixture
def as_csv(tmp_path):
    """Writes rows (each `ROW` with changes) as the CSV."""

    def write(*changes):
        path = tmp_path / "subsidies.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*CSV_COLUMNS.values(), "npo_type"], restval="NA")
            writer.writeheader()
            writer.writerows(ROW | change for change in changes)
        return path

    return write


@pytest.fixture
def as_workbook(tmp_path):
    """Writes payments as a workbook of 様式2-4: a title, headings merged over two rows, then the rows."""

    def write(*changes, below=(), prepare=lambda sheet: None):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "様式２－４"
        headings = {**WORKBOOK_COLUMNS, "official": "契約担当官等の氏名並びに\nその所属する部局"}
        sheet["A1"] = "公益法人に対する支出の公表"
        for column, (name, heading) in enumerate(headings.items(), 1):
            sheet.cell(3, column, heading)
            sheet.merge_cells(start_row=3, start_column=column, end_row=4, end_column=column)
            for number, change in enumerate(changes):
                sheet.cell(5 + number, column, (PAYMENT | {"official": "架空　太郎"} | change).get(name))
        for number, text in enumerate(below):
            sheet.cell(6 + len(changes) + number, 2, text)
        prepare(sheet)
        book.save(tmp_path / "r2_youshiki2-4.xlsx")
        return tmp_path / "r2_youshiki2-4.xlsx"

    return write


def reasons(report, action):
    return [line.reason for line in report.lines if line.action == action and line.reason]


def test_a_subsidy_becomes_an_award(taken, as_csv):
    (award,), report = taken(as_csv({}))
    assert (award["funder"], award["recipient_name"]) == ("厚生労働省", "公益財団法人海の会")
    assert (award["amount"], award["currency"]) == (12_000_000, "JPY")
    assert award["awarded_on"] == datetime.date(2019, 5, 10)
    assert award["recipient_org_id"] == f"JP-JCN-{NUMBER}"
    assert award["title"] == "夏休みの食事 と学習の支援"
    assert award["description"] == "国の補助金です。予算の項目：（項）福祉費 （目）子ども食堂補助金"
    assert award["id"] == award["source_id"]
    assert re.fullmatch(r"koeki-2019-1-[0-9a-f]{10}", award["id"])
    assert (award["area"], award["fields"], award["organization"]) == (None, (), None)
    assert report.count(Action.ADDED) == 1
    assert "架空" not in str(report.lines)


def test_a_contract_of_the_workbook_says_that_it_is_no_subsidy(taken, as_workbook):
    (award,), report = taken(as_workbook({}))
    assert (award["funder"], award["recipient_name"]) == ("文化庁", "公益財団法人海の会")
    assert award["recipient_org_id"] == f"JP-JCN-{NUMBER}"
    assert (award["amount"], award["awarded_on"]) == (1_200_000, datetime.date(2020, 4, 1))
    assert award["id"].startswith("koeki-2020-2-4-")
    assert "補助金ではありません" in award["description"]
    assert [line.row for line in report.lines if line.action == Action.ADDED] == [5]
    assert any("氏名" in line.reason and "契約担当官" in line.value for line in report.lines)
    assert "架空" not in str(report.lines)


def test_the_same_file_twice_changes_nothing_and_order_does_not_matter(taken, as_csv, tmp_path):
    rows = [{"amount": str(1000 * n)} for n in range(1, 6)]
    taken(as_csv(*rows))
    before = (tmp_path / "data/grants/awards.csv").read_bytes()
    _, report = taken(as_csv(*reversed(rows)), into=tmp_path / "data")
    assert report.count(Action.UNCHANGED) == 5
    assert (tmp_path / "data/grants/awards.csv").read_bytes() == before


def test_rows_that_say_the_same_are_two_awards_and_told(taken, as_csv):
    awards, report = taken(as_csv({}, {}))
    first, second = sorted(award["id"] for award in awards)
    assert second == f"{first}x2"
    assert any("2行と同じ内容" in reason for reason in reasons(report, Action.NOTED))


def test_a_row_that_is_gone_is_told_only_for_its_form_and_year(taken, as_csv, tmp_path):
    taken(as_csv({}, {"amount": "5000"}, {"filename": "h30_youshiki1", "grant_date": "2018-05-10"}))
    awards, report = taken(as_csv({}), into=tmp_path / "data")
    assert len(awards) == 3
    assert report.count(Action.VANISHED) == 1


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"amount": "-9000"}, "減額や返還"),
        ({"amount": "NA"}, "金額がありません"),
        ({"amount": "130,746円\n（変更後）\n139,796円"}, "数が2つ"),
        ({"amount": "未定"}, "金額として読めません"),
        ({"grant_date": "令和2年13月1日"}, "日はありません"),
        ({"grant_date": "2027-01-01"}, "まだ来ていない"),
        ({"grant_date": "NA"}, "決まった日がありません"),
        ({"grantee": "NA", "grantee_detail": "－"}, "受けた団体の名前がありません"),
        ({"description": "－"}, "事業の名前がありません"),
        ({"granter_ministry": ""}, "支出した府省がありません"),
        ({"description": "小計"}, "合計の行"),
        ({"granter_ministry": "厚生労働省計"}, "合計の行"),
        (dict.fromkeys(CSV_COLUMNS.values(), "") | {"description": "※公財は公益財団法人"}, "表の下の注"),
        ({name: name for name in CSV_COLUMNS.values()} | {"npo_type": "npo_type"}, "見出しの行"),
    ],
)
def test_a_row_that_cannot_be_relied_on_stays_out_with_its_number_and_reason(taken, as_csv, wrong, reason):
    awards, report = taken(as_csv({}, wrong))
    (line,) = [line for line in report.lines if line.action == Action.LEFT_OUT]
    assert (len(awards), line.row) == (1, 3)
    assert reason in line.reason


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("2010010000000", "0に丸めた"),
        ("7.01E+12", "指数"),
        ("130005004315", "12桁"),
        ("1234567890123", "検査数字"),
    ],
)
def test_a_broken_corporate_number_is_left_out_and_never_repaired(taken, as_csv, number, reason):
    (award,), report = taken(as_csv({"grantee_jcn": number}))
    assert award["recipient_org_id"] is None
    assert reason in reasons(report, Action.VALUE_LEFT_OUT)[0]


def organizations(package, *rows):
    """Puts organizations (id, name, corporate number) into the package."""
    path = package / "organizations/organizations.csv"
    names = path.read_text(encoding="utf-8").strip().split(",")
    fixed = {"legal_form": "npo", "status": "active", "listing": "imported", "updated_on": "2026-01-01"}
    fixed |= {"area": "13104", "certification": "none", "demo": "false", "address_public": "ward"}
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        for identity, name, number in rows:
            writer.writerow(fixed | {"id": identity, "name": name, "corporate_number": number})
    return package


OTHER = f"{check_digit('010005019116')}010005019116"


@pytest.mark.parametrize(
    ("rows", "linked", "told"),
    [
        ([("umi", "改名した会", NUMBER)], "umi", ""),
        ([("umi", "公益財団法人　海の会", "")], "umi", "名称が同じなので"),
        ([("umi", "公益財団法人海の会", OTHER)], None, "法人番号が違う"),
        ([("umi", "公益財団法人海の会", ""), ("umi-2", "公益財団法人海の会", "")], None, "2つ以上"),
        ([("umi", "別の会", "")], None, ""),
    ],
)
def test_a_recipient_is_the_organization_of_its_number_else_of_its_name(
    taken, as_csv, tmp_path, rows, linked, told
):
    package = organizations(empty_package(tmp_path / "data"), *rows)
    (award,), report = taken(as_csv({}), into=package)
    assert award["organization"] == linked
    assert told in "".join(reasons(report, Action.NOTED))


def test_several_recipients_are_named_together_and_tied_to_none(taken, as_csv):
    (award,), report = taken(as_csv({"grantee": "公益財団法人海の会\n財団法人山の会"}))
    assert award["recipient_name"] == "公益財団法人海の会、財団法人山の会"
    assert (award["organization"], award["recipient_org_id"]) == (None, None)
    assert any("2つ以上の団体" in reason for reason in reasons(report, Action.NOTED))


def test_a_recipient_missing_in_its_column_is_taken_from_the_full_one(taken, as_csv):
    (award,), report = taken(as_csv({"grantee": "－"}))
    assert award["recipient_name"] == "公益財団法人海の会"
    assert any("grantee_detail" in reason for reason in reasons(report, Action.NOTED))
    assert "架空" not in str(report.lines) + str(award)


def test_what_a_person_should_look_at_is_told(taken, as_workbook):
    _, report = taken(
        as_workbook(
            {},
            {"date": "令和２年４月１日\n（4～6月分）"},
            {"amount": "支払実績総額\n2,494,782円"},
            {"note": "変更後契約金額\n7,850,355円"},
            {"date": datetime.datetime(2019, 4, 1)},
        )
    )
    told = {line.row: line.field for line in report.lines if line.action == Action.NOTED and line.row}
    assert told == {6: "awarded_on", 7: "amount", 8: "amount", 9: "awarded_on"}


def test_notes_sums_and_rows_of_merged_cells_are_no_awards(taken, as_workbook):
    def merged(sheet):
        for column in range(1, 9):
            sheet.merge_cells(start_row=6, start_column=column, end_row=7, end_column=column)

    awards, report = taken(
        as_workbook(
            {},
            {"amount": 5},
            {},
            {"title": "合　計", "recipient": None},
            below=("※公財は公益財団法人", "（注）必要に応じ"),
            prepare=merged,
        )
    )
    assert len(awards) == 2
    assert reasons(report, Action.LEFT_OUT) == ["合計の行です", "表の下の注です", "表の下の注です"]


def test_a_funder_merged_over_several_payments_stands_in_each(taken, as_workbook):
    awards, _ = taken(
        as_workbook({}, {"funder": None, "amount": 5}, prepare=lambda sheet: sheet.merge_cells("A5:A6"))
    )
    assert {(award["funder"], award["amount"]) for award in awards} == {("文化庁", 1_200_000), ("文化庁", 5)}


def rewritten(book, path, changes):
    """A copy of a workbook, its first sheet's XML changed: patterns and what stands in their place."""
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            data = old.read(item)
            if item == "xl/worksheets/sheet1.xml":
                text = data.decode()
                for pattern, instead in changes:
                    text, count = re.subn(pattern, instead, text)
                    assert count
                data = text.encode()
            new.writestr(item, data)
    return path


def moved(book, path):
    """A copy of a workbook whose first sheet lies under another name."""
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            data = old.read(item).replace(b"worksheets/sheet1.xml", b"elsewhere/one.part")
            new.writestr(item.replace("worksheets/sheet1.xml", "elsewhere/one.part"), data)
    return path


@pytest.mark.parametrize(
    "make",
    [
        "other csv",
        "other workbook",
        "broken workbook",
        "endless workbook",
        "endless merged cells",
        "endless merged cells in other XML",
        "endless merged cells beside others that run backwards",
        "endless merged cells of a sheet somewhere else",
        "entities",
    ],
)
def test_another_file_is_refused_and_nothing_is_written(taken, as_workbook, tmp_path, make):
    path = tmp_path / "other.xlsx"
    if make == "other csv":
        path.write_text("a,b\n1,2\n", encoding="utf-8")
    elif make == "other workbook":
        book = openpyxl.Workbook()
        book.active.append(["支出元府省", "法人番号"])
        book.save(path)
    elif make == "broken workbook":
        data = as_workbook({}).read_bytes()
        path.write_bytes(data.replace(b"xl/worksheets", b"xl/workshXXXX"))
    elif make == "endless workbook":
        path = as_workbook({}, prepare=lambda sheet: sheet.cell(1_048_576, 16_384, "x"))
    elif make == "entities":
        path = rewritten(as_workbook({}), path, [("<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet')])
    else:
        merged = '<mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells></worksheet>'
        path = rewritten(
            as_workbook({}), path, [(r"<mergeCells.*</mergeCells>", ""), ("</worksheet>", merged)]
        )
        if make.endswith("backwards"):
            backwards = '<mergeCell ref="A1048576:XFD9"/></mergeCells>'
            path = rewritten(path, tmp_path / "backwards.xlsx", [("</mergeCells>", backwards)])
        if make.endswith("somewhere else"):
            path = moved(path, tmp_path / "moved.xlsx")
        if make == "endless merged cells in other XML":
            main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            changes = [
                (main, main.replace("xmlns", "xmlns:x")),
                (r"<(/?)(?=\w)", r"<\1x:"),
                ('ref="(A9[^"]*)"', r"a='' ref = '\1'"),
            ]
            path = rewritten(path, tmp_path / "prefixed.xlsx", changes)
    with pytest.raises(TomoniError, match="大きすぎる" if make.startswith("endless") else None):
        taken(path)


@given(st.integers(min_value=0, max_value=10**13))
def test_an_amount_is_read_in_every_way_of_writing_it(amount):
    wide = str.maketrans("0123456789,", "０１２３４５６７８９，")
    for text in (
        str(amount),
        f"{amount:,}",
        f"{amount:,}円",
        f"¥{amount:,}",
        f"{amount:,}円".translate(wide),
    ):
        assert read_yen(text) == (amount, False)
    assert read_yen(f"▲{amount:,}") == (-amount, False)
    assert read_yen(f"{amount:,}千円") == (amount * 1000, False)
    assert read_yen(f"支払実績総額\n{amount:,}円") == (amount, True)


@pytest.mark.parametrize("text", ["100円（税込110円）", "1.5", "1,2345", "百円", "3台"])
def test_an_amount_that_is_not_one_is_refused(text):
    with pytest.raises(NotAnAmount):
        read_yen(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("公益財団法人　海の会", ["公益財団法人海の会"]),
        ("公益財団法人海の会　東京都港区南青山6-1-3", ["公益財団法人海の会"]),
        ("公益財団法人海の会\n東京都港区芝１番１号\nうみビル４階", ["公益財団法人海の会"]),
        ("公益財団法人海の会理事長\n架空　花子\n東京都港区芝1-1", ["公益財団法人海の会"]),
        ("公益財団法人海の会\n理事長　架空　花子", ["公益財団法人海の会"]),
        ("公益財団法人海の会代表理事架空花子", ["公益財団法人海の会"]),
        ("公益社団法人海の連合会長野県支部", ["公益社団法人海の連合会長野県支部"]),
        ("公益財団法人海の\n研究センター", ["公益財団法人海の研究センター"]),
        ("公益財団法人 FoE Japan", ["公益財団法人FoE Japan"]),
        ("東京都港湾協会", ["東京都港湾協会"]),
        ("共同提案体（代表者）\n公益社団法人海の会　他2者", ["共同提案体", "公益社団法人海の会 他2者"]),
        ("", []),
    ],
)
def test_a_name_ends_where_an_address_or_an_office_begins(surroundings, text, names):
    assert list(read_recipients(text, surroundings.gazetteer).names) == names


def test_the_ministries_are_known_by_their_names():
    assert len(set(MINISTRIES.values())) == len(MINISTRIES)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """Both real files in a package without rows: the awards, and the reports by file name."""
    folder = REAL / "government-subsidies"
    if not folder.exists():
        pytest.skip(f"the real payments are not here: {folder}")
    into = empty_package(tmp_path_factory.mktemp("subsidies") / "data")
    reports = {
        name: import_file("government-subsidies", folder / name, into, DAY)
        for name in ("subsidies_clean.csv", "r2_youshiki2-4.xlsx")
    }
    return into, load_catalog(into), reports


def test_the_real_csv_adds_up(real):
    into, catalog, reports = real
    report = reports["subsidies_clean.csv"]
    assert (report.rows_read, report.count(Action.ADDED), report.count(Action.LEFT_OUT)) == (4235, 4230, 5)
    with (REAL / "government-subsidies/subsidies_clean.csv").open(encoding="utf-8", newline="") as file:
        source = [float(row["amount"]) for row in csv.DictReader(file)]
    taken = [row["amount"] for row in catalog.rows("awards") if row["id"].split("-")[2:3] == ["1"]]
    assert sum(taken) == sum(amount for amount in source if amount >= 0)
    assert validate(into, as_of=DAY).valid


def test_the_real_workbook_adds_up(real):
    _, catalog, reports = real
    report = reports["r2_youshiki2-4.xlsx"]
    assert (report.rows_read, report.count(Action.ADDED), report.count(Action.LEFT_OUT)) == (375, 371, 4)
    (sheet,) = read_sheets(REAL / "government-subsidies/r2_youshiki2-4.xlsx")
    plain = [int(record.cells[8]) for record in sheet.records if record.cells[8].isdigit()]
    taken = [row["amount"] for row in catalog.rows("awards") if row["id"].startswith("koeki-2020-2-4-")]
    assert sum(taken) == sum(plain) + 2_494_782 + 2_276_880


def test_no_official_and_no_president_comes_in(real):
    _, catalog, _ = real
    for row in catalog.rows("awards"):
        assert not re.search(r"理事長|会長$|担当官|東京都.{1,4}区", row["recipient_name"]), row[
            "recipient_name"
        ]


def test_what_came_in_leaves_as_valid_360giving(real):
    _, catalog, _ = real
    package = grants_package(Site(catalog, DAY, Settings(), {}))
    ids = [grant["id"] for grant in package["grants"]]
    assert len(set(ids)) == len(ids) == 4601
    validator = Draft202012Validator(schema("360giving", "360-giving-schema.json"), format_checker=FORMATS)
    for grant in package["grants"][::40]:
        validator.validate(grant)
