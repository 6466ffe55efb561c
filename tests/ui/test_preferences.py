"""Preferences show at once, are remembered, and printing gives the page on screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QFontInfo
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from tests.ui import fakes
from viewer.resources import resource
from viewer.ui.html_pane import font_style
from viewer.ui.preferences import _PAGE_FONTS, PreferencesDialog
from viewer.ui.settings import Settings
from viewer.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(qtbot, opened):
    qtbot.keyClick(opened, Qt.Key.Key_Comma, CTRL)
    (made,) = opened.findChildren(PreferencesDialog)
    yield made
    made.close()


def test_fonts_are_changed_at_once_and_for_pages_to_come(qtbot, opened, dialog, tmp_path):
    qtbot.mouseClick(dialog.own_page_font, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.own_text_font, Qt.MouseButton.LeftButton)
    family, fixed = dialog.page_font.currentFont().family(), dialog.text_font.currentFont().family()
    assert (opened.settings.page_font, opened.settings.text_font) == (family, fixed)
    assert opened.document_view.text_pane.font().family() == fixed
    style = "document.documentElement.style.fontFamily"
    qtbot.waitUntil(lambda: family in fakes.page_answer(qtbot, opened, style), timeout=15_000)
    fakes.show(qtbot, opened, tmp_path / "other.txt")
    assert family in fakes.page_answer(qtbot, opened, style)


def test_the_fonts_named_are_those_in_force_where_none_was_chosen(opened, dialog):
    """So that the choice of an own one begins with no other look; the families of the page are those of its style."""
    shown = resource("page.css").read_text()
    assert ", ".join(f'"{name}"' if " " in name else name for name in _PAGE_FONTS) in shown
    wanted = QFont()
    wanted.setFamilies(_PAGE_FONTS)
    assert not dialog.page_font.isEnabled()
    assert dialog.page_font.currentFont().family() == QFontInfo(wanted).family()
    text = QFontInfo(opened.document_view.text_pane.font()).family()
    assert dialog.text_font.currentFont().family() == text


def test_lines_are_broken_or_not(qtbot, opened, dialog):
    assert opened.document_view.text_pane.columns > 0
    dialog.wrap.click()
    qtbot.waitUntil(lambda: opened.document_view.text_pane.columns == 0, timeout=20_000)
    assert not opened.settings.wrap
    dialog.wrap.click()
    qtbot.waitUntil(lambda: opened.document_view.text_pane.columns > 0, timeout=20_000)


def test_the_theme_and_its_menu_agree(qtbot, opened, dialog):
    dialog.theme.setCurrentIndex(dialog.theme.findData(Theme.DARK))
    dialog.theme.activated.emit(dialog.theme.currentIndex())
    assert opened.settings.theme is Theme.DARK
    assert opened.actions_.themes[Theme.DARK].isChecked()
    opened.looks.choose_theme(Theme.SYSTEM)


def test_the_folder_for_exports_is_chosen(qtbot, opened, dialog, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(tmp_path))
    qtbot.mouseClick(dialog.browse, Qt.MouseButton.LeftButton)
    assert opened.settings.folder("export") == str(tmp_path) == dialog.folder.text()


def test_preferences_are_remembered(tmp_path):
    path = str(tmp_path / "s.ini")
    first = Settings(QSettings(path, QSettings.Format.IniFormat))
    assert (first.page_font, first.text_font, first.wrap) == ("", "", True)
    first.page_font, first.text_font, first.wrap = "A", "B", False
    first.save()
    again = Settings(QSettings(path, QSettings.Format.IniFormat))
    assert (again.page_font, again.text_font, again.wrap) == ("A", "B", False)


def test_the_name_of_a_font_cannot_break_out_of_the_style():
    assert font_style("a'; } <b> \"x") == "font-family: 'a  b x', serif"
    assert font_style("'\";") == ""


# Printing


def test_the_page_is_written_as_pdf(qtbot, opened, tmp_path, monkeypatch):
    out = tmp_path / "page.pdf"
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *each: asked.append(each[2]) or (str(out), ""))
    with qtbot.waitSignal(opened.exporting.printing.written, timeout=20_000):
        opened.actions_.save_pdf.trigger()
    assert asked[0].endswith(".pdf")
    assert out.read_bytes().startswith(b"%PDF")
    assert str(out) in opened.statusBar().currentMessage()


def test_what_cannot_be_written_is_said(qtbot, opened, tmp_path, monkeypatch):
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_each: (str(tmp_path / "no" / "x" / "p.pdf"), "")
    )
    (tmp_path / "no").write_text("a file")
    with qtbot.waitSignal(opened.exporting.printing.failed, timeout=20_000):
        opened.actions_.save_pdf.trigger()
    assert opened.strip.isVisible()


def test_the_page_is_printed_on_the_printer_chosen(qtbot, opened, tmp_path, monkeypatch):
    """The printer is a file here: what the dialog would let a user choose."""
    former = QPrinter.setDocName

    def to_file(printer, name):
        former(printer, name)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    monkeypatch.setattr(QPrinter, "setDocName", to_file)
    opened.exporting.printing  # noqa: B018  (made before the key, so that its signal can be waited for)
    with qtbot.waitSignal(opened.exporting.printing.done, timeout=20_000):
        qtbot.keyClick(opened, Qt.Key.Key_P, CTRL)
        fakes.print_dialog(qtbot, opened).done(1)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_the_folder_of_the_file_is_shown(opened, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    opened.actions_.show_folder.trigger()
    assert shown == [QUrl.fromLocalFile(str(tmp_path))]
