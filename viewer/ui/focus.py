"""Which part of the window has the focus, and what is done there: copying, selecting, going from part to part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDockWidget,
    QLineEdit,
    QStatusBar,
    QToolBar,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.ui.document_view import DocumentView
    from viewer.ui.side_bar import SideBar


def _holds(part: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (part is focus or part.isAncestorOf(focus))


def _is_reached(part: QWidget) -> bool:
    """Whether the Tab key stops at a part of the window."""
    stops = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.focusProxy() is None
    return stops and part.isVisible() and part.isEnabled()


class Focus(QObject):
    """Goes between the side bar, the panes and the panels."""

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

    def switch(self, places: int = 1) -> None:
        """Go on by so many places in the round of side bar, page, text and the panel that is open, or back."""
        view = self._view
        panes = (self._side_bar.tree, view.html_pane, view.pdf_pane, view.text_pane)
        seen = [*(part for part in panes if part.isVisible()), *self._lists()]
        focus = QApplication.focusWidget()
        held = next((i for i, part in enumerate(seen) if self._is_within(part, focus)), None)
        if held is None:
            held = -1 if places > 0 else 0
        if seen:
            seen[(held + places) % len(seen)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lists(self) -> Iterator[QWidget]:
        """Yield the list of each panel that is seen, or what it is filtered by where there is none."""
        for dock in self._side_bar.window().findChildren(QDockWidget):
            if dock.isVisible() and not dock.visibleRegion().isEmpty():
                inner = (*dock.findChildren(QAbstractItemView), *dock.findChildren(QLineEdit))
                yield from [part for part in inner if part.isVisible()][:1]

    def _is_within(self, part: QWidget, focus: QWidget | None) -> bool:
        """Whether the focus is in a pane, or anywhere in the panel of a list."""
        docks = self._side_bar.window().findChildren(QDockWidget)
        around = next((dock for dock in docks if dock.isAncestorOf(part)), part)
        return _holds(around, focus)

    def step(self, window: QWidget, *, forward: bool) -> bool:
        """Go to the part of a window after the one that has the focus, or before it, as the parts are read.

        By Qt's own order a part would stand where it was made, and trees are made when their filings are opened.
        """
        parts = list(self._in_order(window))
        focus = QApplication.focusWidget()
        held = next((i for i, part in enumerate(parts) if _holds(part, focus)), None)
        if not parts:
            return False
        if focus is not None and not focus.isVisible():  # what had the focus was put away
            self.enter_pane()
            return True
        after = (0 if forward else -1) if held is None else (held + (1 if forward else -1)) % len(parts)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        parts[after].setFocus(reason)
        return True

    def _in_order(self, window: QWidget) -> Iterator[QWidget]:
        """Yield where the Tab key stops: tool bar, tabs, side bar, document, panels, status bar."""
        page = self._view.html_pane
        reached, each = [], window
        # Not round to the window itself: what this way returns, PySide takes for Qt's, and deletes no more.
        last = window.previousInFocusChain()
        while each is not last:
            each = each.nextInFocusChain()
            is_inner = each is not page and page.isAncestorOf(each)  # the engine's own
            if _is_reached(each) and not is_inner and each.window() is window:
                reached.append(each)
        above = tuple(window.findChildren(QToolBar))
        below = (*window.findChildren(QDockWidget), *window.findChildren(QStatusBar))
        in_middle = [each for each in reached if not any(_holds(part, each) for part in (*above, *below))]
        side = [each for each in in_middle if _holds(self._side_bar, each)]
        document = [
            each for each in in_middle if _holds(self._side_bar.parentWidget(), each) and each not in side
        ]
        tabs = [each for each in in_middle if each not in side and each not in document]
        for parts in (above, tabs, side, document, below):
            yield from (each for each in reached if any(_holds(part, each) for part in parts))
