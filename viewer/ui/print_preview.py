"""A page as PDF to a look at its sheets before they are printed or saved."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from viewer.ui.accessible import SpokenLabel, describe
from viewer.ui.buttons import button_row


class PrintPreview(QDialog):
    """The sheets of one PDF.

    Signals: `print_asked()`; `save_asked()`.
    """

    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, content: bytes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print Preview"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        describe(self, "print_preview", self.tr("Print preview"), self.tr("The sheets as they are printed."))
        self.sheets, self.count = QPdfView(self), SpokenLabel()
        # Behind the view among the children, so that the thread in which that draws ends before its document.
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self.document)  # to be there for as long as it is read
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._arrange()
        self.document.statusChanged.connect(self._count)
        self.document.load(self._buffer)
        self.sheets.setDocument(self.document)

    def _arrange(self) -> None:
        describe(
            self.sheets, "preview_sheets", self.tr("Sheets"), self.tr("The sheets, one below the other.")
        )
        describe(
            self.count, "preview_count", self.tr("Number of sheets"), self.tr("How many sheets there are.")
        )
        self.sheets.setPageMode(QPdfView.PageMode.MultiPage)
        self.sheets.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        buttons = button_row(QDialogButtonBox.StandardButton.Close)
        describe(buttons, "preview_buttons", self.tr("What to do"), self.tr("Print, save, or close."))
        for words, name, tip, asked in (
            (self.tr("&Print…"), "preview_print", self.tr("Choose a printer and print"), self.print_asked),
            (self.tr("&Save as PDF…"), "preview_save", self.tr("Write these sheets as PDF"), self.save_asked),
        ):
            button = buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
            describe(button, name, words.replace("&", "").rstrip("…"), tip)
            button.clicked.connect(asked)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        describe(close, "preview_close", self.tr("Close"), self.tr("Closes the preview."))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.sheets, 1)
        column.addWidget(self.count)
        column.addWidget(buttons)
        self.resize(
            min(760, self.screen().availableSize().width()), int(self.screen().availableSize().height() * 0.9)
        )
        self.sheets.setFocus()

    def _count(self, status: QPdfDocument.Status) -> None:
        if status == QPdfDocument.Status.Ready:
            sheets = self.document.pageCount()
            self.count.setText(
                self.tr("One sheet") if sheets == 1 else self.tr("{count} sheets").format(count=sheets)
            )
