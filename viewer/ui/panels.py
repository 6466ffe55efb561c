"""The panels below the document: find in all, problems and coverage, facts, tables; each can be put away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QWidget

from viewer.ui.accessible import describe
from viewer.ui.bytes_view import window_around
from viewer.ui.coverage import Covering, coverage_problem, coverage_words, left_out_words, share_words
from viewer.ui.fact_marks import FactMarks
from viewer.ui.fact_tips import FactTips
from viewer.ui.facts_panel import FactFinding, FactsPanel
from viewer.ui.find_all import FindAll
from viewer.ui.find_all_panel import FindAllPanel
from viewer.ui.panel_head import PanelHead
from viewer.ui.problems_panel import ProblemsPanel
from viewer.ui.tables_panel import TablesPanel

if TYPE_CHECKING:
    from viewer.figures import DataTable
    from viewer.rendition import Coverage, Fact
    from viewer.search import Query
    from viewer.submission.model import Problem
    from viewer.ui.document_view import DocumentView
    from viewer.ui.filing_tab import Shown
    from viewer.ui.making import Page
    from viewer.ui.reading import Reading
    from viewer.ui.taking_tables import TakingTables
    from viewer.ui.tasks import Tasks


# The type of the document with a filing's facts, before they stood in the report itself.
_INSTANCE = "EX-101.INS"


class Panels(QObject):
    """What the panels of one window show.

    Signals: `hit_chosen(query, shown, hit)`; `coverage_found(words, left_out)`, a few words for the status bar and
    what was left out; `words_lost(sentence)` where the text lacks words; `fact_chosen(block)`, the block that a fact
    stands in; `table_chosen(block)`, the first row of a table; `told(sentence)` of what was copied.
    """

    hit_chosen = Signal(object, object, object)
    coverage_found = Signal(str, str)
    words_lost = Signal(str)
    fact_chosen = Signal(int)
    table_chosen = Signal(int)
    told = Signal(str)

    def __init__(
        self, window: QMainWindow, tasks: Tasks, reading: Reading, view: DocumentView, taking: TakingTables
    ) -> None:
        super().__init__(window)
        self._window, self._reading, self._view = window, reading, view
        self._problems: tuple[Problem, ...] = ()
        self._covered: Coverage | None = None  # what is known of the words of the document shown
        self.find_all, self.find_all_panel = FindAll(tasks, self), FindAllPanel()
        self.covering, self.problems_panel = Covering(tasks, self), ProblemsPanel()
        self.find_all_dock = self._dock(
            "find_all_dock", self.tr("Find in all documents"), self.find_all_panel
        )
        self.problems_dock = self._dock(
            "problems_dock", self.tr("Problems and coverage"), self.problems_panel
        )
        self.finding_facts, self.facts_panel = FactFinding(tasks, self), FactsPanel()
        self.fact_marks = FactMarks(view.html_pane, self)
        self.fact_tips = FactTips(tasks, reading, view.html_pane, self)
        self.facts_dock = self._dock("facts_dock", self.tr("Facts"), self.facts_panel)
        self.taking_tables, self.tables_panel = taking, TablesPanel()
        self._tables_for: Shown | None = None
        self._instance: Shown | None = None  # the document that has the facts of the one shown
        self.tables_dock = self._dock("tables_dock", self.tr("Tables"), self.tables_panel)
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
        panel.chosen.connect(lambda shown, hit: self.hit_chosen.emit(search.query, shown, hit))
        search.begun.connect(panel.begin)
        search.found.connect(panel.add)
        search.ended.connect(panel.end)
        self.problems_panel.bytes_wanted.connect(self._show_bytes)
        self.covering.found.connect(self._show_coverage)
        reading.turned.connect(self._begin)
        reading.closed.connect(self._close)
        reading.document_chosen.connect(self._begin_document)
        reading.page_ready.connect(self._take_page)
        reading.text_ready.connect(lambda text: self._ask_coverage(text.shown))
        self.facts_panel.fact_chosen.connect(self.fact_chosen)
        self.facts_panel.elsewhere_asked.connect(self._show_instance)
        self.facts_panel.told.connect(self.told)
        self.finding_facts.found.connect(self._show_facts)
        self.finding_facts.found.connect(self.fact_marks.show)
        self.finding_facts.failed.connect(self.facts_panel.say)
        for pane in (self._view.html_pane, self._view.text_pane):
            pane.block_clicked.connect(lambda block, _height: self.facts_panel.show_block(block))
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
        filing = self._reading.filing
        if filing is not None:
            if not query:
                self.find_all_panel.clear()
            self.find_all.ask(query, filing, self._reading.manner.furniture)

    def _begin(self) -> None:
        """Search the filing that is in front now, where the panel stands open."""
        self.find_all.stop()
        self.find_all_panel.clear()
        if self.find_all_dock.isVisible():
            self._search_all(self.find_all_panel.box.query)

    def _close(self) -> None:
        self.find_all.stop()
        self.find_all_panel.clear()
        self.covering.drop()
        self.finding_facts.drop()
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

    def _list_tables(self, tables: tuple[DataTable, ...]) -> None:
        """List the tables, and choose the one that the reader clicked into or has before them."""
        linked = self._view.linked
        self.tables_panel.show_tables(tables)
        self.tables_panel.choose_near(linked.lit or linked.spot.block)

    def _forget_tables(self) -> None:
        self._tables_for = None
        self.taking_tables.drop()
        self.tables_panel.say("")

    # Facts

    def show_facts(self, shown: bool) -> None:
        """Show or hide the panel of facts."""
        if self._open(self.facts_dock, shown):
            self.facts_panel.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._ask_facts()

    def _unmark_facts(self) -> None:
        if self.facts_dock.isHidden():
            self.fact_marks.clear()

    def _ask_facts(self) -> None:
        """Read the facts of the document where its panel stands open."""
        filing, shown = self._reading.filing, self._reading.shown
        self.finding_facts.drop()
        self.fact_marks.clear()
        if filing is not None and shown is not None and self.facts_dock.isVisible():
            self.facts_panel.say(self.tr("Reading the facts …"))
            self.finding_facts.ask(filing, shown, self.tr("Reading the facts"))
        else:
            self.facts_panel.say("")

    def _show_facts(self, facts: tuple[Fact, ...]) -> None:
        """List the facts of the document, or say which of the submission's documents has them."""
        shown = self._reading.shown
        others = shown.submission.documents if shown is not None and not facts else ()
        instance = next((each for each in others if each.type.upper().startswith(_INSTANCE)), None)
        if instance is None or shown is None or instance.number == shown.document.number:
            self.facts_panel.show_facts(facts)
            return
        self._instance = replace(shown, document=instance, at="")
        name = f"{instance.type} ({instance.filename})" if instance.filename else instance.type
        said = self.tr("This document has no XBRL facts; those of the filing stand in {name}.")
        self.facts_panel.say(said.format(name=name), instance.type)

    def _show_instance(self) -> None:
        if self._instance is not None:
            self._reading.show(self._instance)

    # Problems and coverage

    def show_problems(self, shown: bool) -> None:
        """Show or hide the panel of problems."""
        if self._open(self.problems_dock, shown) and self._reading.shown is not None:
            self._ask_coverage(self._reading.shown)

    def _begin_document(self) -> None:
        self.covering.drop()
        self._problems, self._covered = (), None
        self._list_problems()
        self.problems_panel.show_coverage("")
        self.coverage_found.emit("", "")
        self._ask_facts()
        self._forget_tables()
        self._ask_tables()

    def _take_page(self, page: Page) -> None:
        """List what is damaged; what is known of the words stays known where the page is only set otherwise."""
        self._problems = page.problems
        self._list_problems()
        if not self._view.panes.text:
            self._ask_coverage(page.shown)

    def _list_problems(self) -> Problem | None:
        """List the damage to the submission and to the document; return the problem that the text lacks words."""
        shown, lost = self._reading.shown, None
        if shown is not None:
            lost = coverage_problem(self._covered, shown.document) if self._covered is not None else None
            problems = (*self._problems, lost) if lost is not None else self._problems
            self.problems_panel.show_problems(shown.submission.problems, problems)
        return lost

    def _ask_coverage(self, shown: Shown) -> None:
        if self._reading.filing is not None:
            self.covering.ask(self._reading.filing, shown)

    def _show_coverage(self, found: Coverage) -> None:
        self._covered = found
        lost = self._list_problems()
        if lost is not None:
            self.words_lost.emit(lost.message)
        self.problems_panel.show_coverage(coverage_words(found), found.left_out)
        share = self.tr("Text holds {share} of the words").format(share=share_words(found.share))
        self.coverage_found.emit(share if found.visible else self.tr("No words"), left_out_words(found))

    def _show_bytes(self, offset: int) -> None:
        filing = self._reading.filing
        if filing is not None:
            start, end = window_around(offset, filing.source.size)
            self.problems_panel.show_bytes(filing.source[start:end], start, offset)

    def retint(self) -> None:
        """Follow a change of the theme."""
        self.find_all_panel.retint()
        self.problems_panel.retint()
        for head in self._window.findChildren(PanelHead):
            head.retint()
