"""What a template looks like to the person who opens it: headings, hints, example, drop-downs, what is locked."""

import io

import openpyxl
import pytest
from tomoni.catalog import KINDS, load_catalog
from tomoni.catalog.rules import ROW_RULES, TABLE_RULES
from tomoni.contribute.template import ROWS, template_fields, template_workbook
from tomoni.contribute.template_conditions import CONDITIONS, conditions
from tomoni.contribute.template_marks import CODES_SHEET, MARK_SHEET, REMOVE_MARK

from .entries import DAY

REPORTS = ("reports", "measures", "finances")


@pytest.fixture(scope="module")
def catalog(small_package):
    return load_catalog(small_package)


def opened(catalog, table):
    """The workbook of a template, its sheet, and the columns by heading."""
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(catalog, table, DAY)))
    sheet = book.worksheets[0]
    return book, sheet, {cell.value: cell.column_letter for cell in sheet[1]}


def validation(sheet, column):
    """The rule of a column's cells below the example."""
    (found,) = [rule for rule in sheet.data_validations.dataValidation if f"{column}4" in rule.sqref]
    assert str(found.sqref) == f"{column}4:{column}{3 + ROWS}"
    return found


def offered(book, rule):
    """The words of a drop-down."""
    if rule.formula1.startswith('"'):
        return rule.formula1.strip('"').split(",")
    name, _, place = rule.formula1.rpartition("!")
    assert name.strip("='") == CODES_SHEET
    return [row[0].value for row in book[CODES_SHEET][place.replace("$", "")]]


def test_drop_downs_hold_the_words_of_the_codelists(catalog):
    book, sheet, columns = opened(catalog, "openings")
    mode = validation(sheet, columns["参加のしかた（必須）"])
    assert (mode.type, mode.showErrorMessage, mode.errorStyle) == ("list", True, "warning")
    labels = [row["label"] for row in catalog.rows("participation_modes") if row["code"] != "any"]
    assert offered(book, mode) == labels
    assert offered(book, validation(sheet, columns["子どもと関わる"])) == ["はい", "いいえ"]
    status = catalog.package.resources["openings"].schema.field("status")
    assert offered(book, validation(sheet, columns["状態"])) == [item.label for item in status.categories]
    organizations = offered(book, validation(sheet, columns["団体（必須）"]))
    assert len(organizations) == len(catalog.rows("organizations"))
    # Several may be chosen: the drop-down helps, and refuses nothing.
    slots = validation(sheet, columns["時間帯（必須）"])
    assert (slots.type, bool(slots.showErrorMessage)) == ("list", False)


@pytest.mark.parametrize("table", [kind.table for kind in KINDS])
def test_headings_hints_and_the_example_are_locked_and_the_cells_below_are_free(catalog, table):
    book, sheet, _ = opened(catalog, table)
    assert sheet.protection.sheet
    kind = next(kind for kind in KINDS if kind.table == table)
    fields = template_fields(catalog.package.resources[table], kind)
    assert [cell.value.removesuffix("（必須）") for cell in sheet[1]] == [
        "印",
        *(field.title for field in fields),
    ]
    for cell in (*sheet[1], *sheet[2], *sheet[3][: len(fields) + 1]):
        assert cell.protection.locked
    # Cells that nobody has written in yet are as their column is.
    free = {
        place
        for column in sheet.column_dimensions.values()
        if not column.protection.locked
        for place in range(column.min, column.max + 1)
    }
    assert free >= set(range(1, len(fields) + 2))
    assert all(cell.value for cell in sheet[2])
    assert sheet["A3"].value == "例（読みません）"
    assert {name: book[name].sheet_state for name in (CODES_SHEET, MARK_SHEET)} == dict.fromkeys(
        (CODES_SHEET, MARK_SHEET), "veryHidden"
    )
    assert all(book[name].sheet_state == "visible" for name in book.sheetnames[:1])


def test_the_example_row_says_what_the_schema_says(catalog):
    _, sheet, columns = opened(catalog, "openings")
    schema = catalog.package.resources["openings"].schema
    assert sheet[f"{columns['募集の題名（必須）']}3"].value == schema.field("title").descriptor["example"]
    assert sheet[f"{columns['参加のしかた（必須）']}3"].value == "現地"
    assert not sheet[f"{columns['募集ID']}3"].value


def test_hints_say_when_a_column_is_required_only_sometimes(catalog):
    _, sheet, columns = opened(catalog, "openings")
    hint = {heading: sheet[f"{column}2"].value for heading, column in columns.items()}
    for heading in ("申し込みのページ", "申し込みのメール", "申し込みの電話"):
        words = "「申し込みのページ」「申し込みのメール」「申し込みの電話」のどれか1つは、必ず書きます。"
        assert hint[heading].startswith(words)
    assert hint["安全のための取り組み"].startswith("「子どもと関わる」が「はい」のときは、必ず書きます。")
    assert "必ず書きます" not in hint["持ち物・服装"]
    _, sheet, columns = opened(catalog, "organizations")
    assert sheet[f"{columns['ひとこと紹介']}2"].value.startswith("新しく載せるときは、必ず書きます。")


def test_every_condition_is_one_of_a_check_and_of_a_column(catalog):
    assert {*ROW_RULES, *TABLE_RULES} >= CONDITIONS
    said = {
        (check["name"], name)
        for resource in catalog.package.tables
        for check in resource.schema.checks
        if check["name"] in CONDITIONS
        for name in conditions(resource.schema)
    }
    assert {name for name, _ in said} == CONDITIONS
    for resource in catalog.package.tables:
        for name, sentences in conditions(resource.schema).items():
            assert name in resource.schema
            assert all("{" not in words for words in sentences)


@pytest.mark.parametrize("table", ["openings", *REPORTS])
def test_rows_that_end_by_no_status_can_be_marked_for_removal(catalog, table):
    book, sheet, _ = opened(catalog, table)
    rules = [rule for rule in sheet.data_validations.dataValidation if "A4" in rule.sqref]
    if table in REPORTS:
        assert offered(book, rules[0]) == [REMOVE_MARK]
        assert sheet["A2"].value == "説明：載っている行を消すときだけ「削除」と書きます。"
    else:
        assert (rules, sheet["A2"].value) == ([], "説明")
