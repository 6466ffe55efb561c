"""The find bar, the search behind it and the marks in both panes, joined: what is found is shown in step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.ui.finding import NOTHING, Finding, Found, Sought
from viewer.ui.page_marks import marking, page_marks
from viewer.ui.text_marks import TextMarks

if TYPE_CHECKING:
    from viewer.search import Hit, Query
    from viewer.ui.document_view import DocumentView
    from viewer.ui.find_bar import FindBar
    from viewer.ui.reading import Reading
    from viewer.ui.spot import Spot
    from viewer.ui.tasks import Tasks


class FindInDocument(QObject):
    """Finding in the shown document.

    Signals: `closed()` when the bar was put away.
    """

    closed = Signal()

    def __init__(self, tasks: Tasks, reading: Reading, view: DocumentView, bar: FindBar) -> None:
        super().__init__(bar)
        self._reading, self._view, self._bar = reading, view, bar
        self.finding = Finding(tasks, self)
        self._marks = TextMarks(view.text_pane)
        self._connect()

    def _connect(self) -> None:
        self._bar.query_changed.connect(self._search)
        self._bar.step_requested.connect(self.step)
        self._bar.closed.connect(self._end)
        self.finding.begun.connect(self._bar.wait)
        self.finding.found.connect(self._show)
        self.finding.stepped.connect(self._show)
        self.finding.failed.connect(self._bar.say)
        self._reading.document_chosen.connect(self._take_document)
        self._reading.text_ready.connect(self._take_text)
        self._reading.closed.connect(self._bar.put_away)
        self._view.html_pane.loaded.connect(lambda: self._mark_page(self.finding.state))

    def begin(self) -> None:
        """Show the bar; what is selected is looked for."""
        if self._reading.shown is None:
            return
        selected = self.selected()
        self._bar.ask(selected)
        if not selected and self.finding.state is NOTHING:
            self._search(self._bar.box.query)

    def selected(self) -> str:
        """Return the words that are selected in a pane, if they are what one would look for."""
        text, page = self._view.text_pane, self._view.html_pane
        words = (text if text.hasFocus() else page).selected_text().strip()
        return words if len(words) <= 200 and "\n" not in words else ""

    def step(self, places: int) -> None:
        """Go to the next hit (1) or the one before (-1); with the bar closed, open it."""
        if self._bar.isHidden():
            self.begin()
        else:
            self._bar.box.tell()
            self.finding.step(places)

    def show(self, query: Query, hit: Hit) -> None:
        """Look for `query` in the document that is shown next or now, and go to the hit at this place."""
        self._bar.show()
        self._bar.box.set_query(query)
        self._search(query, hit.start)

    def _search(self, query: Query, near: int | Spot | None = None) -> None:
        filing, shown = self._reading.filing, self._reading.shown
        if filing is None or shown is None:
            return
        manner, hit = self._reading.manner, self.finding.state.hit
        if near is None:
            near = hit.start if hit else self._view.linked.spot
        self.finding.ask(Sought(query, manner.writing, manner.furniture, near), filing, shown)

    def _take_document(self) -> None:
        """Search the document that is shown now in place of the former."""
        self.finding.clear()
        if not self._bar.isHidden():
            self._search(self._bar.box.query, 0)

    def _take_text(self) -> None:
        """Where the pane shows another writing of the document, find everything again in that."""
        sought, manner = self.finding.state.sought, self._reading.manner
        now = (manner.writing, manner.furniture)
        if self.finding.state is not NOTHING and (sought.writing, sought.furniture) != now:
            self._search(sought.query)

    def _show(self, found: Found) -> None:
        if not self._bar.isHidden():
            self._bar.show_count(found.query, found.current, len(found.hits))
        self._marks.mark(found)
        self._mark_page(found)

    def _mark_page(self, found: Found) -> None:
        page = self._view.html_pane
        if page.view is not None:
            marks = page_marks(found.text, found.places, found.hits, found.current)
            page.run(marking(marks, scroll=found.hit is not None))

    def _end(self) -> None:
        """Take all marks away; the hit that was shown is selected."""
        self._marks.select()
        self.finding.clear()
        self.closed.emit()

    def retint(self) -> None:
        """Follow a change of the theme."""
        self._bar.retint()
        self._marks.retint()
