"""The page on screen to a printer, to a look at its sheets, or to a PDF file; each sheet says what it is of."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLocale, QMarginsF, QObject, Signal
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from viewer.errors import ViewerError
from viewer.ui.accessible import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.ui.html_pane import HtmlPane
    from viewer.ui.print_preview import PrintPreview

_DOTS = 300  # in an inch: the engine gives printers its sheets as pictures
_FOOT = """
  @page {{
    @bottom-left {{ content: {words}; font: 7.5pt sans-serif; color: #444; }}
    @bottom-right {{ content: counter(page) " / " counter(pages); font: 7.5pt sans-serif; color: #444; }}
  }}
"""
_SET_FOOT = """(() => {{
  globalThis.filingFoot ??= document.head.appendChild(document.createElement("style"));
  globalThis.filingFoot.textContent = {style};
  return 1;
}})()"""


def sheet() -> QPageLayout:
    """Return the sheets of a PDF: Letter where inches are used, A4 elsewhere, with a margin of 18 mm."""
    imperial = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize.PageSizeId.Letter if imperial else QPageSize.PageSizeId.A4
    margins, unit = QMarginsF(18, 18, 18, 18), QPageLayout.Unit.Millimeter
    return QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, margins, unit)


def foot_script(words: str) -> str:
    """Return the script that sets `words`, and the number of each sheet of how many, below the sheets of a page.

    An engine older than its part of CSS leaves them out.
    """
    quoted = "".join(each if each.isalnum() else f"\\{ord(each):x} " for each in words)
    return _SET_FOOT.format(style=json.dumps(_FOOT.format(words=f'"{quoted}"')))


class Printing(QObject):
    """Prints what the HTML pane shows; `said` tells what stands below each sheet.

    Signals: `begun(sentence)` when sheets are being made; `previewed(dialog)` when they are shown; `written(path)` for
    a PDF; `done()` when the page is with the printer; `failed(sentence)`.
    """

    begun = Signal(str)
    previewed = Signal(object)
    written = Signal(object)
    done = Signal()
    failed = Signal(str)

    def __init__(self, pane: HtmlPane, window: QWidget, said: Callable[[], str]) -> None:
        super().__init__(window)
        self._pane, self._window, self._said = pane, window, said
        self._printer: QPrinter | None = None

    def ask(self, name: str) -> None:
        """Ask which printer, and print; `name` is what the printer's list of jobs says."""
        if not self._has_page():
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setResolution(_DOTS)
        self._printer.setDocName(name)
        dialog = QPrintDialog(self._printer, self._window)
        describe(dialog, "print_dialog", self.tr("Print"), self.tr("Which printer, and how."))
        dialog.finished.connect(self._take_answer)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own `open` knows only the one with a slot

    def _take_answer(self, answer: int) -> None:
        if answer == QPrintDialog.DialogCode.Accepted:
            self.print()
        else:
            self._printer = None

    def print(self) -> None:
        """Print on the printer chosen."""
        if self._pane.view is not None and self._printer is not None:
            self.begun.emit(self.tr("Printing"))
            self._set_foot(self._print)

    def _print(self) -> None:
        view = self._pane.view
        if view is not None and self._printer is not None:
            self._pane.show_ground(is_paper=True)
            view.printFinished.connect(self._finish)
            view.print(self._printer)

    def _set_foot(self, then: Callable[[], None]) -> None:
        """Let each sheet say what it is of, and go on."""
        if self._pane.view is not None:
            self._pane.view.page().ask_in_words(foot_script(self._said()), lambda _set: then())

    def _finish(self, complete: bool) -> None:
        if self._pane.view is not None:
            self._pane.view.printFinished.disconnect(self._finish)
        self._pane.show_ground()
        self._printer = None
        if complete:
            self.done.emit()
        else:
            self.failed.emit(self.tr("The page could not be printed."))

    def preview(self, name: str, proposed: Path) -> None:
        """Show the sheets; from there they are printed under `name`, or saved, in a file `proposed`."""
        if self._has_page():
            self._make_sheets(partial(self._show, name, proposed))

    def _show(self, name: str, proposed: Path, made: bytes) -> None:
        from viewer.ui.print_preview import PrintPreview

        dialog: PrintPreview = PrintPreview(made, self._window)
        dialog.print_asked.connect(lambda: self.ask(name))
        dialog.save_asked.connect(lambda: self._ask_where(proposed, partial(self._write, made=made)))
        dialog.open()
        self.previewed.emit(dialog)

    def ask_pdf(self, proposed: Path) -> None:
        """Ask where to, and write the page as PDF; the dialog asks before a file is replaced."""
        if self._has_page():
            self._ask_where(
                proposed, lambda path: self._make_sheets(lambda made: self._write(path, made=made))
            )

    def write_pdf(self, path: Path, overwrite: bool) -> None:
        """Write the page as PDF to `path`."""
        if self._has_page():
            self._make_sheets(lambda made: self._write(path, made=made, overwrite=overwrite))

    def _ask_where(self, proposed: Path, answer: Callable[[Path], None]) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Save page as PDF"), str(proposed), self.tr("PDF (*.pdf)")
        )
        if name:
            answer(Path(name))

    def _make_sheets(self, answer: Callable[[bytes], None]) -> None:
        if self._pane.view is not None:
            self.begun.emit(self.tr("Setting the page on sheets"))
            self._set_foot(partial(self._set_on_sheets, answer))

    def _set_on_sheets(self, answer: Callable[[bytes], None]) -> None:
        if self._pane.view is not None:
            self._pane.show_ground(is_paper=True)
            self._pane.view.page().printToPdf(partial(self._take_sheets, answer), sheet())

    def _take_sheets(self, answer: Callable[[bytes], None], content: QByteArray) -> None:
        self._pane.show_ground()
        made = bytes(content.data())
        if made.startswith(b"%PDF"):
            answer(made)
        else:
            self.failed.emit(self.tr("The page could not be written as PDF."))

    def _write(self, path: Path, made: bytes, overwrite: bool = True) -> None:
        from viewer import export

        try:
            export.write(path, made, overwrite)
        except ViewerError as error:
            self.failed.emit(str(error))
        else:
            self.written.emit(path)

    def _has_page(self) -> bool:
        has = self._pane.has_page and self._pane.isVisibleTo(self._window)
        if not has:
            self.failed.emit(self.tr("There is no page to print."))
        return has
