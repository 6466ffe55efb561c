"""A payload is opened in its own program after a yes, from a temporary folder that is gone afterwards."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox

from tests.ui import fakes
from viewer.rendition import Filing
from viewer.submission.model import Kind
from viewer.ui.filing_tab import Shown
from viewer.ui.main_window import MainWindow
from viewer.ui.outside import opens_outside, program_name

WAIT = 20_000


class Picture(fakes.Rendition):
    @property
    def payload(self):
        return SimpleNamespace(size=len(fakes.GIF), content=fakes.GIF, kind=Kind.IMAGE)


@pytest.fixture
def picture(qtbot, window, opener, tmp_path, monkeypatch):
    """Give a window at a picture, and the list of what the system was asked to open."""
    asked = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: asked.append(Path(url.toLocalFile())) or True
    )
    filing = fakes.Filing(tmp_path / "pic.txt", (fakes.submission(),))
    filing.renditions[4] = Picture("")
    opener.filings["pic.txt"] = filing
    fakes.show(qtbot, window, tmp_path / "pic.txt")
    assert not window.actions_.open_program.isEnabled()
    window.reading.choose(0, 4)
    return SimpleNamespace(window=window, asked=asked)


def answer(qtbot, window, button) -> None:
    window.actions_.open_program.trigger()
    dialog = window.findChild(QDialog, "program_dialog")
    assert "logo.gif" in dialog.findChild(object, "program_words").text()
    chosen = dialog.findChild(QDialogButtonBox, "program_buttons").button(button)
    qtbot.mouseClick(chosen, Qt.MouseButton.LeftButton)


def test_after_a_yes_the_payload_lies_in_a_temporary_folder_until_the_window_is_closed(qtbot, picture):
    answer(qtbot, picture.window, QDialogButtonBox.StandardButton.Open)
    qtbot.waitUntil(lambda: bool(picture.asked), timeout=WAIT)
    (path,) = picture.asked
    assert path.name == "logo.gif"
    assert path.read_bytes() == fakes.GIF
    picture.window.close()
    assert not path.exists()


def test_after_a_no_nothing_is_written(qtbot, picture):
    answer(qtbot, picture.window, QDialogButtonBox.StandardButton.Cancel)
    fakes.settle(qtbot, picture.window)
    assert picture.asked == []


@pytest.mark.parametrize(
    ("filed", "kind", "name"),
    [
        ("report.pdf", Kind.PDF, "report.pdf"),
        ("REPORT.PDF", Kind.PDF, "REPORT.PDF"),
        ("report.exe", Kind.PDF, "report.exe.pdf"),
        ("../../x.desktop", Kind.SPREADSHEET, ".xls"),
        ("", Kind.ZIP, "document7.zip"),
        ("photo.jpg", Kind.IMAGE, "photo.jpg"),
    ],
)
def test_a_temporary_file_has_a_suffix_of_its_kind_and_no_folder(filed, kind, name):
    """A name of the filer's cannot make a program of a payload, nor lead out of the folder."""
    document = SimpleNamespace(filename=filed, kind=kind, number=7)
    made = program_name(Shown(None, document))
    assert made.endswith(name)
    assert "/" not in made
    assert not made.startswith(".")


def test_markup_and_text_are_not_handed_out():
    assert {kind for kind in Kind if opens_outside(kind)} == {
        Kind.PDF,
        Kind.SPREADSHEET,
        Kind.IMAGE,
        Kind.ZIP,
    }


def test_a_workbook_that_is_not_read_here_is_offered_to_its_own_program(qtbot, settings, tmp_path):
    """The message over the page says so, and its button asks what the entry of the menu asks."""
    path = tmp_path / "book.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    window = MainWindow(settings, Filing.open)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignals([window.document_view.html_pane.loaded, window.reading.text_ready], timeout=WAIT):
        window.open(path)
    assert window.strip.message.topic == "payload"
    assert "program of its own" in window.strip.message.sentence
    assert "Excel 97" in window.document_view.text_pane.toPlainText()
    window.strip.acted.emit("payload")
    dialog = window.findChild(QDialog, "program_dialog")
    assert "book.xls" in dialog.findChild(object, "program_words").text()
    dialog.reject()
    window.close()
