"""The page is printed, looked at beforehand, and written as PDF."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWebEngineCore import qWebEngineChromiumVersion
from PySide6.QtWidgets import QFileDialog, QPushButton

from tests.ui import fakes
from viewer.ui import theme
from viewer.ui.printing import foot_script
from viewer.ui.theme import Theme

MARGINS_FROM = 131  # the version of the engine that knows the margins of sheets
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def preview(qtbot, opened):
    with qtbot.waitSignal(opened.exporting.printing.previewed, timeout=20_000) as shown:
        qtbot.keyClick(opened, Qt.Key.Key_P, CTRL | SHIFT)
    dialog = shown.args[0]
    yield dialog
    dialog.close()


def test_the_preview_shows_the_sheets_and_says_how_many(qtbot, preview):
    qtbot.waitUntil(lambda: preview.count.text() == "One sheet", timeout=20_000)
    assert preview.isVisible()
    assert preview.parent().statusBar().currentMessage() == "", "what was being made is there"
    words = preview.document.getAllText(0).text().split()
    assert words[-6:] == ["The", "words", "of", "acme8k.htm.", "And", "more."]


def test_each_sheet_says_which_filing_and_document_it_is_of_and_its_number(qtbot, preview):
    if int(qWebEngineChromiumVersion().partition(".")[0]) < MARGINS_FROM:
        pytest.skip("this engine sets nothing into the margins of sheets")
    qtbot.waitUntil(lambda: preview.document.pageCount() == 1, timeout=20_000)
    words = preview.document.getAllText(0).text().split()
    said = "ACME WIDGETS CORP · 8-K · 2024-01-17 · 0009999999-24-000001 · 8-K 1 / 1"
    assert " ".join(words[:-6]) == said


@pytest.mark.parametrize(
    "words", ['A "quoted" name \\ of </style> & more', "Müller’s; } body { display: none }"]
)
def test_what_a_filer_is_called_stays_words_below_the_sheets(words):
    script = foot_script(words)
    assert "</style>" not in script
    assert "display: none" not in script
    assert 'quoted\\"' not in script


def test_what_was_looked_at_is_what_is_saved(qtbot, preview, opened, tmp_path, monkeypatch):
    out = tmp_path / "p.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_each: (str(out), ""))
    with qtbot.waitSignal(opened.exporting.printing.written, timeout=20_000):
        qtbot.mouseClick(preview.findChild(QPushButton, "preview_save"), Qt.MouseButton.LeftButton)
    assert out.read_bytes() == bytes(preview._buffer.data().data())


def test_printing_is_asked_for_from_the_preview(qtbot, preview, opened):
    qtbot.mouseClick(preview.findChild(QPushButton, "preview_print"), Qt.MouseButton.LeftButton)
    dialog = fakes.print_dialog(qtbot, opened)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_where_the_text_alone_is_looked_at_the_page_is_shown_and_printed(qtbot, opened):
    """What was loaded before the pane was hidden may be another document's."""
    qtbot.keyClick(opened, Qt.Key.Key_2, CTRL)
    with qtbot.waitSignal(opened.reading.text_ready, timeout=20_000):
        opened.reading.choose(0, 2)
    with qtbot.waitSignal(opened.exporting.printing.previewed, timeout=20_000) as shown:
        qtbot.keyClick(opened, Qt.Key.Key_P, CTRL | SHIFT)
    dialog = shown.args[0]
    qtbot.waitUntil(lambda: dialog.document.pageCount() == 1, timeout=20_000)
    assert "lease.htm." in dialog.document.getAllText(0).text()
    dialog.close()
    assert opened.strip.message is None


def test_what_is_asked_of_a_page_on_its_way_is_forgotten_with_its_document(qtbot, opened):
    qtbot.keyClick(opened, Qt.Key.Key_2, CTRL)
    opened.exporting._after_page = lambda: pytest.fail("another document was printed")
    opened.reading.choose(0, 2)
    with qtbot.waitSignal(opened.document_view.html_pane.loaded, timeout=20_000):
        qtbot.keyClick(opened, Qt.Key.Key_3, CTRL)


def test_sheets_are_white_with_a_margin_whatever_the_theme(qtbot, opened):
    opened.looks.choose_theme(Theme.DARK)
    with qtbot.waitSignal(opened.exporting.printing.previewed, timeout=20_000) as shown:
        qtbot.keyClick(opened, Qt.Key.Key_P, CTRL | SHIFT)
    dialog = shown.args[0]
    qtbot.waitUntil(lambda: dialog.document.pageCount() == 1, timeout=20_000)
    image = QImage(210, 297, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.drawImage(0, 0, dialog.document.render(0, QSize(210, 297)))
    painter.end()
    dialog.close()
    ground = opened.document_view.html_pane.view.page().backgroundColor()
    assert ground == QColor(theme.colours().paper)
    opened.looks.choose_theme(Theme.LIGHT)
    inked = [(x, y) for x in range(210) for y in range(297) if image.pixelColor(x, y).lightness() < 250]
    assert inked
    assert min(x for x, _ in inked) > 12
    assert min(y for _, y in inked) > 12
    assert image.pixelColor(150, 200).name() == "#ffffff"
