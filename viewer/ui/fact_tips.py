"""The pointer over a figure to a tool tip that says which fact of XBRL it is; read when the first is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QToolTip

from viewer.ui.fact_words import tip_words

if TYPE_CHECKING:
    from viewer.rendition import Fact
    from viewer.ui.filing_tab import Shown
    from viewer.ui.html_pane import HtmlPane
    from viewer.ui.page_link import Hovered
    from viewer.ui.reading import Reading
    from viewer.ui.tasks import Tasks

_LONGEST = 200  # letters of a fact that is a figure or a few words; the text of a whole note has no tip
_MOST = 4  # facts in one tip


class FactTips(QObject):
    """Shows tool tips over the facts of the page in front."""

    def __init__(self, tasks: Tasks, reading: Reading, pane: HtmlPane, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._reading, self._pane = tasks, reading, pane
        self._shown: Shown | None = None  # whose facts these are, or will be
        self._facts: dict[int, list[Fact]] | None = None  # by block
        self._hovered: Hovered | None = None
        pane.word_hovered.connect(self._take)
        reading.document_chosen.connect(self._forget)
        reading.closed.connect(self._forget)

    def _forget(self) -> None:
        self._shown = self._facts = self._hovered = None

    def _take(self, hovered: Hovered | None) -> None:
        """Show what is known of the word that the pointer rests on; None where it left that word."""
        if hovered is None:
            if self._hovered is not None:
                QToolTip.hideText()
            self._hovered = None
            return
        self._hovered = hovered
        if self._facts is None:
            self._ask()
        else:
            self._show()

    def _ask(self) -> None:
        filing, shown = self._reading.filing, self._reading.shown
        if filing is None or shown is None or self._shown is shown:
            return
        self._shown = shown

        def take(found: object) -> None:
            if self._shown is shown:
                self._facts = _by_block(found) if isinstance(found, tuple) else {}
                self._show()

        self._tasks.fetch(lambda: filing.rendition(shown.document).facts(), take)

    def _show(self) -> None:
        hovered, view = self._hovered, self._pane.view
        if hovered is None or view is None or not self._facts:
            return
        facts = facts_at(self._facts.get(hovered.block, []), hovered)
        if facts:
            box = self._pane.place_of(hovered.box)
            QToolTip.showText(view.mapToGlobal(box.bottomLeft()), tip_words(facts[:_MOST]), view)


def _by_block(facts: tuple[Fact, ...]) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = {}
    for fact in facts:
        if fact.block and len(fact.shown) <= _LONGEST:
            found.setdefault(fact.block, []).append(fact)
    return found


def facts_at(facts: list[Fact], hovered: Hovered) -> list[Fact]:
    """Return the facts of a block that stand where the pointer is, or, beside a fact, in the word it is on.

    Where a fact stands is proved by its words: a place that does not agree with them has none.
    """
    last = hovered.first + len(hovered.word)
    within = [
        fact
        for fact in facts
        if fact.letters[0] < last and fact.letters[1] > hovered.first and _agrees(fact, hovered)
    ]
    exact = [fact for fact in within if fact.letters[0] <= hovered.letter < fact.letters[1]]
    shortest = min((_length(fact) for fact in exact or within), default=0)
    return [fact for fact in exact or within if _length(fact) == shortest]


def _length(fact: Fact) -> int:
    return fact.letters[1] - fact.letters[0]


def _agrees(fact: Fact, hovered: Hovered) -> bool:
    words = "".join(fact.shown.split())
    start = max(hovered.first, fact.letters[0])
    end = min(hovered.first + len(hovered.word), fact.letters[1])
    in_word = hovered.word[start - hovered.first : end - hovered.first]
    return in_word == words[start - fact.letters[0] : end - fact.letters[0]]
