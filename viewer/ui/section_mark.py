"""The heading that is read, told to the outline: there its row stands out, or the one above it that is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont

from viewer.ui.tree_rows import Role

if TYPE_CHECKING:
    from PySide6.QtCore import QSortFilterProxyModel
    from PySide6.QtGui import QStandardItem

    from viewer.ui.tree_model import TreeModel
    from viewer.ui.tree_view import TreeView


class SectionMark:
    """Which heading of a tree is marked."""

    def __init__(self, view: TreeView, rows: QSortFilterProxyModel, model: TreeModel) -> None:
        self._view, self._rows, self._model = view, rows, model
        # The blocks of the heading that is read, and of the one that stands out.
        self._read = self._marked = 0

    def show(self, block: int) -> None:
        """Let the heading that is the block stand out, 0 for none; bring it into sight, unless the tree is in use."""
        self._read = block
        item = self._mark()
        if item is not None and not (self._view.hasFocus() or self._view.underMouse()):
            self._view.scrollTo(self._rows.mapFromSource(item.index()))

    def show_again(self) -> None:
        """Mark what is read where rows are made anew, folded or unfolded."""
        self._mark()

    def _mark(self) -> QStandardItem | None:
        former, item = self._model.heading_of(self._marked), self._model.heading_of(self._read)
        while item is not None and not self._is_unfolded(item.parent()):
            item = item.parent()
        self._marked = item.data(Role.BLOCK) or 0 if item is not None else 0
        if former is not None and former is not item:
            former.setFont(QFont())
        if item is None or not self._marked:
            return None
        if not item.font().bold():
            strong = QFont()
            strong.setWeight(QFont.Weight.DemiBold)
            item.setFont(strong)
        return item

    def _is_unfolded(self, item: QStandardItem | None) -> bool:
        """Whether what stands below an item can be seen."""
        while item is not None and self._view.isExpanded(self._rows.mapFromSource(item.index())):
            item = item.parent()
        return item is None
