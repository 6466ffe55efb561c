"""The text pane: a document's text in the system's fixed font, filled in slices, its places kept."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from viewer.ui.accessible import describe
from viewer.ui.shown_text import ShownText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.rendition import Place

_MARGIN = 14.0
_STILL = 150  # milliseconds without a change of width until the text is broken anew
_FEWEST, _MOST = 24, 100  # columns of prose


class TextPane(QPlainTextEdit):
    """Shows one text, read only.

    Signals: `filled()` when all of the text is in the widget; `columns_changed(columns)` when another number of
    letters stands side by side in the pane, and the text is to be broken anew.
    """

    filled = Signal()
    columns_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ShownText("")
        self._places: tuple[Place, ...] = ()
        self._pieces: Iterator[str] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._fill)
        self._columns = 0
        self._wanted_top = 0
        self._width_timer = QTimer(self, interval=_STILL, singleShot=True)
        self._width_timer.timeout.connect(self._measure)
        self._size = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).pointSizeF()
        describe(self, "text_pane", self.tr("Text"), self.tr("The document as plain text."))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )  # so that the width does not jump
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.document().setDocumentMargin(_MARGIN)
        self.setCursorWidth(1)
        self.setTextInteractionFlags(
            self.textInteractionFlags().TextSelectableByMouse
            | self.textInteractionFlags().TextSelectableByKeyboard
        )
        self.set_zoom(100)

    def show_text(self, shown: ShownText, places: tuple[Place, ...] = ()) -> None:
        """Show a text; its first screen at once, the rest in slices.

        Where it is the same text, broken anew, the line on top stays on top.
        """
        top = self.top_offset if shown.text and shown.text == self._shown.text else 0
        self.clear()
        self._shown, self._places, self._wanted_top = shown, places, top
        self.setUpdatesEnabled(not top)
        self._pieces = shown.pieces()
        self._fill()

    def say(self, sentence: str) -> None:
        """Show a sentence of the program's own."""
        self.show_text(ShownText.of(sentence, self._columns))

    @property
    def columns(self) -> int:
        """How many letters of prose stand side by side in the pane."""
        return self._columns

    @property
    def top_offset(self) -> int:
        """The offset in the text of the first line in sight."""
        return self._shown.offset(self.firstVisibleBlock().position())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure how much stands side by side, once the pane is left alone; at once while it is empty."""
        super().resizeEvent(event)
        if self._shown.text:
            self._width_timer.start()
        else:
            self._measure()

    def _measure(self) -> None:
        room = self.viewport().width() - 2 * _MARGIN
        columns = min(max(int(room / QFontMetricsF(self.font()).horizontalAdvance("0")), _FEWEST), _MOST)
        if columns != self._columns:
            self._columns = columns
            self.columns_changed.emit(columns)

    def clear(self) -> None:
        """Show nothing."""
        self._timer.stop()
        self._pieces = None
        self._shown, self._places = ShownText(""), ()
        self.setUpdatesEnabled(True)
        super().clear()

    def set_zoom(self, per_cent: int) -> None:
        """Set the size of the letters, in per cent of the system's."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPointSizeF(self._size * per_cent / 100)
        self.setFont(font)
        self._width_timer.start()

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
            self.setUpdatesEnabled(True)
            self.filled.emit()
            return
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        end.insertText(piece)
        self._return_to_top()
        self._timer.start()

    def _return_to_top(self) -> None:
        """Bring the line that was on top before the text was broken anew back to the top, once it is there."""
        position = self._shown.position(self._wanted_top)
        if self._wanted_top and position < self.document().characterCount():
            place = QTextCursor(self.document())
            place.setPosition(position)
            self.verticalScrollBar().setValue(place.blockNumber())
            self.setUpdatesEnabled(True)
