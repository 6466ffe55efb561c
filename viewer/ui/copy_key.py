"""The key of copying in a list of a panel: taken there before the window takes it for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class CopyKey(QObject):
    """Hears the key in one widget. A shortcut of the widget's own would be ambiguous with the window's.

    Signals: `pressed()`.
    """

    pressed = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the key, then take it."""
        if not isinstance(event, QKeyEvent) or not event.matches(QKeySequence.StandardKey.Copy):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.KeyPress:
            self.pressed.emit()
        event.accept()
        return True
