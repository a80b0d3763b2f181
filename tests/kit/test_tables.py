"""Lists come from the office as they come: every usual encoding, separator and spreadsheet."""

import io
import time
import zipfile
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

import pytest
from openpyxl import Workbook

from collegium.kit.tables import Table, UnreadableTable, as_csv, as_xlsx, read_table

STAFF = "Forename;Surname;Staff code\r\nZoë;Müller;007\r\nSeán;Ó Briain;012\r\n"


def read(content: bytes, name: str = "staff.csv", **limits) -> Table:
    return read_table(io.BytesIO(content), name, **limits)


def workbook(*rows, shapes=None, sheets=()) -> bytes:
    book = Workbook()
    for title in sheets:
        book.create_sheet(title, 0)
    sheet = book[book.sheetnames[-1]]
    for row in rows:
        sheet.append(row)
    for place, shape in (shapes or {}).items():
        sheet[place].number_format = shape
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(body: str) -> bytes:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_list_is_read_in_every_usual_encoding_and_separator(encoding, separator):
    table = read(STAFF.replace(";", separator).encode(encoding))

    assert table.columns == ["Forename", "Surname", "Staff code"]
    assert table.rows == [["Zoë", "Müller", "007"], ["Seán", "Ó Briain", "012"]]
    assert table.numbers == [2, 3]


def test_commas_inside_names_do_not_cut_a_list_with_semicolons():
    table = read(b'Name;Room\n"Weller, Tom";"A, B, C"\n"Boateng, Ama";"D"\n')

    assert table.rows == [["Weller, Tom", "A, B, C"], ["Boateng, Ama", "D"]]


def test_the_line_that_names_the_separator_is_not_part_of_the_list():
    table = read(b"sep=;\r\nName;Code\r\nTom;1\r\n")

    assert (table.columns, table.rows, table.numbers) == (["Name", "Code"], [["Tom", "1"]], [3])


def test_titles_and_empty_rows_above_and_between_keep_the_numbers_of_the_file():
    table = read(b"Staff list,,\n,,\nForename,Surname,Code\nTom,Weller,1\n,,\nAma,Boateng,2\n")

    assert table.columns == ["Forename", "Surname", "Code"]
    assert table.numbers == [4, 6]


def test_columns_without_a_name_and_with_the_same_name_can_be_told_apart():
    table = read(b"Name,Name,\nTom,Weller,x\n")

    assert table.columns == ["Name", "Name (2)", "Column 3"]


def test_a_workbook_is_read_as_a_person_sees_it():
    content = workbook(
        ["Forename", "Code", "Start", "Seen", "Part", "Yes", "Free"],
        ["Tom", 7, date(2026, 9, 1), datetime(2026, 9, 1, 8, 30), 0.6, True, None],
        shapes={"B2": "000"},
        sheets=["Notes"],
    )

    table = read(content, "staff.xlsx")

    assert table.rows == [["Tom", "007", "2026-09-01", "2026-09-01 08:30", "0.6", "TRUE", ""]]


def test_an_open_document_is_read_as_a_person_sees_it():
    row = "<table:table-row{}>{}</table:table-row>"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>".format
    empty = '<table:table-cell table:number-columns-repeated="1020"/>'
    content = ods(
        "<table:table><table:table-row/></table:table><table:table>"
        + row.format("", cell("Forename") + cell("Code") + cell("Start") + empty)
        + row.format("", "<table:table-cell><text:p>Tom<text:s text:c='2'/><text:span>W</text:span>.</text:p>"
                     "<office:annotation><text:p>left?</text:p></office:annotation></table:table-cell>"
                     '<table:table-cell office:value-type="float" office:value="7"><text:p>007</text:p>'
                     "</table:table-cell>"
                     '<table:table-cell office:date-value="2026-09-01"><text:p>1 Sept</text:p></table:table-cell>')
        + row.format(' table:number-rows-repeated="1048000"', empty)
        + "</table:table>"
    )  # fmt: skip

    table = read(content, "staff.ods")

    assert table.columns == ["Forename", "Code", "Start"]
    assert table.rows == [["Tom  W.", "007", "2026-09-01"]]


@pytest.mark.parametrize("text", ["=1", "+44 20", "-", "@tom", "＝1", "'=1", "''=1", "|x", "%y", "'tis", "Zoë"])
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_what_goes_out_comes_back_as_the_same_text(write, text):
    content = write(["Name", text], [[text, "x"]])

    table = read(content)

    assert (table.columns, table.rows) == (["Name", text], [[text, "x"]])


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@tom", "\t=1", "＝1"])
def test_nothing_that_goes_out_calculates(text):
    assert as_csv(["Name"], [[text]]).decode("utf-8-sig").splitlines()[1].lstrip('"')[0] == "'"


