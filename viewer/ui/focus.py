"""Which part of the window has the focus, and what is done there: copying, selecting, going from part to part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from viewer.ui.document_view import DocumentView
    from viewer.ui.side_bar import SideBar


def _holds(part: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (part is focus or part.isAncestorOf(focus))


class Focus(QObject):
    """Goes between the side bar and the two panes."""

    def __init__(self, side_bar: SideBar, view: DocumentView, parent: QObject) -> None:
        super().__init__(parent)
        self._side_bar, self._view = side_bar, view

    def copy(self) -> None:
        """Copy in the part that has the focus, or else in the first pane shown."""
        box = self._side_bar.tree.filter_box
        if _holds(box, QApplication.focusWidget()):
            box.copy()
        else:
            self._part(self._side_bar.tree).copy()

    def select_all(self) -> None:
        """Select all in the part that has the focus, or else in the first pane shown."""
        box = self._side_bar.tree.filter_box
        if _holds(box, QApplication.focusWidget()):
            box.selectAll()
        else:
            self._part().select_all()

    def _part(self, *more: QWidget) -> QWidget:
        view = self._view
        for part in (*more, view.text_pane, view.html_pane):
            if _holds(part, QApplication.focusWidget()):
                return part
        return view.html_pane if view.panes.page else view.text_pane

    def enter_pane(self) -> None:
        """Put the focus into the text, or where that is hidden, into the page."""
        pane = self._view.text_pane if self._view.panes.text else self._view.html_pane
        pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def switch(self) -> None:
        """Go to the next of side bar, page and text."""
        parts = (self._side_bar.tree, self._view.html_pane, self._view.text_pane)
        seen = [part for part in parts if part.isVisible()]
        focus = QApplication.focusWidget()
        held = next((i for i, part in enumerate(seen) if _holds(part, focus)), -1)
        if seen:
            seen[(held + 1) % len(seen)].setFocus(Qt.FocusReason.ShortcutFocusReason)
