"""The row of tabs over the window's sides; it is away while there is one filing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu, QStyle, QTabBar, QToolButton

from viewer.ui import theme
from viewer.ui.accessible import describe
from viewer.ui.tip import tip

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics, QMouseEvent
    from PySide6.QtWidgets import QStyleOptionTab, QWidget

    from viewer.ui.filing_tab import FilingTab

_WIDEST, _NARROWEST = 440, 90
# Many tabs are elided no further than this, so that a name can still be read; the row is scrolled instead.
_LEGIBLE = 150
_INITIALS = 6  # letters of a company's name that tell which it is


def shortened(title: str, width: int, metrics: QFontMetrics) -> str:
    """Return a title, `company  form  date`, in so many pixels: the name cut, then without the date, then the form."""
    company, *rest = title.split("  ")
    for kept in range(len(rest), -1, -1):
        words = "  ".join(["", *rest[:kept]])
        room = width - metrics.horizontalAdvance(words)
        if not kept or room >= metrics.horizontalAdvance("x" * _INITIALS):
            break
    return metrics.elidedText(company, Qt.TextElideMode.ElideRight, room) + words


class TabBar(QTabBar):
    """One tab a filing.

    Signals: `chosen(index)`, `close_requested(index)`, `close_others_requested(index)`, `folder_requested(index)`;
    `tabMoved(start, end)` is Qt's own.
    """

    chosen = Signal(int)
    close_requested = Signal(int)
    close_others_requested = Signal(int)
    folder_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        describe(self, "tab_bar", self.tr("Filings"), self.tr("The filings that are open."))
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setChangeCurrentOnDrag(False)
        for button in self.findChildren(QToolButton):
            describe(button, button.objectName(), self.tr("More tabs"), self.tr("Moves the row of tabs."))
        self._pressed = -1
        # Once for all tabs that are added together: the row is laid out anew for each change while it is seen.
        self._showing = QTimer(self, interval=0, singleShot=True)
        self._showing.timeout.connect(lambda: self.setVisible(self.count() > 1))
        self.hide()
        self.currentChanged.connect(self._choose)
        self.customContextMenuRequested.connect(self._show_menu)

    def add(self, index: int, tab: FilingTab) -> None:
        """Add a tab at a place in the row, without going to it."""
        blocked = self.blockSignals(True)
        self.insertTab(index, "")
        self.setTabButton(index, QTabBar.ButtonPosition.RightSide, self._close_button())
        self.blockSignals(blocked)
        self.rename(index, tab)
        self._showing.start()

    def rename(self, index: int, tab: FilingTab) -> None:
        """Say what a tab is called."""
        self._mute()
        self.setTabText(index, tab.title.replace("&", "&&"))
        self.setTabToolTip(index, tip("\n".join(dict.fromkeys((tab.title, str(tab.path))))))
        self.setAccessibleTabName(index, tab.title)

    def remove(self, index: int) -> None:
        """Take a tab away."""
        blocked = self.blockSignals(True)
        self.removeTab(index)
        self.blockSignals(blocked)
        self._mute()
        self.setVisible(self.count() > 1)

    def show_front(self, index: int) -> None:
        """Show which tab is in front."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(index)
        self.blockSignals(blocked)
        self._mute()

    def tabSizeHint(self, index: int) -> QSize:
        """Be as wide as the title, within bounds."""
        hint = super().tabSizeHint(index)
        return QSize(min(max(hint.width(), _NARROWEST), _WIDEST), hint.height())

    def initStyleOption(self, option: QStyleOptionTab, index: int) -> None:
        """Shorten the company's name before the form and the date, where there is no room for all of them."""
        super().initStyleOption(option, index)
        if option.text != self.tabText(index):
            place = self.style().subElementRect(QStyle.SubElement.SE_TabBarTabText, option, self)
            words = self.tabText(index).replace("&&", "&")
            option.text = shortened(words, place.width(), self.fontMetrics()).replace("&", "&&")

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Be no narrower than legible."""
        hint = self.tabSizeHint(index)
        return QSize(min(hint.width(), _LEGIBLE), hint.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note on which tab the middle button went down."""
        middle = event.button() is Qt.MouseButton.MiddleButton
        self._pressed = self.tabAt(event.position().toPoint()) if middle else -1
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close the tab on which the middle button went down and up."""
        super().mouseReleaseEvent(event)
        index = self.tabAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.MiddleButton and index >= 0 and index == self._pressed:
            self.close_requested.emit(index)
        self._pressed = -1

    def retint(self) -> None:
        """Follow a change of the theme."""
        for index in range(self.count()):
            self.tabButton(index, QTabBar.ButtonPosition.RightSide).setIcon(theme.icon("dismiss"))
        self._mute()

    def _mute(self) -> None:
        """Tell the tab in front from the others by its words too: in the dark the styles hardly do."""
        tokens = theme.colours()
        for index in range(self.count()):
            ink = tokens.ink if index == self.currentIndex() else tokens.muted
            self.setTabTextColor(index, QColor(ink))

    def _close_button(self) -> QToolButton:
        button = QToolButton()
        describe(button, "tab_close", self.tr("Close"), self.tr("Closes this filing."))
        button.setIcon(theme.icon("dismiss"))
        button.setIconSize(QSize(14, 14))
        button.setAutoRaise(True)
        button.setToolTip(self.tr("Close this filing"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._close_tab_of(button))
        return button

    def _close_tab_of(self, button: QToolButton) -> None:
        for index in range(self.count()):
            if self.tabButton(index, QTabBar.ButtonPosition.RightSide) is button:
                self.close_requested.emit(index)
                return

    def _choose(self, index: int) -> None:
        self._mute()
        if index >= 0:
            self.chosen.emit(index)

    def _show_menu(self, place: QPoint) -> None:
        index = self.tabAt(place)
        if index < 0:
            return
        menu = QMenu(self)
        describe(menu, "tab_menu", self.tr("Tab"), self.tr("What can be done with this tab."))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Close"), lambda: self.close_requested.emit(index))
        menu.addAction(self.tr("Close Others"), lambda: self.close_others_requested.emit(index))
        menu.addSeparator()
        menu.addAction(self.tr("Show in Folder"), lambda: self.folder_requested.emit(index))
        menu.popup(self.mapToGlobal(place))
