"""A hit found in a filing to the reader there: in the document shown, in another one, or in another filing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.ui.filing_tab import FilingTab, Place, Shown, find_place, is_same

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.search import Hit, Query
    from viewer.ui.filings import Filings
    from viewer.ui.find_in_document import FindInDocument
    from viewer.ui.reading import Reading


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was looked for, and where it was found."""

    query: Query
    path: Path
    shown: Shown
    hit: Hit


class ToHits(QObject):
    """Leads to one hit after the other; where another filing is to be read for one, as soon as that is in front."""

    def __init__(self, filings: Filings, reading: Reading, finder: FindInDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._filings, self._reading, self._finder = filings, reading, finder
        self._awaited: _Wish | None = None

    def go(self, query: Query, path: Path, shown: Shown, hit: Hit) -> None:
        """Show a document at one of the hits found in it."""
        self._awaited = _Wish(query, path, shown, hit)
        tab = self._filings.tab_of(path)
        if tab is None:
            self._filings.open_all([path])
        elif tab is self._filings.front:
            self.take_turned(tab)
        else:
            self._filings.turn(tab)

    def take_turned(self, tab: FilingTab | None) -> None:
        """Go on in the filing that is in front now, where it is the one that is waited for and was read."""
        awaited = self._awaited
        if awaited is None or (tab is not None and tab.path == awaited.path and tab.filing is None):
            return
        self._awaited = None
        if tab is None or tab.filing is None or tab.path != awaited.path:
            return
        shown = awaited.shown
        if not any(each is shown.submission for each in tab.filing.submissions):  # it was read again since
            found = find_place(tab.filing, Place(shown.submission.accession_number, shown.number))
            if found is None:
                return
            shown = found
        if not is_same(self._reading.shown, shown):
            self._reading.show(shown)
        self._finder.show(awaited.query, awaited.hit)
