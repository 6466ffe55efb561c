"""The trees of the opened filings, one over the other: that of the filing in front is seen, the others stay as left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from viewer.ui.accessible import describe
from viewer.ui.row_requests import RowRequests
from viewer.ui.submission_tree import SubmissionTree

if TYPE_CHECKING:
    from viewer.rendition import Filing
    from viewer.ui.filing_tab import FilingTab

_A_WHILE = 500  # milliseconds in which all rows of a small filing are made


class SideBar(QStackedWidget):
    """A tree for each tab, made when the tab is first in front; `requests` are those of all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        describe(self, "side_bar", self.tr("Side bar"), self.tr("What is in the filing in front."))
        self.requests = RowRequests(self)
        self._trees: dict[FilingTab, SubmissionTree] = {}
        self._nothing = self._make()
        self.setMinimumWidth(180)

    @property
    def tree(self) -> SubmissionTree:
        """The tree that is seen."""
        return next((tree for tree in self._trees.values() if tree is self.currentWidget()), self._nothing)

    def tree_of(self, filing: Filing) -> SubmissionTree | None:
        """Return the tree that shows a filing, seen or not; None where none does any more."""
        return next((tree for tree in self._trees.values() if tree.filing is filing), None)

    def show_tab(self, tab: FilingTab | None) -> bool:
        """Show the tree of a tab as it was left; return whether its rows are made anew, the file having been read."""
        if tab is None:
            self.setCurrentWidget(self._nothing)
            return False
        if tab not in self._trees:
            self._trees[tab] = self._make()
        tree = self._trees[tab]
        self.setCurrentWidget(tree)
        self.setFocusProxy(tree)
        if tree.filing is tab.filing:
            return False
        if tab.filing is None:
            tree.clear()
            return False
        tree.show_filing(tab.filing)
        return True

    def warm_up(self, filing: Filing) -> None:
        """Show a filing where nobody sees it: what rows are made of is loaded when it is first used."""
        self._nothing.show_filing(filing)
        QTimer.singleShot(_A_WHILE, self._nothing, self._nothing.clear)

    def keep(self, tabs: list[FilingTab]) -> None:
        """Take away the trees of all tabs but these."""
        for tab in [each for each in self._trees if each not in tabs]:
            tree = self._trees.pop(tab)
            self.removeWidget(tree)
            tree.deleteLater()

    def retint(self) -> None:
        """Follow a change of the theme."""
        for tree in self._trees.values():
            tree.retint()

    def _make(self) -> SubmissionTree:
        tree = SubmissionTree(self.requests)
        self.addWidget(tree)
        return tree
