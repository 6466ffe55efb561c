"""An error that nobody caught is shown with a text to copy, and the program goes on."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from viewer import __version__
from viewer.ui.crash import CrashReporter


@pytest.fixture
def reporter(qapp, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    made = CrashReporter(qapp)
    made.install()
    yield made
    if made.dialog is not None:
        made.dialog.close()


def fail(words: str) -> None:
    """Raise and hand the error to the hook, as the interpreter does."""
    try:
        raise ValueError(words)
    except ValueError:
        sys.excepthook(*sys.exc_info())


def test_an_error_is_shown_with_versions_and_its_way_to_copy(qtbot, reporter, capsys):
    fail("a made-up mistake")
    assert reporter.dialog.isVisible()
    qtbot.mouseClick(reporter.dialog.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert text.startswith(f"Filing Viewer {__version__}\nPython ")
    assert "in fail" in text
    assert text.rstrip().endswith("ValueError: a made-up mistake")
    assert "a made-up mistake" in capsys.readouterr().err


def test_one_dialog_at_a_time_and_the_next_after_it(qtbot, reporter, capsys):
    fail("first")
    first = reporter.dialog
    fail("second")
    assert reporter.dialog is first
    assert "second" in capsys.readouterr().err
    first.reject()
    assert reporter.dialog is None
    fail("third")
    assert "third" in reporter.dialog.text.toPlainText()


def test_an_error_in_another_thread_is_shown_in_the_windows_own(qtbot, reporter, capsys):
    worker = threading.Thread(target=fail, args=("elsewhere",))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    assert "elsewhere" in reporter.dialog.text.toPlainText()


def test_ctrl_c_is_no_mistake(reporter, capsys):
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert reporter.dialog is None