def test_an_export_survives_characters_that_a_workbook_cannot_hold():
    assert read(as_xlsx(["Name"], [["To\x00m\x0b"], [7]], title="Staff: 7/9")).rows == [["Tom"], ["7"]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\xd0\xcf\x11\xe0 old", "old or locked Excel file"),
        (b"%PDF-1.7", "not a list"),
        (b"<html><table>", "not a list"),
        (b"Name\n\x81\x8d", "make out the letters"),
        (b"N\x00a\x00m\x00", "make out the letters"),
        (b"Name,Code\n" + b'"' + b"x" * 200_000, "never ends"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
    ids=["empty", "blank", "old", "pdf", "html", "letters", "unmarked", "quote", "damaged"],
)
def test_what_cannot_be_read_is_named_with_its_mend(content, words):
    with pytest.raises(UnreadableTable, match=words):
        read(content)


def test_a_zip_that_is_no_spreadsheet_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")

    with pytest.raises(UnreadableTable, match="not a spreadsheet"):
        read(out.getvalue())


def test_a_workbook_without_a_word_is_empty():
    with pytest.raises(UnreadableTable, match="is empty"):
        read(workbook())


@pytest.mark.parametrize(
    ("limits", "words"),
    [({"most_rows": 1}, "more than 1 rows"), ({"most_columns": 2}, "than 2 columns"), ({"most_bytes": 9}, "larger")],
    ids=["rows", "columns", "bytes"],
)
def test_a_list_beyond_its_limits_is_refused(limits, words):
    with pytest.raises(UnreadableTable, match=words):
        read(STAFF.encode(), **limits)


def swollen(sheet: str, *, filler: str = "") -> bytes:
    """A workbook of a few kilobytes whose sheet says this instead."""
    source, out = zipfile.ZipFile(io.BytesIO(workbook(["a"]))), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            text = source.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                text = (
                    filler.encode()
                    + b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
                )
                text += sheet.encode() + b"</sheetData></worksheet>"
            archive.writestr(item.filename, text)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        swollen("<row>" + "<c/>" * 3_000_000 + "</row>"),
        swollen('<row r="999999999999"><c r="A1"><v>1</v></c></row>'),
        swollen('<row r="1"><c r="A1"><v>1</v></c></row><row r="99999999"><c r="A2"><v>1</v></c></row>'),
        swollen(" " * 70_000_000),
        swollen("", filler='<!DOCTYPE x [<!ENTITY a "aaaa">]>'),
        ods("<table:table>" + '<table:table-row table:number-rows-repeated="99999999"/>' * 9 + "</table:table>"),
        ods('<table:table><table:table-row table:number-rows-repeated="99999999"><table:table-cell'
            ' table:number-columns-repeated="99999999"><text:p>a</text:p></table:table-cell></table:table-row>'
            "</table:table>"),
    ],
    ids=["cells", "far row", "gap", "spaces", "entities", "empty rows", "full rows"],
)  # fmt: skip
def test_a_small_file_cannot_grow_into_a_large_one(content):
    started = time.process_time()

    with pytest.raises(UnreadableTable):
        read(content, "staff.xlsx")

    assert time.process_time() - started < 20


def test_a_number_with_a_fraction_and_a_length_of_time_are_shown(tmp_path):
    table = read(workbook(["A", "B", "C", "D"], [0.25, timedelta(hours=1), None, time_of_day(8, 30)]), "x.xlsx")

    assert table.rows == [["0.25", "1:00:00", "", "08:30:00"]]


def test_sheets_without_a_word_are_passed_over_and_endless_ones_refused():
    assert read(workbook(["A"], ["1"], sheets=["Empty", "Empty too"]), "x.xlsx").rows == [["1"]]
    with pytest.raises(UnreadableTable):
        read(swollen('<row r="9999999"><c r="A1"/></row>'), "x.xlsx")


def test_a_line_break_and_a_shape_in_a_cell_are_read_as_text():
    row = "<table:table-row><table:shapes/><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    content = ods("<table:table>" + row.format("A") + row.format("Tom<text:line-break/>Weller") + "</table:table>")

    assert read(content, "x.ods").rows == [["Tom\nWeller"]]


def test_a_file_whose_quotation_marks_confuse_one_separator_is_cut_by_the_other():
    assert read(b'Name;Email\nTom;"' + b"x" * 100 + b'"\n').columns == ["Name", "Email"]
