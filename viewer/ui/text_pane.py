"""The text pane: a document's text in the system's fixed font, filled in slices, its places kept."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from viewer.ui.accessible import describe
from viewer.ui.shown_text import ShownText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.rendition import Place

_MARGIN = 14.0


class TextPane(QPlainTextEdit):
    """Shows one text, read only.

    Signals: `filled()` when all of the text is in the widget.
    """

    filled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ShownText("")
        self._places: tuple[Place, ...] = ()
        self._pieces: Iterator[str] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._fill)
        self._size = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).pointSizeF()
        describe(self, "text_pane", self.tr("Text"), self.tr("The document as plain text."))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.document().setDocumentMargin(_MARGIN)
        self.setCursorWidth(1)
        self.setTextInteractionFlags(
            self.textInteractionFlags().TextSelectableByMouse
            | self.textInteractionFlags().TextSelectableByKeyboard
        )
        self.set_zoom(100)

    def show_text(self, shown: ShownText, places: tuple[Place, ...] = ()) -> None:
        """Show a text; its first screen at once, the rest in slices."""
        self.clear()
        self._shown, self._places = shown, places
        self._pieces = shown.pieces()
        self._fill()

    def clear(self) -> None:
        """Show nothing."""
        self._timer.stop()
        self._pieces = None
        self._shown, self._places = ShownText(""), ()
        super().clear()

    def set_zoom(self, per_cent: int) -> None:
        """Set the size of the letters, in per cent of the system's."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPointSizeF(self._size * per_cent / 100)
        self.setFont(font)

    @property
    def is_filled(self) -> bool:
        """Whether all of the text is in the widget."""
        return self._pieces is None

    @property
    def text(self) -> str:
        """The text of the document that is shown."""
        return self._shown.text

    def place_at(self, position: int) -> Place | None:
        """Return the block's place at one of the widget's positions, None between blocks."""
        offset = self._shown.offset(position)
        found = bisect_right(self._places, offset, key=lambda place: place.start) - 1
        return self._places[found] if found >= 0 and offset < self._places[found].end else None

    def selected_text(self) -> str:
        """Return what is selected, as it is in the document."""
        cursor = self.textCursor()
        return self._shown.between(cursor.selectionStart(), cursor.selectionEnd())

    def copy(self) -> None:
        """Copy what is selected, as it is in the document."""
        if self.textCursor().hasSelection():
            QGuiApplication.clipboard().setText(self.selected_text())

    def select_all(self) -> None:
        """Select all of the text."""
        self.selectAll()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give what leaves the widget the words of the document, not the breaks made for display."""
        carried = QMimeData()
        carried.setText(self.selected_text())
        return carried

    def _fill(self) -> None:
        piece = next(self._pieces, None) if self._pieces is not None else None
        if piece is None:
            self._timer.stop()
            self._pieces = None
            self.filled.emit()
            return
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        end.insertText(piece)
        self._timer.start()
