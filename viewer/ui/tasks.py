"""The one door to background work: a function to its result, or its error, delivered on the window's thread.

Each request belongs to a channel, and in a channel the latest wins: answers to former requests are dropped.
Work is given a callable that says whether it is still wanted; work that asks now and then ends early.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot

from viewer.errors import ViewerError

Wanted = Callable[[], bool]
Work = Callable[[Wanted], Any]

BUSY_AFTER = 500  # milliseconds until a request is told of
# Running at once in a channel: none waits behind work that is not wanted any more, and a held key piles up none.
_LANES = 2
_PATIENCE = 2000  # milliseconds that closing waits for work that does not stop by itself

_log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class _Request:
    channel: str
    label: str
    work: Work
    done: Callable[[Any], None]
    failed: Callable[[str], None]
    discard: Callable[[Any], None] | None = None
    told: bool = False


@dataclass(eq=False, slots=True)
class _Channel:
    latest: _Request | None = None
    running: int = 0
    waiting: _Request | None = None


@dataclass(frozen=True, slots=True)
class _Outcome:
    request: _Request
    result: Any = None
    error: BaseException | None = field(default=None)


class Tasks(QObject):
    """Background work of one window.

    Signals: `busy(channel, label)` when a labelled request has been running for half a second; `idle()` when
    no such request is left; `cancelled(channel)` when the user gave one up.
    """

    busy = Signal(str, str)
    idle = Signal()
    cancelled = Signal(str)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(4)
        self._channels: dict[str, _Channel] = {}
        self._names = itertools.count(1)
        self._open = True
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        channel: str,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[str], None],
        *,
        label: str = "",
        discard: Callable[[Any], None] | None = None,
    ) -> None:
        """Do `work` in the background and hand its result to `done`, or one sentence to `failed`.

        `label` is told to the user when it takes long. `discard` is given a result that came too late.
        """
        if not self._open:
            return
        request = _Request(channel, label, work, done, failed, discard)
        lane = self._channels.setdefault(channel, _Channel())
        former, lane.latest = lane.latest, request
        if former and former.told:
            self._tell_idle()
        if lane.running < _LANES:
            self._start(lane, request)
        else:
            lane.waiting = request
        if label:
            QTimer.singleShot(BUSY_AFTER, self, partial(self._tell_busy, request))

    def fetch(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do `work` beside everything else; `done` is given its result, or None where it failed."""
        channel = f"fetch {next(self._names)}"
        self.ask(channel, lambda _wanted: work(), done, lambda _sentence: done(None))

    def drop(self, channel: str) -> None:
        """Forget what is asked in `channel`: its answer is not wanted any more."""
        lane = self._channels.get(channel)
        if lane and lane.latest:
            told, lane.latest, lane.waiting = lane.latest.told, None, None
            if told:
                self._tell_idle()

    def cancel(self) -> None:
        """Give up, for the user, everything that he has been told of."""
        for name, lane in list(self._channels.items()):
            if lane.latest and lane.latest.told:
                self.drop(name)
                self.cancelled.emit(name)

    def close(self) -> bool:
        """Drop everything; return whether all work has ended."""
        self._open = False
        for lane in self._channels.values():
            lane.latest = lane.waiting = None
        self._pool.clear()
        return self._pool.waitForDone(_PATIENCE)

    def _start(self, lane: _Channel, request: _Request) -> None:
        lane.running += 1
        self._pool.start(partial(self._run, lane, request))

    def _run(self, lane: _Channel, request: _Request) -> None:
        """Do the work of `request`; the only thing here that is called outside the window's thread."""

        def wanted() -> bool:
            return lane.latest is request

        try:
            outcome = _Outcome(request, request.work(wanted) if wanted() else None)
        except BaseException as error:  # a thread has nobody else to tell
            outcome = _Outcome(request, error=error)
        if self._open:
            self._ended.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        request = outcome.request
        lane = self._channels[request.channel]
        lane.running -= 1
        if lane.waiting:
            following, lane.waiting = lane.waiting, None
            self._start(lane, following)
        if lane.latest is not request:
            if request.discard and outcome.result is not None:
                request.discard(outcome.result)
            return
        lane.latest = None
        if not lane.running:
            del self._channels[request.channel]
        if request.told:
            self._tell_idle()
        if outcome.error is not None:
            request.failed(self._sentence(outcome.error))
        else:
            request.done(outcome.result)

    def _sentence(self, error: BaseException) -> str:
        if isinstance(error, ViewerError):
            return str(error)
        if isinstance(error, MemoryError):
            return self.tr("There is not enough memory for this document.")
        _log.error("background work failed", exc_info=error)
        return self.tr("The program failed at this: {kind}: {words}.").format(
            kind=type(error).__name__, words=error
        )

    def _tell_busy(self, request: _Request) -> None:
        lane = self._channels.get(request.channel)
        if lane and lane.latest is request:
            request.told = True
            self.busy.emit(request.channel, request.label)

    def _tell_idle(self) -> None:
        if not any(lane.latest and lane.latest.told for lane in self._channels.values()):
            self.idle.emit()
