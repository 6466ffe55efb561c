"""Work of the window's own thread that is done in slices, between its events."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

_FRAME = 8  # milliseconds of work between two turns of the event loop


class Slices(QObject):
    """Does one work at a time; one that is begun takes the place of the former."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[object] | None = None
        self._after: Callable[[], None] = lambda: None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether there is work left."""
        return self._work is not None

    def begin(self, work: Iterator[object], after: Callable[[], None]) -> None:
        """Do `work`, of which each step is short, the first slice at once; call `after` behind each slice."""
        self._work, self._after = work, after
        self._go_on()

    def stop(self) -> None:
        """Leave what is left undone."""
        self._work = None
        self._timer.stop()

    def _go_on(self) -> None:
        if self._work is None:
            self._timer.stop()
            return
        clock = QElapsedTimer()
        clock.start()
        for _step in self._work:
            if clock.elapsed() >= _FRAME:
                self._timer.start()
                break
        else:
            self.stop()
        self._after()
