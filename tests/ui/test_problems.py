"""Problems with their place and their bytes, and how many of the words the text holds."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from tests.ui.fakes import DOCUMENTS
from tests.ui.test_theme import contrast
from viewer.rendition import Filing, Rendition
from viewer.ui import theme
from viewer.ui.bytes_view import dump, window_around
from viewer.ui.coverage import coverage_problem, coverage_words, left_out_words, share_words
from viewer.ui.main_window import MainWindow
from viewer.ui.making import Page
from viewer.ui.settings import Panes
from viewer.ui.theme import Theme

CUT = """<SEC-DOCUMENT>0009999999-24-000001.txt : 20240117
<SEC-HEADER>0009999999-24-000001.hdr.sgml : 20240117
ACCESSION NUMBER:\t\t0009999999-24-000001
CONFORMED SUBMISSION TYPE:\t8-K
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>acme8k.htm
<TEXT>
<html><body><p>Acme Widgets reports five visible words.</p>
<p style="display:none">two hidden</p></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<SEQUENCE>2
<FILENAME>press.htm
<TEXT>
<html><body><p>The end is cut
"""


@pytest.fixture
def damaged(qtbot, settings, tmp_path):
    """Give a window with a file that ends in the middle of its second document, read by the real reader."""
    path = tmp_path / "cut.txt"
    path.write_bytes(CUT.encode())
    window = MainWindow(settings, Filing.open)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignals(
        [window.document_view.html_pane.loaded, window.panels.problems.covering.found], timeout=20_000
    ):
        window.open(path)
    yield window
    window.close()


def rows(window) -> list[tuple[str, str, str]]:
    model = window.panels.problems.panel.view.model()
    return [tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())]


def test_problems_stand_with_their_sentence_line_and_offset(qtbot, damaged):
    damaged.actions_.problems.trigger()
    problem = damaged.reading.filing.submissions[0].problems[0]
    assert damaged.panels.problems_dock.isVisible()
    assert rows(damaged)[0] == (problem.message, str(problem.line), str(problem.offset))
    assert len(rows(damaged)) == len(damaged.reading.filing.submissions[0].problems)


def test_a_click_shows_the_bytes_around_the_offset(qtbot, damaged):
    damaged.actions_.problems.trigger()
    panel = damaged.panels.problems.panel
    assert not panel.bytes_view.isVisible()
    place = panel.view.visualRect(panel.view.model().index(0, 0)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    problem = damaged.reading.filing.submissions[0].problems[0]
    byte = CUT.encode()[problem.offset : problem.offset + 1]
    assert panel.bytes_view.isVisible()
    number, letter = (each.cursor.selectedText() for each in panel.bytes_view.extraSelections())
    assert bytes.fromhex(number) == byte
    assert letter == byte.decode() or byte == b"\n"
    assert panel.bytes_view.isReadOnly()


def test_the_coverage_of_the_shown_document_is_told(qtbot, damaged):
    damaged.actions_.problems.trigger()
    said = damaged.panels.problems.panel.coverage.text()
    assert said == "The text holds 100 % of the 6 visible words."
    assert damaged.status._coverage.text() == "Text holds 100 % of the words"
    with qtbot.waitSignal(damaged.panels.problems.covering.found, timeout=20_000):
        qtbot.keyClick(damaged, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert "of the 4 visible words." in damaged.panels.problems.panel.coverage.text()


def test_the_coverage_stays_when_the_page_is_set_otherwise(qtbot, damaged):
    qtbot.waitUntil(
        lambda: damaged.status._coverage.text() == "Text holds 100 % of the words", timeout=20_000
    )
    said = []
    damaged.panels.problems.coverage_found.connect(lambda words, _left_out: said.append(words))
    page = Page(
        damaged.reading.shown, b"<html><body><p>as filed</p></body></html>", lambda _name: None, (), 10
    )
    damaged.reading.page_ready.emit(page)
    assert damaged.status._coverage.text() == "Text holds 100 % of the words"
    assert "" not in said
    assert damaged.panels.problems.panel.coverage.text()


def test_a_click_in_the_status_bar_lists_what_was_left_out(qtbot, damaged):
    button = damaged.statusBar().findChild(QToolButton, "status_coverage")
    assert button.toolTip() == "left out: 1 × hidden text"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    model = damaged.panels.problems.panel.left_out.model()
    assert damaged.panels.problems.panel.left_out.isVisible()
    assert [model.index(0, column).data() for column in range(3)] == ["hidden text", "1", "2"]


def test_words_that_the_text_lacks_are_a_problem_over_the_page_and_in_the_panel(qtbot, damaged, monkeypatch):
    found = SimpleNamespace(visible=1000, missing=("alpha",), left_out=(), share=0.9985)
    monkeypatch.setattr(Rendition, "coverage", lambda _self: found)
    with qtbot.waitSignal(damaged.panels.problems.covering.found, timeout=20_000):
        qtbot.keyClick(damaged, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    sentence = damaged.strip.message.sentence
    assert sentence.startswith("The text of press.htm holds 99.85 % of the words that a reader would see")
    damaged.actions_.problems.trigger()
    assert rows(damaged)[-1][0] == sentence
    with qtbot.waitSignal(damaged.panels.problems.covering.found, timeout=20_000):
        qtbot.keyClick(damaged, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert "acme8k.htm holds" in damaged.strip.message.sentence
    monkeypatch.undo()


def test_a_document_without_words_is_said_to_have_none(qtbot, damaged, monkeypatch):
    found = SimpleNamespace(visible=0, missing=(), left_out=(), share=1.0)
    monkeypatch.setattr(Rendition, "coverage", lambda _self: found)
    with qtbot.waitSignal(damaged.panels.problems.covering.found, timeout=20_000):
        qtbot.keyClick(damaged, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert damaged.status._coverage.text() == "No words"
    monkeypatch.undo()


def test_as_good_as_all_words_are_no_problem():
    document = DOCUMENTS[0]
    full = SimpleNamespace(visible=9999, missing=("a",), left_out=(), share=0.9991)
    assert coverage_problem(full, document) is None
    lost = SimpleNamespace(visible=9999, missing=("a", "b"), left_out=(), share=0.9989)
    problem = coverage_problem(lost, document)
    assert problem.offset == document.text.start
    assert problem.message.endswith("99.89 % of the words that a reader would see; missing are a, b.")


def test_the_coverage_is_told_with_the_page_alone_too(qtbot, damaged):
    damaged.looks.show_panes(Panes.HTML)
    with qtbot.waitSignal(damaged.panels.problems.covering.found, timeout=20_000):
        qtbot.keyClick(damaged, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert damaged.status._coverage.text() == "Text holds 100 % of the words"


def test_the_panel_says_that_nothing_is_damaged(qtbot, opened):
    opened.actions_.problems.trigger()
    panel = opened.panels.problems.panel
    assert panel.nothing.isVisible()
    assert panel.nothing.text() == "No damage was found in this submission and the document shown."
    assert not panel.view.isVisible()


def test_the_menu_and_the_panel_agree(qtbot, opened):
    opened.actions_.problems.trigger()
    assert opened.actions_.problems.isChecked()
    opened.panels.problems_dock.close()
    assert not opened.actions_.problems.isChecked()
    opened.actions_.problems.trigger()
    assert opened.panels.problems_dock.isVisible()
    qtbot.keyClick(opened, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not opened.panels.problems_dock.isVisible()
    assert not opened.actions_.problems.isEnabled()


# Words and numbers


@pytest.mark.parametrize(
    ("share", "words"),
    [(1.0, "100 %"), (0.999999, "99.99 %"), (0.5, "50 %"), (0.9837, "98.37 %"), (0.0, "0 %")],
)
def test_a_share_says_all_only_where_nothing_is_missing(share, words):
    assert share_words(share) == words


def test_coverage_is_told_in_sentences():
    left = [
        SimpleNamespace(reason="hidden text", pieces=1069, words=757),
        SimpleNamespace(reason="scripts", pieces=1, words=1),
    ]
    found = SimpleNamespace(visible=32_268, missing=("alpha", "beta"), left_out=left, share=32_266 / 32_268)
    assert left_out_words(found) == "left out: 1,069 × hidden text, 1 × scripts"
    assert coverage_words(found) == (
        "The text holds 99.99 % of the 32,268 visible words. Missing: alpha, beta."
    )
    empty = SimpleNamespace(visible=0, missing=(), left_out=(), share=1.0)
    assert coverage_words(empty) == "The document has no visible words."


def test_bytes_are_shown_in_rows_with_their_offsets():
    shown = dump(bytes(range(60, 60 + 20)), 1600).splitlines()
    assert shown[0] == "    1600  3c 3d 3e 3f 40 41 42 43  44 45 46 47 48 49 4a 4b <=>?@ABCDEFGHIJK"
    assert shown[1] == "    1616  4c 4d 4e 4f                                      LMNO"
    assert dump(b"", 0) == ""


@pytest.mark.parametrize(
    ("offset", "size", "around"),
    [
        (0, 10_000, (0, 384)),
        (1000, 10_000, (864, 1376)),
        (9_999, 10_000, (9856, 10_000)),
        (5, 0, (0, 0)),
        (99, 50, (0, 50)),
    ],
)
def test_the_bytes_around_an_offset_lie_in_the_file(offset, size, around):
    assert window_around(offset, size) == around


def test_a_panel_is_put_away_by_the_button_over_it_and_the_focus_goes_into_a_pane(qtbot, opened):
    """The button is of a size to be hit, and its sign is seen in both themes."""
    dock = opened.panels.problems_dock
    opened.actions_.problems.trigger()
    button = dock.findChild(QToolButton, "problems_dock_close")
    assert min(button.width(), button.height()) >= 18
    for chosen in (Theme.DARK, Theme.LIGHT):
        opened.looks.choose_theme(chosen)
        image, paper = button.grab().toImage(), theme.colours().window
        seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        assert max(contrast(each, paper) for each in seen) >= 4.5
    button.setFocus()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not dock.isVisible()
    assert not opened.actions_.problems.isChecked()
    qtbot.waitUntil(opened.document_view.text_pane.hasFocus, timeout=20_000)
