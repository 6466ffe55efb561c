"""The dialog of exports: what, as what, where to, which names; what is there stays unless the user says otherwise."""

from __future__ import annotations

import threading
import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from tests.ui import fakes
from tests.ui.test_copying import select
from viewer import export
from viewer.export import Format
from viewer.ui.export_dialog import ExportDialog
from viewer.ui.export_plan import What
from viewer.ui.strip import Weight

CTRL = Qt.KeyboardModifier.ControlModifier
TABLE = "<table><tr><th>Year</th><th>Sales</th></tr><tr><td>2004</td><td>1,234</td></tr></table>"
PICTURE = "begin 644 logo.gif\n" + "M1TE&.#EA\n" + "`\nend\n"
STEM = "0009999999-24-000001"


def submission() -> str:
    documents = (
        ("8-K", "mill8k.htm", "<html><body><h2>Report</h2><p>Sales of flour rose.</p></body></html>"),
        ("EX-99.1", "press.htm", f"<html><body><p>Press.</p>{TABLE}<p>More.</p>{TABLE}</body></html>"),
        ("EX-99.2", "end.txt", "The words of the third document."),
    )
    parts = "".join(
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{number}\n<FILENAME>{name}\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"
        for number, (kind, name, text) in enumerate(documents, 1)
    )
    head = f"<SEC-HEADER>\nACCESSION NUMBER:\t\t{STEM}\nCONFORMED SUBMISSION TYPE:\t8-K\n</SEC-HEADER>\n"
    return f"<SEC-DOCUMENT>{STEM}.txt : 20240117\n{head}{parts}</SEC-DOCUMENT>\n"


@pytest.fixture
def out(tmp_path):
    made = tmp_path / "out"
    made.mkdir()
    return made


@pytest.fixture
def reader(reading, settings, tmp_path, out):
    path = tmp_path / "mill.txt"
    path.write_text(submission())
    settings.set_folder("export", out)
    return reading(path)


def ask(qtbot, window) -> ExportDialog:
    """Open the dialog by its key, and wait until it has listed the files."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    qtbot.keyClick(window, Qt.Key.Key_E, CTRL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    settle(qtbot, dialog)
    return dialog


def settle(qtbot, dialog) -> None:
    qtbot.waitUntil(lambda: not dialog.files.summary.text().endswith("…"), timeout=5000)


def choose(qtbot, dialog, what: What) -> None:
    qtbot.mouseClick(
        dialog.choice.buttons[what],
        Qt.MouseButton.LeftButton,
        pos=dialog.choice.buttons[what].rect().center() / 4,
    )
    assert dialog.choice.buttons[what].isChecked()
    settle(qtbot, dialog)


def take(qtbot, dialog, fmt: str) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(fmt))
    settle(qtbot, dialog)


def files(dialog) -> list[str]:
    return [dialog.files.view.item(row).text() for row in range(dialog.files.view.count())]


def press(qtbot, dialog) -> None:
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def answer(qtbot, words: str) -> None:
    """Answer the question about files that exist."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    button = next(each for each in box.buttons() if each.text().replace("&", "") == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_key_and_enter_export_the_shown_document_as_markdown(qtbot, reader, out, monkeypatch):
    dialog = ask(qtbot, reader)
    assert files(dialog) == [f"{STEM}_1_8-K.md"]
    assert dialog.files.summary.text() == "1 file."
    with qtbot.waitSignal(reader.exporting.written, timeout=10_000):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    path = out / f"{STEM}_1_8-K.md"
    filing, shown = reader.reading.filing, reader.reading.shown
    assert path.read_bytes() == export.exported(filing, shown.submission, shown.document, Format.MARKDOWN)
    assert reader.statusBar().currentMessage() == f"Written: {path}"
    assert reader.strip.message.sentence == f"Written: {path.name} in {out}."
    shown_folders = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown_folders.append(url.toLocalFile()))
    qtbot.mouseClick(reader.strip._button, Qt.MouseButton.LeftButton)
    assert shown_folders == [str(out)]


