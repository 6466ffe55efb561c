"""A widget for text that is only read, in the system's fixed font, which knows how many letters stand side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

MARGIN = 14.0
"""Pixels between the edge of the widget and its text."""

_STILL = 150  # milliseconds without a change of width until the text is broken anew
_FEWEST, _MOST = 24, 100  # columns of prose
_SMALLEST, _STEP = 0.75, 0.25  # part of the size of letters that are to fit; points from one size to the next


class FixedText(QPlainTextEdit):
    """Text in lines that are never broken by the widget itself; letters may be set smaller so that the lines fit.

    Signals: `columns_changed(columns)` when another number of letters stands side by side, and the text is to be broken
    anew; `zoom_asked(steps)`: larger (1) or smaller (-1) by the wheel.
    """

    columns_changed = Signal(int)
    zoom_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = self._fitted = 0
        self._width_timer = QTimer(self, interval=_STILL, singleShot=True)
        self._width_timer.timeout.connect(self._measure)
        self._family, self._wrap, self._zoom = "", True, 100
        self._size = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).pointSizeF()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        # So that the width does not jump.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.document().setDocumentMargin(MARGIN)
        self.setCursorWidth(1)
        self.setTextInteractionFlags(
            self.textInteractionFlags()
            | Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.set_zoom(100)

    @property
    def columns(self) -> int:
        """How many letters of prose stand side by side in the pane."""
        return self._columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure how much stands side by side, once the pane is left alone; at once while it is empty."""
        super().resizeEvent(event)
        if self.document().characterCount() > 1:
            self._width_timer.start()
        else:
            self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ask for another size where the wheel is turned with Ctrl: the other pane is to follow."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _measure(self) -> None:
        self._set_letters()
        letter = QFontMetricsF(self._font(self._zoom)).horizontalAdvance("0")
        columns = min(max(int(self._room / letter), _FEWEST), _MOST)
        columns = columns if self._wrap else 0
        if columns != self._columns:
            self._columns = columns
            self.columns_changed.emit(columns)

    def set_zoom(self, per_cent: int) -> None:
        """Set the size of the letters, in per cent of the system's."""
        self._zoom = per_cent
        self._set_letters()
        self._width_timer.start()

    def fit(self, columns: int) -> None:
        """Set the letters smaller, down to three quarters, where so many would not stand side by side; 0 for any."""
        self._fitted = columns
        self._set_letters()

    @property
    def _room(self) -> float:
        return self.viewport().width() - 2 * MARGIN

    def _font(self, per_cent: float) -> QFont:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        if self._family:
            font.setFamily(self._family)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPointSizeF(self._size * per_cent / 100)
        return font

    def _set_letters(self) -> None:
        """Set the font; one that the reader made larger is as much larger where it is set smaller to fit."""
        size = least = self._size
        if self._fitted:
            least *= _SMALLEST
        while size > least:
            letter = QFontMetricsF(self._font(100 * size / self._size)).horizontalAdvance("0")
            if self._fitted * letter <= self._room:
                break
            size = max(size - _STEP, least)
        font = self._font(self._zoom * size / self._size)
        if font != self.font():
            self.setFont(font)

    def set_style(self, family: str, wrap: bool) -> None:
        """Set the font's family, `""` for the system's, and whether prose is broken to the width of the pane."""
        self._family, self._wrap = family, wrap
        self.set_zoom(self._zoom)
