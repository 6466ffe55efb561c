"""A query to its hits in the shown document, one of which is the current one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.search import Hit, Query, search

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.rendition import Filing, Place
    from viewer.ui.reading import Shown
    from viewer.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a query in the text of a document; `current` is the index of the one shown, -1 for none."""

    query: Query
    text: str = ""
    places: tuple[Place, ...] = ()
    hits: tuple[Hit, ...] = ()
    current: int = -1

    @property
    def hit(self) -> Hit | None:
        """The current hit."""
        return self.hits[self.current] if 0 <= self.current < len(self.hits) else None


NOTHING = Found(Query(""))


class Finding(QObject):
    """The search in one document at a time.

    Signals: `found(found)` when there are other hits, `stepped(found)` when another of them is the current one;
    `failed(sentence)`; `begun()`.
    """

    begun = Signal()
    found = Signal(object)
    stepped = Signal(object)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.state = NOTHING

    def ask(self, query: Query, filing: Filing, shown: Shown, near: int) -> None:
        """Look for `query`; the first hit at or behind the offset `near` becomes the current one."""

        def work(wanted: Callable[[], bool]) -> Found:
            rendering = filing.rendition(shown.document).text()
            hits = search(query, rendering.text, wanted)
            first = bisect_left(hits, near, key=lambda hit: hit.start)
            current = (first if first < len(hits) else 0) if hits else -1
            return Found(query, rendering.text, rendering.places, hits, current)

        if not query:
            self.clear()
            return
        self.begun.emit()
        self._tasks.ask("find", work, self._take, self._fail, label=self.tr("Searching"))

    def step(self, places: int) -> None:
        """Make the next hit (1) or the one before (-1) the current one, round the ends."""
        count = len(self.state.hits)
        if count:
            self.state = replace(self.state, current=(self.state.current + places) % count)
            self.stepped.emit(self.state)

    def clear(self) -> None:
        """Look for nothing."""
        self._tasks.drop("find")
        self.state = NOTHING
        self.found.emit(self.state)

    def _take(self, found: Found) -> None:
        self.state = found
        self.found.emit(found)

    def _fail(self, sentence: str) -> None:
        self.state = NOTHING
        self.found.emit(self.state)
        self.failed.emit(sentence)
