"""An error that nobody caught to a dialog with a text to copy; nothing is sent anywhere."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.accessible import describe
from viewer.ui.buttons import button_row
from viewer.ui.dialogs import versions

if TYPE_CHECKING:
    from types import TracebackType

_MOST = 20_000  # characters of a report


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return the text of a report: the versions, then where the error came from."""
    lines = "".join(traceback.format_exception(kind, error, trace))
    return f"{versions()}\n\n{lines[-_MOST:]}"


class CrashDialog(QDialog):
    """Shows a report, to read and to copy."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A mistake of the program"))
        describe(self, "crash_dialog", self.windowTitle(), self.tr("Says what went wrong in the program."))
        words, self.text = QLabel(), QPlainTextEdit(text)
        words.setText(
            self.tr(
                "The program met a mistake of its own and goes on. Your files are unchanged. If you report it, this "
                "text helps; it may name files of yours, so read it first. Nothing is sent by the program."
            )
        )
        words.setWordWrap(True)
        describe(words, "crash_words", self.windowTitle(), words.text())
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        describe(
            self.text, "crash_report", self.tr("Report"), self.tr("Versions, and where the error came from.")
        )
        buttons = button_row(QDialogButtonBox.StandardButton.Close)
        describe(buttons, "crash_buttons", self.tr("Buttons"), self.tr("Close, or copy the report."))
        self.copy = buttons.addButton(self.tr("Copy Report"), QDialogButtonBox.ButtonRole.ActionRole)
        describe(self.copy, "copy_report", self.tr("Copy Report"), self.tr("Copies the report as text."))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        for widget in (words, self.text, buttons):
            layout.addWidget(widget)
        self.resize(680, 420)


class CrashReporter(QObject):
    """Shows errors that nobody caught, one dialog at a time; further ones are told on stderr alone."""

    _met = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.dialog: CrashDialog | None = None
        self._met.connect(self._show)

    def install(self) -> None:
        """Take the place of Python's own hook, which would only write to stderr."""
        sys.excepthook = self.hear

    def hear(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell of an error on stderr and in a dialog; from any thread."""
        sys.__excepthook__(kind, error, trace)
        if not issubclass(kind, Exception):
            return
        text = report(kind, error, trace)
        if QThread.currentThread() is self.thread():
            self._show(text)
        else:
            self._met.emit(text)

    def _show(self, text: str) -> None:
        if self.dialog is None:
            self.dialog = CrashDialog(text, QApplication.activeWindow())
            self.dialog.finished.connect(self._forget)
            self.dialog.open()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
