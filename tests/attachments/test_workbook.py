"""Workbooks become headings and tables with figures as shown; what cannot be read is told, within bounds."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest
from openpyxl.styles import Alignment, Font

from viewer.attachments import workbook
from viewer.markup.tree import Align, BlockKind
from viewer.reader import Context
from viewer.render.text import render_text
from viewer.submission.model import Kind
from viewer.submission.payload import Payload
from viewer.trees import read

CONTEXT = Context("Financial_Report.xlsx", start=40, line=5)
DOLLARS = '_("$ "#,##0_);_("$ "(#,##0)'


def read_book(content):
    return read(Payload(Kind.SPREADSHEET, content), CONTEXT)


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def statement():
    """Return a workbook as the SEC's renderer makes them: a statement, and a note in one column."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Statements of Operations"
    rows = [
        ["Operations - USD ($)", "12 Months Ended", None],
        [None, "Dec. 31, 2015", "Dec. 31, 2014"],
        ["Sales", 1234567, -5],
        ["Margin", 0.125, None],
        [None, None, None],
        ["Closed", datetime.datetime(2016, 3, 8), True],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    for place in ("A1", "B1", "B2", "C2"):
        sheet[place].alignment = Alignment(horizontal="center")
    for place in ("B3", "C3"):
        sheet[place].number_format = DOLLARS
    sheet["B4"].number_format = "0.0%"
    sheet["B6"].number_format = "mmm d, yyyy"
    sheet["A4"].alignment = Alignment(indent=2)
    sheet["A6"].font = Font(bold=True)
    note = book.create_sheet("Note")
    note["C3"] = "The pumps are valued at cost."
    book.create_sheet("Nothing").sheet_state = "hidden"
    return saved(book)


def test_sheets_are_headings_and_tables_with_figures_as_shown():
    tree = read_book(statement()).tree
    assert [block.text for block in tree.blocks if block.kind is BlockKind.HEADING] == [
        "Statements of Operations",
        "Note",
        "Nothing (hidden sheet)",
    ]
    table = tree.blocks[1].table
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Operations - USD ($)", "12 Months Ended"],
        ["Dec. 31, 2015", "Dec. 31, 2014"],
        ["Sales", "$ 1,234,567", "$ (5)"],
        ["Margin", "12.5%"],
        ["Closed", "Mar 8, 2016", "TRUE"],
    ]
    assert [row.header for row in table.rows] == [True, True, False, False, False]
    assert table.rows[0].cells[1].columns == 2
    assert table.rows[2].cells[1].align is Align.RIGHT
    assert table.rows[3].cells[0].indent == 2
    assert table.rows[4].cells[0].lines[0][0].style.bold


def test_a_sheet_of_one_column_is_paragraphs_and_an_empty_one_says_so():
    text = render_text(read_book(statement()).tree).text
    assert "\nNote\n\nThe pumps are valued at cost.\n" in text
    assert "This sheet is empty." in text


def test_rows_and_columns_far_away_cost_nothing():
    book = openpyxl.Workbook()
    book.active["A1"] = "first"
    book.active["XFD1048576"] = "last"
    (table,) = [block.table for block in read_book(saved(book)).tree.blocks if block.table]
    assert table.columns == 2
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["first"], ["last"]]


