"""The panel of facts: filtered, gone to, copied; what is clicked in the page chooses among them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from tests.ui import fakes
from viewer.rendition import Filing
from viewer.ui.facts_panel import Where
from viewer.ui.main_window import MainWindow
from viewer.ui.settings import PageLook
from viewer.ui.tree_model import DocumentPlace

PAGE = """<html><body><div style="display:none"><ix:header><ix:hidden>
<ix:nonNumeric name="dei:AmendmentFlag" contextRef="y">false</ix:nonNumeric></ix:hidden><ix:resources>
<xbrli:context id="y"><xbrli:entity><xbrli:identifier>77</xbrli:identifier></xbrli:entity><xbrli:period>
<xbrli:startDate>2023-01-01</xbrli:startDate><xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header></div>
<p>Mill Company</p>
<p>Sales of flour were <ix:nonFraction name="us-gaap:Revenues" contextRef="y" unitRef="u" scale="3"
 format="ixt:num-dot-decimal">1,234</ix:nonFraction>.</p>
<p>The loss was (<ix:nonFraction name="us-gaap:Loss" contextRef="y" unitRef="u" scale="3" sign="-"
 format="ixt:num-dot-decimal">56</ix:nonFraction>).</p></body></html>"""


@pytest.fixture
def opened(qtbot, settings, tmp_path):
    path = tmp_path / "mill10k.htm"
    path.write_text(PAGE, encoding="utf-8")
    window = MainWindow(settings, Filing.open)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignals(
        [window.document_view.html_pane.loaded, window.reading.text_ready], timeout=20_000
    ):
        window.open(path)
    with qtbot.waitSignal(window.panels.facts.found, timeout=20_000):
        window.actions_.facts.trigger()
    yield window
    window.close()


def listed(window):
    model = window.panels.facts.panel.view.model()
    return [
        tuple(model.index(row, column).data() for column in (0, 2, 3, 4)) for row in range(model.rowCount())
    ]


def test_the_facts_are_underlined_on_the_page_while_their_list_stands_open(opened, qtbot):
    marked = "JSON.stringify([...(CSS.highlights.get('fact') ?? [])].map(String))"
    shown = '["1,234","56"]'
    qtbot.waitUntil(lambda: fakes.page_answer(qtbot, opened, marked) == shown, timeout=20_000)
    with qtbot.waitSignal(opened.document_view.html_pane.loaded, timeout=20_000):
        opened.actions_.page_looks[PageLook.FILED].trigger()
    qtbot.waitUntil(lambda: fakes.page_answer(qtbot, opened, marked) == shown, timeout=20_000)
    opened.actions_.facts.trigger()
    qtbot.waitUntil(lambda: fakes.page_answer(qtbot, opened, marked) == "[]", timeout=20_000)


def test_all_facts_are_listed_with_period_value_and_unit(opened):
    period = "2023-01-01 to 2023-12-31"
    assert opened.panels.facts_dock.isVisible()
    assert listed(opened) == [
        ("dei:AmendmentFlag", period, "false", ""),
        ("us-gaap:Revenues", period, "1,234,000", "USD"),
        ("us-gaap:Loss", period, "-56,000", "USD"),
    ]
    assert opened.panels.facts.panel.summary.text() == "3 facts"
    assert opened.panels.facts.panel.view.isColumnHidden(1)  # nobody has labelled the concepts


def test_names_and_dimensions_have_the_room_they_need(opened):
    panel = opened.panels.facts.panel
    header, letter = panel.view.header(), panel.fontMetrics().averageCharWidth()
    assert header.sectionSize(6) == 14 * letter, "there are no dimensions"
    (fact, *_rest) = panel._facts
    long = fact._replace(concept="us-gaap:ScheduleOfInventoryCurrentTableTextBlock")
    panel.show_facts((long,))
    assert header.sectionSize(0) > panel.fontMetrics().horizontalAdvance(long.concept)


def test_a_click_on_the_head_of_a_column_sorts_by_it_turns_it_round_and_undoes_it(qtbot, opened):
    """Figures begin with the largest, numbers stand before words; what was selected stays so, and so does the order."""
    panel = opened.panels.facts.panel
    header = panel.view.header()
    panel.view.setCurrentIndex(panel.view.model().index(1, 0))

    def click(column: int) -> list[str]:
        place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        return [row[0].partition(":")[2] for row in listed(opened)]

    assert click(3) == ["Revenues", "Loss", "AmendmentFlag"]
    assert [index.row() for index in panel.view.selectionModel().selectedRows()] == [0]
    assert click(3) == ["Loss", "Revenues", "AmendmentFlag"]
    assert click(3) == ["AmendmentFlag", "Revenues", "Loss"]
    assert click(0) == ["AmendmentFlag", "Loss", "Revenues"]
    panel.line.setText("us-gaap")
    assert [row[0] for row in listed(opened)] == ["us-gaap:Loss", "us-gaap:Revenues"]
    panel.view.clicked.emit(panel.view.model().index(0, 0))
    assert opened.document_view.linked.lit == 3


def test_words_and_kinds_filter_the_list(qtbot, opened):
    panel = opened.panels.facts.panel
    panel.line.setText("usd loss")
    assert [row[0] for row in listed(opened)] == ["us-gaap:Loss"]
    assert panel.summary.text() == "1 of 3 facts"
    assert not panel.notice.isVisible()
    qtbot.keyClicks(panel.line, " nowhere")
    assert panel.notice.isVisible()
    assert panel.notice.text() == "No fact matches the filter."
    panel.line.clear()
    panel.where.setCurrentIndex(panel.where.findData(Where.CLICKED))
    assert "Click a figure" in panel.notice.text()
    panel.where.setCurrentIndex(0)
    assert panel.view.isVisible()
    panel.line.clear()
    panel.where.setCurrentIndex(panel.where.findData(Where.HIDDEN))
    assert [row[0] for row in listed(opened)] == ["dei:AmendmentFlag"]
    panel.where.setCurrentIndex(panel.where.findData(Where.SHOWN))
    assert len(listed(opened)) == 2


def test_a_click_into_a_pane_lists_the_facts_of_that_block(opened):
    panel = opened.panels.facts.panel
    panel.where.setCurrentIndex(panel.where.findData(Where.CLICKED))
    assert listed(opened) == []
    opened.document_view.text_pane.block_clicked.emit(2, 0.5)
    assert [row[0] for row in listed(opened)] == ["us-gaap:Revenues"]
    opened.document_view.html_pane.block_clicked.emit(1, 0.5)
    assert listed(opened) == []


def test_a_click_into_a_pane_selects_the_facts_among_all(opened):
    opened.document_view.text_pane.block_clicked.emit(3, 0.5)
    rows = opened.panels.facts.panel.view.selectionModel().selectedRows()
    assert [index.row() for index in rows] == [2]


def test_a_fact_leads_to_its_block_in_both_panes(opened, qtbot):
    panel = opened.panels.facts.panel
    panel.view.clicked.emit(panel.view.model().index(2, 0))
    assert opened.document_view.linked.lit == 3
    assert opened.history.has_back
    with qtbot.assertNotEmitted(panel.fact_chosen):
        panel.view.clicked.emit(panel.view.model().index(0, 0))


def test_facts_are_copied_as_a_table(opened, qtbot):
    panel = opened.panels.facts.panel
    panel.view.selectionModel().clearSelection()
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    mime = QGuiApplication.clipboard().mimeData()
    lines = mime.text().splitlines()
    assert len(lines) == 4
    assert lines[2].split("\t")[:5] == [
        "us-gaap:Revenues",
        "",
        "2023-01-01 to 2023-12-31",
        "1,234,000",
        "USD",
    ]
    assert "<td>us-gaap:Loss</td>" in mime.html()
    opened.document_view.text_pane.block_clicked.emit(2, 0.5)
    panel.copy_facts()
    assert len(QGuiApplication.clipboard().mimeData().text().splitlines()) == 2


def test_the_key_of_copying_copies_the_facts_in_the_list(opened, qtbot):
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(opened.panels.facts.panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 4


def test_a_document_without_facts_says_so(opened, qtbot, tmp_path):
    path = tmp_path / "plain.htm"
    path.write_text("<html><body><p>words</p></body></html>")
    with qtbot.waitSignal(opened.panels.facts.found, timeout=20_000):
        opened.open(path)
    assert opened.panels.facts.panel.notice.text() == "This document has no XBRL facts."
    assert not opened.panels.facts.panel.copy.isEnabled()


def test_a_report_whose_facts_stand_in_an_instance_says_where_and_leads_there(opened, qtbot, tmp_path):
    path = tmp_path / "report.txt"
    parts = (
        ("10-K", "report.htm", "<html><p>words</p></html>"),
        ("EX-101.INS", "mill-2015.xml", "<XBRL>\n<a/>\n</XBRL>"),
    )
    inside = (
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{number}\n<FILENAME>{name}\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"
        for number, (kind, name, text) in enumerate(parts, 1)
    )
    path.write_text("<SUBMISSION>\n<TYPE>10-K\n" + "".join(inside) + "</SUBMISSION>\n")
    with qtbot.waitSignal(opened.panels.facts.found, timeout=20_000):
        opened.open(path)
    said = opened.panels.facts.panel.notice
    qtbot.waitUntil(said.isVisible, timeout=20_000)
    assert (
        said.text()
        == "This document has no XBRL facts; those of the filing stand in EX-101.INS (mill-2015.xml)."
    )
    way = opened.panels.facts.panel.elsewhere
    assert way.text() == "Show EX-101.INS"
    with qtbot.waitSignal(opened.panels.facts.found, timeout=20_000):
        qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    assert opened.reading.shown.document.filename == "mill-2015.xml"
    assert not way.isVisible()


def test_a_fact_that_is_hidden_leads_nowhere_and_that_is_told(opened, qtbot):
    panel = opened.panels.facts.panel
    (row,) = [n for n, fact in enumerate(listed(opened)) if fact[0] == "dei:AmendmentFlag"]
    place = panel.view.visualRect(panel.view.model().index(row, 0)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.statusBar().currentMessage() == "This fact is hidden: it stands nowhere on the page."


def test_a_panel_that_is_asked_for_takes_the_keys_and_gives_them_back(opened, qtbot):
    """Words typed filter the list, the key down goes into it; put away by its key, the document has the focus."""
    opened.activateWindow()
    key = (Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    opened.document_view.text_pane.setFocus()
    qtbot.keyClick(opened, *key)
    assert not opened.panels.facts_dock.isVisible()
    qtbot.keyClick(opened, *key)
    panel = opened.panels.facts.panel
    qtbot.waitUntil(panel.line.hasFocus, timeout=20_000)
    qtbot.waitUntil(lambda: len(listed(opened)) == 3, timeout=20_000)
    qtbot.keyClicks(panel.line, "revenues")
    qtbot.keyClick(panel.line, Qt.Key.Key_Down)
    assert panel.view.hasFocus()
    (row,) = panel.view.selectionModel().selectedRows()
    assert row.data() == "us-gaap:Revenues"
    qtbot.keyClick(panel.view, *key)
    assert opened.document_view.text_pane.hasFocus()


def test_the_action_hides_the_panel_again(opened):
    assert opened.actions_.facts.isChecked()
    opened.actions_.facts.trigger()
    assert not opened.panels.facts_dock.isVisible()


SUMMARY = """<FilingSummary><MyReports>
<Report><HtmlFileName>R1.htm</HtmlFileName><LongName>0001 - Document - Cover</LongName></Report>
<Report><HtmlFileName>R2.htm</HtmlFileName><LongName>0002 - Statement - Balance Sheets</LongName></Report>
</MyReports></FilingSummary>"""


def test_generated_reports_stand_in_the_tree_under_their_long_names(qtbot, settings, tmp_path):
    documents = [("10-K", "mill.htm", "<html><body><p>words</p></body></html>")]
    documents += [("XML", f"R{n}.htm", f"<html><body><p>report {n}</p></body></html>") for n in (1, 2, 3)]
    documents += [("XML", "FilingSummary.xml", f"<XML>\n{SUMMARY}\n</XML>")]
    path = tmp_path / "mill.txt"
    path.write_text(
        "<SEC-DOCUMENT>0009999999-24-000001.txt : 20240117\n"
        + "".join(
            f"<DOCUMENT>\n<TYPE>{type_}\n<FILENAME>{name}\n<DESCRIPTION>IDEA: XBRL DOCUMENT\n<TEXT>\n{text}\n</TEXT>\n"
            "</DOCUMENT>\n"
            for type_, name, text in documents
        )
        + "</SEC-DOCUMENT>\n"
    )
    window = MainWindow(settings, Filing.open)
    qtbot.addWidget(window)
    window.show()
    window.open(path)

    def said(number):
        item = window.tree._model.item_of(DocumentPlace(0, number))
        return item and item.index().siblingAtColumn(1).data()

    qtbot.waitUntil(lambda: said(2) == "Document - Cover", timeout=20_000)
    assert said(3) == "Statement - Balance Sheets"
    assert said(4) == "R3.htm"
    assert "0002 - Statement - Balance Sheets" in window.tree._model.item_of(DocumentPlace(0, 3)).toolTip()

    letter = tmp_path / "letter.htm"
    letter.write_text("<html><body><p>dear shareholder</p></body></html>")
    window.open(letter)
    qtbot.waitUntil(
        lambda: window.reading.filing is not None and len(window.filings.tabs) == 2, timeout=20_000
    )
    qtbot.waitUntil(lambda: window.filings.front.path == letter, timeout=20_000)
    window.open(path)
    qtbot.waitUntil(lambda: window.reading._text_for is not None, timeout=20_000)
    tip = window.tree._model.item_of(DocumentPlace(0, 3)).toolTip()
    assert tip.count("Report:") == 1, "the name is said once, however often the tab comes to the front"
    window.close()
