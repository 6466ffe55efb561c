"""The line over a panel: what it is called, and the button that puts it away, in the window's own colours."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QWidget

from viewer.ui import theme
from viewer.ui.accessible import describe


class PanelHead(QWidget):
    """Stands over one panel; the styles' own buttons are small, and dim in the dark."""

    def __init__(self, panel: QDockWidget) -> None:
        super().__init__(panel)
        title, name = panel.windowTitle(), panel.objectName()
        describe(self, f"{name}_head", title, self.tr("What the panel is called, and a button to close it."))
        words = QLabel(title)
        describe(words, f"{name}_title", title, self.tr("What the panel is called."))
        self.button = QToolButton()
        describe(self.button, f"{name}_close", self.tr("Close"), self.tr("Puts this panel away."))
        self.button.setToolTip(self.tr("Put this panel away"))
        self.button.setAutoRaise(True)
        self.button.setIconSize(QSize(14, 14))
        self.button.clicked.connect(panel.close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 6, 0)
        layout.addWidget(words, 1)
        layout.addWidget(self.button)
        self.retint()

    def retint(self) -> None:
        """Follow a change of the theme."""
        self.button.setIcon(theme.icon("dismiss"))
