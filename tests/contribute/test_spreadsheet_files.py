"""Files as they come: every encoding that offices use, and a clear no to what is dangerous or endless."""

import openpyxl
import pytest
from tomoni.catalog import TomoniError
from tomoni.contribute.sheet_layout import MAX_MERGED
from tomoni.contribute.spreadsheet_files import MAX_ROWS, read_spreadsheet

from .workbooks import with_members, with_part, with_sheet_xml, workbook

HEADING = ["募集の題名", "募集する人数"]
ROW = ["髙橋さんの①", "3"]
CSV = "募集の題名,募集する人数\r\n髙橋さんの①,3\r\n"


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-be-bom"])
    def test_the_encodings_of_offices(self, tmp_path, encoding):
        content = (
            b"\xfe\xff" + CSV.encode("utf-16-be") if encoding == "utf-16-be-bom" else CSV.encode(encoding)
        )
        path = tmp_path / "募集.csv"
        path.write_bytes(content)
        assert [list(cells) for _, cells in read_spreadsheet(path).rows] == [HEADING, ROW]

    def test_tabs_and_semicolons(self, tmp_path):
        for sign in "\t;":
            path = tmp_path / "募集.tsv"
            path.write_text(CSV.replace(",", sign), "utf-8")
            assert [list(cells) for _, cells in read_spreadsheet(path).rows] == [HEADING, ROW]

    def test_mixed_line_ends_and_blank_lines(self, tmp_path):
        path = tmp_path / "募集.csv"
        path.write_bytes('募集の題名,募集する人数\r\nあ,1\nい,2\r,,\n\r\nう,"2\r\n行"\r\n'.encode())
        rows = [list(cells) for _, cells in read_spreadsheet(path).rows]
        assert rows == [HEADING, ["あ", "1"], ["い", "2"], ["う", "2\r\n行"]]

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"", "空です"),
            (b" \r\n,,\r\n", "何も書かれていません"),
            ("題名,人数\nあ\0い,3\n".encode(), "NUL"),
            ("題名,人数".encode("utf-16-le"), "文字コード"),
            (b"\x81\xff\xfe\x82", "文字コードがわかりません"),
            ('題名,人数\n"閉じない,3\n'.encode(), "引用符"),
            ('題名\n=HYPERLINK("https://a.example")\n'.encode(), "式が入っている"),
            ('題名\n="0312345678"\n'.encode(), "式が入っている"),
            ("題名\n+cmd|' /C calc'!A0\n".encode(), "式が入っている"),
            ("題名\n@SUM(1+1)*cmd|' /C calc'!A0\n".encode(), "式が入っている"),
            ("題名\n#REF!\n".encode(), "式のまちがい"),
            (("題名\n" + "あ\n" * (MAX_ROWS + 1)).encode(), "行が多すぎます"),
            (("," * 400 + "題名\n").encode(), "列が多すぎます"),
            (("題名\n" + "あ" * 40_000 + "\n").encode(), "長すぎます"),
        ],
    )
    def test_what_is_refused(self, tmp_path, content, what):
        path = tmp_path / "募集.csv"
        path.write_bytes(content)
        with pytest.raises(TomoniError) as refused:
            read_spreadsheet(path)
        assert what in str(refused.value)
        assert "募集.csv" in refused.value.where
        assert refused.value.how

    def test_signs_that_are_no_formula_are_texts(self, tmp_path):
        path = tmp_path / "募集.csv"
        path.write_text("題名,人数\n-5,+81-3-1234-5678\n@midorino,- 持ち物（エプロン）\n", "utf-8")
        assert len(read_spreadsheet(path).rows) == 3


