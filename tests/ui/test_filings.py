"""The window over the real reader: the sample that comes with the program, and filings of many years."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui import fakes
from viewer import cli
from viewer.resources import resource
from viewer.ui.filings import open_filing
from viewer.ui.main_window import MainWindow

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
FILINGS = (
    "0000040545-94-000003.txt",
    "0000320193-96-000023.txt",
    "0001193125-04-218426.txt",
    "0001010412-10-000078.txt",
    "0001264931-18-000031.txt",
    "0000842517-24-000086.txt",
    "0001108205-25-000026.txt",
)
FORMS = ("0000842517-24-000086.txt",)


@pytest.fixture
def reader(qtbot, settings):
    """Show a window that reads real files."""
    made = MainWindow(settings, open_filing)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def letters(text: str) -> str:
    """Return the letters and figures of a text alone."""
    return "".join(each for each in text if each.isalnum())


def test_the_sample_opens_by_its_button_and_shows_its_picture(qtbot, reader):
    view = reader.document_view
    with qtbot.waitSignals([view.html_pane.loaded, reader.reading.text_ready], timeout=20_000):
        qtbot.mouseClick(reader.welcome.sample_button, Qt.MouseButton.LeftButton)
    assert reader.settings.recent == ()
    with qtbot.waitSignal(view.html_pane.loaded, timeout=20_000):
        reader.reading.choose(0, 3)
    widths = "JSON.stringify([...document.images].map(i => i.complete && i.naturalWidth > 50))"
    qtbot.waitUntil(lambda: fakes.page_answer(qtbot, reader, widths) == "[true]", timeout=20_000)


def test_an_export_has_the_bytes_of_the_command_line(qtbot, reader, tmp_path):
    by_command = tmp_path / "command.md"
    reader.settings.set_folder("export", tmp_path)
    fakes.show(qtbot, reader, resource("sample.txt"))
    qtbot.keyClick(reader, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    with qtbot.waitSignal(reader.exporting.written, timeout=20_000) as written:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    (by_window,) = written.args
    command = ["export", str(resource("sample.txt")), "--document", "1", "--format", "markdown"]
    assert cli.main([*command, "--output", str(by_command)]) == 0
    assert by_window.read_bytes() == by_command.read_bytes()
    assert len(by_window.read_bytes()) > 1000


def test_a_file_that_is_no_submission_is_one_sentence(qtbot, reader, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    with qtbot.waitSignal(reader.filings.open_failed, timeout=20_000):
        reader.open(tmp_path / "empty.txt")
    assert reader.strip.message.sentence.endswith(".")
    assert "Error" not in reader.strip.message.sentence


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real filings is not beside the project")
@pytest.mark.parametrize("name", FILINGS)
def test_page_and_text_of_a_real_filing_say_the_same(qtbot, reader, name):
    """What the engine shows of the main document are the letters of the text, in the same order.

    The narrow columns of a form have headings of several lines, which stand side by side in the text: the words are
    compared there, in any order.
    """
    fakes.show(qtbot, reader, CORPUS / name)
    if name in FORMS:
        words = [
            Counter(re.findall(r"\w+", said))
            for said in (reader.document_view.text_pane.text, fakes.page_words(qtbot, reader))
        ]
        assert words[0] == words[1]
        assert words[0].total() > 50
        return
    text = letters(reader.document_view.text_pane.text)
    page = letters(fakes.page_words(qtbot, reader))
    assert len(text) > 100
    assert page[:2000] == text[:2000]
    assert page[-500:] == text[-500:]


def test_the_side_bar_is_empty_after_its_parts_were_loaded(qtbot, window, tmp_path):
    with qtbot.waitSignal(window.filings.warmed, timeout=20_000):
        window.warm_up()
    tree = window.tree
    qtbot.waitUntil(lambda: tree.filing is None and not tree.view.model().rowCount(), timeout=20_000)
    fakes.show(qtbot, window, tmp_path / "acme.txt")
    assert window.tree.filing.name == "acme.txt"
    assert window.tree is not tree
