"""The context menus of page and text, and the table under the pointer to the clipboard: as HTML and as parted words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from viewer.ui import clipboard
from viewer.ui.accessible import describe
from viewer.ui.wording import copied_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from viewer.rendition import CopiedTable
    from viewer.ui.actions import Actions
    from viewer.ui.document_view import DocumentView
    from viewer.ui.html_pane import HtmlPane
    from viewer.ui.reading import Reading
    from viewer.ui.tasks import Tasks
    from viewer.ui.text_pane import TextPane


class Copying(QObject):
    """Copies tables of the document shown, and opens the context menus of its two panes.

    Signals: `told(sentence)` of what was copied, or why nothing was; `save_asked(block)` for the table of a block;
    `citation_asked(pane, block)`.
    """

    told = Signal(str)
    save_asked = Signal(int)
    citation_asked = Signal(object, int)

    def __init__(
        self, tasks: Tasks, reading: Reading, view: DocumentView, actions: Actions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks, self._reading, self._view, self._actions = tasks, reading, view, actions
        text = view.text_pane
        text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        text.customContextMenuRequested.connect(
            lambda point: self._ask(text, text.viewport().mapToGlobal(point), text.block_at(point))
        )
        view.html_pane.menu_asked.connect(self._ask_page)
        actions.copy_table.triggered.connect(self.copy_table)

    def copy_table(self) -> None:
        """Put the table that holds the lit block on the clipboard."""
        self._find_table(self._view.linked.lit, self._copy)

    def _ask_page(self, point: QPoint) -> None:
        pane = self._view.html_pane
        if pane.view is not None:
            at = pane.view.mapToGlobal(point)
            pane.find_block(point, lambda block: self._ask(pane, at, block))

    def _ask(self, pane: HtmlPane | TextPane, at: QPoint, block: int) -> None:
        self._find_table(block, partial(self._open_menu, pane, at, block))

    def _find_table(self, block: int, answer: Callable[[CopiedTable | None], None]) -> None:
        """Find the table of a block in the background: its document may be in work there."""
        filing, shown = self._reading.filing, self._reading.shown
        if filing is None or shown is None or block <= 0:
            answer(None)
        else:
            self._tasks.fetch(
                lambda: filing.rendition(shown.document).copied_table(block),
                lambda found: answer(cast("CopiedTable | None", found)),
            )

    def _open_menu(
        self, pane: HtmlPane | TextPane, at: QPoint, block: int, table: CopiedTable | None
    ) -> None:
        if not pane.isVisible():
            return
        menu = QMenu(pane)
        describe(menu, "pane_menu", self.tr("Copying"), self.tr("What can be copied here."))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        do = self._actions
        copying = self._add(menu, do.copy, "copy_here", pane.copy)
        copying.setEnabled(bool(pane.selected_text()))
        self._add(menu, do.copy_citation, "copy_citation_here", lambda: self.citation_asked.emit(pane, block))
        in_menu = self._add(menu, do.copy_table, "copy_table_here", lambda: self._copy(table))
        in_menu.setEnabled(table is not None)
        saving = menu.addAction(self.tr("Save Table As…"))
        saving.setObjectName("save_table_here")
        saving.setEnabled(table is not None)
        saving.triggered.connect(lambda: self.save_asked.emit(block))
        menu.addSeparator()
        menu.addAction(do.select_all)
        page = self._view.html_pane
        if pane is page and page.was_sorted:
            menu.addSeparator()
            undoing = menu.addAction(self.tr("Rows in Filed Order"))
            undoing.setObjectName("unsort_here")
            undoing.triggered.connect(page.unsort)
        menu.popup(at)

    def _add(self, menu: QMenu, like: QAction, name: str, act: Callable[[], None]) -> QAction:
        """Add what an action of the window does to the place of the menu, with its words and its key."""
        key = like.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        made = menu.addAction(f"{like.text()}\t{key}")
        made.setObjectName(name)
        made.triggered.connect(lambda: act())
        return made

    def _copy(self, table: CopiedTable | None) -> None:
        if table is None:
            self.told.emit(self.tr("Click into a table first, then copy it."))
            return
        clipboard.put(table.text, table.html)
        self.told.emit(copied_words(table.text))
