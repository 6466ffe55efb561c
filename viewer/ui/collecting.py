"""Python's search for garbage in circles, done in the window's own thread and now and then.

Left to itself it begins in whichever thread makes objects, and may there end widgets, which only their own thread may
do; and it goes through all objects at any moment, which holds up the window.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

_INTERVAL = 500  # milliseconds between two looks: the more there is to look at, the longer the window waits
_MANY = 20_000  # objects made since the last look that are worth a look at them
_WHOLE = 120.0  # seconds between two looks at all objects, if so many were made meanwhile
_MOST = 400_000


class Collector(QObject):
    """Searches for garbage while it lives; then Python does by itself again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made, self._whole_at = 0, time.monotonic()
        gc.disable()
        gc.freeze()  # what was loaded stays to the end
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.destroyed.connect(gc.enable)

    def look(self) -> None:
        """Search among the objects made lately; among all, where that has not been done for long."""
        made = gc.get_count()[0]
        if made < _MANY:
            return
        self._made += made
        if self._made > _MOST and time.monotonic() - self._whole_at > _WHOLE:
            gc.collect()
            self._made, self._whole_at = 0, time.monotonic()
        else:
            gc.collect(1)
