"""A query to its hits in all documents of a file: one document after the other, told of as they are searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.search import Excerpt, Hit, Query, excerpt, search
from viewer.submission.model import Kind
from viewer.ui.contents import contents
from viewer.ui.filing_tab import Shown
from viewer.ui.wording import number_words
from viewer.ui.writing import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.rendition import Filing
    from viewer.ui.tasks import Tasks

_AROUND = 160  # characters to either side of a hit, for a wide window
LISTED = 200
"""The most hits of one document that are listed; all are counted."""

_TEXTLESS = frozenset((Kind.IMAGE, Kind.OTHER))


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """What was found in one document: how much, the first hits, and the lines around these."""

    shown: Shown
    count: int
    hits: tuple[Hit, ...]
    excerpts: tuple[Excerpt, ...]


class FindAll(QObject):
    """The search in all documents of a file, those filed to be read before the others.

    Signals: `begun(documents)`; `found(hits, searched, summary)` after each document; `ended(summary)`.
    """

    begun = Signal(int)
    found = Signal(object, int, str)
    ended = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._filing: Filing | None = None
        self._furniture = True
        self._waiting: list[Shown] = []
        self._all = self._hits = self._documents = 0
        self.query = Query("")

    def ask(self, query: Query, filing: Filing, furniture: bool = True) -> None:
        """Look for `query` in all documents of `filing`, in page numbers and running lines too or not."""
        self.stop()
        self.query, self._filing, self._furniture = query, filing, furniture
        self._hits = self._documents = 0
        self._waiting = [
            Shown(submission, document)
            for submission in filing.submissions
            for document in contents(submission).order
            if document.kind not in _TEXTLESS
        ]
        self._all = len(self._waiting)
        self._waiting.reverse()
        if not query:
            self._waiting.clear()
            self.ended.emit("")
            return
        self.begun.emit(self._all)
        self._next()

    def stop(self) -> None:
        """Search no further; what was found stays."""
        self._tasks.drop("find all")
        if self._waiting:
            summary = self._summary()
            self._waiting.clear()
            self.ended.emit(self.tr("{summary}; stopped").format(summary=summary))

    def _next(self) -> None:
        filing, query, furniture = self._filing, self.query, self._furniture
        if not self._waiting or filing is None:
            self.ended.emit(self._summary() if self._documents else self._nothing())
            return
        shown = self._waiting[-1]

        def work(wanted: Callable[[], bool]) -> DocumentHits:
            rendering = text_of(filing.rendition(shown.document), furniture)
            text, hits = rendering.text, search(query, rendering.text, wanted, rendering.folds)
            listed = hits[:LISTED]
            return DocumentHits(
                shown, len(hits), listed, tuple(excerpt(text, hit, _AROUND) for hit in listed)
            )

        self._tasks.ask("find all", work, self._take, self._fail)

    def _take(self, found: DocumentHits) -> None:
        self._waiting.pop()
        self._hits += found.count
        self._documents += bool(found.count)
        self.found.emit(found, self._all - len(self._waiting), self._summary())
        self._next()

    def _fail(self, sentence: str) -> None:
        self._waiting.clear()
        self.ended.emit(sentence)

    def _summary(self) -> str:
        hits = (
            self.tr("1 hit")
            if self._hits == 1
            else self.tr("{count} hits").format(count=number_words(self._hits))
        )
        if self._all == 1:
            return self.tr("{hits} in the only document that has a text").format(hits=hits)
        searched = number_words(self._all - len(self._waiting))
        return self.tr("{hits} in {documents} of {searched} documents").format(
            hits=hits, documents=number_words(self._documents), searched=searched
        )

    def _nothing(self) -> str:
        if self._all == 1:
            return self.tr("“{words}” is not in the only document that has a text").format(
                words=self.query.text
            )
        return self.tr("“{words}” is in none of the {count} documents that have a text").format(
            words=self.query.text, count=number_words(self._all)
        )