def test_tab_goes_through_the_dialog_from_the_format_to_the_buttons_and_to_what_is_exported(qtbot, reader):
    dialog = reader.exporting.ask_export()
    qtbot.waitUntil(dialog.format.hasFocus, timeout=20_000)
    names = []
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        names.append(focus.objectName() or focus.text())
    dialog.reject()
    assert names == [
        "export_furniture", "export_folder_line", "export_browse", "export_name", "export_button", "Cancel",
        "export_document", "export_files",
    ]  # fmt: skip


def test_giving_up_writes_nothing(qtbot, reader, out):
    dialog = ask(qtbot, reader)
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    fakes.settle(qtbot, reader)
    assert names(out) == []


def test_the_whole_submission_as_text(qtbot, reader, out):
    dialog = ask(qtbot, reader)
    choose(qtbot, dialog, What.SUBMISSION)
    take(qtbot, dialog, "text")
    listed = [f"{STEM}_1_8-K.txt", f"{STEM}_2_EX-99.1.txt", f"{STEM}_3_EX-99.2.txt"]
    assert files(dialog) == listed
    assert not dialog.name.isEnabled()
    with qtbot.waitSignal(reader.exporting.ended, timeout=10_000):
        press(qtbot, dialog)
    assert names(out) == listed
    assert reader.strip.message.sentence == f"Written: 3 files to {out}."
    assert reader.strip.message.action == "Show Folder"


def test_chosen_documents_by_their_check_marks(qtbot, reader, out):
    dialog = ask(qtbot, reader)
    choose(qtbot, dialog, What.CHOSEN)
    for row in (0, 2):
        place = dialog.choice.documents.visualItemRect(dialog.choice.documents.item(row)).topLeft()
        dialog.choice.documents.setCurrentRow(row)
        qtbot.keyClick(dialog.choice.documents, Qt.Key.Key_Space)
        assert place is not None
    settle(qtbot, dialog)
    assert files(dialog) == [f"{STEM}_3_EX-99.2.md"]
    dialog.choice.documents.setCurrentRow(2)
    qtbot.keyClick(dialog.choice.documents, Qt.Key.Key_Space)
    assert dialog.files.summary.text() == "No document is chosen."
    assert not dialog.export.isEnabled()
    qtbot.keyClick(dialog.choice.documents, Qt.Key.Key_Space)
    settle(qtbot, dialog)
    with qtbot.waitSignal(reader.exporting.written, timeout=10_000):
        press(qtbot, dialog)
    assert names(out) == [f"{STEM}_3_EX-99.2.md"]


def test_tables_are_listed_before_they_are_written(qtbot, reader, out):
    """A file for each table as CSV; documents without any are named as left out, with the reason."""
    dialog = ask(qtbot, reader)
    choose(qtbot, dialog, What.SUBMISSION)
    take(qtbot, dialog, "csv")
    assert files(dialog) == [
        "mill8k.htm holds no table of data.",
        f"{STEM}_2_EX-99.1_table-1.csv",
        f"{STEM}_2_EX-99.1_table-2.csv",
        "end.txt holds no table of data.",
    ]
    assert dialog.files.summary.text() == "2 files."
    with qtbot.waitSignal(reader.exporting.ended, timeout=10_000):
        press(qtbot, dialog)
    assert names(out) == [f"{STEM}_2_EX-99.1_table-{n}.csv" for n in (1, 2)]
    assert reader.strip.message.sentence.endswith("2 documents without anything in this format left out.")


def test_a_workbook_of_all_tables(qtbot, reader, out):
    reader.reading.choose(0, 2)
    dialog = ask(qtbot, reader)
    take(qtbot, dialog, "xlsx")
    with qtbot.waitSignal(reader.exporting.written, timeout=20_000):
        press(qtbot, dialog)
    assert zipfile.is_zipfile(out / f"{STEM}_2_EX-99.1.xlsx")


def test_a_format_that_a_document_does_not_have_cannot_be_exported(qtbot, reader):
    dialog = ask(qtbot, reader)
    take(qtbot, dialog, "xlsx")
    assert dialog.files.summary.text() == "There is nothing to write in this format."
    assert not dialog.export.isEnabled()
    dialog.reject()


