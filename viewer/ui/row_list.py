"""Records to a list with a row for each below named columns: what the panels below the document share."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

Index = QModelIndex | QPersistentModelIndex
_BETWEEN = 6  # pixels from one row to the next
_LONGEST = 300  # letters of a cell; what is copied is whole

Record = TypeVar("Record")


class RowModel(QAbstractTableModel, Generic[Record]):
    """The records that are listed, of all there are; who derives from it says what their cells show."""

    def __init__(self, heads: tuple[str, ...], parent: QObject) -> None:
        super().__init__(parent)
        self.heads = heads
        self.listed: list[Record] = []

    def show(self, records: list[Record]) -> None:
        """List other records."""
        self.beginResetModel()
        self.listed = records
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many records are listed."""
        return 0 if parent.isValid() else len(self.listed)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Return the name of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.heads[section]
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


def notice() -> QLabel:
    """Return what stands in place of a list without rows, and says why there are none."""
    made = QLabel()
    made.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.setWordWrap(True)
    made.setContentsMargins(8, 6, 8, 6)
    return made
