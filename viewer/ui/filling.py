"""Pieces of a text into a document of Qt's, one in each turn of the event loop, so that nothing else waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Iterator


class Filling(QObject):
    """Hands out pieces.

    Signals: `due(piece)` with the next piece, the first one at once; `ended()` when there was none left.
    """

    due = Signal(str)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: Iterator[str] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_over(self) -> bool:
        """Whether all pieces were handed out."""
        return self._pieces is None

    def begin(self, pieces: Iterator[str]) -> None:
        """Hand out these pieces instead of any others."""
        self._pieces = pieces
        self._go_on()

    def stop(self) -> None:
        """Hand out no more."""
        self._timer.stop()
        self._pieces = None

    def _go_on(self) -> None:
        piece = next(self._pieces, None) if self._pieces is not None else None
        if piece is None:
            self.stop()
            self.ended.emit()
        else:
            self.due.emit(piece)
            self._timer.start()
