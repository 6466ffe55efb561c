"""What the user wishes to see (panes, bars, size of letters, light or dark) to the window, remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from viewer.ui import theme
from viewer.ui.settings import ZOOMS, Panes, Settings, Writing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from viewer.ui.actions import Actions
    from viewer.ui.document_view import DocumentView
    from viewer.ui.side_bar import SideBar


class Looks(QObject):
    """Applies what the user wishes to see, and keeps it in the settings.

    Signals: `panes_changed(panes)`; `zoomed(per_cent)`; `tinted()` when the colours are others.
    """

    panes_changed = Signal(object)
    zoomed = Signal(int)
    tinted = Signal()

    def __init__(
        self,
        window: QMainWindow,
        settings: Settings,
        actions: Actions,
        side_bar: SideBar,
        document_view: DocumentView,
    ) -> None:
        super().__init__(window)
        self._window, self._settings, self._actions = window, settings, actions
        self._side_bar, self._document_view = side_bar, document_view

    def show_panes(self, panes: Panes) -> None:
        """Show the page, the text or both."""
        self._settings.panes = panes
        self._actions.panes[panes].setChecked(True)
        self._document_view.show_panes(panes)
        self.panes_changed.emit(panes)

    def show_writing(self, writing: Writing) -> None:
        """Show the text, the Markdown or the source in the text pane, which is opened where it is hidden."""
        self._actions.writings[writing].setChecked(True)
        if writing is not Writing.SOURCE:
            self._settings.writing = writing
        elif not self._settings.panes.text:
            self.show_panes(Panes.BOTH)

    def link_views(self, linked: bool) -> None:
        """Let scrolling the page or the text scroll the other one, or not."""
        self._settings.link_views = linked
        self._actions.link_views.setChecked(linked)
        self._document_view.linked.follow(linked)

    def show_side_bar(self, shown: bool) -> None:
        """Show or hide the side bar."""
        self._settings.side_bar = shown
        self._actions.side_bar.setChecked(shown)
        self._side_bar.setVisible(shown)

    def show_full_screen(self, full: bool) -> None:
        """Let the window take the whole screen, or give it back as it was."""
        former, whole = self._window.windowState(), Qt.WindowState.WindowFullScreen
        self._window.setWindowState(former | whole if full else former & ~whole)

    def zoom_by(self, steps: int) -> None:
        """Make the letters of both panes larger or smaller."""
        place = ZOOMS.index(self._settings.zoom) + steps
        if 0 <= place < len(ZOOMS):
            self.zoom_to(ZOOMS[place])

    def zoom_to(self, per_cent: int) -> None:
        """Set the letters of both panes to a size in per cent."""
        self._settings.zoom = per_cent
        self._document_view.set_zoom(per_cent)
        self.zoomed.emit(per_cent)

    def choose_theme(self, chosen: theme.Theme) -> None:
        """Change the theme."""
        self._settings.theme = chosen
        self.follow_system()

    def follow_system(self) -> None:
        """Apply the theme chosen, or the system's own where that was chosen."""
        theme.apply(self._settings.theme)
        self.tinted.emit()
