"""A query to its hits in the shown document, one of which is the current one, and to where they stand in the pane."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from viewer.search import Hit, Query, search
from viewer.ui.settings import Writing
from viewer.ui.spot import START, Spot
from viewer.ui.writing import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from viewer.rendition import Filing, Place, Rendition, TextRendering
    from viewer.ui.filing_tab import Shown
    from viewer.ui.tasks import Tasks


class TextMark(NamedTuple):
    """The characters `start` to `end` of what the text pane shows are the hit of this number, from 0."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in which writing of a document, and where the first hit is wanted.

    `near` is an offset in the text or a spot; `furniture` tells whether page numbers and running lines are looked
    through.
    """

    query: Query
    writing: Writing = Writing.TEXT
    furniture: bool = True
    near: int | Spot = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a query in the text of a document; `current` is the index of the one shown, -1 for none.

    `marks` are those of the hits that stand in `pane_text`, what the text pane shows, in its order.
    """

    sought: Sought
    text: str = ""
    places: tuple[Place, ...] = ()
    hits: tuple[Hit, ...] = ()
    current: int = -1
    pane_text: str = ""
    marks: tuple[TextMark, ...] = ()

    @property
    def query(self) -> Query:
        """What is looked for."""
        return self.sought.query

    @property
    def hit(self) -> Hit | None:
        """The current hit."""
        return self.hits[self.current] if 0 <= self.current < len(self.hits) else None

    @property
    def mark(self) -> TextMark | None:
        """Where the current hit stands in the text pane."""
        return next((mark for mark in self.marks if mark.number == self.current), None)


NOTHING = Found(Sought(Query("")))


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

    def ask(self, sought: Sought, filing: Filing, shown: Shown) -> None:
        """Look for a query; the first hit at or behind the place it is wanted near becomes the current one."""

        def work(wanted: Callable[[], bool]) -> Found:
            return found_in(filing.rendition(shown.document), sought, wanted)

        if not sought.query:
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
        former = self.state
        is_again = found.query == former.query and found.sought.writing is not former.sought.writing
        if is_again and found.hits == former.hits:
            found = replace(found, current=former.current)
        self.state = found
        self.found.emit(found)

    def _fail(self, sentence: str) -> None:
        self.state = NOTHING
        self.found.emit(self.state)
        self.failed.emit(sentence)


def found_in(rendition: Rendition, sought: Sought, wanted: Callable[[], bool]) -> Found:
    """Search the text of a rendition, and find each hit again in the writing that the text pane shows."""
    text = text_of(rendition, sought.furniture)
    hits = search(sought.query, text.text, wanted, text.folds)
    first = bisect_left(hits, _offset(text, sought.near), key=lambda hit: hit.start)
    current = (first if first < len(hits) else 0) if hits else -1
    shown, marks = _marks(rendition, sought, text, hits)
    return Found(sought, text.text, text.places, hits, current, shown, marks)


def _offset(text: TextRendering, near: int | Spot) -> int:
    """Return the offset in a text that is meant."""
    if isinstance(near, int):
        return near
    number = bisect_left(text.places, near.block, key=lambda place: place.block)
    if near == START or number >= len(text.places):
        return 0 if near == START else len(text.text)
    place = text.places[number]
    part = near.part if place.block == near.block else 0.0
    return place.start + int(part * (place.end - place.start))


def _marks(
    rendition: Rendition, sought: Sought, text: TextRendering, hits: Sequence[Hit]
) -> tuple[str, tuple[TextMark, ...]]:
    """Return what the text pane shows, and where the hits stand in it."""
    if sought.writing is Writing.TEXT:
        return text.text, tuple(TextMark(hit.start, hit.end, number) for number, hit in enumerate(hits))
    spans = [(hit.start, hit.end) for hit in hits]
    if sought.writing is Writing.MARKDOWN:
        shown = rendition.markdown(sought.furniture)
        carried = rendition.in_markdown(spans, sought.furniture)
    else:
        shown = rendition.source()
        carried = rendition.in_source(spans, sought.furniture)
    marks = (TextMark(*span, number) for number, span in enumerate(carried) if span is not None)
    return shown.text, tuple(sorted(marks))
