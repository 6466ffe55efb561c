"""What the script beside the page tells, as signals: which block stands on top, which was clicked."""

from __future__ import annotations

import json
from typing import NamedTuple

from PySide6.QtCore import QFile, QIODevice, QObject, QRectF, Signal, Slot

from viewer.resources import resource


class Hovered(NamedTuple):
    """A word of a block on which the pointer rests.

    `first` is its place in the block, `letter` that of the letter below the pointer, both in letters without white
    space; `box` is where the word stands in the window of the page, in the page's own pixels.
    """

    block: int
    word: str
    first: int
    letter: int
    box: QRectF


class PageLink(QObject):
    """The one object that the script `link.js` can call.

    Signals, each but `travel_asked` with the path of the page's address:

    * `arrived(path)`: the page is there and hears what it is asked; `completed(path)`: its pictures are there too.
    * `block_clicked(path, block, height)`: the block's number (0: none), and where its top stood as a part of the
      pane's height.
    * `top_moved(path, block, part, own, heard)`: which block is on top, how much of it lies above, whether the script
      had scrolled there itself because it was asked to, and how many times it had been asked to move.
    * `link_clicked(path)` before a link within the page is followed: the top told last is where it was clicked.
    * `travel_asked(step)`: the mouse's button back (-1) or forward (1).
    * `listing_sorted(path, heading, kind, down)`: the rows of a listing were put in the order of the column below a
      heading, whose values are of a kind (`figures`, `days` or `words`), or as filed where that is empty.
    * `word_hovered(path, hovered)`: the pointer rests on a word, None when it left it.
    """

    arrived = Signal(str)
    completed = Signal(str)
    block_clicked = Signal(str, int, float)
    top_moved = Signal(str, int, float, bool, int)
    link_clicked = Signal(str)
    travel_asked = Signal(int)
    listing_sorted = Signal(str, str, str, bool)
    word_hovered = Signal(str, object)

    @Slot(str)
    def came(self, path: str) -> None:
        """Take the first word of a page."""
        self.arrived.emit(path)

    @Slot(str)
    def filled(self, path: str) -> None:
        """Take that all of a page has come."""
        self.completed.emit(path)

    @Slot(str, int, float)
    def clicked(self, path: str, block: int, height: float) -> None:
        """Take a click from the page."""
        self.block_clicked.emit(path, block, height)

    @Slot(int)
    def travel(self, step: int) -> None:
        """Take one of the mouse's buttons for back and forward."""
        self.travel_asked.emit(step)

    @Slot(str)
    def jumping(self, path: str) -> None:
        """Take a click on a link within the page."""
        self.link_clicked.emit(path)

    @Slot(str, int, float, bool, int)
    def scrolled(self, path: str, block: int, part: float, own: bool, heard: int) -> None:
        """Take a new top from the page."""
        self.top_moved.emit(path, block, part, own, heard)

    @Slot(str, str, str, bool)
    def sorted(self, path: str, heading: str, kind: str, down: bool) -> None:
        """Take a new order of a listing's rows."""
        self.listing_sorted.emit(path, heading, kind, down)

    @Slot(str, str)
    def hovered(self, path: str, word: str) -> None:
        """Take the word that the pointer rests on, as JSON, or nothing."""
        told = json.loads(word) if word else None
        self.word_hovered.emit(path, told and Hovered(**(told | {"box": QRectF(*told["box"])})))


def link_script() -> str:
    """Return the source of the script, with Qt's own part of the channel before it."""
    import PySide6.QtWebChannel  # noqa: F401  (brings the file into Qt's resources)

    file = QFile(":/qtwebchannel/qwebchannel.js")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise ImportError("Qt WebChannel is missing")
    channel = bytes(file.readAll().data()).decode()
    file.close()
    return channel + "\n" + resource("link.js").read_text("utf-8")
