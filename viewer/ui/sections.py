"""The headings of the shown document as a way through it: from one to the next and back, and which one is read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.rendition import Heading
    from viewer.ui.document_view import DocumentView
    from viewer.ui.history import History


_STILL = 120  # milliseconds between two looks at where the reader is
_MOST = 0.5  # a block of which more is above the top is not what is read


class Sections(QObject):
    """Steps from heading to heading.

    Signals: `changed()` when there are other headings; `entered(title)` of one that was stepped to; `reached(block)`
    of the heading whose words the reader has before them, 0 before the first.
    """

    changed = Signal()
    entered = Signal(str)
    reached = Signal(int)

    def __init__(self, history: History, view: DocumentView, parent: QObject) -> None:
        super().__init__(parent)
        self._history, self._view = history, view
        self._headings: list[Heading] = []
        self._at: int | None = None  # the heading gone to last, until the reader scrolls
        self._reading = 0  # the block of the heading reached
        self._timer = QTimer(self, interval=_STILL, singleShot=True)
        self._timer.timeout.connect(self._look)
        for pane in (view.html_pane, view.text_pane):
            pane.spot_moved.connect(self._forget)
        view.html_pane.settled.connect(self._look_soon)
        history.changed.connect(self._forget)

    def __len__(self) -> int:
        return len(self._headings)

    def clear(self) -> None:
        """Have no headings, until those of another document are known."""
        self._headings, self._at, self._reading = [], None, 0
        self.changed.emit()

    def show(self, headings: Sequence[Heading]) -> None:
        """Take the headings of the document that is shown; those that are missing lead nowhere."""
        found = [each for each in headings if not each.missing]
        if found != self._headings:
            self._headings, self._at = found, None
            self.changed.emit()
            self._timer.start()

    def go_to(self, block: int) -> None:
        """Go to a heading that was chosen, 0 for the beginning; it is the one that is read, at the end too."""
        self._history.jump_to_block(block)
        self._at = next((at for at, each in enumerate(self._headings) if each.block == block), None)
        self._timer.start()

    def step(self, places: int) -> None:
        """Go to the next heading (1) or to the one before (-1), where there is one."""
        target = self._place(places)
        if 0 <= target < len(self._headings):
            heading = self._headings[target]
            if self._at is None:
                self._history.jump_to_block(heading.block)
            else:  # a way of many steps is one stop
                self._history.slide_to_block(heading.block)
            self._at = target
            self._timer.start()
            self.entered.emit(heading.title)

    def _place(self, places: int) -> int:
        if self._at is not None:
            return self._at + places
        spot, blocks = self._view.linked.spot, [each.block for each in self._headings]
        if places > 0:
            return bisect_right(blocks, spot.block)
        inside = spot.part > 0 and spot.block in blocks  # the heading itself is above the top by now
        return bisect_right(blocks, spot.block) - 1 if inside else bisect_left(blocks, spot.block) - 1

    def _forget(self) -> None:
        self._at = None
        self._look_soon()

    def _look_soon(self) -> None:
        if not self._timer.isActive():  # told while the reader scrolls, not only afterwards
            self._timer.start()

    def _look(self) -> None:
        """Tell which heading is read now, where that is another one."""
        spot = self._view.linked.spot
        top = spot.block + (spot.part > _MOST)
        at = (
            bisect_right(self._headings, top, key=lambda each: each.block) - 1
            if self._at is None
            else self._at
        )
        block = self._headings[at].block if 0 <= at < len(self._headings) else 0
        if block != self._reading:
            self._reading = block
            self.reached.emit(block)
