"""Where the reader has been: back and forward over documents and jumps, and the place left in each document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.ui.spot import START, Spot

if TYPE_CHECKING:
    from viewer.ui.document_view import DocumentView
    from viewer.ui.reading import Reading, Shown

_MOST = 200  # stops kept

_Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Stop:
    """A document and the spot in it."""

    shown: Shown
    spot: Spot


class History(QObject):
    """The stops of the filing that is open, and the last spot in each document of this session.

    Signals: `changed()` when there may be another answer to whether there is a way back or forward.
    """

    changed = Signal()

    def __init__(self, reading: Reading, view: DocumentView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading, self._view = reading, view
        self._stops: list[Stop] = []
        self._at = -1
        self._going: Stop | None = None
        self._key: _Key | None = None
        self._left: dict[_Key, Spot] = {}
        reading.document_chosen.connect(self._visit)
        reading.opened.connect(self._begin_anew)
        reading.closed.connect(self._begin_anew)
        reading.name_asked.connect(self._jump_to)
        view.html_pane.jumping.connect(self.jump)
        view.html_pane.travelled.connect(self.go)
        view.text_pane.travelled.connect(self.go)

    @property
    def has_back(self) -> bool:
        """Whether there is a stop before this one."""
        return self._at > 0

    @property
    def has_forward(self) -> bool:
        """Whether there is a stop after this one."""
        return self._at + 1 < len(self._stops)

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
            self._leave()
            self._add(Stop(shown, self._view.linked.spot))

    def jump_to_block(self, block: int) -> None:
        """Go to a block of the document that is shown, such as a heading."""
        self.jump()
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
        if not 0 <= self._at + step < len(self._stops):
            return
        self._leave()
        self._at += step
        stop, here = self._stops[self._at], self._reading.shown
        if here is not None and _same(here, stop.shown):
            self._view.linked.show_spot(stop.spot)
        else:
            self._going = stop
            self._reading.show(stop.shown)
        self.changed.emit()

    def _visit(self, shown: Shown) -> None:
        """Take a document that is shown from now on, and say where it begins."""
        going, self._going = self._going, None
        if going is not None:
            self._view.linked.begin(going.spot)
        else:
            self._leave()
            spot = START if shown.at else self._left.get(self._key_of(shown), START)
            self._add(Stop(shown, spot))
            self._view.linked.begin(spot, shown.at)
        self._key = self._key_of(shown)

    def _add(self, stop: Stop) -> None:
        self._stops = [*self._stops[: self._at + 1], stop][-_MOST:]
        self._at = len(self._stops) - 1
        self.changed.emit()

    def _leave(self) -> None:
        """Keep the spot that the reader leaves."""
        spot = self._view.linked.spot
        if self._key is not None:
            self._left[self._key] = spot
        if self._stops:
            self._stops[self._at] = Stop(self._stops[self._at].shown, spot)

    def _begin_anew(self) -> None:
        self._leave()
        self._stops, self._at, self._going, self._key = [], -1, None, None
        self.changed.emit()

    def _key_of(self, shown: Shown) -> _Key:
        filing = self._reading.filing
        path = str(filing.source.path) if filing is not None else ""
        return path, shown.submission.accession_number, shown.document.number


def _same(one: Shown, other: Shown) -> bool:
    return one.submission is other.submission and one.document.number == other.document.number
