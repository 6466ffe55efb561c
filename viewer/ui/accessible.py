"""Names for widgets: for style sheets and tests, and for those who hear the window instead of seeing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def describe(widget: QWidget, object_name: str, name: str, description: str) -> None:
    """Give a widget its object name, its accessible name and a sentence on what it is for."""
    widget.setObjectName(object_name)
    widget.setAccessibleName(name)
    widget.setAccessibleDescription(description)
