"""What is damaged in the file and the document shown, and how much of its words the text holds, to their panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.ui.bytes_view import window_around
from viewer.ui.coverage import Covering, coverage_problem, coverage_words, left_out_words, share_words
from viewer.ui.problems_panel import ProblemsPanel

if TYPE_CHECKING:
    from viewer.rendition import Coverage
    from viewer.submission.model import Problem
    from viewer.ui.document_view import DocumentView
    from viewer.ui.making import Page
    from viewer.ui.reading import Reading
    from viewer.ui.tasks import Tasks


class Problems(QObject):
    """The problems and the coverage of one window's document, in their `panel`.

    Signals: `coverage_found(words, left_out)`, a few words for the status bar and what was left out;
    `words_lost(sentence)` where the text lacks words.
    """

    coverage_found = Signal(str, str)
    words_lost = Signal(str)

    def __init__(self, tasks: Tasks, reading: Reading, view: DocumentView, parent: QObject) -> None:
        super().__init__(parent)
        self._reading, self._view = reading, view
        self._problems: tuple[Problem, ...] = ()
        self._covered: Coverage | None = None  # what is known of the words of the document shown
        self.panel, self.covering = ProblemsPanel(), Covering(tasks, self)
        self.panel.bytes_wanted.connect(self._show_bytes)
        self.covering.found.connect(self._show_coverage)
        reading.page_ready.connect(self._take_page)
        reading.text_ready.connect(lambda _text: self.ask_coverage())

    def begin(self) -> None:
        """List what is known of a document that is shown from now on: the damage to its submission."""
        self.covering.drop()
        self._problems, self._covered = (), None
        self._list()
        self.panel.show_coverage("")
        self.coverage_found.emit("", "")

    def ask_coverage(self) -> None:
        """Work out how much of the document's words the text holds."""
        if self._reading.filing is not None and self._reading.shown is not None:
            self.covering.ask(self._reading.filing, self._reading.shown)

    def _take_page(self, page: Page) -> None:
        """List what is damaged; what is known of the words stays known where the page is only set otherwise."""
        self._problems = page.problems
        self._list()
        if not self._view.panes.text:
            self.ask_coverage()

    def _list(self) -> Problem | None:
        """List the damage to the submission and to the document; return the problem that the text lacks words."""
        shown, lost = self._reading.shown, None
        if shown is not None:
            lost = coverage_problem(self._covered, shown.document) if self._covered is not None else None
            problems = (*self._problems, lost) if lost is not None else self._problems
            self.panel.show_problems(shown.submission.problems, problems)
        return lost

    def _show_coverage(self, found: Coverage) -> None:
        self._covered = found
        lost = self._list()
        if lost is not None:
            self.words_lost.emit(lost.message)
        self.panel.show_coverage(coverage_words(found), found.left_out)
        share = self.tr("Text holds {share} of the words").format(share=share_words(found.share))
        self.coverage_found.emit(share if found.visible else self.tr("No words"), left_out_words(found))

    def _show_bytes(self, offset: int) -> None:
        filing = self._reading.filing
        if filing is not None:
            start, end = window_around(offset, filing.source.size)
            self.panel.show_bytes(filing.source[start:end], start, offset)
