"""Names for widgets: for style sheets and tests, and for those who hear the window instead of seeing it."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget


def describe(widget: QWidget, object_name: str, name: str, description: str) -> None:
    """Give a widget its object name, its accessible name and a sentence on what it is for."""
    widget.setObjectName(object_name)
    widget.setAccessibleName(name)
    widget.setAccessibleDescription(description)


def announce(widget: QWidget, words: str) -> None:
    """Have words said at once that come to stand in a widget without being asked for."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class SpokenLabel(QLabel):
    """A label whose words change: they are said behind its name, which alone would hide them."""

    _name = ""

    def setAccessibleName(self, name: str) -> None:
        """Set what is said before the words."""
        self._name = name
        self._say()

    def setText(self, words: str) -> None:
        """Show other words."""
        super().setText(words)
        self._say()

    def clear(self) -> None:
        """Show no words."""
        self.setText("")

    def _say(self) -> None:
        super().setAccessibleName(": ".join(part for part in (self._name, self.text()) if part))
