"""What can be done with a row of the side bar, as a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QMenu

from viewer.ui.accessible import describe
from viewer.ui.outside import opens_outside
from viewer.ui.tree_rows import Role

if TYPE_CHECKING:
    from viewer.submission.model import Document
    from viewer.ui.submission_tree import SubmissionTree


def tree_menu(tree: SubmissionTree, row: QModelIndex, document: Document | None) -> QMenu:
    """Make the menu of a row, which is that of a `document` or none; it is gone when it was used."""
    menu = QMenu(tree)
    describe(menu, "tree_menu", tree.tr("Row"), tree.tr("What can be done with this row."))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if row.isValid() and row.data(Role.HEADING):
        menu.addAction(tree.tr("Copy"), tree.copy)
        menu.addSeparator()
    elif row.isValid():
        menu.addAction(tree.tr("Copy Value"), tree.copy)
        menu.addAction(tree.tr("Copy Row"), tree.copy_row)
        menu.addSeparator()
    if document is not None:
        menu.addAction(tree.tr("Export…"), tree.requests.export_requested.emit)
        menu.addAction(tree.tr("Show Source"), tree.requests.source_requested.emit)
        if opens_outside(document.kind):
            menu.addAction(tree.tr("Open in Its Program…"), tree.requests.program_requested.emit)
        menu.addSeparator()
    menu.addAction(tree.tr("Show in Folder"), tree.requests.folder_requested.emit)
    return menu
