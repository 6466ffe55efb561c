"""A query to its hits in all documents of one filing or several: one document after the other, told of as searched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.errors import QueryError
from viewer.search import Excerpt, Hit, Query, excerpt, search
from viewer.submission.model import Kind
from viewer.ui.contents import contents
from viewer.ui.filing_tab import Shown
from viewer.ui.wording import number_words
from viewer.ui.writing import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from viewer.rendition import Filing
    from viewer.ui.tasks import Tasks

_AROUND = 160  # characters to either side of a hit, for a wide window
LISTED = 200
"""The most hits of one document that are listed; all are counted."""

_CHANNEL = "find all"
_TEXTLESS = frozenset((Kind.IMAGE, Kind.OTHER))


@dataclass(frozen=True, slots=True)
class Sought:
    """A filing to be searched: its file, what its tab says, and the filing itself where it was read.

    What was made of one that is not `in_front` is let go of when it has been searched.
    """

    path: Path
    title: str
    filing: Filing | None
    in_front: bool = True


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """What was found in one document: how much, the first hits, and the lines around these.

    `title` is what the filing is called, empty where only one is searched.
    """

    path: Path
    title: str
    shown: Shown
    count: int
    hits: tuple[Hit, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(slots=True)
class _Tally:
    """How much was searched and found so far."""

    hits: int = 0
    with_hits: int = 0  # documents
    searched: int = 0  # documents
    filings: int = 0
    paths: set[Path] = field(default_factory=set)  # of the filings with hits
    unread: int = 0  # filings
    sentence: str = ""  # why the last one could not be read


class FindAll(QObject):
    """The search in all documents of filings, those filed to be read before the others.

    Signals: `begun(steps)`; `found(hits, steps done, summary)` after each document; `ended(summary)`.
    A step is a document, or a filing where several are searched.
    """

    begun = Signal(int)
    found = Signal(object, int, str)
    ended = Signal(str)

    def __init__(self, tasks: Tasks, opener: Callable[[Path], Filing], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._opener = tasks, opener
        self._furniture = True
        self._filings: list[Sought] = []  # still to be searched, the next one last
        self._now: Sought | None = None
        self._filing: Filing | None = None
        self._waiting: list[Shown] = []
        self._all = 0  # documents of one filing, or filings
        self._several = False
        self._tally = _Tally()
        self.query = Query("")

    def ask(self, query: Query, filings: Sequence[Sought], furniture: bool = True) -> None:
        """Look for `query` in all documents of `filings`, in page numbers and running lines too or not."""
        self.stop()
        self.query, self._furniture, self._tally = query, furniture, _Tally()
        self._several = len(filings) > 1
        if not query:
            self.ended.emit("")
            return
        if self._is_wrong(query):
            return
        self._filings = list(reversed(filings))
        self._all = len(filings)
        if not self._several:
            self._all = len(_with_text(filings[0].filing)) if filings and filings[0].filing else 0
        self.begun.emit(self._all)
        self._next()

    def _is_wrong(self, query: Query) -> bool:
        """Whether it is no regular expression, which is said."""
        try:
            search(query, "")
        except QueryError as error:
            self.ended.emit(str(error))
            return True
        return False

    def stop(self) -> None:
        """Search no further; what was found stays."""
        self._tasks.drop(_CHANNEL)
        if self._is_busy:
            summary = self._summary()
            self._waiting.clear()
            self._filings.clear()
            self.ended.emit(self.tr("{summary}; stopped").format(summary=summary))
        self._leave()

    @property
    def _is_busy(self) -> bool:
        return bool(self._waiting or self._filings or self._now is not None)

    def keep(self, paths: set[Path]) -> None:
        """Search only those files from now on: the others were closed."""
        self._filings = [each for each in self._filings if each.path in paths]
        if self._now is not None and self._now.path not in paths:
            self._tasks.drop(_CHANNEL)
            self._waiting.clear()
            self._next()

    # From filing to filing, and from document to document

    def _next(self) -> None:
        if self._waiting and self._filing is not None and self._now is not None:
            self._search(self._now, self._filing, self._waiting[-1])
            return
        self._leave()
        if not self._filings:
            self.ended.emit(self._summary() if self._tally.with_hits else self._nothing())
            return
        self._now = now = self._filings.pop()
        if now.filing is not None:
            self._enter(now.filing)
            return
        self._tasks.ask(
            _CHANNEL,
            lambda _wanted: self._opener(now.path),
            self._enter,
            self._pass_over,
            discard=lambda late: late.close(),
        )

    def _enter(self, filing: Filing) -> None:
        self._filing = filing
        self._waiting = _with_text(filing)
        self._waiting.reverse()
        self._tally.filings += 1
        self._next()

    def _leave(self) -> None:
        """Be done with a filing: one that was read for the search alone is closed."""
        now, filing, self._now, self._filing = self._now, self._filing, None, None
        if now is not None and filing is not None:
            if now.filing is None:
                filing.close()
            elif not now.in_front:
                filing.forget()

    def _search(self, now: Sought, filing: Filing, shown: Shown) -> None:
        query, furniture = self.query, self._furniture
        title = now.title if self._several else ""

        def work(wanted: Callable[[], bool]) -> DocumentHits:
            rendering = text_of(filing.rendition(shown.document), furniture)
            text, hits = rendering.text, search(query, rendering.text, wanted, rendering.folds)
            listed = hits[:LISTED]
            around = tuple(excerpt(text, hit, _AROUND) for hit in listed)
            return DocumentHits(now.path, title, shown, len(hits), listed, around)

        self._tasks.ask(_CHANNEL, work, self._take, self._pass_over)

    def _take(self, found: DocumentHits) -> None:
        self._waiting.pop()
        tally = self._tally
        tally.searched += 1
        tally.hits += found.count
        tally.with_hits += bool(found.count)
        if found.count:
            tally.paths.add(found.path)
        done = self._all - len(self._filings) - 1 if self._several else tally.searched
        self.found.emit(found, done, self._summary())
        self._next()

    def _pass_over(self, sentence: str) -> None:
        """Go on behind a filing that cannot be read; where there is no other, say why."""
        self._waiting.clear()
        self._tally.unread += 1
        self._tally.sentence = sentence
        if self._several:
            self._next()
        else:
            self._leave()
            self.ended.emit(sentence)

    # What is said

    def _summary(self) -> str:
        tally = self._tally
        hits = (
            self.tr("1 hit")
            if tally.hits == 1
            else self.tr("{count} hits").format(count=number_words(tally.hits))
        )
        if self._several:
            words = self.tr("{hits} in {documents} of {searched} documents, {found} of {filings} filings")
            return self._with_unread(
                words.format(
                    hits=hits,
                    documents=number_words(tally.with_hits),
                    searched=number_words(tally.searched),
                    found=number_words(len(tally.paths)),
                    filings=number_words(tally.filings),
                )
            )
        if self._all == 1:
            return self.tr("{hits} in the only document that has a text").format(hits=hits)
        return self.tr("{hits} in {documents} of {searched} documents").format(
            hits=hits, documents=number_words(tally.with_hits), searched=number_words(tally.searched)
        )

    def _nothing(self) -> str:
        tally, words = self._tally, self.query.text
        if self._several:
            if not tally.searched and tally.sentence:
                return tally.sentence
            said = self.tr(
                "“{words}” is in none of the {count} documents that have a text, of {filings} filings"
            )
            count, filings = number_words(tally.searched), number_words(tally.filings)
            return self._with_unread(said.format(words=words, count=count, filings=filings))
        if self._all == 1:
            return self.tr("“{words}” is not in the only document that has a text").format(words=words)
        return self.tr("“{words}” is in none of the {count} documents that have a text").format(
            words=words, count=number_words(self._all)
        )

    def _with_unread(self, summary: str) -> str:
        if not self._tally.unread:
            return summary
        return self.tr("{summary}; {count} could not be read").format(
            summary=summary, count=number_words(self._tally.unread)
        )


def _with_text(filing: Filing) -> list[Shown]:
    """Return the documents of a filing that may have a text, in the order in which they are read."""
    return [
        Shown(submission, document)
        for submission in filing.submissions
        for document in contents(submission).order
        if document.kind not in _TEXTLESS
    ]
