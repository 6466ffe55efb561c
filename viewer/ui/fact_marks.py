"""The facts of XBRL to marks on the page: each is underlined while the list of facts stands open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.rendition import Fact
    from viewer.ui.html_pane import HtmlPane

_LONGEST = 200  # letters of a fact that is underlined; the text of a whole note is not


class FactMarks(QObject):
    """Keeps the facts of one page marked, whenever that is loaded anew."""

    def __init__(self, pane: HtmlPane, parent: QObject) -> None:
        super().__init__(parent)
        self._pane = pane
        self._places: list[tuple[int, int, int]] = []
        pane.loaded.connect(self._mark)

    def show(self, facts: Iterable[Fact]) -> None:
        """Mark these facts, and no others."""
        self._places = [
            (fact.block, *fact.letters)
            for fact in facts
            if fact.block and fact.letters[0] < fact.letters[1] and len(fact.shown) <= _LONGEST
        ]
        self._pane.mark_facts(self._places)

    def clear(self) -> None:
        """Mark nothing."""
        if self._places:
            self.show(())

    def _mark(self) -> None:
        if self._places:
            self._pane.mark_facts(self._places)
