"""How the page is set (clean, or as filed) and whether page furniture is shown, as the user wishes it; remembered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.ui.settings import PageLook

if TYPE_CHECKING:
    from viewer.ui.actions import Actions
    from viewer.ui.document_view import DocumentView
    from viewer.ui.reading import Reading
    from viewer.ui.settings import Settings


class PageChoices(QObject):
    """Applies what is chosen of the page to both panes."""

    def __init__(
        self, settings: Settings, reading: Reading, view: DocumentView, actions: Actions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._settings, self._reading, self._view, self._actions = settings, reading, view, actions
        for look, action in actions.page_looks.items():
            action.triggered.connect(partial(self.choose_look, look))
        actions.furniture.triggered.connect(self.show_furniture)
        self._apply_look(settings.page_look)
        self.show_furniture(settings.furniture)

    def choose_look(self, look: PageLook) -> None:
        """Show the page clean or as filed; the action of the latter goes back to the clean page as well."""
        if look is PageLook.FILED and self._reading.manner.look is PageLook.FILED:
            look = PageLook.CLEAN
        self._apply_look(look)

    def _apply_look(self, look: PageLook) -> None:
        self._settings.page_look = look
        self._actions.page_looks[look].setChecked(True)
        self._view.html_pane.begin_again()
        self._reading.set_page_look(look)

    def show_furniture(self, shown: bool) -> None:
        """Show or hide page numbers, running lines and page breaks."""
        self._settings.furniture = shown
        self._actions.furniture.setChecked(shown)
        self._view.html_pane.show_furniture(shown)
        self._reading.set_furniture(shown)
