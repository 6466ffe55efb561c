"""The view of a filing's tree: rows of name, value, meaning and size; columns take the room needed in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTreeView, QWidget

from viewer.ui.tree_rows import COLUMNS, Role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

_OF_WINDOW = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEGIBLE = 90  # pixels in which something of a meaning can be read
_GAP, _EDGES = 6, 8  # pixels between icon and words, and around them


class TreeView(QTreeView):
    """Rows of name, value, meaning and size; names get the room they need, up to three fifths of what sizes leave.

    Signals: `resized()`; `chosen_again(index)` for a click on the row that is chosen already, and for Enter on it.
    """

    resized = Signal()
    chosen_again = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_again = False  # whether the mouse went down on the row that was chosen before
        self.clicked.connect(self._take_click)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        header = self.header()
        header.setMinimumSectionSize(0)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of another size."""
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note whether the row under the pointer is chosen already, or is the document of the heading that is."""
        row = self.indexAt(event.position().toPoint()).siblingAtColumn(0)
        chosen = self.currentIndex().siblingAtColumn(0)
        while row.data(Role.DOCUMENT) is not None and chosen.data(Role.BLOCK) is not None:
            chosen = chosen.parent()
        self._is_again = row.isValid() and row == chosen
        super().mousePressEvent(event)

    def _take_click(self, index: QModelIndex) -> None:
        if self._is_again:
            self.chosen_again.emit(index.siblingAtColumn(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl with Page Up and Page Down to the window, at the first and the last document too."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in _OF_WINDOW:
            event.ignore()
        elif event.key() in _ENTER and self.currentIndex().isValid():
            self.chosen_again.emit(self.currentIndex().siblingAtColumn(0))
        else:
            super().keyPressEvent(event)

    def fit_columns(self) -> None:
        """Give what is in sight the room it needs; where that is too much, names have three fifths at most.

        What a value means, which the tip says too, is there where something of it can be read.
        """
        header, width = self.header(), self.viewport().width()
        names, values, meanings, sizes = self._widest_in_sight()
        sizes = min(sizes, width // 3)
        left = width - sizes - names - values
        meaning = left if meanings and left >= min(meanings, _LEGIBLE) else 0
        most = min((width - sizes) * 3 // 5, width * 7 // 10 - sizes)
        name = min(max(names, 60), max(width - sizes - values, most))
        for column, room in enumerate((name, max(0, width - name - meaning - sizes), meaning, sizes)):
            header.resizeSection(column, room)

    def _widest_in_sight(self) -> list[int]:
        """Return how wide names, values, meanings and sizes are in sight; headings reach over all columns."""
        bottom, widths = self.viewport().height(), [0] * COLUMNS
        side = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize) + _GAP
        index = self.indexAt(QPoint(0, 0))
        while index.isValid() and (place := self.visualRect(index)).top() < bottom:
            if not index.data(Role.HEADING):
                left = place.left() + (side if index.data(Role.ICON) else 0)
                for column in range(COLUMNS):
                    needed = self._width(index.siblingAtColumn(column)) + (0 if column else left)
                    widths[column] = max(widths[column], needed)
            index = self.indexBelow(index)
        return widths

    def _width(self, index: QModelIndex) -> int:
        font = index.data(Qt.ItemDataRole.FontRole)
        words = index.data()
        return QFontMetrics(font or self.font()).horizontalAdvance(words) + _EDGES if words else 0