class TestWorkbook:
    def test_a_workbook(self, tmp_path):
        path = workbook(tmp_path / "募集.xlsx", HEADING, [None, None], ROW)
        assert read_spreadsheet(path).rows == ((1, tuple(HEADING)), (3, tuple(ROW)))

    def test_a_cell_merged_downwards_counts_for_every_row(self, tmp_path):
        path = workbook(tmp_path / "募集.xlsx", ["団体", *HEADING], ["会", "あ", "1"], [None, "い", "2"])
        book = openpyxl.load_workbook(path)
        book.active.merge_cells("A2:A3")
        book.save(path)
        read = read_spreadsheet(path)
        assert read.rows[2] == (3, ("会", "い", "2"))
        assert (read.merged, read.wide) == ({(3, 0)}, {})

    def test_a_cell_merged_over_several_columns_is_told(self, tmp_path):
        path = workbook(
            tmp_path / "募集.xlsx", ["開始", "終了", "題名"], ["12/5", None, "あ"], [None, None, "い"]
        )
        book = openpyxl.load_workbook(path)
        book.active.merge_cells("A2:B3")
        book.save(path)
        read = read_spreadsheet(path)
        assert read.rows[2] == (3, ("12/5", None, "い"))
        assert (read.merged, read.wide) == ({(3, 0)}, {(2, 0): 1, (3, 0): 1})

    def test_of_several_sheets_one_is_named(self, tmp_path):
        path = workbook(tmp_path / "募集.xlsx", HEADING, ROW, 来年=[HEADING])
        with pytest.raises(TomoniError, match="2枚") as asked:
            read_spreadsheet(path)
        assert "--sheet" in asked.value.how
        assert read_spreadsheet(path, "来年").title == "来年"
        with pytest.raises(TomoniError, match="シートはありません"):
            read_spreadsheet(path, "去年")

    def test_hidden_sheets_are_not_read_behind_ones_back(self, tmp_path):
        path = workbook(tmp_path / "募集.xlsx", HEADING, ROW, 名簿=[["氏名"]])
        book = openpyxl.load_workbook(path)
        book["名簿"].sheet_state = "hidden"
        book.save(path)
        with pytest.raises(TomoniError, match="隠れたシートがあります（名簿）"):
            read_spreadsheet(path)

    @pytest.mark.parametrize(
        ("kind", "number", "refused"), [("row", 2, True), ("col", "B", True), ("col", "K", False)]
    )
    def test_rows_and_columns_that_are_not_seen(self, tmp_path, kind, number, refused):
        path = workbook(tmp_path / "募集.xlsx", HEADING, ROW)
        book = openpyxl.load_workbook(path)
        hidden = book.active.row_dimensions if kind == "row" else book.active.column_dimensions
        hidden[number].hidden = True
        book.save(path)
        if not refused:
            assert len(read_spreadsheet(path).rows) == 2
            return
        with pytest.raises(TomoniError, match="隠れた行か列"):
            read_spreadsheet(path)

    @pytest.mark.parametrize(
        ("rows", "columns", "merged", "unseen"),
        [
            ("<x:row hidden='1' r='2'>{}</x:row>", "", "", "2行目"),
            ("<x:row\n  r = '2'\n  hidden = 'true' >{}</x:row>", "", "", "2行目"),
            ("<x:row hidden='1'>{}</x:row>", "", "", "2行目"),
            ("<x:row r='2'>{}</x:row>", "<x:cols><x:col max='2' min='2' hidden='1'/></x:cols>", "", "B列"),
            ("<x:row r='2' hidden='0'>{}</x:row>", "", "<x:mergeCell ref='A2:A3'/>", ""),
        ],
    )
    def test_however_a_program_writes_its_xml(self, tmp_path, rows, columns, merged, unseen):
        """With prefixes, single quotation marks, line ends inside tags, rows without a number."""

        def cell(place, text):
            return f"<x:c r='{place}' t='inlineStr'><x:is><x:t>{text}</x:t></x:is></x:c>"

        head = f"<x:row r='1'>{cell('A1', '団体')}{cell('B1', '題名')}</x:row>"
        second = rows.format(cell("A2", "会") + cell("B2", "あ"))
        third = f"<x:row r='3'>{cell('B3', 'い')}</x:row>"
        path = with_sheet_xml(
            workbook(tmp_path / "募集.xlsx", HEADING),
            "<?xml version='1.0'?>"
            "<x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
            f"{columns}<x:sheetData>{head}{second}{third}</x:sheetData>"
            f"<x:mergeCells count='1'>{merged}</x:mergeCells></x:worksheet>",
        )
        if unseen:
            with pytest.raises(TomoniError, match=f"隠れた行か列に、何か書かれています（{unseen}）"):
                read_spreadsheet(path)
        else:
            read = read_spreadsheet(path)
            assert [cells for _, cells in read.rows] == [("団体", "題名"), ("会", "あ"), ("会", "い")]
            assert read.merged == {(3, 0)}

    def test_more_merged_cells_than_anybody_makes(self, tmp_path):
        merged = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, MAX_MERGED + 2))
        path = with_sheet_xml(
            workbook(tmp_path / "募集.xlsx", HEADING),
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            f'<row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>{merged}</mergeCells></worksheet>',
        )
        with pytest.raises(TomoniError, match="結合したセルが多すぎます"):
            read_spreadsheet(path)

    @pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/other.bin"])
    def test_document_types_in_which_entities_hide(self, tmp_path, member):
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><worksheet>&l9;</worksheet>'
        path = with_part(workbook(tmp_path / "募集.xlsx", HEADING, ROW), member, bomb)
        with pytest.raises(TomoniError, match="DOCTYPE"):
            read_spreadsheet(path)

    def test_formulas_are_not_calculated(self, tmp_path):
        path = workbook(tmp_path / "募集.xlsx", HEADING, ["題", "=1+2"])
        with pytest.raises(TomoniError, match="式が入っている") as refused:
            read_spreadsheet(path)
        assert refused.value.where == "募集.xlsx（募集） B2"

    @pytest.mark.parametrize(
        ("member", "what"),
        [
            ("xl/vbaProject.bin", "マクロ"),
            ("xl/macrosheets/sheet1.xml", "マクロ"),
            ("xl/externalLinks/externalLink1.xml", "ほかのファイルへのリンク"),
        ],
    )
    def test_macros_and_links_to_other_files(self, tmp_path, member, what):
        path = with_members(workbook(tmp_path / "募集.xlsm", HEADING, ROW), **{member: b"x"})
        with pytest.raises(TomoniError, match=what):
            read_spreadsheet(path)

    def test_a_password_and_the_old_form(self, tmp_path):
        path = tmp_path / "募集.xlsx"
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
        with pytest.raises(TomoniError, match="パスワード"):
            read_spreadsheet(path)
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"))
        with pytest.raises(TomoniError, match=r"古い形式のExcelファイル（\.xls）"):
            read_spreadsheet(path)

    def test_a_file_that_unpacks_to_very_much(self, tmp_path):
        path = with_members(workbook(tmp_path / "募集.xlsx", HEADING), **{"xl/media/a.bin": bytes(97 << 20)})
        assert path.stat().st_size < 1 << 20
        with pytest.raises(TomoniError, match="大きすぎる"):
            read_spreadsheet(path)

    def test_a_sheet_with_every_row_that_excel_has(self, tmp_path):
        rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 20_000))
        last = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
        head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        head += '<dimension ref="A1:XFD1048576"/><sheetData>'
        path = workbook(tmp_path / "募集.xlsx", HEADING)
        with_sheet_xml(path, f"{head}{rows}{last}</sheetData></worksheet>")
        with pytest.raises(TomoniError, match="行が多すぎます"):
            read_spreadsheet(path)
        with_sheet_xml(path, f"{head}{rows[:40]}{last}</sheetData></worksheet>".replace(rows[:40], ""))
        assert [number for number, _ in read_spreadsheet(path).rows] == [1_048_576]

    @pytest.mark.parametrize(
        "sheet", ["", "<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;&b;</worksheet>', "<a/>"]
    )
    def test_a_broken_workbook(self, tmp_path, sheet):
        path = with_sheet_xml(workbook(tmp_path / "募集.xlsx", HEADING, ROW), sheet)
        with pytest.raises(TomoniError) as refused:
            read_spreadsheet(path)
        assert refused.value.how

    def test_any_bytes_behind_the_first_two_of_a_zip(self, tmp_path):
        path = workbook(tmp_path / "募集.xlsx", HEADING, ROW)
        content = path.read_bytes()
        for cut in range(2, len(content), len(content) // 25):
            path.write_bytes(content[:cut])
            with pytest.raises(TomoniError):
                read_spreadsheet(path)
