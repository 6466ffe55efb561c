"""The view of a filing's tree: rows of name, value and aside, whose columns take the room that is needed in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTreeView, QWidget

from viewer.ui.tree_rows import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

_OF_WINDOW = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_GAP, _EDGES = 6, 8  # pixels between icon and words, and around them


class TreeView(QTreeView):
    """Rows of name, value and aside; the names get the room they need, up to three fifths of what the asides leave.

    Signals: `resized()`.
    """

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl with Page Up and Page Down to the window, at the first and the last document too."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in _OF_WINDOW:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def fit_columns(self) -> None:
        """Give what is in sight the room it needs; where that is too much, names have three fifths at most."""
        header, width = self.header(), self.viewport().width()
        names, values, asides = self._widest_in_sight()
        asides = min(asides, max(width // 3, width - names - values))
        most = min((width - asides) * 3 // 5, width * 7 // 10 - asides)
        name = min(max(names, 60), max(width - asides - values, most))
        header.resizeSection(0, name)
        header.resizeSection(2, asides)
        header.resizeSection(1, max(0, width - name - asides))

    def _widest_in_sight(self) -> tuple[int, int, int]:
        """Return how wide names, values and asides are in sight; headings reach over all columns."""
        bottom, names, values, asides = self.viewport().height(), 0, 0, 0
        side = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize) + _GAP
        index = self.indexAt(QPoint(0, 0))
        while index.isValid() and (place := self.visualRect(index)).top() < bottom:
            if not index.data(Role.HEADING):
                left = place.left() + (side if index.data(Role.ICON) else 0)
                names = max(names, left + self._width(index))
                values = max(values, self._width(index.siblingAtColumn(1)))
                asides = max(asides, self._width(index.siblingAtColumn(2)))
            index = self.indexBelow(index)
        return names, values, asides

    def _width(self, index: QModelIndex) -> int:
        font = index.data(Qt.ItemDataRole.FontRole)
        words = index.data()
        return QFontMetrics(font or self.font()).horizontalAdvance(words) + _EDGES if words else 0
