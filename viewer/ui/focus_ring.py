"""A ring around the tool button that has the focus: the platform's styles draw none there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QMainWindow, QToolButton, QWidget

from viewer.ui import theme
from viewer.ui.accessible import describe

_WIDTH = 2


class FocusRing(QWidget):
    """Lies over one window, seen only around a tool button that has the focus."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._button: QToolButton | None = None
        describe(self, "focus_ring", self.tr("Focus"), self.tr("Shows which button the keys press."))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        QApplication.instance().focusChanged.connect(self._follow)

    def _follow(self, _former: QWidget | None, focus: QWidget | None) -> None:
        if self._button is not None:
            self._button.removeEventFilter(self)
        inside = isinstance(focus, QToolButton) and self.parentWidget().isAncestorOf(focus)
        self._button = focus if inside and isinstance(focus, QToolButton) else None
        if self._button is not None:
            self._button.installEventFilter(self)
        self._lay()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay around the button when it moves or goes."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show):
            self._lay()
        return super().eventFilter(watched, event)

    def _lay(self) -> None:
        button = self._button
        self.setVisible(button is not None and button.isVisible())
        if button is not None:
            self.setGeometry(
                button.rect().translated(button.mapTo(self.parentWidget(), button.rect().topLeft()))
            )
            self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring in the theme's accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colours().accent), _WIDTH))
        edge = _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 4, 4)
        painter.end()
