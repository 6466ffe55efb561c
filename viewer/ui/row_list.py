"""Records to a list with a row for each below named columns: what the panels below the document share."""

from __future__ import annotations

from decimal import Decimal
from operator import itemgetter
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from viewer.ui.accessible import SpokenLabel

Index = QModelIndex | QPersistentModelIndex
_BETWEEN = 6  # pixels from one row to the next
_LONGEST = 300  # letters of a cell; what is copied is whole

Record = TypeVar("Record")


class RowModel(QAbstractTableModel, Generic[Record]):
    """The records that are listed, of all there are; who derives from it says what their cells show.

    `figures` are the columns of numbers: the first click on their heads puts the largest on top.
    """

    def __init__(self, heads: tuple[str, ...], figures: tuple[int, ...], parent: QObject) -> None:
        super().__init__(parent)
        self.heads, self.figures = heads, figures
        self.listed: list[Record] = []
        self._given: list[Record] = []
        self._column, self._order = -1, Qt.SortOrder.AscendingOrder

    def value(self, record: Record, column: int) -> Decimal | int | str:
        """Return what a column is sorted by."""
        raise NotImplementedError

    def show(self, records: list[Record]) -> None:
        """List other records, in the order of the column chosen."""
        self.beginResetModel()
        self._given = records
        self.listed = self._sorted()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """List the records in the order of a column, or as they were given where it is -1; what is chosen stays so."""
        self._column, self._order = column, order
        self.layoutAboutToBeChanged.emit()
        former, self.listed = self.listed, self._sorted()
        rows = {id(record): row for row, record in enumerate(self.listed)}
        kept = self.persistentIndexList()
        moved = [self.index(rows[id(former[index.row()])], index.column()) for index in kept]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _sorted(self) -> list[Record]:
        """Return the records with numbers before words, and last those that have nothing in the column."""
        if self._column < 0:
            return list(self._given)
        numbers, words, rest = [], [], []
        for record in self._given:
            value = self.value(record, self._column)
            if isinstance(value, str):
                (words if value else rest).append((value.casefold(), record))
            else:
                numbers.append((value, record))
        down = self._order is Qt.SortOrder.DescendingOrder
        for each in (numbers, words):
            each.sort(key=itemgetter(0), reverse=down)
        return [record for _, record in (*numbers, *words, *rest)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many records are listed."""
        return 0 if parent.isValid() else len(self.listed)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Return the name of a column, or which way it is sorted first."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.heads[section]
        if role == Qt.ItemDataRole.InitialSortOrderRole and section in self.figures:
            return Qt.SortOrder.DescendingOrder
        return None


class _Spaced(QStyledItemDelegate):
    """Rows with room between them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Be higher than the letters; asked once, because all rows are as high."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), option.fontMetrics.lineSpacing() + _BETWEEN))


class RowList(QTreeView):
    """The view of such a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setItemDelegate(_Spaced(self))

    def let_sort(self) -> None:
        """Let a click on the head of a column sort by it, a second one the other way, a third one undo it."""
        self.header().setSortIndicatorClearable(True)
        self.header().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def enter(self) -> None:
        """Take the focus, to the row that was left or to the first, unless there is none."""
        if self.model().rowCount():
            if not self.selectionModel().hasSelection():
                self.setCurrentIndex(self.model().index(0, 0))
            self.setFocus(Qt.FocusReason.OtherFocusReason)


def shortened(words: str) -> str:
    """Return as much of the words as a cell shows."""
    return words if len(words) <= _LONGEST else words[:_LONGEST] + " …"


def side(*, is_number: bool) -> int:
    """Return how Qt sets a cell: figures stand at the right."""
    horizontal = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return int(horizontal) | int(Qt.AlignmentFlag.AlignVCenter)


def bar(line: QWidget, *widgets: QWidget) -> QHBoxLayout:
    """Return what stands above a list: a line to filter it by, which takes the room, and other widgets."""
    made = QHBoxLayout()
    made.setContentsMargins(8, 6, 8, 6)
    made.setSpacing(8)
    made.addWidget(line, 1)
    for widget in widgets:
        made.addWidget(widget)
    return made


def notice() -> SpokenLabel:
    """Return what stands in place of a list without rows, and says why there are none."""
    made = SpokenLabel()
    made.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.setWordWrap(True)
    made.setContentsMargins(8, 6, 8, 6)
    return made
