"""The panel of tables: filtered, gone to, copied as cells and as numbers, saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from tests.ui import fakes
from tests.ui.test_copying import choose, menu_at
from viewer.ui import dialogs
from viewer.ui.preferences import PreferencesDialog
from viewer.ui.strip import Weight

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MARKUP = """<html><body><p>Mill Company</p><h2>Balance sheet</h2><p align="center">(in thousands)</p>
<table><tr><td></td><th style="border-bottom:1px solid #000">2004</th><th>2003</th></tr>
<tr><td>Cash</td><td>$1,234</td><td>$987</td></tr>
<tr><td>Debt</td><td>(12)</td><td>(9)</td></tr></table>
<p>Some words between the two tables, which are a sentence and stand on a line of their own.</p>
<h2>Shares held</h2>
<table><tr><th>Name</th><th>Shares</th></tr><tr><td>A. Miller</td><td>1,500</td></tr>
<tr><td>=B. Baker</td><td>(200)</td></tr></table></body></html>"""


@pytest.fixture
def reader(reading, settings, tmp_path):
    path = tmp_path / "mill.txt"
    path.write_text(fakes.FILING.format(MARKUP))
    settings.set_folder("export", tmp_path)
    QGuiApplication.clipboard().clear()
    return reading(path)


@pytest.fixture
def panel(qtbot, reader):
    """Open the panel by its key."""
    with qtbot.waitSignal(reader.taking_tables.found, timeout=10_000):
        qtbot.keyClick(reader, Qt.Key.Key_T, CTRL | SHIFT)
    return reader.panels.tables_panel


def listed(panel) -> list[tuple[str, ...]]:
    model = panel.view.model()
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def click(qtbot, panel, row: int) -> None:
    place = panel.view.visualRect(panel.view.model().index(row, 1)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_tables_are_sorted_by_a_column_and_the_one_before_the_reader_is_chosen_all_the_same(panel):
    panel.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [row[1] for row in listed(panel)] == ["Shares held", "Balance sheet"]
    panel.choose_near(1)
    assert panel.chosen.title == "Balance sheet"
    panel.view.sortByColumn(5, Qt.SortOrder.DescendingOrder)  # none has a page
    assert [row[1] for row in listed(panel)] == ["Balance sheet", "Shares held"]


def test_tables_are_listed_with_title_unit_size_and_page(panel):
    assert listed(panel) == [
        ("1", "Balance sheet", "in thousands", "2", "3", ""),
        ("2", "Shares held", "", "2", "2", ""),
    ]
    assert panel.summary.text() == "2 tables"


def test_nothing_is_read_before_the_panel_is_looked_at(qtbot, reader):
    with qtbot.assertNotEmitted(reader.taking_tables.found, wait=200):
        reader.reading.choose(0, 1)


def test_words_filter_the_list_and_an_empty_one_says_so(qtbot, panel):
    qtbot.keyClicks(panel.line, "thousands BALANCE")
    assert [row[1] for row in listed(panel)] == ["Balance sheet"]
    assert panel.summary.text() == "1 of 2 tables"
    qtbot.keyClicks(panel.line, " x")
    assert panel.notice.isVisible()
    assert panel.notice.text() == "No table has these words."
    assert panel.save_all.isEnabled()


def test_the_filter_looks_into_the_tables_too_and_enter_leads_to_what_it_left(qtbot, panel):
    qtbot.keyClicks(panel.line, "miller 1,500")
    assert [row[1] for row in listed(panel)] == ["Shares held"]
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert panel.chosen.title == "Shares held"
    qtbot.waitUntil(panel.view.hasFocus, timeout=2000)


def test_the_column_of_units_leaves_the_titles_what_it_does_not_need(panel):
    header = panel.view.header()
    unit = panel.fontMetrics().horizontalAdvance("in thousands")
    assert unit < header.sectionSize(2) < 2 * unit


def test_a_click_leads_to_the_table_in_both_panes(qtbot, reader, panel):
    click(qtbot, panel, 1)
    pane = reader.document_view.text_pane
    place = pane.place_of(reader.document_view.linked.lit)
    assert pane.text[place.start : place.end].split() == ["Name", "Shares"]
    script = "document.querySelector('.linked')?.textContent.trim().slice(0, 4) || ''"
    qtbot.waitUntil(lambda: fakes.page_answer(qtbot, reader, script) == "Name", timeout=5000)
    assert reader.history.has_back


def test_a_click_into_a_pane_chooses_its_table(reader, panel):
    rows = panel._tables[1].table.rows
    reader.document_view.text_pane.block_clicked.emit(rows[-1].id, 0.5)
    assert panel.chosen.title == "Shares held"
    reader.document_view.text_pane.block_clicked.emit(1, 0.5)
    assert panel.chosen.title == "Shares held"


def test_the_panel_opens_at_the_table_that_the_reader_has_before_them(qtbot, reader):
    """Clicked into, or else the next one below."""
    panel, key = reader.panels.tables_panel, (Qt.Key.Key_T, CTRL | SHIFT)
    for click, title in (
        ("Debt", "Balance sheet"),
        ("Some words", "Shares held"),
        ("A. Miller", "Shares held"),
    ):
        place = text_place(reader, click)
        qtbot.mouseClick(reader.document_view.text_pane.viewport(), Qt.MouseButton.LeftButton, pos=place)
        with qtbot.waitSignal(reader.taking_tables.found, timeout=10_000):
            qtbot.keyClick(reader, *key)
        assert panel.chosen.title == title
        assert panel.copy_numbers.isEnabled()
        qtbot.keyClick(reader, *key)
        reader.panels._forget_tables()


def text_place(window, words: str) -> QPoint:
    """Return where words stand in the text."""
    pane = window.document_view.text_pane
    line = pane.document().findBlock(pane.shown.position(pane.text.index(words)))
    box = pane.blockBoundingGeometry(line).translated(pane.contentOffset())
    return QPoint(40, int(box.center().y()))


def test_a_rule_of_a_table_belongs_to_the_row_above_it(qtbot, reader):
    """A click on it lights that row, and the menu there offers the table."""
    pane = reader.document_view.text_pane
    rule = next(line for line in pane.text.split("\n") if line.strip() and not any(map(str.isalnum, line)))
    point = text_place(reader, rule)
    qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=point)
    place = pane.place_of(pane.lit)
    assert pane.text[place.start : place.end].split() == ["2004", "2003"]
    menu = menu_at(qtbot, pane.viewport(), point)
    copying = next(each for each in menu.actions() if each.objectName() == "copy_table_here")
    assert copying.isEnabled()
    assert copying.text().endswith("\tCtrl+Alt+C")
    menu.close()


def test_a_table_is_copied_as_cells(qtbot, reader, panel):
    panel.view.clearSelection()
    assert not panel.copy_cells.isEnabled()
    click(qtbot, panel, 0)
    with qtbot.waitSignal(reader.taking_tables.told, timeout=5000):
        qtbot.mouseClick(panel.copy_cells, Qt.MouseButton.LeftButton)
    carried = QGuiApplication.clipboard().mimeData()
    assert carried.text() == "\t2004\t2003\nCash\t$1,234\t$987\nDebt\t(12)\t(9)\n"
    assert 'sdval="-12"' in carried.html()
    assert ">(12)</td>" in carried.html()
    assert reader.statusBar().currentMessage() == "Copied: a table of 3 rows."


def test_a_table_is_copied_as_numbers(qtbot, reader, panel):
    click(qtbot, panel, 0)
    with qtbot.waitSignal(reader.taking_tables.told, timeout=5000):
        qtbot.mouseClick(panel.copy_numbers, Qt.MouseButton.LeftButton)
    carried = QGuiApplication.clipboard().mimeData()
    assert carried.text() == "in thousands\t2004\t2003\nCash\t1234\t987\nDebt\t-12\t-9\n"
    assert not carried.hasHtml()


def test_a_dash_is_copied_as_zero_where_that_is_preferred(qtbot, reader, panel, tmp_path):
    path = tmp_path / "lease.txt"
    path.write_text(fakes.FILING.format(MARKUP.replace("(12)", "&#8212;")))
    with qtbot.waitSignal(reader.taking_tables.found, timeout=10_000):
        reader.open(path)

    def copied() -> str:
        click(qtbot, panel, 0)
        with qtbot.waitSignal(reader.taking_tables.told, timeout=10_000):
            qtbot.mouseClick(panel.copy_numbers, Qt.MouseButton.LeftButton)
        return QGuiApplication.clipboard().text().splitlines()[-1]

    assert copied() == "Debt\t\t-9"
    qtbot.keyClick(reader, Qt.Key.Key_Comma, CTRL)
    preferences = reader.findChild(PreferencesDialog, "preferences")
    box = preferences.zeros
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    qtbot.keyClick(preferences, Qt.Key.Key_Escape)
    assert copied() == "Debt\t0\t-9"


def test_the_key_of_copying_copies_the_chosen_table_in_the_list(qtbot, reader, panel):
    click(qtbot, panel, 1)
    with qtbot.waitSignal(reader.taking_tables.told, timeout=5000):
        qtbot.keyClick(panel.view, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().startswith("Name\tShares\n")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("one.csv", "Name,Shares\nA. Miller,1500\n'=B. Baker,-200\n"),
        ("one.tsv", "Name\tShares\nA. Miller\t1500\n'=B. Baker\t-200\n"),
    ],
)
def test_one_table_is_saved_as_its_name_says(qtbot, reader, panel, tmp_path, monkeypatch, name, content):
    proposed = []
    monkeypatch.setattr(dialogs, "ask_table", lambda _parent, path: proposed.append(path) or tmp_path / name)
    click(qtbot, panel, 1)
    with qtbot.waitSignal(reader.taking_tables.written, timeout=5000):
        qtbot.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    assert proposed[0].name.endswith("_table-2.xlsx")
    assert (tmp_path / name).read_text() == content


def test_all_tables_are_saved_as_one_workbook(qtbot, reader, panel, tmp_path, monkeypatch):
    from openpyxl import load_workbook

    monkeypatch.setattr(dialogs, "ask_table", lambda _parent, _path: tmp_path / "all.xlsx")
    with qtbot.waitSignal(reader.taking_tables.written, timeout=20_000):
        qtbot.mouseClick(panel.save_all, Qt.MouseButton.LeftButton)
    book = load_workbook(tmp_path / "all.xlsx")
    assert book.sheetnames == ["Tables", "1 Balance sheet", "2 Shares held"]
    assert book["1 Balance sheet"]["B6"].value == 1234


def test_a_table_that_cannot_be_saved_is_one_sentence(qtbot, reader, panel, tmp_path, monkeypatch):
    monkeypatch.setattr(dialogs, "ask_table", lambda _parent, _path: tmp_path / "none" / "all.csv")
    with qtbot.waitSignal(reader.taking_tables.failed, timeout=5000):
        qtbot.mouseClick(panel.save_all, Qt.MouseButton.LeftButton)
    assert reader.strip.message.weight is Weight.ERROR
    assert "there is no folder" in reader.strip.message.sentence


def test_the_menu_of_the_list_copies_numbers(qtbot, reader, panel):
    click(qtbot, panel, 1)
    place = panel.view.visualRect(panel.view.model().index(1, 1)).center()
    with qtbot.waitSignal(reader.taking_tables.told, timeout=5000):
        choose(qtbot, menu_at(qtbot, panel.view.viewport(), place), "tables_copy_numbers_here")
    assert "A. Miller\t1500" in QGuiApplication.clipboard().text()


def test_the_menu_of_the_text_saves_the_table_under_the_pointer(qtbot, reader, tmp_path, monkeypatch):
    monkeypatch.setattr(dialogs, "ask_table", lambda _parent, _path: tmp_path / "here.csv")
    pane = reader.document_view.text_pane
    place = next(p for p in pane.places if "Baker" in pane.text[p.start : p.end])
    line = pane.document().findBlock(pane.shown.position(place.start))
    box = pane.blockBoundingGeometry(line).translated(pane.contentOffset())
    with qtbot.waitSignal(reader.taking_tables.written, timeout=10_000):
        choose(qtbot, menu_at(qtbot, pane.viewport(), QPoint(40, int(box.center().y()))), "save_table_here")
    assert (tmp_path / "here.csv").read_text().startswith("Name,Shares\n")


def test_a_document_without_tables_says_so(qtbot, reader, panel, tmp_path):
    path = tmp_path / "plain.htm"
    path.write_text("<html><body><p>words</p></body></html>")
    with qtbot.waitSignal(reader.taking_tables.found, timeout=20_000):
        reader.open(path)
    assert panel.notice.text() == "This document has no tables of data."
    assert panel.notice.isVisible()
    assert not panel.save_all.isEnabled()


@pytest.mark.parametrize(
    ("typed", "kind", "path"),
    [
        ("t.xlsx", "Workbook (*.xlsx)", "t.xlsx"),
        ("t.xlsx", "Comma-separated values (*.csv)", "t.csv"),
        ("u", "Tab-separated values (*.tsv)", "u.tsv"),
        ("taken", "Comma-separated values (*.csv)", "taken-2.csv"),
        ("v.CSV", "Workbook (*.xlsx)", "v.CSV"),
        ("", "", None),
    ],
)
def test_a_name_gets_the_ending_of_the_kind_chosen(tmp_path, monkeypatch, typed, kind, path):
    (tmp_path / "taken.csv").touch()
    given = str(tmp_path / typed) if typed else ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (given, kind))
    assert dialogs.ask_table(None, tmp_path / "t.xlsx") == (tmp_path / path if path else None)