@pytest.mark.parametrize(
    ("words", "kept", "new"),
    [
        ("Replace", f"{STEM}_1_8-K.md", None),
        ("Keep Both", "old", f"{STEM}_1_8-K-2.md"),
        ("Cancel", "old", None),
    ],
)
def test_what_exists_is_marked_and_asked_about(qtbot, reader, out, words, kept, new):
    path = out / f"{STEM}_1_8-K.md"
    path.write_text("old")
    dialog = ask(qtbot, reader)
    assert files(dialog) == [f"{path.name}   (exists)"]
    assert dialog.files.summary.text() == "1 file; 1 exists already."
    press(qtbot, dialog)
    if words == "Cancel":
        answer(qtbot, words)
        assert dialog.isVisible()
        dialog.reject()
    else:
        with qtbot.waitSignal(reader.exporting.written, timeout=10_000):
            answer(qtbot, words)
    assert (path.read_text() == "old") is (kept == "old")
    assert names(out) == sorted(filter(None, (path.name, new)))


def test_who_presses_at_once_is_asked_too(qtbot, reader, out):
    (out / f"{STEM}_1_8-K.md").write_text("old")
    qtbot.keyClick(reader, Qt.Key.Key_E, CTRL)
    qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox), timeout=5000)
    answer(qtbot, "Cancel")
    QApplication.activeModalWidget().reject()
    assert (out / f"{STEM}_1_8-K.md").read_text() == "old"


def test_a_mistake_in_one_document_does_not_cost_the_others(qtbot, reader, out, monkeypatch):
    from viewer.export import content

    real = content.exported

    def wrong(filing, of, document, *rest):
        if document.number == 1:
            raise KeyError("wrong")
        return real(filing, of, document, *rest)

    monkeypatch.setattr(content, "exported", wrong)
    dialog = ask(qtbot, reader)
    choose(qtbot, dialog, What.SUBMISSION)
    with qtbot.waitSignal(reader.exporting.ended, timeout=10_000):
        press(qtbot, dialog)
    assert names(out) == [f"{STEM}_2_EX-99.1.md", f"{STEM}_3_EX-99.2.md"]
    assert reader.strip.message.weight is Weight.ERROR
    assert reader.strip.message.sentence.startswith(
        f"Written: 2 files to {out}. This is a mistake of the program"
    )


def test_a_name_of_the_users_own_is_made_safe(qtbot, reader, out):
    dialog = ask(qtbot, reader)
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "../my report.md")
    settle(qtbot, dialog)
    assert files(dialog) == ["my report.md"]
    with qtbot.waitSignal(reader.exporting.written, timeout=10_000):
        press(qtbot, dialog)
    assert names(out) == ["my report.md"]


def test_a_folder_that_is_not_there_is_made_and_remembered(qtbot, reader, out, monkeypatch):
    dialog = ask(qtbot, reader)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(out / "a" / "b"))
    qtbot.mouseClick(dialog.browse, Qt.MouseButton.LeftButton)
    take(qtbot, dialog, "text")
    dialog.furniture.setChecked(False)
    with qtbot.waitSignal(reader.exporting.written, timeout=10_000):
        press(qtbot, dialog)
    assert names(out / "a" / "b") == [f"{STEM}_1_8-K.txt"]
    again = ask(qtbot, reader)
    assert again.folder.text() == str(out / "a" / "b")
    assert again.format.currentData() == "text"
    assert not again.furniture.isChecked()
    again.reject()


@pytest.mark.parametrize("kind", ["a file for a folder", "a folder for a file", "a folder that may not be"])
def test_a_place_that_cannot_be_written_to_is_one_sentence(qtbot, reader, out, kind):
    dialog = ask(qtbot, reader)
    if kind == "a file for a folder":
        (out / "file").touch()
        dialog.folder.setText(str(out / "file"))
        said = f"{out / 'file'} is a file, not a folder."
    elif kind == "a folder for a file":
        dialog.name.selectAll()
        (out / "taken.md").mkdir()
        qtbot.keyClicks(dialog.name, "taken.md")
        said = f"{out / 'taken.md'} is a folder."
    else:
        dialog.folder.setText("/proc/none/such")
        said = "The folder /proc/none/such cannot be made: no such file or directory."
    settle(qtbot, dialog)
    with qtbot.waitSignal(reader.exporting.failed, timeout=10_000):
        press(qtbot, dialog)
        if kind == "a folder for a file":
            answer(qtbot, "Replace")
    assert reader.strip.message.weight is Weight.ERROR
    assert reader.strip.message.sentence == said


