"""A line to type in that leaves the window its keys: on X11 a line would take Ctrl+U, Ctrl+K and Ctrl+E for its own."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

_Keys = QKeySequence.StandardKey
_NO_OTHER_KEY = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_EDITING = (_Keys.Copy, _Keys.Cut, _Keys.Paste, _Keys.SelectAll, _Keys.Undo, _Keys.Redo)


class TypingLine(QLineEdit):
    """A line to type in; of the keys that the window has a use for it keeps those of clipboard and undoing.

    Signals: `descended()` for the key down, which leads into the list below a line.
    """

    descended = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key down, which means nothing in one line."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() in _NO_OTHER_KEY:
            self.descended.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave a key to the window where that has an action for it."""
        if event.type() == QEvent.Type.ShortcutOverride and self._is_the_windows(cast(QKeyEvent, event)):
            event.ignore()
            return False
        return super().event(event)

    def _is_the_windows(self, pressed: QKeyEvent) -> bool:
        if any(pressed.matches(each) for each in _EDITING):
            return False
        keys = QKeySequence(pressed.keyCombination())
        return any(action.isEnabled() and keys in action.shortcuts() for action in self.window().actions())
