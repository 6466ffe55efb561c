"""The panels below the document: find in all, problems and coverage, facts, tables; each can be put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QWidget

from viewer.ui.accessible import describe
from viewer.ui.facts import Facts
from viewer.ui.find_all import FindAll, Sought
from viewer.ui.find_all_panel import FindAllPanel
from viewer.ui.panel_head import PanelHead
from viewer.ui.problems import Problems
from viewer.ui.tables_panel import TablesPanel

if TYPE_CHECKING:
    from viewer.figures import DataTable
    from viewer.search import Query
    from viewer.ui.document_view import DocumentView
    from viewer.ui.filing_tab import Shown
    from viewer.ui.filings import Filings
    from viewer.ui.reading import Reading
    from viewer.ui.taking_tables import TakingTables
    from viewer.ui.tasks import Tasks


class Panels(QObject):
    """The panels of one window, and what they show.

    Signals: `hit_chosen(query, path, shown, hit)`; `table_chosen(block)`, the first row of a table.
    """

    hit_chosen = Signal(object, object, object, object)
    table_chosen = Signal(int)

    def __init__(
        self,
        window: QMainWindow,
        tasks: Tasks,
        filings: Filings,
        reading: Reading,
        view: DocumentView,
        taking: TakingTables,
    ) -> None:
        super().__init__(window)
        self._window, self._filings, self._reading, self._view = window, filings, reading, view
        self._tables_for: Shown | None = None
        self.find_all, self.find_all_panel = FindAll(tasks, filings.opener, self), FindAllPanel()
        self.problems = Problems(tasks, reading, view, self)
        self.facts = Facts(tasks, reading, view.html_pane, self)
        self.taking_tables, self.tables_panel = taking, TablesPanel()
        dock = self._dock
        self.find_all_dock = dock("find_all_dock", self.tr("Find in all documents"), self.find_all_panel)
        self.problems_dock = dock("problems_dock", self.tr("Problems and coverage"), self.problems.panel)
        self.facts_dock = dock("facts_dock", self.tr("Facts"), self.facts.panel)
        self.tables_dock = dock("tables_dock", self.tr("Tables"), self.tables_panel)
        window.tabifyDockWidget(self.problems_dock, self.find_all_dock)
        window.tabifyDockWidget(self.find_all_dock, self.facts_dock)
        window.tabifyDockWidget(self.facts_dock, self.tables_dock)
        self._name_tabs()
        self._connect()

    def _dock(self, name: str, title: str, widget: QWidget) -> QDockWidget:
        made = QDockWidget(title, self._window)
        describe(made, name, title, widget.accessibleDescription())
        made.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        made.setWidget(widget)
        made.setTitleBarWidget(PanelHead(made))
        self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, made)
        made.hide()
        return made

    def _name_tabs(self) -> None:
        """Name the tabs that Qt makes where two panels share a place."""
        for bar in self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            describe(bar, "panel_tabs", self.tr("Panels"), self.tr("Which of the panels is in front."))
            # Each panel has a key; the bar is there without them too.
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self) -> None:
        panel, search, reading = self.find_all_panel, self.find_all, self._reading
        panel.query_changed.connect(self._search_all)
        panel.cancel_requested.connect(search.stop)
        panel.closed.connect(self.find_all_dock.hide)
        panel.chosen.connect(lambda *place: self.hit_chosen.emit(search.query, *place))
        for changed in (self._filings.added, self._filings.removed):
            changed.connect(lambda _index: self._keep_filings())
        search.begun.connect(panel.begin)
        search.found.connect(panel.add)
        search.ended.connect(panel.end)
        reading.turned.connect(self._begin)
        reading.closed.connect(self._close)
        reading.document_chosen.connect(self._begin_document)
        for pane in (self._view.html_pane, self._view.text_pane):
            pane.block_clicked.connect(lambda block, _height: self.facts.panel.show_block(block))
            pane.block_clicked.connect(lambda block, _height: self.tables_panel.show_block(block))
        self._connect_tables()

    def _connect_tables(self) -> None:
        panel, taking = self.tables_panel, self.taking_tables
        self.tables_dock.visibilityChanged.connect(lambda _seen: self._ask_tables())
        self.facts_dock.visibilityChanged.connect(lambda _seen: self._unmark_facts())
        taking.found.connect(self._list_tables)
        taking.find_failed.connect(panel.say)
        panel.table_chosen.connect(lambda table: self.table_chosen.emit(table.table.rows[0].id))
        panel.cells_asked.connect(taking.copy_cells)
        panel.numbers_asked.connect(taking.copy_numbers)
        panel.save_asked.connect(taking.save)

    def _open(self, dock: QDockWidget, shown: bool = True) -> bool:
        """Bring a panel to the front, or put it away; return whether it is there."""
        dock.setVisible(shown)
        if shown:
            dock.raise_()
            self._name_tabs()
        return shown

    # Finding in all documents

    def begin_find_all(self, words: str = "") -> None:
        """Show the panel for finding in all documents, with the cursor in it."""
        self._open(self.find_all_dock)
        if words:
            self.find_all_panel.box.type(words)
        self.find_all_panel.box.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_all_panel.box.line.selectAll()

    def _search_all(self, query: Query) -> None:
        if self._filings.front is not None and self._filings.front.filing is not None:
            if not query:
                self.find_all_panel.clear()
            self.find_all.ask(query, self._sought(), self._reading.manner.furniture)

    def _sought(self) -> list[Sought]:
        """Return the filings to be searched, the one in front first."""
        front = self._filings.front
        tabs = sorted(self._filings.tabs, key=lambda tab: tab is not front)
        wanted = tabs if self.find_all_panel.is_wide else tabs[:1]
        return [Sought(tab.path, tab.title, tab.filing, in_front=tab is front) for tab in wanted]

    def _keep_filings(self) -> None:
        """Follow the filings that are open."""
        self.find_all_panel.let_widen(len(self._filings.tabs) > 1)
        self.find_all.keep({tab.path for tab in self._filings.tabs})

    def _begin(self) -> None:
        """Search the filing that is in front now, where the panel stands open; what was found in all of them stays."""
        if self.find_all_panel.is_wide:
            return
        self.find_all.stop()
        self.find_all_panel.clear()
        if self.find_all_dock.isVisible():
            self._search_all(self.find_all_panel.box.query)

    def _close(self) -> None:
        self.find_all.stop()
        self.find_all_panel.clear()
        self.problems.covering.drop()
        self.facts.forget()
        self._forget_tables()
        for dock in (self.find_all_dock, self.problems_dock, self.facts_dock, self.tables_dock):
            dock.hide()

    # Tables

    def show_tables(self, shown: bool) -> None:
        """Show or hide the panel of tables."""
        if self._open(self.tables_dock, shown):
            self.tables_panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._ask_tables()

    def _ask_tables(self) -> None:
        """Find the tables of the document where their panel is looked at and does not list them yet."""
        filing, shown = self._reading.filing, self._reading.shown
        is_seen = self.tables_dock.isVisible() and not self.tables_panel.visibleRegion().isEmpty()
        if filing is not None and shown is not None and is_seen and self._tables_for is not shown:
            self._tables_for = shown
            self.tables_panel.say(self.tr("Reading the tables …"))
            self.taking_tables.find(filing, shown)

    def _list_tables(self, tables: tuple[DataTable, ...], words: tuple[str, ...]) -> None:
        """List the tables, and choose the one that the reader clicked into or has before them."""
        linked = self._view.linked
        self.tables_panel.show_tables(tables, words)
        self.tables_panel.choose_near(linked.lit or linked.spot.block)

    def _forget_tables(self) -> None:
        self._tables_for = None
        self.taking_tables.drop()
        self.tables_panel.say("")

    # Facts, problems and coverage

    def show_facts(self, shown: bool) -> None:
        """Show or hide the panel of facts."""
        if self._open(self.facts_dock, shown):
            self.facts.panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.facts.ask()

    def show_problems(self, shown: bool) -> None:
        """Show or hide the panel of problems."""
        if self._open(self.problems_dock, shown):
            self.problems.ask_coverage()

    def _begin_document(self) -> None:
        self.problems.begin()
        if self.facts_dock.isVisible():
            self.facts.ask()
        else:
            self.facts.forget()
        self._forget_tables()
        self._ask_tables()

    def _unmark_facts(self) -> None:
        if self.facts_dock.isHidden():
            self.facts.unmark()

    def retint(self) -> None:
        """Follow a change of the theme."""
        self.find_all_panel.retint()
        self.problems.panel.retint()
        for head in self._window.findChildren(PanelHead):
            head.retint()