def test_a_full_disk_is_one_sentence_and_leaves_nothing(qtbot, reader, out, monkeypatch):
    import errno
    import os

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    dialog = ask(qtbot, reader)
    monkeypatch.setattr(os, "fsync", full)
    with qtbot.waitSignal(reader.exporting.failed, timeout=10_000):
        press(qtbot, dialog)
    assert reader.strip.message.sentence.endswith("there is no space left.")
    assert names(out) == []


def test_a_selection_of_the_text_is_exported_with_its_citation(qtbot, reader, out):
    pane = reader.document_view.text_pane
    start = pane.text.index("flour")
    cursor = pane.textCursor()
    cursor.setPosition(pane.shown.position(start))
    cursor.setPosition(pane.shown.position(start + len("flour rose.")), QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)
    dialog = ask(qtbot, reader)
    take(qtbot, dialog, "csv")
    choose(qtbot, dialog, What.SELECTION)
    assert dialog.format.currentData() == "markdown"
    assert files(dialog) == [f"{STEM}_1_8-K_selection.md"]
    with qtbot.waitSignal(reader.exporting.written, timeout=10_000):
        press(qtbot, dialog)
    said = (out / f"{STEM}_1_8-K_selection.md").read_text()
    assert said.startswith("> flour rose.\n>\n> — ")
    assert said.endswith(", paragraph 2\n")


def test_a_selection_of_the_page_is_exported_as_html(qtbot, reader, out):
    select(qtbot, reader, "Sales", "flour")
    dialog = ask(qtbot, reader)
    qtbot.waitUntil(dialog.choice.buttons[What.SELECTION].isEnabled, timeout=5000)
    choose(qtbot, dialog, What.SELECTION)
    take(qtbot, dialog, "html")
    with qtbot.waitSignal(reader.exporting.written, timeout=10_000):
        press(qtbot, dialog)
    assert "<blockquote>Sales of flour</blockquote>" in (out / f"{STEM}_1_8-K_selection.html").read_text()


def test_without_a_selection_there_is_none_to_export(qtbot, reader):
    dialog = ask(qtbot, reader)
    fakes.settle(qtbot, reader)
    assert not dialog.choice.buttons[What.SELECTION].isEnabled()
    dialog.reject()


def test_the_page_as_pdf(qtbot, reader, out):
    dialog = ask(qtbot, reader)
    take(qtbot, dialog, "pdf")
    assert files(dialog) == [f"{STEM}_1_8-K.pdf"]
    with qtbot.waitSignal(reader.exporting.written, timeout=20_000):
        press(qtbot, dialog)
    assert (out / f"{STEM}_1_8-K.pdf").read_bytes().startswith(b"%PDF")


def test_writing_goes_on_in_the_window_and_can_be_stopped(qtbot, reader, out, monkeypatch):
    """While files are written the window is free; who gives up keeps those that are whole, and is told so."""
    from viewer.export import content

    going, real = threading.Event(), content.exported

    def slow(filing, of, document, *rest):
        if document.number == 2:
            going.wait(60)
        return real(filing, of, document, *rest)

    monkeypatch.setattr(content, "exported", slow)
    dialog = ask(qtbot, reader)
    choose(qtbot, dialog, What.SUBMISSION)
    take(qtbot, dialog, "text")
    press(qtbot, dialog)
    qtbot.waitUntil(reader.status._cancel.isVisible, timeout=5000)
    assert QApplication.activeModalWidget() is None
    with qtbot.waitSignal(reader.exporting.stopped, timeout=5000):
        qtbot.mouseClick(reader.status._cancel, Qt.MouseButton.LeftButton)
    going.set()
    assert "1 of 3 documents" in reader.strip.message.sentence
    assert reader.tasks._pool.waitForDone(5000)
    assert names(out) == [f"{STEM}_1_8-K.txt", f"{STEM}_2_EX-99.1.txt"]
