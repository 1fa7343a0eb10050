"""Workbooks and CSV files as tests need them."""

import io
import zipfile

import openpyxl


def workbook(path, *rows, **sheets):
    """A workbook with these rows; more sheets by name."""
    book = openpyxl.Workbook()
    book.active.title = "募集"
    for row in rows:
        book.active.append(row)
    for title, more in sheets.items():
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(row)
    book.save(path)
    return path


def with_members(path, **members):
    """The workbook with more members (names with _ for / and . as given)."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def with_sheet_xml(path, xml):
    """The workbook with another first sheet."""
    return with_part(path, "xl/worksheets/sheet1.xml", xml)


def with_part(path, name, content):
    """The workbook with another part of that name, or one more."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(path) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item.filename, old.read(item))
        new.writestr(name, content)
    path.write_bytes(kept.getvalue())
    return path


def filled_template(content, path, rows, first=4):
    """A template with rows filled in: each a mapping of heading to value."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    columns = {cell.value.removesuffix("（必須）"): cell.column for cell in sheet[1] if cell.value}
    for number, row in enumerate(rows, first):
        for heading, value in row.items():
            sheet.cell(number, columns[heading]).value = value
            sheet.cell(number, columns[heading]).data_type = "s" if isinstance(value, str) else "n"
    book.save(path)
    return path
