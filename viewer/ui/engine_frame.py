"""A pane around the web engine's view: drops, the wheel and the Tab key are the pane's, whatever the engine does."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtWebEngineWidgets import QWebEngineView


class EngineFrame(QWidget):
    """Holds one `view`, once there is one.

    Signals: `zoom_asked(steps)`: larger (1) or smaller (-1) by the wheel.
    """

    zoom_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: QWebEngineView | None = None

    def hold(self, view: QWebEngineView) -> None:
        """Stand for `view` from now on."""
        self.view = view
        view.setAcceptDrops(False)  # files dropped here belong to the window
        view.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the engine's inner widgets from files that are dropped on them, and from a wheel turned with Ctrl."""
        if watched is self.view and event.type() == QEvent.Type.ChildPolished:
            child = cast(QChildEvent, event).child()
            if isinstance(child, QWidget):
                child.setAcceptDrops(False)
                child.installEventFilter(self)
        if watched is not self.view and event.type() == QEvent.Type.Wheel:
            turned = cast(QWheelEvent, event)
            if turned.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if turned.angleDelta().y():
                    self.zoom_asked.emit(1 if turned.angleDelta().y() > 0 else -1)
                return True
        return super().eventFilter(watched, event)

    # The Tab key comes to the pane: the engine's own widgets are made last, and so stand behind all other parts.

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the page, not yet to one of its links: a page without any would pass it on."""
        if self.view is None:
            super().setFocus(reason)
        else:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def hasFocus(self) -> bool:
        """Whether the page has the focus."""
        return self.view.hasFocus() if self.view is not None else super().hasFocus()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Hand the focus on to the page."""
        if self.view is not None:
            self.setFocus()

    def stand_in_line(self) -> None:
        """Let the Tab key pass by the inner widget that the engine has made now."""
        inner = self.view.focusProxy() if self.view is not None else None
        if inner is not None:
            inner.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
