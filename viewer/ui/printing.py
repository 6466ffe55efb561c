"""The page on screen to a printer, or to a PDF file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.errors import ViewerError
from viewer.ui.accessible import describe

if TYPE_CHECKING:
    from viewer.ui.html_pane import HtmlPane


class Printing(QObject):
    """Prints what the HTML pane shows.

    Signals: `written(path)` for a PDF; `done()` when the page is with the printer; `failed(sentence)`.
    """

    written = Signal(object)
    done = Signal()
    failed = Signal(str)

    def __init__(self, pane: HtmlPane, window: QWidget) -> None:
        super().__init__(window)
        self._pane, self._window = pane, window
        self._printer: QPrinter | None = None

    def ask(self, name: str) -> None:
        """Ask which printer, and print; `name` is what the printer's list of jobs says."""
        if not self._has_page():
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(name)
        dialog = QPrintDialog(self._printer, self._window)
        describe(dialog, "print_dialog", self.tr("Print"), self.tr("Which printer, and how."))
        dialog.finished.connect(self._take_answer)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_answer(self, answer: int) -> None:
        if answer == QPrintDialog.DialogCode.Accepted:
            self.print()
        else:
            self._printer = None

    def print(self) -> None:
        """Print on the printer chosen."""
        view = self._pane.view
        if view is not None and self._printer is not None:
            view.printFinished.connect(self._finish)
            view.print(self._printer)

    def _finish(self, complete: bool) -> None:
        if self._pane.view is not None:
            self._pane.view.printFinished.disconnect(self._finish)
        self._printer = None
        if complete:
            self.done.emit()
        else:
            self.failed.emit(self.tr("The page could not be printed."))

    def ask_pdf(self, proposed: Path) -> None:
        """Ask where to, and write the page as PDF; the dialog asks before a file is replaced."""
        if not self._has_page():
            return
        name, _kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Save page as PDF"), str(proposed), self.tr("PDF (*.pdf)")
        )
        if name and self._pane.view is not None:
            self._pane.view.page().printToPdf(partial(self._write, Path(name)))

    def _write(self, path: Path, content: QByteArray) -> None:
        from viewer import export

        made = bytes(content.data())
        if not made.startswith(b"%PDF"):
            self.failed.emit(self.tr("The page could not be written as PDF."))
            return
        try:
            export.write(path, made, overwrite=True)
        except ViewerError as error:
            self.failed.emit(str(error))
        else:
            self.written.emit(path)

    def _has_page(self) -> bool:
        if self._pane.view is None:
            self.failed.emit(self.tr("There is no page to print."))
        return self._pane.view is not None
