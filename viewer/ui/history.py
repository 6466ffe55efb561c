"""Where the reader has been: back and forward over documents and jumps, and the place left in each document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.ui.filing_tab import FilingTab, Shown, Stop, Trail, is_same
from viewer.ui.spot import START, Spot

if TYPE_CHECKING:
    from viewer.ui.document_view import DocumentView
    from viewer.ui.reading import Reading
    from viewer.ui.session import Key, Places

_MOST = 200  # stops kept


class History(QObject):
    """The reader's way through the filing in front, and the spot last left in each document of any.

    Signals: `changed()` when there may be another answer to whether there is a way back or forward.
    """

    changed = Signal()

    def __init__(
        self, reading: Reading, view: DocumentView, places: Places, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reading, self._view, self.places = reading, view, places
        self._trail = Trail()
        self._going: Stop | None = None
        self._key: Key | None = None
        reading.document_chosen.connect(self._visit)
        reading.turned.connect(self._turn)
        reading.name_asked.connect(self._jump_to)
        view.html_pane.jumping.connect(self.jump)
        view.html_pane.travelled.connect(self.go)
        view.text_pane.travelled.connect(self.go)

    @property
    def has_back(self) -> bool:
        """Whether there is a stop before this one."""
        return self._trail.at > 0

    @property
    def has_forward(self) -> bool:
        """Whether there is a stop after this one."""
        return self._trail.at + 1 < len(self._trail.stops)

    def back(self) -> None:
        """Go to the stop before this one."""
        self.go(-1)

    def forward(self) -> None:
        """Go to the stop after this one."""
        self.go(1)

    def jump(self) -> None:
        """Remember where the reader is, before a jump within the document."""
        shown = self._reading.shown
        if shown is not None:
            self.leave()
            self._add(Stop(shown, self._view.linked.spot))

    def jump_to_block(self, block: int) -> None:
        """Go to a block of the document that is shown, such as a heading."""
        self.jump()
        self.slide_to_block(block)

    def slide_to_block(self, block: int) -> None:
        """Go to a block of the document that is shown, as a reader who scrolls: that is no stop."""
        self._view.linked.show_spot(Spot(block))

    def _jump_to(self, name: str) -> None:
        """Go to a named place of the document that is shown, its start where the name is empty."""
        self.jump()
        if name:
            self._view.html_pane.show_name(name)
        else:
            self._view.linked.show_spot(START)

    def go(self, step: int) -> None:
        """Go one stop back (-1) or forward (1), where there is one."""
        trail = self._trail
        if not 0 <= trail.at + step < len(trail.stops):
            return
        self.leave()
        trail.at += step
        stop, here = trail.stops[trail.at], self._reading.shown
        if is_same(here, stop.shown):
            self._view.linked.show_spot(stop.spot)
        else:
            self._going = stop
            self._reading.show(stop.shown)
        self.changed.emit()

    def leave(self) -> None:
        """Keep the spot that the reader leaves."""
        spot, trail = self._view.linked.spot, self._trail
        if self._key is not None:
            self.places.keep(self._key, spot)
        if trail.here is not None and self._key is not None:
            trail.stops[trail.at] = Stop(trail.here.shown, spot)

    def _visit(self, shown: Shown) -> None:
        """Take a document that is shown from now on, and say where it begins."""
        going, self._going = self._going, None
        if going is not None:
            self._view.linked.begin(going.spot)
        else:
            self.leave()
            spot = START if shown.at else self.places.of(self._key_of(shown))
            self._add(Stop(shown, spot))
            self._view.linked.begin(spot, shown.at)
        self._key = self._key_of(shown)

    def _turn(self, tab: FilingTab | None) -> None:
        """Take the way through the filing that is in front from now on, up where it was left."""
        self.leave()
        self._trail = tab.trail if tab is not None else Trail()
        self._going, self._key = self._trail.here, None
        self.changed.emit()

    def _add(self, stop: Stop) -> None:
        trail = self._trail
        trail.stops[trail.at + 1 :] = [stop]
        del trail.stops[:-_MOST]
        trail.at = len(trail.stops) - 1
        self.changed.emit()

    def _key_of(self, shown: Shown) -> Key:
        path = str(self._reading.tab.path) if self._reading.tab is not None else ""
        return path, shown.submission.accession_number, shown.number