def test_more_cells_than_the_bound_are_told(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_CELLS", 10)
    book = openpyxl.Workbook()
    for row in range(20):
        book.active.append([row, row])
    found = read_book(saved(book))
    assert len(found.tree.blocks[1].table.rows) == 5
    assert "more than is shown" in found.tree.blocks[-1].text
    assert found.tree.left_out


def test_formulas_without_a_value_are_told():
    book = openpyxl.Workbook()
    book.active.append([1, "=A1*2"])
    (problem,) = read_book(saved(book)).problems
    assert (problem.code, problem.offset, problem.line) == ("formula-without-value", 40, 5)


def changed(content, name, change):
    """Return a workbook one part of which is changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.namelist():
            part = old.read(entry)
            new.writestr(entry, change(part) if entry == name else part)
    return stream.getvalue()


def test_entities_are_refused():
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    bad = changed(
        statement(), "xl/worksheets/sheet1.xml", lambda part: laughs + part[part.index(b"<worksheet") :]
    )
    found = read_book(bad)
    assert [problem.code for problem in found.problems] == ["workbook-damaged"]
    assert found.notice.endswith("cannot be read.")


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 nothing",
        statement()[:3000],
        changed(statement(), "xl/workbook.xml", lambda _part: b"<workbook/>"),
        changed(statement(), "xl/styles.xml", lambda part: part[:200]),
        changed(statement(), "xl/worksheets/sheet1.xml", lambda part: part[:400]),
        changed(
            statement(),
            "xl/worksheets/sheet1.xml",
            lambda part: part.replace(b'r="3"', b'r="99999999999999"'),
        ),
        changed(
            statement(), "xl/worksheets/sheet1.xml", lambda part: part.replace(b't="s"><v>', b't="s"><v>99')
        ),
    ],
)
def test_damage_is_a_sentence_or_is_passed_over(content):
    found = read_book(content)
    assert found.notice or found.tree.blocks


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    bomb = changed(statement(), "xl/styles.xml", lambda part: part + b" " * (40 << 20))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bomb)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, old.read(entry))
    assert "200 times" in read_book(stream.getvalue()).notice


def test_a_binary_workbook_is_named_for_what_it_is():
    found = read_book(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "Excel 97 to 2003" in found.notice
    assert not found.problems


MIME = b"""MIME-Version: 1.0
X-Document-Type: Workbook
Content-Type: multipart/related; boundary="----=_Part"

------=_Part
Content-Location: file:///C:/Report/Workbook.html
Content-Transfer-Encoding: 8bit
Content-Type: text/html; charset="us-ascii"

<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><xml><x:ExcelWorkbook><x:ExcelWorksheets>
<x:ExcelWorksheet><x:Name>Balance &amp; Sheets</x:Name><x:WorksheetSource HRef="Worksheets/Sheet02.html"/>
</x:ExcelWorksheet>
<x:ExcelWorksheet><x:Name>Entity</x:Name><x:WorksheetSource HRef="Worksheets/Sheet01.html"/></x:ExcelWorksheet>
</x:ExcelWorksheets></x:ExcelWorkbook></xml></head></html>

------=_Part
Content-Location: file:///C:/Report/Worksheets/Sheet01.html
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="us-ascii"

<html><body><table class=3D"report"><tr><th>Name</th><td>Mill &amp; Sons</td></tr>
<tr><td>Shares</td><td>1,200</td></tr></table></body></html>

------=_Part
Content-Location: file:///C:/Report/Worksheets/Sheet02.html
Content-Type: text/html; charset="us-ascii"

<html><body><table><tr><td>Cash</td><td>$ 5,000</td></tr><tr><td>Debt</td><td>(7)</td></tr></table></body></html>

------=_Part--
"""


def test_a_workbook_of_the_mime_years_is_its_sheets_in_their_order():
    tree = read_book(MIME).tree
    assert [block.text for block in tree.blocks if block.kind is BlockKind.HEADING] == [
        "Balance & Sheets",
        "Entity",
    ]
    text = render_text(tree).text
    for words in ("$5,000", "(7)", "Mill & Sons", "1,200"):
        assert words in text


@pytest.mark.parametrize("content", [MIME[:120], MIME[:300], b"MIME-Version: 1.0\n\n"])
def test_a_mime_workbook_without_a_sheet_is_told(content):
    found = read_book(content)
    assert found.notice
    assert [problem.code for problem in found.problems] == ["workbook-damaged"]


def test_a_mime_workbook_that_breaks_off_is_read_and_told():
    found = read_book(MIME[:1100])
    assert "Mill & Sons" in render_text(found.tree).text
    assert [problem.code for problem in found.problems] == ["workbook-cut"]
