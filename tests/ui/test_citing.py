"""Copying with citation: the words as they stand, and below them where in which filing that is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from tests.ui import fakes
from tests.ui.test_copying import choose, menu_at, select

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SUBMISSION = """<SEC-DOCUMENT>0009999999-24-000001.txt : 20240117
<SEC-HEADER>
ACCESSION NUMBER:\t\t0009999999-24-000001
CONFORMED SUBMISSION TYPE:\t8-K
FILED AS OF DATE:\t\t20240117

FILER:

\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tMILL & SONS CORP
\t\tCENTRAL INDEX KEY:\t\t\t0009999999
</SEC-HEADER>
<DOCUMENT>
<TYPE>EX-99.1
<SEQUENCE>1
<FILENAME>press.htm
<TEXT>
<html><body><h2>Press release</h2><p>Sales of <b>flour</b> rose.</p><p>Costs &amp; rents fell.</p>
<table><tr><th>Year</th><th>Sales</th></tr><tr><td>2004</td><td>1,234</td></tr><tr><td>2003</td><td>987</td></tr>
</table><p>The end.</p></body></html>
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""
WHERE = "MILL & SONS CORP, Form 8-K filed 2024-01-17, accession 0009999999-24-000001, EX-99.1"
ADDRESS = "https://www.sec.gov/Archives/edgar/data/9999999/000999999924000001/press.htm"


@pytest.fixture
def reader(reading, tmp_path):
    path = tmp_path / "mill.txt"
    path.write_text(SUBMISSION)
    QGuiApplication.clipboard().clear()
    return reading(path)


def copied(qtbot, window) -> tuple[str, str, str]:
    """Copy by the key, and return the clipboard's text, HTML and Markdown."""
    with qtbot.waitSignal(window.citing.told, timeout=10_000):
        qtbot.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    carried = QGuiApplication.clipboard().mimeData()
    return carried.text(), carried.html(), bytes(carried.data("text/markdown").data()).decode()


def test_words_of_the_page_with_their_paragraph(qtbot, reader):
    reader.document_view.html_pane.setFocus()
    select(qtbot, reader, "Sales of", "flour")
    text, html, markdown = copied(qtbot, reader)
    assert text == f"Sales of flour\n\n{WHERE}, paragraph 2 ({ADDRESS})\n"
    assert "<blockquote><p>Sales of <b>flour</b></p></blockquote>" in html
    assert f'<a href="{ADDRESS}">' in html
    assert markdown.startswith("> Sales of flour\n>\n> — [MILL \\& SONS CORP, Form 8-K")
    assert f"]({ADDRESS})" in markdown
    assert reader.statusBar().currentMessage() == f"Copied with citation: {WHERE}, paragraph 2"


def test_words_within_one_paragraph_of_the_page(qtbot, reader):
    reader.document_view.html_pane.setFocus()
    select(qtbot, reader, "rents", "fell")
    text, html, _markdown = copied(qtbot, reader)
    assert text.startswith(f"rents fell\n\n{WHERE}, paragraph 3 (")
    assert "<blockquote>rents fell</blockquote>" in html


def test_words_over_several_paragraphs_of_the_page(qtbot, reader):
    reader.document_view.html_pane.setFocus()
    select(qtbot, reader, "flour", "Costs")
    assert f"\n\n{WHERE}, paragraphs 2–3 (" in copied(qtbot, reader)[0]


def test_a_selection_that_ends_before_the_first_letter_of_a_paragraph_is_not_of_it(qtbot, reader):
    """So a triple click selects: up to the beginning of the next paragraph."""
    reader.document_view.html_pane.setFocus()
    script = """(() => { const [one, two] = document.querySelectorAll("p");
        getSelection().setBaseAndExtent(one.firstChild, 0, two, 0); return "done"; })()"""
    assert fakes.page_answer(qtbot, reader, script) == "done"
    assert f"\n\n{WHERE}, paragraph 2 (" in copied(qtbot, reader)[0]


def test_rows_of_a_table_on_the_page(qtbot, reader):
    reader.document_view.html_pane.setFocus()
    select(qtbot, reader, "2004", "987")
    text, html, markdown = copied(qtbot, reader)
    assert text == f"2004\t1,234\n2003\t987\n\n{WHERE}, table 1, rows 2–3 ({ADDRESS})\n"
    assert "<table>" in html
    assert "> |  |  |\n> | --- | --- |\n> | 2004 | 1,234 |\n> | 2003 | 987 |\n" in markdown


def test_words_of_the_text(qtbot, reader):
    pane = reader.document_view.text_pane
    start = pane.text.index("rents")
    cursor = pane.textCursor()
    cursor.setPosition(pane.shown.position(start))
    cursor.setPosition(pane.shown.position(start + len("rents fell.\n")), QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)
    pane.setFocus()
    text, html, markdown = copied(qtbot, reader)
    assert text == f"rents fell.\n\n{WHERE}, paragraph 3 ({ADDRESS})\n"
    assert "<blockquote><p>rents fell.</p></blockquote>" in html
    assert markdown.startswith("> rents fell.\n")


def test_without_a_selection_the_lit_block_is_cited(qtbot, reader):
    pane = reader.document_view.text_pane
    place = next(p for p in pane.places if pane.text[p.start : p.end].startswith("Costs"))
    line = pane.document().findBlock(pane.shown.position(place.start))
    box = pane.blockBoundingGeometry(line).translated(pane.contentOffset())
    QTest.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, int(box.center().y())))
    text, html, markdown = copied(qtbot, reader)
    assert text == f"{WHERE}, paragraph 3 ({ADDRESS})"
    assert f'<cite><a href="{ADDRESS}">' in html
    assert markdown.endswith(f", paragraph 3]({ADDRESS})")
    assert reader.statusBar().currentMessage() == f"Copied: {WHERE}, paragraph 3"


def test_without_selection_and_lit_block_the_document_is_cited(qtbot, reader):
    assert copied(qtbot, reader)[0] == f"{WHERE} ({ADDRESS})"


def test_the_menu_of_the_text_cites_the_block_under_the_pointer(qtbot, reader):
    pane = reader.document_view.text_pane
    place = next(p for p in pane.places if pane.text[p.start : p.end].startswith("2003"))
    line = pane.document().findBlock(pane.shown.position(place.start))
    box = pane.blockBoundingGeometry(line).translated(pane.contentOffset())
    with qtbot.waitSignal(reader.citing.told, timeout=10_000):
        choose(
            qtbot, menu_at(qtbot, pane.viewport(), QPoint(40, int(box.center().y()))), "copy_citation_here"
        )
    assert QGuiApplication.clipboard().text() == f"{WHERE}, table 1, row 3 ({ADDRESS})"


def test_what_a_hostile_page_holds_is_quoted_as_words(qtbot, reader, tmp_path):
    path = tmp_path / "bad.txt"
    path.write_text(SUBMISSION.replace("rents fell.", "&lt;script&gt;x&lt;/script&gt; fell."))
    fakes.show(qtbot, reader, path)
    reader.document_view.html_pane.setFocus()
    select(qtbot, reader, "<script", "fell")
    text, html, markdown = copied(qtbot, reader)
    assert text.startswith("<script>x</script> fell\n")
    assert "<script" not in html
    assert "> \\<script>x\\</script> fell" in markdown
